#include "model/mechanisms/setup.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "model/mechanisms/tasks.h"
#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(SetupTest, TakesTheWeeksOfItsFormOfStaffing) {
  const SetupParameters p;
  EXPECT_EQ(setup_weeks(p, Staffing::stay), 0.0);
  EXPECT_EQ(setup_weeks(p, Staffing::paid), p.contract_weeks);
  EXPECT_EQ(setup_weeks(p, Staffing::moved), p.move_weeks);
  EXPECT_EQ(setup_weeks(p, Staffing::merged), p.merge_weeks);
  EXPECT_EQ(setup_weeks(p, Staffing::grown), p.grow_weeks);
}

TEST(SetupTest, IsCompleteAfterItsWeeksAndPaidForOnce) {
  for (const Concept which : {Concept::centre, Concept::matrix, Concept::ssc}) {
    World world(five_municipalities(which));
    const SetupParameters& p = world.scenario.parameters.setup;
    const Staffing staffing = rules_of(which).operations.staffing;
    const auto weeks = static_cast<Week>(setup_weeks(p, staffing));
    world.live(weeks - 1);
    EXPECT_LT(world.state().setup_progress[0], 1.0 - 1e-9) << name_of(which);
    world.live(2);
    EXPECT_NEAR(world.state().setup_progress[0], 1.0, 1e-9) << name_of(which);
    const double cost =
        which == Concept::centre ? p.contract_cost : (which == Concept::matrix ? p.move_cost : p.merge_cost);
    EXPECT_NEAR(world.state().flows.setup_cost[0], cost, 1e-6 * cost) << name_of(which);
    if (weeks + 1 < 104) world.live(103 - weeks);
    EXPECT_NEAR(world.state().flows.setup_cost[0], cost, 1e-6 * cost) << name_of(which);
  }
}

TEST(SetupTest, WorkOfADeskUnderConstructionIsPlannedForWhenItIsThere) {
  World world(five_municipalities(Concept::ssc));
  world.scenario.parameters.setup.merge_weeks = 40.0;
  world.live(10);
  const Week ready = desks_ready_week(world.step(), 0);
  EXPECT_NEAR(ready, 40, 1);
  const DossierIndex d = first_open_dossier(world, 0);
  ASSERT_LT(world.state().week, ready);
  Step step = world.step();
  make_tasks(step, d);
  const State& s = world.state();
  EXPECT_EQ(s.tasks.made_week[s.dossiers.first_task[d]], desks_ready_week(world.step(), 0));
  world.live(ready - s.week);
  EXPECT_EQ(desks_ready_week(world.step(), 0), s.week);
}

TEST(SetupTest, SwitchedOffDesksStandAtOnceAndCostNothing) {
  Scenario scenario = five_municipalities(Concept::ssc);
  scenario.mechanisms.setup = false;
  World world(scenario);
  world.live(1);
  EXPECT_EQ(world.state().setup_progress[0], 1.0);
  EXPECT_EQ(world.state().flows.setup_cost[0], 0.0);
  EXPECT_LT(world.state().home_share[0], 1.0);
}

TEST(SetupTest, StaffThatMovedIsNoLongerAtHomeAndPartOfAUnitRunsTheUnit) {
  Scenario scenario = five_municipalities(Concept::ssc);
  scenario.mechanisms.setup = false;
  World world(scenario);
  world.live(1);
  const State& s = world.state();
  const SetupParameters& p = scenario.parameters.setup;
  const double all = std::accumulate(s.fte.begin(), s.fte.begin() + s.n, 0.0);
  EXPECT_NEAR(s.home_share[0], 1.0 - 2.0 * p.joint_share, 1e-12);  // in two groups
  EXPECT_NEAR(s.home_share[4], 1.0 - p.joint_share, 1e-12);
  EXPECT_NEAR(s.fte[static_cast<std::size_t>(s.n)], all * p.joint_share * (1.0 - p.management_share), 1e-12);
}

TEST(SetupTest, WithoutFieldsNobodyMovesAndNothingIsPaid) {
  for (const bool on : {true, false}) {
    Scenario scenario = five_municipalities(Concept::matrix);
    for (DossierKind& kind : scenario.dossier_kinds) kind.group = 0;
    scenario.mechanisms.setup = on;
    World world(scenario);
    world.live(60);
    const State& s = world.state();
    EXPECT_EQ(s.desks[1], 0.0);
    EXPECT_EQ(s.flows.setup_cost[1], 0.0);
    EXPECT_NEAR(s.home_share[0], 1.0 - scenario.parameters.setup.joint_share, 1e-12);
  }
}

TEST(SetupTest, AUnitGrowsNoFurtherThanTheFieldsThatMembersAgreedOn) {
  World world(five_municipalities(Concept::mix));
  State& s = world.state();
  // Group 1 has two fields of operations, chain and assessment.
  world.live(20);
  std::fill(s.form_week.begin(), s.form_week.end(), kNone);
  std::fill(s.setup_progress.begin(), s.setup_progress.end(), 0.0);
  Step step = world.step();
  advance_setup(step);
  EXPECT_EQ(s.setup_progress[1], 0.0);
  s.form_week[static_cast<std::size_t>(s.field_of_kind[4])] = s.week;
  for (int week = 0; week < 104; ++week) advance_setup(step);
  EXPECT_NEAR(s.setup_progress[1], 0.5, 1e-12);
  EXPECT_EQ(s.takes_work[1], 1);
  EXPECT_EQ(s.setup_progress[0], 0.0);
  EXPECT_EQ(s.takes_work[0], 0);
}

}  // namespace
}  // namespace polder::testing
