#include "model/mechanisms/interventions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(InterventionsTest, AreInForceFromTheirWeekOn) {
  Scenario scenario = five_municipalities();
  scenario.interventions.monitoring = 3;
  World world(scenario);
  for (Week week = 0; week < 6; ++week) {
    world.live(1);
    EXPECT_EQ(world.state().active.monitoring, week >= 3);
  }
}

TEST(InterventionsTest, ManagerMayGoBecomeIndependentOrDecide) {
  Scenario scenario = five_municipalities();
  scenario.interventions.independent_manager = 2;
  scenario.interventions.deciding_manager = 3;
  scenario.interventions.no_manager = 4;
  World world(scenario);
  world.live(2);
  EXPECT_EQ(world.state().active.manager_employer, 0);
  EXPECT_FALSE(world.state().active.manager_decides);
  world.live(1);
  EXPECT_EQ(world.state().active.manager_employer, kNone);
  world.live(1);
  EXPECT_TRUE(world.state().active.manager_decides);
  world.live(1);
  EXPECT_FALSE(world.state().active.manager_present);
  EXPECT_FALSE(world.state().active.manager_decides);
}

TEST(InterventionsTest, StaffForTheSmallRaisesThemToTheFloorOnly) {
  Scenario scenario = five_municipalities();
  scenario.interventions.staff_for_small = 5;
  World world(scenario);
  world.live(5);
  EXPECT_EQ(world.state().fte[4], 0.3);
  world.live(1);
  EXPECT_EQ(world.state().fte[4], 1.0);
  EXPECT_EQ(world.state().fte[0], 4.0);
}

TEST(InterventionsTest, StaffLossTakesAPersonFromWhoeverCarriesMost) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.turnover = false;
  scenario.interventions.staff_loss = 60;
  World world(scenario);
  world.live(60);
  const auto& hours = world.state().task_hours_total;
  const auto key = static_cast<std::size_t>(std::max_element(hours.begin(), hours.end()) - hours.begin());
  EXPECT_EQ(world.state().vacant[key], 0);
  world.live(1);
  EXPECT_EQ(world.state().vacant[key], 1);
}

TEST(InterventionsTest, TheLeastCommittedMemberLeaves) {
  Scenario scenario = five_municipalities();
  scenario.interventions.member_leaves = 30;
  World world(scenario);
  world.live(30);
  const auto& effort = world.state().effort;
  const auto least =
      static_cast<std::size_t>(std::min_element(effort.begin(), effort.end()) - effort.begin());
  world.live(1);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(world.state().member[i], i == least ? 0.0 : 1.0);
}

}  // namespace
}  // namespace polder::testing
