#include "model/mechanisms/commitment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(CommitmentTest, BackingEndsWherePledgesColourAndSupervisionPutIt) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.elections = false;
  World world(scenario);
  State& s = world.state();
  s.arrears.assign(5, 0.5);
  s.supervision.assign(5, 0.5);
  s.visible_results.assign(2, 0.25);
  Step step = world.step();
  for (int week = 0; week < 2000; ++week) move_commitment(step);
  const CommitmentParameters& p = scenario.parameters.commitment;
  for (std::int32_t i = 0; i < s.n; ++i) {
    EXPECT_NEAR(
        s.backed[i],
        unit(p.base + p.colour * s.colour[i] + p.salience * 0.5 + p.results * 0.25 + p.supervision * 0.5),
        1e-9);
  }
  EXPECT_LT(s.backed[3], s.backed[0]);  // the restrictive back less
}

TEST(CommitmentTest, MovesByItsRate) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.elections = false;
  World world(scenario);
  State& s = world.state();
  s.backed.assign(5, 1.0);
  s.arrears.assign(5, 0.0);
  Step step = world.step();
  move_commitment(step);
  const CommitmentParameters& p = scenario.parameters.commitment;
  EXPECT_NEAR(s.backed[2], 1.0 + p.rate * (p.base + p.colour * 0.1 - 1.0), 1e-12);
}

// Thesis §4.2.8: no money, no act.
TEST(CommitmentTest, BackingFallsWhereJointWorkCostsMoreThanWasBudgeted) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.elections = false;
  const CommitmentParameters& p = scenario.parameters.commitment;
  const auto backed = [&](double of_budget, bool budgets) {
    scenario.mechanisms.budgets = budgets;
    World world(scenario);
    State& s = world.state();
    s.arrears.assign(5, 0.0);
    s.spending[2] = of_budget * p.budget * s.population[2] / 52.0;
    Step step = world.step();
    for (int week = 0; week < 2000; ++week) move_commitment(step);
    return s.backed[2];
  };
  const double within = p.base + p.colour * 0.1;
  EXPECT_NEAR(backed(1.0, true), within, 1e-9);
  EXPECT_NEAR(backed(1.5, true), within - 0.5 * p.overspending, 1e-9);
  EXPECT_NEAR(backed(5.0, true), within - p.overspending, 1e-9);
  EXPECT_NEAR(backed(5.0, false), within, 1e-9);
}

TEST(CommitmentTest, SwitchedOffBackingStaysAsPledged) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.commitment = false;
  World world(scenario);
  world.live(50);
  EXPECT_EQ(world.state().backed, world.state().pledged);
}

TEST(CommitmentTest, AnElectionMovesColourOnceAndForGood) {
  Scenario scenario = five_municipalities();
  scenario.elections = {10};
  World world(scenario);
  world.live(10);
  EXPECT_EQ(world.state().colour[1], -0.3);
  world.live(1);
  const auto after = world.state().colour;
  EXPECT_NE(after[1], -0.3);
  world.live(40);
  EXPECT_EQ(world.state().colour, after);
}

TEST(CommitmentTest, AnElectionBringsAldermenWhoHadNoPartInWhatWasAchieved) {
  Scenario scenario = five_municipalities();
  scenario.elections = {10};
  scenario.parameters.ratification.formation_weeks = 5.0;
  scenario.parameters.commitment.alderman_exit_per_year = 0.0;
  scenario.parameters.commitment.election_exit = 1.0;
  scenario.parameters.commitment.alderman_spread = 0.0;
  World world(scenario);
  State& s = world.state();
  const CommitmentParameters& p = scenario.parameters.commitment;
  const auto backed_after = [&](Week week) {
    s.week = week;
    s.backed.assign(5, 0.9);
    s.arrears.assign(5, 0.0);
    s.visible_results.assign(2, 1.0);
    Step step = world.step();
    move_commitment(step);
    return s.backed[2];
  };
  const double old = p.base + p.colour * 0.1 + p.results;
  EXPECT_NEAR(backed_after(9), 0.9 + p.rate * (old - 0.9), 1e-12);
  backed_after(10);
  EXPECT_NEAR(backed_after(14), 0.9 + p.rate * (p.base + p.colour * s.colour[2] + p.results - 0.9), 1e-12);
  EXPECT_NEAR(backed_after(15), p.base + p.colour * s.colour[2], 1e-12);
}

}  // namespace
}  // namespace polder::testing
