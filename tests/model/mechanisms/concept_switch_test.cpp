// A group that changes its concept: what holds from that week, what is kept and what is lost.
#include "model/mechanisms/concept_switch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "model/mechanisms/setup.h"
#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

constexpr Week kWeek = 60;

Scenario switching(Concept from, Concept to) {
  Scenario scenario = five_municipalities(from);
  scenario.concept_switch = {.to = to, .week = kWeek};
  return scenario;
}

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Open tasks that a desk has.
std::size_t at_desks(const State& s) {
  return static_cast<std::size_t>(std::count_if(s.live_tasks.begin(), s.live_tasks.end(), [&](TaskIndex t) {
    return s.tasks.owner[static_cast<std::size_t>(t)] >= s.n;
  }));
}

TEST(ConceptSwitchTest, BeforeItsWeekNothingDiffersByABit) {
  for (const Concept from : kConcepts) {
    for (const Concept to : kConcepts) {
      World plain(five_municipalities(from));
      World changed(switching(from, to));
      plain.live(kWeek);
      changed.live(kWeek);
      const State& a = plain.state();
      const State& b = changed.state();
      EXPECT_EQ(a.trust, b.trust) << name_of(from) << " to " << name_of(to);
      EXPECT_EQ(a.effort, b.effort);
      EXPECT_EQ(a.tasks.remaining, b.tasks.remaining);
      EXPECT_EQ(a.flows.cost, b.flows.cost);
      EXPECT_EQ(a.flows.delivered, b.flows.delivered);
      EXPECT_EQ(a.waiting, b.waiting);
    }
  }
}

TEST(ConceptSwitchTest, ToTheSameConceptIsNoChange) {
  for (const Concept which : kConcepts) {
    World plain(five_municipalities(which));
    World changed(switching(which, which));
    plain.live(104);
    changed.live(104);
    EXPECT_EQ(plain.state().trust, changed.state().trust) << name_of(which);
    EXPECT_EQ(plain.state().flows.cost, changed.state().flows.cost) << name_of(which);
  }
}

TEST(ConceptSwitchTest, SetUpStartsFromNothingAndIsPaidAgain) {
  Scenario scenario = switching(Concept::centre, Concept::ssc);
  scenario.parameters.setup.merge_weeks = 36.0;
  World world(scenario);
  world.live(kWeek);
  const double before = world.state().flows.setup_cost[0];
  const SetupParameters& p = world.scenario.parameters.setup;
  EXPECT_NEAR(before, p.contract_cost, 1.0);
  EXPECT_NEAR(world.state().setup_progress[0], 1.0, 1e-9);
  world.live(1);
  EXPECT_EQ(world.state().concepts[0], Concept::ssc);
  EXPECT_NEAR(world.state().setup_progress[0], 1.0 / p.merge_weeks, 1e-12);
  EXPECT_EQ(world.state().home_share[0], 1.0);  // nobody has merged yet
  world.live(40);
  EXPECT_NEAR(world.state().flows.setup_cost[0], before + p.merge_cost, 1.0);
  EXPECT_NEAR(world.state().setup_progress[0], 1.0, 1e-9);
  EXPECT_LT(world.state().home_share[0], 1.0);
}

TEST(ConceptSwitchTest, WorkOfDissolvedDesksChangesHandsAtALoss) {
  World world(switching(Concept::ssc, Concept::network));
  world.live(kWeek);
  State& s = world.state();
  ASSERT_GT(at_desks(s), 0U);
  s.drafting_debt[static_cast<std::size_t>(s.n)] = 12.0;
  const double debt = total(s.drafting_debt);
  const std::vector<double> before = s.tasks.remaining;
  const std::vector<TaskIndex> live = s.live_tasks;
  const double lost = world.scenario.parameters.staffing.work_lost;
  world.scenario.mechanisms.turnover = false;
  Step step = world.step();
  switch_concepts(step);
  EXPECT_EQ(at_desks(s), 0U);
  EXPECT_NEAR(total(s.drafting_debt), debt, 1e-9);
  for (std::int32_t c = s.n; c < s.carriers(); ++c) EXPECT_EQ(s.fte[static_cast<std::size_t>(c)], 0.0);
  for (const TaskIndex task : live) {
    const auto t = static_cast<std::size_t>(task);
    EXPECT_NEAR(s.tasks.remaining[t], before[t] + lost * (s.tasks.hours[t] - before[t]), 1e-12);
    EXPECT_EQ(s.tasks.owner[t], kNone);  // hands are raised at the next meeting
  }
  EXPECT_LT(s.experience[0], 1.0);  // those who come home have to find their way again
}

