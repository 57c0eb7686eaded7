// The scripts that Slurm gets, and what users hear of sbatch. tests/cluster runs them under a real Slurm.
#include "cli/submit_slurm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): setenv
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/temporary_folder.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

SlurmJob job() {
  return {.executable = "/opt/polder/bin/polder",
          .sweep = "/home/a/trust.toml",
          .out = "/scratch/a/trust.h5",
          .shards = 8,
          .threads = 4,
          .options = {"--replicates", "50"}};
}

/// The complaints about a job, one a line.
std::string complaints(const SlurmJob& job) {
  try {
    slurm_scripts(job);
  } catch (const Unusable& error) {
    std::string text;
    for (const std::string& line : error.errors()) text += line + "\n";
    return text;
  }
  return {};
}

TEST(SlurmScripts, ShardsAreAnArrayThatGoesOnWhereItStopped) {
  const std::string script = slurm_scripts(job()).shards;
  EXPECT_THAT(script, ::testing::StartsWith("#!/bin/bash\n#SBATCH "));
  EXPECT_THAT(script, HasSubstr("\n#SBATCH --array=1-8\n"));
  EXPECT_THAT(script, HasSubstr("\n#SBATCH --requeue\n"));
  EXPECT_THAT(script, HasSubstr("\n#SBATCH --cpus-per-task=4\n"));
  EXPECT_THAT(script, HasSubstr("\n#SBATCH --output=\"/scratch/a/trust.slurm-%A_%a.log\"\n"));
  EXPECT_THAT(script, HasSubstr("\n/opt/polder/bin/polder sweep /home/a/trust.toml --replicates 50 --out "
                                "/scratch/a/trust.h5 --shard slurm --resume --threads "
                                "\"${SLURM_CPUS_PER_TASK:-1}\" &\n"));
}

TEST(SlurmScripts, WithoutThreadsTheClusterDecides) {
  SlurmJob plain = job();
  plain.threads = 0;
  EXPECT_THAT(slurm_scripts(plain).shards, Not(HasSubstr("--cpus-per-task")));
}

TEST(SlurmScripts, MergeGetsEveryPart) {
  const std::string script = slurm_scripts(job()).merge;
  EXPECT_THAT(script,
              HasSubstr("for ((k = 1; k <= 8; ++k)); do\n  parts+=(/scratch/a/trust.\"$k\"-of-8.h5)\n"));
  EXPECT_THAT(script,
              EndsWith("\nexec /opt/polder/bin/polder merge \"${parts[@]}\" --out /scratch/a/trust.h5\n"));
  SlurmJob replacing = job();
  replacing.force = true;
  EXPECT_THAT(slurm_scripts(replacing).merge, EndsWith(" --out /scratch/a/trust.h5 --force\n"));
  EXPECT_THAT(slurm_scripts(replacing).shards, Not(HasSubstr("--force")));
}

TEST(SlurmScripts, RelativePathsAreThoseOfWhoeverSubmits) {
  SlurmJob relative = job();
  relative.sweep = "a/../trust.toml";
  relative.out = "trust.h5";
  const SlurmScripts scripts = slurm_scripts(relative);
  const std::string here = fs::current_path().string();
  // Quoted where the folder's name asks for it.
  EXPECT_THAT(scripts.shards, HasSubstr(here + "/trust.toml"));
  EXPECT_THAT(scripts.merge, HasSubstr(here + "/trust.h5"));
}

TEST(SlurmScripts, PathsSurviveTheShellAndSlurm) {
  SlurmJob odd = job();
  odd.out = "/scratch/it's 50% \"new\"/a b.h5";
  const SlurmScripts scripts = slurm_scripts(odd);
  EXPECT_THAT(scripts.shards,
              HasSubstr("\n#SBATCH --output=\"/scratch/it's 50%% \\\"new\\\"/a b.slurm-%A_%a.log\"\n"));
  EXPECT_THAT(scripts.shards, HasSubstr("\n#SBATCH --job-name=\"polder-a b\"\n"));
  EXPECT_THAT(scripts.shards, HasSubstr(" --out '/scratch/it'\\''s 50% \"new\"/a b.h5' --shard "));
  EXPECT_THAT(scripts.merge, HasSubstr("parts+=('/scratch/it'\\''s 50% \"new\"/a b.'\"$k\"-of-8.h5)\n"));
}

TEST(SlurmScripts, OptionsOfTheUserReachBothJobsBeforeTheFirstCommand) {
  SlurmJob options = job();
  options.sbatch = {"--time=4:00:00", "-p long"};
  const SlurmScripts scripts = slurm_scripts(options);
  for (const std::string& script : {scripts.shards, scripts.merge}) {
    EXPECT_THAT(script, HasSubstr("\n#SBATCH --time=4:00:00\n#SBATCH -p long\n"));
    // Slurm reads options up to the first line that is no comment.
    const std::size_t last = script.rfind("#SBATCH");
    EXPECT_LT(last, script.find("\n\n"));
  }
}

