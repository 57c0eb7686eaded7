#include "model/mechanisms/work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(WorkTest, OutputPerHourGrowsWithKnowledge) {
  World world(five_municipalities());
  State& s = world.state();
  s.knowledge = {0.0, 0.25, 0.5, 0.75, 1.0};
  Step step = world.step();
  update_skill(step);
  const double floor = world.scenario.parameters.work.knowledge_floor;
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(s.skill[i], floor + (1.0 - floor) * s.knowledge[i], 1e-12);
}

TEST(WorkTest, AUnitKnowsWhatItsMembersKnowAndAHostedDeskWhatItsHostKnows) {
  const double floor = WorkParameters{}.knowledge_floor;
  World ssc(five_municipalities(Concept::ssc));
  ssc.state().knowledge.assign(5, 0.25);
  Step step = ssc.step();
  update_skill(step);
  EXPECT_NEAR(ssc.state().skill[5], floor + (1.0 - floor) * 0.25, 1e-12);
  World centre(five_municipalities(Concept::centre));
  centre.state().knowledge = {0.75, 0.1, 0.1, 0.1, 0.1};
  Step other = centre.step();
  update_skill(other);
  EXPECT_NEAR(centre.state().skill[5], floor + (1.0 - floor) * 0.75, 1e-12);
}

TEST(WorkTest, OwnCaseworkComesFirstAndIsCapped) {
  World world(five_municipalities());
  world.live(1);
  State& s = world.state();
  const WorkParameters& p = world.scenario.parameters.work;
  s.hours.assign(s.hours.size(), 20.0);
  s.meeting_debt.assign(s.meeting_debt.size(), 0.0);
  s.waiting.assign(s.waiting.size(), 0);
  s.placed_this_week.assign(5, 1.0);
  Step step = world.step();
  do_casework(step);
  EXPECT_NEAR(s.hours_left[1], 20.0 * (1.0 - p.other_partnerships) - p.hours_per_placement, 1e-12);
  s.placed_this_week.assign(5, 100.0);
  do_casework(step);
  EXPECT_NEAR(s.hours_left[1], 20.0 * std::max(0.0, 1.0 - p.other_partnerships - p.casework_cap), 1e-12);
  world.scenario.mechanisms.casework = false;
  do_casework(step);
  EXPECT_NEAR(s.hours_left[1], 20.0 * (1.0 - p.other_partnerships), 1e-12);
}

/// One task of ten hours that B owns, due in week 10.
class TaskWorkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (d_ == kNone) d_ = first_open_dossier(world_, 0);
    State& s = world_.state();
    const TaskIndex t = s.dossiers.first_task[d_];
    task_ = static_cast<std::size_t>(t);
    s.live_tasks = {t};
    s.dossiers.c[d_] = 0.5;
    s.dossiers.coverage[d_] = 1.0;
    s.dossiers.tasks_open[d_] = 1;
    s.dossiers.tasks_total[d_] = 1;
    s.dossiers.quality_sum[d_] = 0.0;
    s.tasks.dossier[task_] = d_;
    s.tasks.owner[task_] = 1;
    s.tasks.hours[task_] = 10.0;
    s.tasks.remaining[task_] = 10.0;
    s.week = 5;
    s.tasks.made_week[task_] = 4;
    s.tasks.due_week[task_] = 10;
    s.effort.assign(5, 1.0);
    s.drafting_debt.assign(s.drafting_debt.size(), 0.0);
    s.hours_left.assign(s.hours_left.size(), 0.0);
    s.awareness.assign(s.awareness.size(), 1.0);
    s.trust.assign(s.trust.size(), 0.5);
    s.flows = zeros(s.flows);
  }
  static Flows zeros(Flows flows) {
    for (auto* array : {&flows.tasks_done, &flows.tasks_late, &flows.tasks_dropped, &flows.joint_hours})
      array->assign(array->size(), 0.0);
    return flows;
  }
  /// Of B and the dossier's kind.
  std::size_t slot() {
    return world_.scenario.dossier_kinds.size() + static_cast<std::size_t>(world_.state().dossiers.kind[d_]);
  }
  void work() {
    Step step = world_.step();
    work_on_tasks(step);
  }

  World world_{five_municipalities()};
  DossierIndex d_ = kNone;
  std::size_t task_ = 0;
};

TEST_F(TaskWorkTest, WillingHoursAreSpentAndNoMore) {
  State& s = world_.state();
  s.hours_left[1] = 4.0;
  const WorkParameters& p = world_.scenario.parameters.work;
  work();
  const double hours = 4.0 * (p.base_willingness + p.effort_willingness);
  const double speed = s.skill[1] * s.practice[slot()];
  EXPECT_NEAR(s.hours_left[1], 4.0 - hours, 1e-12);
  EXPECT_NEAR(s.tasks.remaining[task_], 10.0 - hours * speed, 1e-12);
}

TEST_F(TaskWorkTest, RemindersRaiseTheShareOfHours) {
  State& s = world_.state();
  s.hours_left[1] = 4.0;
  s.active.explicit_roles = true;
  const WorkParameters& p = world_.scenario.parameters.work;
  work();
  EXPECT_NEAR(s.hours_left[1], 4.0 * (1.0 - (p.base_willingness + p.effort_willingness + p.reminder)), 1e-12);
}

TEST_F(TaskWorkTest, AFinishedTaskInTimeIsAKeptPromise) {
  State& s = world_.state();
  s.hours_left[1] = 100.0;
  work();
  EXPECT_EQ(s.tasks.state[task_], TaskState::done);
  EXPECT_EQ(s.flows.tasks_done[0], 1.0);
  EXPECT_TRUE(s.live_tasks.empty());
  EXPECT_GT(s.trust[s.at(1, 0)], 0.5);
  EXPECT_EQ(s.dossiers.state[d_], DossierState::closed);
}

TEST_F(TaskWorkTest, TheLearningCurveGoesWithTasksDoneOfAKind) {
  for (const bool learning : {true, false}) {
    SetUp();
    State& s = world_.state();
    world_.scenario.mechanisms.learning_by_doing = learning;
    s.tasks.state[task_] = TaskState::open;
    s.times_done[slot()] = 6;
    s.practice[slot()] = 1.0;
    s.hours_left[1] = 100.0;
    work();
    EXPECT_EQ(s.times_done[slot()], 7);
    EXPECT_NEAR(s.practice[slot()],
                learning ? std::pow(8.0, world_.scenario.parameters.work.experience_exponent) : 1.0, 1e-12);
  }
}

TEST_F(TaskWorkTest, AVagueTaskIsCalledLateLater) {
  State& s = world_.state();
  s.dossiers.c[d_] = 1.0;
  s.week = 11;
  work();
  EXPECT_EQ(s.tasks.late[task_], 1);
  EXPECT_LT(s.trust[s.at(1, 0)], 0.5);
  s.tasks.late[task_] = 0;
  s.dossiers.c[d_] = 0.1;  // slack of 0.9 of its six weeks
  work();
  EXPECT_EQ(s.tasks.late[task_], 0);
}

TEST_F(TaskWorkTest, TooLateIsDroppedAndHalfDoneCountsInPart) {
  State& s = world_.state();
  s.tasks.remaining[task_] = 4.0;
  s.week = 60;
  work();
  EXPECT_EQ(s.tasks.state[task_], TaskState::dropped);
  EXPECT_EQ(s.flows.tasks_dropped[0], 1.0);
  EXPECT_NEAR(s.dossiers.quality_sum[d_], 0.6, 1e-12);
}

}  // namespace
}  // namespace polder::testing
