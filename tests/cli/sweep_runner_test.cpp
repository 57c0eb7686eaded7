// Sweeps whose runs fail within the model, which no scenario makes them do.
#include "cli/sweep_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "cli/sweep_input.h"
#include "cluster/mail.h"
#include "output/result_reader.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class SweepRunnerTest : public ::testing::Test {
 protected:
  SweepRunnerTest() {
    std::string name = (fs::temp_directory_path() / "polder-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw fs::filesystem_error("mkdtemp", {});
    folder_ = name;
    std::ofstream(folder_ / "sweep.toml") << "scenario = \"" << POLDER_SMALL_SCENARIO << "\"\n"
                                          << "weeks = 4\nreplicates = 5\n[design]\nmethod = \"sobol\"\n"
                                          << "samples = 40\n[[parameter]]\npath = \"urgency.base\"\n"
                                          << "low = 0.2\nhigh = 0.6\n";
  }
  ~SweepRunnerTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  struct Ended {
    ExitStatus status;
    std::string messages;
  };

  /// Runs the sweep into a file; the first `failing` replicates of every point fail.
  Ended run(const std::string& name, std::uint32_t failing, const std::string& replicates = "5") {
    const sweep::Sweep sweep = load_sweep({.file = (folder_ / "sweep.toml").string(),
                                           .set = {},
                                           .seed = {},
                                           .replicates = replicates,
                                           .weeks = {},
                                           .samples = {}});
    SweepRunOptions options;
    options.out = folder_ / name;
    options.resume = true;
    options.threads = 2;
    options.quiet = true;
    options.arguments = {"polder"};
    options.simulate = [=](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
      if (key.replicate < failing) throw std::runtime_error("no such luck");
      engine::simulate(s, r, key);
    };
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const ExitStatus status =
        run_sweep(sweep, describe_sweep(sweep, sweep.points), options, mail_, [this] { began_ = true; });
    (void)testing::internal::GetCapturedStdout();
    return {.status = status, .messages = testing::internal::GetCapturedStderr()};
  }

  [[nodiscard]] std::string bytes(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
  cluster::Mail mail_;
  bool began_ = false;
};

TEST_F(SweepRunnerTest, FailedRunsAreToldAndTheOthersComplete) {
  const Ended ended = run("a.h5", 2);
  EXPECT_TRUE(began_);
  EXPECT_EQ(ended.status, ExitStatus::refused);
  EXPECT_THAT(ended.messages, AllOf(HasSubstr("80 runs of 200 failed"),
                                    HasSubstr("point 0, replicate 1, seed 1: no such luck"),
                                    HasSubstr("and 75 more"), HasSubstr("a.h5 --point 0 --replicate 0\n")));
  const output::ResultReader reader(folder_ / "a.h5");
  EXPECT_EQ(reader.failures().size(), 80U);
  EXPECT_EQ(reader.failures()[3].variant, 1U);
  for (const std::int8_t status : reader.status()) EXPECT_NE(status, 0);
}

// The beginning of every point is missing, and the rest of it is there: the two are put together in order.
TEST_F(SweepRunnerTest, GrowingFillsInWhatFailed) {
  EXPECT_EQ(run("a.h5", 3).status, ExitStatus::refused);
  EXPECT_EQ(run("a.h5", 0, "6").status, ExitStatus::done);
  EXPECT_EQ(run("b.h5", 0, "6").status, ExitStatus::done);
  EXPECT_TRUE(bytes("a.h5") == bytes("b.h5"));
}

// A complete file is not run again, failures or not.
TEST_F(SweepRunnerTest, CompleteIsComplete) {
  (void)run("a.h5", 5);
  const std::string before = bytes("a.h5");
  const Ended ended = run("a.h5", 0);
  EXPECT_EQ(ended.status, ExitStatus::refused);
  EXPECT_THAT(ended.messages, HasSubstr("200 runs of 200 failed"));
  EXPECT_TRUE(bytes("a.h5") == before);
}

}  // namespace
}  // namespace polder::cli
