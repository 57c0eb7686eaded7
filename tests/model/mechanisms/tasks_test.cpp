#include "model/mechanisms/tasks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

/// A decided dossier of group 0 with everything at hand to raise hands for it.
class TasksTest : public ::testing::Test {
 protected:
  static Scenario scenario() {
    Scenario s = five_municipalities();
    for (auto& kind : s.dossier_kinds) kind.tasks = 30.0;
    return s;
  }
  void SetUp() override {
    d_ = first_open_dossier(world_, 0);
    ASSERT_NE(d_, kNone);
    State& s = world_.state();
    ASSERT_TRUE(s.live_tasks.empty());
    for (std::int32_t i = 0; i < s.n; ++i) s.attends[s.at(0, i)] = 1.0;
    s.hours_left.assign(s.hours_left.size(), 30.0);
    s.backed.assign(5, 1.0);
    s.effort.assign(5, 1.0);
  }
  int taken() {
    Step step = world_.step();
    make_tasks(step, d_);
    raise_hands(step, 0);
    State& s = world_.state();
    return static_cast<int>(std::count_if(s.live_tasks.begin(), s.live_tasks.end(),
                                          [&](TaskIndex t) { return s.tasks.owner[t] != kNone; }));
  }

  World world_{scenario()};
  DossierIndex d_ = kNone;
};

TEST_F(TasksTest, VaguerDecisionsMakeSmallerTasks) {
  State& s = world_.state();
  s.dossiers.c[d_] = 0.5;
  taken();
  const auto task = static_cast<std::size_t>(s.live_tasks.front());
  const TaskParameters& p = world_.scenario.parameters.tasks;
  EXPECT_NEAR(s.tasks.hours[task], 40.0 * (p.vague_hours + (1.0 - p.vague_hours) * 0.5), 1e-12);
}

TEST_F(TasksTest, RatificationDelaysTheStart) {
  taken();
  const State& s = world_.state();
  const auto task = static_cast<std::size_t>(s.live_tasks.front());
  EXPECT_EQ(s.tasks.made_week[task],
            s.week + 1 + static_cast<Week>(world_.scenario.parameters.ratification.lag_weeks));
  EXPECT_EQ(s.tasks.due_week[task] - s.tasks.made_week[task], 12);
}

TEST_F(TasksTest, NobodyWithoutBackingOrEffortRaisesAHand) {
  world_.state().effort.assign(5, 0.0);
  EXPECT_EQ(taken(), 0);
}

TEST_F(TasksTest, WithFreeRidingFewerHandsAreRaised) {
  const int riding = taken();
  World other(scenario());
  other.scenario.mechanisms.free_riding = false;
  const DossierIndex d = first_open_dossier(other, 0);
  State& s = other.state();
  for (std::int32_t i = 0; i < s.n; ++i) s.attends[s.at(0, i)] = 1.0;
  s.hours_left.assign(s.hours_left.size(), 30.0);
  s.backed.assign(5, 1.0);
  s.effort.assign(5, 1.0);
  Step step = other.step();
  make_tasks(step, d);
  raise_hands(step, 0);
  const auto all = std::count_if(s.live_tasks.begin(), s.live_tasks.end(),
                                 [&](TaskIndex t) { return s.tasks.owner[t] != kNone; });
  EXPECT_LE(riding, all);
}

// Thesis §4.2.5: all look to the largest, which leads on content.
TEST_F(TasksTest, WhereNoHandGoesUpTheContentLeaderIsLookedAt) {
  State& s = world_.state();
  s.effort.assign(5, 0.3);  // hands are rare
  world_.scenario.mechanisms.specialisation = false;
  world_.scenario.parameters.tasks.looked_at = 0.0;
  const int raised = taken();
  const auto owned_by_others = [&] {
    return std::count_if(s.live_tasks.begin(), s.live_tasks.end(),
                         [&](TaskIndex t) { return s.tasks.owner[t] > 0; });
  };
  const auto others = owned_by_others();
  ASSERT_EQ(s.content_leader[0], 0);
  const auto again = [&] {
    for (const TaskIndex t : s.live_tasks) s.tasks.owner[t] = kNone;
    s.open_tasks.assign(s.open_tasks.size(), 0);
    Step step = world_.step();
    raise_hands(step, 0);
    return static_cast<int>(std::count_if(s.live_tasks.begin(), s.live_tasks.end(),
                                          [&](TaskIndex t) { return s.tasks.owner[t] != kNone; }));
  };
  world_.scenario.parameters.tasks.looked_at = 1.0;
  EXPECT_GT(again(), raised);
  EXPECT_LE(owned_by_others(), others);
  s.attends[s.at(0, 0)] = 0.0;
  world_.scenario.parameters.tasks.looked_at = 0.0;
  const int without_leader = again();
  world_.scenario.parameters.tasks.looked_at = 1.0;
  EXPECT_EQ(again(), without_leader);
}