TEST(ConceptSwitchTest, TasksTakenAtHomeStayWithWhoTookThem) {
  World world(switching(Concept::network, Concept::matrix));
  world.live(kWeek);
  State& s = world.state();
  const std::vector<std::int32_t> before = s.tasks.owner;
  Step step = world.step();
  switch_concepts(step);
  std::size_t kept = 0;
  std::size_t given = 0;
  for (const TaskIndex task : s.live_tasks) {
    const auto t = static_cast<std::size_t>(task);
    if (before[t] == kNone) {
      EXPECT_GE(s.tasks.owner[t], s.n);
      ++given;
    } else {
      EXPECT_EQ(s.tasks.owner[t], before[t]);
      ++kept;
    }
  }
  EXPECT_GT(kept + given, 0U);
}

TEST(ConceptSwitchTest, WhatANewDeskIsGivenIsPlannedForWhenItWillBeThere) {
  Scenario scenario = switching(Concept::network, Concept::ssc);
  scenario.parameters.tasks.threshold = 1.0;  // hardly a hand: there is much to hand over
  World world(scenario);
  world.live(kWeek);
  State& s = world.state();
  const std::vector<Week> made = s.tasks.made_week;
  const std::vector<Week> due = s.tasks.due_week;
  Step step = world.step();
  switch_concepts(step);
  const Week ready = s.week + static_cast<Week>(scenario.parameters.setup.merge_weeks);
  std::size_t given = 0;
  for (const TaskIndex task : s.live_tasks) {
    const auto t = static_cast<std::size_t>(task);
    if (s.tasks.owner[t] < s.n) continue;
    ++given;
    EXPECT_EQ(s.tasks.made_week[t], std::max(made[t], ready));
    EXPECT_EQ(s.tasks.due_week[t] - s.tasks.made_week[t], due[t] - made[t]);
  }
  EXPECT_GT(given, 0U);
}

TEST(ConceptSwitchTest, SomeOfThoseAtDesksLeaveAltogether) {
  Scenario scenario = switching(Concept::ssc, Concept::network);
  scenario.parameters.setup.joint_share = 0.45;
  scenario.parameters.setup.switch_exit = 1.0;
  World world(scenario);
  world.live(kWeek);
  State& s = world.state();
  std::fill(s.vacant.begin(), s.vacant.end(), 0);
  const double trust = total(s.trust);
  const double knowledge = total(s.knowledge);
  Step step = world.step();
  switch_concepts(step);
  EXPECT_GT(std::accumulate(s.vacant.begin(), s.vacant.begin() + s.n, 0), 0);
  EXPECT_LT(total(s.knowledge), knowledge);
  EXPECT_NE(total(s.trust), trust);
}

TEST(ConceptSwitchTest, AGroupMayChangeWhileOthersDoNot) {
  Scenario scenario = five_municipalities(Concept::network);
  scenario.groups[1].own_switch = {.to = Concept::ssc, .week = kWeek};
  World world(scenario);
  world.live(kWeek + 1);
  EXPECT_EQ(world.state().concepts, (std::vector{Concept::network, Concept::ssc}));
  // And one keeps out of the change of all by naming its own concept.
  Scenario kept = switching(Concept::network, Concept::matrix);
  kept.groups[0].own_switch.to = Concept::network;
  World other(kept);
  other.live(kWeek + 1);
  EXPECT_EQ(other.state().concepts, (std::vector{Concept::network, Concept::matrix}));
}

TEST(ConceptSwitchTest, AHostThatLeftIsReplacedByAMember) {
  for (const Concept to : {Concept::centre, Concept::matrix}) {
    World world(switching(Concept::network, to));
    world.live(kWeek);
    State& s = world.state();
    s.member[0] = 0.0;
    for (GroupIndex g = 0; g < s.g; ++g) s.in_group[s.at(g, 0)] = 0.0;
    update_membership(s);
    Step step = world.step();
    switch_concepts(step);
    for (std::int32_t d = 0; d < s.q; ++d) {
      const auto desk = static_cast<std::size_t>(d);
      if (s.desk_in_use[desk] == 0) continue;
      ASSERT_NE(s.desk_host[desk], kNone);
      EXPECT_EQ(s.in_group[s.at(s.desk_group[desk], s.desk_host[desk])], 1.0) << name_of(to);
    }
  }
}

TEST(ConceptSwitchTest, IsRecorded) {
  const Scenario scenario = switching(Concept::network, Concept::centre);
  Simulation simulation(scenario);
  simulation.events().switch_on(true);
  simulation.start({.seed = 1, .replicate = 0});
  while (!simulation.finished()) simulation.step();
  std::size_t told = 0;
  for (const Event& event : simulation.events().events()) {
    if (event.type != EventType::concept_switched) continue;
    ++told;
    EXPECT_EQ(event.week, kWeek);
    EXPECT_EQ(event.threshold, static_cast<double>(Concept::network));
    EXPECT_EQ(event.value, static_cast<double>(Concept::centre));
  }
  EXPECT_EQ(told, 2U);
}

}  // namespace
}  // namespace polder::testing
