#include "cli/submit_slurm.h"

#include <fmt/format.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): popen
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "cli/temporary_folder.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "output/errors.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& word) { return shell_line({&word, 1}); }

/// An option of sbatch that holds a path, for a line #SBATCH: Slurm takes quotes and backslashes there as a
/// shell does.
std::string directive(std::string_view option, std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '"') text += '\\';
    text += c;
  }
  return fmt::format("#SBATCH --{}=\"{}\"\n", option, text);
}

/// A path for --output, in which Slurm fills in what follows a percent sign.
std::string literal_pattern(std::string_view path) {
  std::string text;
  for (const char c : path) text.append(c == '%' ? 2 : 1, c);
  return text;
}

fs::path as_absolute(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

/// The results' path without its extension.
std::string stem(const fs::path& out) { return (out.parent_path() / out.stem()).string(); }

void check_path(std::string_view what, const fs::path& path, std::vector<std::string>& errors) {
  const std::string text = path.string();
  const auto unspeakable = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
  };
  if (std::ranges::any_of(text, unspeakable)) {
    errors.push_back(fmt::format(
        "polder sweep: error: {} {} has a backslash or control character in its path, which Slurm "
        "would take for something else; give it another name",
        what, printable(text)));
  }
}

void check_option(const std::string& option, std::vector<std::string>& errors) {
  const auto refuse = [&](std::string_view why) {
    errors.push_back(fmt::format("polder sweep: error: --sbatch {}: {}", printable(option), why));
  };
  if (printable(option) != option) {
    refuse("has a control character; give --sbatch once for each option");
  } else if (!option.starts_with('-')) {
    refuse("is not an option of sbatch; for instance --sbatch=--time=4:00:00");
  } else if (option.starts_with("--array") || option.starts_with("-a")) {
    refuse("the array is one task per shard; say how many with --shards");
  } else if (option.starts_with("--wrap")) {
    refuse("what the jobs run is up to polder; leave it out");
  }
}

std::string user_directives(const SlurmJob& job) {
  std::string text;
  for (const std::string& option : job.sbatch) text += fmt::format("#SBATCH {}\n", option);
  return text;
}

std::string shards_script(const SlurmJob& job, const fs::path& executable, const fs::path& sweep,
                          const fs::path& out) {
  std::string script = "#!/bin/bash\n";
  script += directive("job-name", "polder-" + out.stem().string());
  script += fmt::format("#SBATCH --array=1-{}\n", job.shards);
  script += directive("output", literal_pattern(stem(out)) + ".slurm-%A_%a.log");
  script +=
      "#SBATCH --open-mode=append\n"
      "#SBATCH --requeue\n"
      "#SBATCH --signal=B:USR1@60\n";
  if (job.threads > 0) script += fmt::format("#SBATCH --cpus-per-task={}\n", job.threads);
  script += user_directives(job);

  std::vector<std::string> command{executable.string(), "sweep", sweep.string()};
  command.insert(command.end(), job.options.begin(), job.options.end());
  const std::vector<std::string> rest{"--out", out.string(), "--shard", "slurm", "--resume"};
  command.insert(command.end(), rest.begin(), rest.end());
  script += fmt::format(R"(
# A minute before the time limit Slurm sends USR1: polder keeps what it has, and the task queues up again to go on.
# TERM (scancel, preemption) reaches polder from Slurm itself; this script only waits for it to end in good order.
again=
trap 'again=yes; kill -TERM "$polder"' USR1
trap : TERM
{} --threads "${{SLURM_CPUS_PER_TASK:-1}}" &
polder=$!
wait "$polder"
status=$?
while kill -0 "$polder" 2>/dev/null; do
  wait "$polder"
  status=$?
done
if [[ $again && $status -eq 130 ]]; then
  scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID" && sleep 60
fi
exit "$status"
)",
                        shell_line(command));
  return script;
}

std::string merge_script(const SlurmJob& job, const fs::path& executable, const fs::path& out) {
  std::string script = "#!/bin/bash\n" + user_directives(job);
  script += directive("job-name", "polder-" + out.stem().string() + "-merge");
  script += directive("output", literal_pattern(stem(out)) + ".slurm-%j-merge.log");
  script += "#SBATCH --ntasks=1\n#SBATCH --cpus-per-task=1\n";
  const std::string after = fmt::format("-of-{}{}", job.shards, out.extension().string());
  script += fmt::format(R"(
# To be submitted with --dependency=afterany:ID of the array. Where parts are missing it says which.
parts=()
for ((k = 1; k <= {}; ++k)); do
  parts+=({}"$k"{})
done
exec {} merge "${{parts[@]}}" --out {}{}
)",
                        job.shards, quoted(stem(out) + "."), quoted(after), quoted(executable.string()),
                        quoted(out.string()), job.force ? " --force" : "");
  return script;
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What became of one call of sbatch.
struct Submission {
  std::string id;        ///< of the job; empty when there is none
  std::string messages;  ///< of sbatch
};

