// The sweeps of scenarios/sweeps: right, and as large as their comments say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/parameters.h"
#include "support.h"

namespace polder::sweep {
namespace {

Sweep shipped(const std::string& name) {
  Loaded loaded = load_file(source_file("scenarios/sweeps/" + name));
  EXPECT_EQ(texts(loaded.problems), std::vector<std::string>());
  return *std::move(loaded.sweep);
}

/// Every step-th point can be run.
void expect_scenarios(const Sweep& sweep, std::size_t step) {
  for (std::size_t i = 0; i < sweep.points.size(); i += step) {
    const scenario::Loaded point = sweep.base.with(settings(sweep.points, i));
    ASSERT_TRUE(point.scenario) << to_string(point.problems.at(0));
  }
}

TEST(ShippedSweepTest, AblationSwitchesEveryMechanismOffInTurn) {
  const Sweep sweep = shipped("ablation.toml");
  std::vector<std::string> switches;
  for (const auto& field : model::kMechanismFields)
    switches.push_back("mechanisms." + std::string(field.name));
  std::vector<std::string> columns;
  for (const Column& column : sweep.points.columns) columns.push_back(column.path);
  EXPECT_THAT(columns, testing::UnorderedElementsAreArray(switches));
  EXPECT_EQ(sweep.points.size(), 1 + switches.size());
  EXPECT_EQ(sweep.replicates, 100U);
  expect_scenarios(sweep, 1);
}

TEST(ShippedSweepTest, ConceptsByInterventions) {
  const Sweep sweep = shipped("concepts-by-interventions.toml");
  EXPECT_EQ(sweep.points.size(), 64U);
  EXPECT_EQ(sweep.replicates, 50U);
  expect_scenarios(sweep, 1);
}

TEST(ShippedSweepTest, MorrisAll) {
  const Sweep sweep = shipped("morris-all.toml");
  EXPECT_EQ(sweep.points.columns.size(), 197U);
  EXPECT_EQ(sweep.points.size(), 3960U);
  expect_scenarios(sweep, 7);
}

TEST(ShippedSweepTest, SobolMain) {
  const Sweep sweep = shipped("sobol-main.toml");
  EXPECT_EQ(sweep.points.columns.size(), 13U);
  EXPECT_TRUE(sweep.points.columns[0].crossed);
  EXPECT_EQ(sweep.points.size(), 28672U);
  expect_scenarios(sweep, 7);
}

}  // namespace
}  // namespace polder::sweep