TEST(SlurmScripts, WhatSlurmCouldNotExpressIsRefusedAtOnce) {
  SlurmJob bad = job();
  bad.shards = 0;
  bad.out = "/scratch/a\\b.h5";
  bad.sweep = "/home/a\nb.toml";
  bad.sbatch = {"long", "--array=1-3", "-a1", "--wrap=ls", "--time=1\n#SBATCH -p x"};
  const std::string text = complaints(bad);
  EXPECT_THAT(text, AllOf(HasSubstr("--shards: "), HasSubstr("results file /scratch/a\\b.h5 "),
                          HasSubstr("sweep /home/a?b.toml "), HasSubstr("--sbatch long: "),
                          HasSubstr("--sbatch --array=1-3: "), HasSubstr("--sbatch -a1: "),
                          HasSubstr("--sbatch --wrap=ls: "), HasSubstr("--sbatch --time=1?#SBATCH -p x: ")));
  EXPECT_EQ(std::ranges::count(text, '\n'), 8) << text;
}

/// With a folder for results, and a PATH on which sbatch is what the test says.
class SubmitToSlurm : public ::testing::Test {
 public:
  SubmitToSlurm() {
    fs::create_directory(commands());
    sweep_.out = folder_.path() / "my results.h5";
    setenv("PATH", (commands().string() + ":" + path_).c_str(), 1);
  }
  SubmitToSlurm(const SubmitToSlurm&) = delete;
  SubmitToSlurm& operator=(const SubmitToSlurm&) = delete;
  ~SubmitToSlurm() override { setenv("PATH", path_.c_str(), 1); }

 protected:
  void sbatch_is(const std::string& script) const {
    const fs::path file = commands() / "sbatch";
    std::ofstream(file) << "#!/bin/sh\n" << script;
    fs::permissions(file, fs::perms::owner_all);
  }
  [[nodiscard]] fs::path commands() const { return folder_.path() / "bin"; }
  [[nodiscard]] std::string written(const std::string& name) const {
    std::ifstream file(folder_.path() / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  ExitStatus submit() {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const ExitStatus status = submit_to_slurm(sweep_);
    output_ = ::testing::internal::GetCapturedStdout();
    messages_ = ::testing::internal::GetCapturedStderr();
    return status;
  }
  std::string refusal() {
    try {
      submit_to_slurm(sweep_);
    } catch (const Unusable& error) {
      return error.what();
    }
    return "accepted";
  }

  TemporaryFolder folder_;
  SlurmJob sweep_ = job();
  std::string output_;
  std::string messages_;

 private:
  std::string path_ = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
};

TEST_F(SubmitToSlurm, TheMergeWaitsForTheArray) {
  sbatch_is("cd '" + folder_.path().string() +
            "'\necho \"$@\" >>arguments\ncat >\"script-$#\"\nif [ $# = 1 ]; then echo '41;alpha'; else echo "
            "42; fi\n");
  EXPECT_EQ(submit(), ExitStatus::done);
  EXPECT_EQ(written("arguments"), "--parsable\n--parsable --dependency=afterany:41\n");
  EXPECT_EQ(written("script-1"), slurm_scripts(sweep_).shards);
  EXPECT_EQ(written("script-2"), slurm_scripts(sweep_).merge);
  EXPECT_THAT(output_, AllOf(HasSubstr("8 shards as array job 41"), HasSubstr("job 42")));
  EXPECT_EQ(messages_, "");
}

TEST_F(SubmitToSlurm, WithoutSbatchItSaysSo) {
  setenv("PATH", commands().c_str(), 1);
  EXPECT_THAT(refusal(), HasSubstr("there is no sbatch here"));
}

TEST_F(SubmitToSlurm, SlurmsOwnWordsAreShown) {
  sbatch_is("echo 'sbatch: error: invalid partition specified: long' >&2\nexit 1\n");
  EXPECT_EQ(submit(), ExitStatus::machine);
  EXPECT_EQ(messages_,
            "polder: error: Slurm refuses the shards: sbatch: error: invalid partition specified: long\n");
  EXPECT_EQ(output_, "");
}

TEST_F(SubmitToSlurm, ShardsWithoutAMergeAreNotForgotten) {
  sbatch_is("[ $# = 1 ] && { echo 41; exit 0; }\necho 'sbatch: error: too many jobs' >&2\nexit 1\n");
  EXPECT_EQ(submit(), ExitStatus::machine);
  EXPECT_THAT(output_, HasSubstr("array job 41"));
  EXPECT_THAT(messages_,
              AllOf(HasSubstr("too many jobs"), HasSubstr("polder merge '"), HasSubstr("*-of-8.h5")));
}

TEST_F(SubmitToSlurm, ADryRunPrintsBothScriptsAndSubmitsNothing) {
  sbatch_is("touch '" + folder_.path().string() + "/submitted'\necho 1\n");
  sweep_.dry_run = true;
  EXPECT_EQ(submit(), ExitStatus::done);
  const SlurmScripts scripts = slurm_scripts(sweep_);
  EXPECT_EQ(output_, scripts.shards + "\n" + scripts.merge);
  EXPECT_FALSE(fs::exists(folder_.path() / "submitted"));
}

TEST_F(SubmitToSlurm, ResultsInTheWayAreNoticedBeforeTheWork) {
  sbatch_is("echo 1\n");
  std::ofstream(sweep_.out) << "old";
  EXPECT_THAT(refusal(), HasSubstr("my results.h5 exists"));
  sweep_.force = true;
  EXPECT_EQ(submit(), ExitStatus::done);
  sweep_.out = folder_.path() / "nowhere" / "x.h5";
  EXPECT_THAT(refusal(), HasSubstr("there is no folder "));
}

}  // namespace
}  // namespace polder::cli
