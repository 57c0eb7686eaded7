#include "cli/ensemble_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "output/result_reader.h"

namespace polder::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// Two variants of three replicates.
Experiment sample() {
  return load_experiment({.input = POLDER_SMALL_SCENARIO,
                          .set = {"demand.scale=2"},
                          .vary = {"concept=network,ssc"},
                          .default_vary = {},
                          .seed = "5",
                          .replicates = "3",
                          .weeks = "26",
                          .record = model::Record::summary});
}

void fail_second(model::Simulation& simulation, model::Recorder& recorder, random::ReplicateKey key) {
  if (key.replicate == 1) throw std::runtime_error("no such luck");
  engine::simulate(simulation, recorder, key);
}

// Failures are data: the others finish, the status says so, and the command to run one alone is given in
// full.
TEST(EnsembleRunner, FailedReplicatesAreToldWithTheCommandThatRunsOneAlone) {
  RunOptions options;
  options.input = "small.toml";
  options.arguments = {"polder", "compare", "small.toml"};
  options.simulate = fail_second;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const ExitStatus status = run_experiment(sample(), options);
  const std::string table = testing::internal::GetCapturedStdout();
  const std::string messages = testing::internal::GetCapturedStderr();
  EXPECT_EQ(status, ExitStatus::refused);
  EXPECT_THAT(
      messages,
      AllOf(HasSubstr("2 replicates failed"), HasSubstr("variant network, replicate 1, seed 5: no such luck"),
            HasSubstr("variant ssc, replicate 1, seed 5: no such luck"),
            HasSubstr("polder run small.toml --set demand.scale=2 --set seed=5 --set replicates=3 "
                      "--set weeks=26 --set concept=network --replicate 1\n")));
  EXPECT_THAT(
      table,
      HasSubstr("Without urgency, and left out, in differences pair by pair: 1 (network), 1 (ssc) of 3"));
}

TEST(Experiment, SettingsOfAVariantGiveItAlone) {
  const Experiment experiment = sample();
  ASSERT_EQ(experiment.variants.size(), 2);
  EXPECT_EQ(experiment.description.variants, (std::vector<std::string>{"network", "ssc"}));
  EXPECT_EQ(experiment.description.overrides,
            (std::vector<std::string>{"demand.scale=2", "seed=5", "replicates=3", "weeks=26"}));
  EXPECT_EQ(experiment.settings[1].back().path, "concept");
  EXPECT_EQ(experiment.settings[1].back().value, "ssc");
}

}  // namespace
}  // namespace polder::cli
