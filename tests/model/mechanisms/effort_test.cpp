#include "model/mechanisms/effort.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(EffortTest, RisesWithTrustUrgencyAndBackingAndFallsWithOverload) {
  const auto effort_after = [](auto change) {
    World world(five_municipalities());
    State& s = world.state();
    s.effort.assign(5, 0.3);
    s.mean_trust.assign(5, 0.3);
    s.content_trust.assign(5, 0.3);
    s.urgency.assign(5, 0.3);
    s.backed.assign(5, 0.3);
    s.overload.assign(5, 0.3);
    change(s);
    Step step = world.step();
    move_effort(step);
    return s.effort[1];
  };
  const double before = effort_after([](State&) {});
  EXPECT_GT(effort_after([](State& s) { s.mean_trust[1] = 0.9; }), before);
  EXPECT_GT(effort_after([](State& s) { s.content_trust[1] = 0.9; }), before);
  EXPECT_GT(effort_after([](State& s) { s.urgency[1] = 0.9; }), before);
  EXPECT_GT(effort_after([](State& s) { s.backed[1] = 0.9; }), before);
  EXPECT_GT(effort_after([](State& s) { s.lobby[0] = 0.9; }), before);
  EXPECT_GT(effort_after([](State& s) { s.knowledge_gain[1] = 0.9; }), before);
  EXPECT_LT(effort_after([](State& s) { s.overload[1] = 0.9; }), before);
  EXPECT_LT(effort_after([](State& s) { s.known_owners.assign(2, 0.0); }), before);
}

// Thesis §4.1.3: efficiency is hoped for; it is work delivered for the hours put in, as far as anybody sees
// it.
TEST(EffortTest, WorkDeliveredMeetsHopesOfEfficiencyAsFarAsItIsSeen) {
  const auto benefit_after = [](double delivered, double own_hours, bool monitoring) {
    Scenario scenario = five_municipalities();
    for (Municipality& m : scenario.municipalities)
      m.motives = {.knowledge = 0.0, .strength = 0.0, .efficiency = 1.0};
    World world(scenario);
    State& s = world.state();
    s.flows.joint_hours = {1000.0, 0.0};
    s.flows.delivered_hours = {delivered, 0.0};
    s.flows.workload[1] = own_hours;
    s.active.monitoring = monitoring;
    Step step = world.step();
    move_effort(step);
    return s.benefit[1];
  };
  const double rate = EffortParameters{}.benefit_rate;
  EXPECT_NEAR(benefit_after(400.0, 200.0, true), rate * 0.4 * 1.0, 1e-12);  // an equal share of the hours
  EXPECT_NEAR(benefit_after(400.0, 0.0, true), rate * 0.4 * 1.5, 1e-12);
  EXPECT_EQ(benefit_after(400.0, 600.0, true), 0.0);  // three equal shares
  EXPECT_EQ(benefit_after(0.0, 200.0, true), 0.0);
  EXPECT_LT(benefit_after(400.0, 200.0, false), benefit_after(400.0, 200.0, true));
}

TEST(EffortTest, WhoWantsOutAndStaysIsTrapped) {
  World world(five_municipalities());
  State& s = world.state();
  s.effort.assign(5, 0.9);
  s.effort[3] = 0.0;
  Step step = world.step();
  move_effort(step);
  EXPECT_EQ(s.wants_out[3], 1.0);
  EXPECT_EQ(s.wants_out[0], 0.0);
  EXPECT_EQ(s.flows.trapped_weeks[3], 1.0);
  EXPECT_EQ(s.member[3], 1.0);
}

TEST(EffortTest, BondsHoldAndWithoutThemMembersLeave) {
  Scenario scenario = five_municipalities();
  scenario.parameters.effort.covenant_holds = 1.0;
  scenario.parameters.effort.leave_per_year = 52.0;
  for (const double holds : {1.0, 0.0}) {
    scenario.parameters.effort.covenant_holds = holds;
    World world(scenario);
    State& s = world.state();
    s.wants_out.assign(5, 1.0);
    Step step = world.step();
    consider_leaving(step, 0);
    double members = 0.0;
    for (const double in : s.member) members += in;
    if (holds == 1.0) {
      EXPECT_EQ(members, 5.0);
    }
    if (holds == 0.0) {
      EXPECT_EQ(members, 2.0);  // two go on: one alone is no partnership
    }
  }
}

TEST(EffortTest, WhoLeavesIsOutOfEveryGroupAndItsTasksAreNobodys) {
  World world(five_municipalities());
  while (world.state().live_tasks.empty() && !world.simulation().finished()) world.live(1);
  State& s = world.state();
  ASSERT_FALSE(s.live_tasks.empty());
  const auto task = static_cast<std::size_t>(s.live_tasks.front());
  s.tasks.owner[task] = 1;
  const double trust_before = s.trust[s.at(1, 0)];
  Step step = world.step();
  leave_partnership(step, 1, 0.1, 0.3);
  EXPECT_EQ(s.member[1], 0.0);
  EXPECT_EQ(s.in_group[s.at(0, 1)], 0.0);
  EXPECT_EQ(s.in_group[s.at(1, 1)], 0.0);
  EXPECT_EQ(s.size[0], 4);
  EXPECT_EQ(s.tasks.owner[task], kNone);
  EXPECT_NEAR(s.trust[s.at(1, 0)], trust_before * (1.0 - world.scenario.parameters.trust.leaving), 1e-12);
}

TEST(EffortTest, HostsOfDesksDoNotLeave) {
  Scenario scenario = five_municipalities(Concept::centre);
  scenario.parameters.effort.contract_holds = 0.0;
  scenario.parameters.effort.leave_per_year = 52.0;
  World world(scenario);
  world.state().wants_out.assign(5, 1.0);
  Step step = world.step();
  consider_leaving(step, 0);
  EXPECT_EQ(world.state().member[0], 1.0);
}

}  // namespace
}  // namespace polder::testing