Submission submit(const std::string& script, const std::vector<std::string>& options) {
  const TemporaryFolder folder;
  const fs::path input = folder.path() / "script";
  const fs::path messages = folder.path() / "messages";
  {
    std::ofstream file(input, std::ios::binary);
    file << script;
    if (!file.flush()) {
      throw output::IoError(fmt::format("cannot write the job script {}; is the disk full?", input.string()));
    }
  }
  std::vector<std::string> command{"sbatch", "--parsable"};
  command.insert(command.end(), options.begin(), options.end());
  const std::string line =
      fmt::format("{} <{} 2>{}", shell_line(command), quoted(input.string()), quoted(messages.string()));
  FILE* pipe = popen(line.c_str(), "r");  // NOLINT(cert-env33-c): every word is quoted
  if (pipe == nullptr) {
    throw output::IoError(
        fmt::format("cannot start sbatch: {}; try again", std::generic_category().message(errno)));
  }
  std::string id;
  std::array<char, 256> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    id.append(buffer.data(), count);
  const int status = pclose(pipe);
  constexpr int kNoSuchCommand = 127;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchCommand) {
    throw Unusable(
        "polder sweep: error: --submit slurm: there is no sbatch here; submit where Slurm's commands are, or "
        "see "
        "the scripts with --dry-run");
  }
  // "123", or "123;cluster".
  id.resize(std::min(id.find_first_of(";\n"), id.size()));
  if (status != 0) id.clear();
  return {.id = id, .messages = contents(messages)};
}

ExitStatus refused(std::string_view what, std::string messages) {
  while (messages.ends_with('\n')) messages.pop_back();
  complain(fmt::format("polder: error: Slurm refuses {}{}{}", what, messages.empty() ? "" : ": ", messages));
  return ExitStatus::machine;
}

}  // namespace

SlurmScripts slurm_scripts(const SlurmJob& job) {
  const fs::path executable = as_absolute(job.executable);
  const fs::path sweep = as_absolute(job.sweep);
  const fs::path out = as_absolute(job.out);
  std::vector<std::string> errors;
  if (job.shards < 1) {
    errors.emplace_back(
        "polder sweep: error: --shards: there must be at least one shard; for instance --shards 8");
  }
  check_path("the program", executable, errors);
  check_path("the sweep", sweep, errors);
  check_path("the results file", out, errors);
  for (const std::string& option : job.sbatch) check_option(option, errors);
  if (!errors.empty()) throw Unusable(errors);
  return {.shards = shards_script(job, executable, sweep, out), .merge = merge_script(job, executable, out)};
}

ExitStatus submit_to_slurm(const SlurmJob& job) {
  const SlurmScripts scripts = slurm_scripts(job);
  if (job.dry_run) {
    print(fmt::format("{}\n{}", scripts.shards, scripts.merge));
    return ExitStatus::done;
  }
  const fs::path out = as_absolute(job.out);
  std::error_code ignored;
  if (!fs::is_directory(out.parent_path(), ignored)) {
    throw Unusable(
        fmt::format("polder sweep: error: there is no folder {} for the results; make it, or name another "
                    "with --out",
                    out.parent_path().string()));
  }
  if (!job.force && fs::exists(out, ignored)) {
    throw Unusable(
        fmt::format("polder sweep: error: {} exists; name another file with --out, or replace it with "
                    "--force",
                    out.string()));
  }
  const Submission shards = submit(scripts.shards, {});
  if (shards.id.empty()) return refused("the shards", shards.messages);
  print(fmt::format("Submitted {} as array job {}; logs: {}.slurm-{}_*.log\n",
                    counted(static_cast<std::size_t>(job.shards), "shard"), shards.id, stem(out), shards.id));
  // Whatever becomes of the shards: a merge that lacks some says which.
  const Submission merge = submit(scripts.merge, {"--dependency=afterany:" + shards.id});
  if (merge.id.empty()) {
    return refused(
        fmt::format("the job that merges the shards (they run; when they are done: polder merge {} "
                    "--out {})",
                    quoted(stem(out) + ".") + fmt::format("*-of-{}{}", job.shards, out.extension().string()),
                    quoted(out.string())),
        merge.messages);
  }
  print(fmt::format("Submitted their merging as job {}; it writes {}\n", merge.id, out.string()));
  return ExitStatus::done;
}

}  // namespace polder::cli