TEST_F(TasksTest, WhoTakesTasksGetsALowerThresholdAndTheOthersAHigherOne) {
  world_.state().hours_left[4] = 0.0;  // E cannot take any
  const auto before = world_.state().threshold;
  ASSERT_GT(taken(), 0);
  const State& s = world_.state();
  EXPECT_LT(*std::min_element(s.threshold.begin(), s.threshold.end()), before[0]);
  EXPECT_GT(s.threshold[4], before[4]);
}

TEST_F(TasksTest, WithoutSpecialisationThresholdsStay) {
  world_.scenario.mechanisms.specialisation = false;
  const auto before = world_.state().threshold;
  ASSERT_GT(taken(), 0);
  EXPECT_EQ(world_.state().threshold, before);
}

TEST_F(TasksTest, UnderExplicitRolesEveryTaskHasAnOwnerAndTheyAreSpread) {
  world_.state().active.explicit_roles = true;
  EXPECT_EQ(taken(), 30);
  const State& s = world_.state();
  std::vector<int> owned(5, 0);
  for (const TaskIndex t : s.live_tasks) ++owned[static_cast<std::size_t>(s.tasks.owner[t])];
  EXPECT_GE(*std::min_element(owned.begin(), owned.end()), 3);
}

TEST_F(TasksTest, WithoutSelectionAsManyTasksAreTakenAndByAnyone) {
  State& s = world_.state();
  s.effort = {1.0, 0.2, 0.2, 0.2, 0.2};  // A is much the likeliest
  const auto threshold = s.threshold;
  const int selected = taken();
  const std::vector<std::int32_t> by_stimulus = s.tasks.owner;
  ASSERT_GT(selected, 0);
  // The same hands again.
  for (const TaskIndex t : s.live_tasks) s.tasks.owner[t] = kNone;
  s.open_tasks.assign(s.open_tasks.size(), 0);
  s.threshold = threshold;
  world_.scenario.mechanisms.selection = false;
  world_.scenario.mechanisms.specialisation = false;
  Step step = world_.step();
  raise_hands(step, 0);
  std::vector<int> owned(5, 0);
  for (const TaskIndex t : s.live_tasks) {
    if (s.tasks.owner[t] != kNone) ++owned[s.tasks.owner[t]];
  }
  EXPECT_NE(s.tasks.owner, by_stimulus);
  EXPECT_GE(std::count_if(owned.begin(), owned.end(), [](int n) { return n > 0; }), 3);
}

// What is drawn for a hand does not depend on the switch: only who of those present gets the task does.
TEST_F(TasksTest, WithoutSelectionWhetherATaskIsTakenDoesNotChange) {
  world_.scenario.mechanisms.specialisation = false;
  world_.scenario.mechanisms.selection = false;
  State& s = world_.state();
  Step step = world_.step();
  make_tasks(step, d_);
  const TaskIndex first = s.live_tasks.front();
  const auto first_is_taken = [&](bool selection) {
    world_.scenario.mechanisms.selection = selection;
    for (const TaskIndex t : s.live_tasks) s.tasks.owner[t] = kNone;
    s.open_tasks.assign(s.open_tasks.size(), 0);
    raise_hands(step, 0);
    return s.tasks.owner[first] != kNone;
  };
  int taken_at_all = 0;
  for (int week = 0; week < 100; ++week) {
    ++s.week;
    const bool taken = first_is_taken(true);
    taken_at_all += taken ? 1 : 0;
    EXPECT_EQ(first_is_taken(false), taken) << s.week;
  }
  EXPECT_LT(taken_at_all, 100);
  EXPECT_GT(taken_at_all, 0);
}

TEST_F(TasksTest, UnderExplicitRolesWithoutSelectionAnyMemberGetsATask) {
  world_.scenario.mechanisms.selection = false;
  State& s = world_.state();
  s.active.explicit_roles = true;
  s.knowledge = {0.0, 0.0, 0.0, 0.0, 0.5};  // by time and knowledge E would get all
  EXPECT_EQ(taken(), 30);
  std::vector<int> owned(5, 0);
  for (const TaskIndex t : s.live_tasks) ++owned[s.tasks.owner[t]];
  EXPECT_GE(*std::min_element(owned.begin(), owned.end()), 1);
}

}  // namespace
}  // namespace polder::testing
