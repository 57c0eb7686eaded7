#include "model/mechanisms/staffing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(StaffingTest, PersonsShareFte) {
  EXPECT_EQ(persons_for(0.1), 1);
  EXPECT_EQ(persons_for(1.0), 1);
  EXPECT_EQ(persons_for(1.04), 1);
  EXPECT_EQ(persons_for(1.5), 2);
  EXPECT_EQ(persons_for(5.4), 6);
}

TEST(StaffingTest, WithoutLeaveAndTurnoverEverybodyIsThere) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.leave = false;
  scenario.mechanisms.turnover = false;
  World world(scenario);
  for (int week = 0; week < 50; ++week) {
    world.live(1);
    for (std::int32_t i = 0; i < 5; ++i)
      ASSERT_NEAR(world.state().hours[i], 36.0 * scenario.municipalities[i].staff_fte, 1e-9);
  }
}

// 200 replicates of 104 weeks: the standard error of the share present of four persons is 0.0013.
TEST(StaffingTest, LeaveTakesItsShareOfHours) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.turnover = false;
  Simulation simulation(scenario);
  double hours = 0.0;
  double weeks = 0.0;
  for (std::uint32_t r = 0; r < 200; ++r) {
    simulation.start({.seed = 1, .replicate = r});
    while (!simulation.finished()) {
      simulation.step();
      hours += simulation.state().hours[0];
      weeks += 1.0;
    }
  }
  EXPECT_NEAR(hours / weeks / (36.0 * 4.0), 1.0 - scenario.parameters.staffing.leave_share, 5.0 * 0.0013);
}

// The scenario accepts staffs of up to 1000 fte and leave up to 0.9: large staffs are not all away at once.
TEST(StaffingTest, LeaveTakesItsShareOfALargeStaffToo) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.turnover = false;
  scenario.municipalities[0].staff_fte = 1000.0;
  for (const double share : {0.16, 0.5, 0.9}) {
    scenario.parameters.staffing.leave_share = share;
    World world(scenario);
    double hours = 0.0;
    for (int week = 0; week < 50; ++week) {
      world.live(1);
      hours += world.state().hours[0];
    }
    // Fifty weeks of a thousand persons: standard error at most 0.0023.
    EXPECT_NEAR(hours / 50.0 / 36'000.0, 1.0 - share, 5.0 * 0.0023) << "leave share " << share;
  }
}

// Expected departures in 200 replicates: 0.085 a person and year for 10 persons in the region.
TEST(StaffingTest, TurnoverIsThatOfTheYear) {
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  simulation.events().switch_on(true);
  double left = 0.0;
  for (std::uint32_t r = 0; r < 200; ++r) {
    simulation.start({.seed = 1, .replicate = r});
    while (!simulation.finished()) simulation.step();
    for (const Event& event : simulation.events().events())
      left += event.type == EventType::staff_left ? 1.0 : 0.0;
  }
  double persons = 0.0;
  for (const Municipality& m : scenario.municipalities) persons += persons_for(m.staff_fte);
  const double expected = 200.0 * 2.0 * persons * scenario.parameters.staffing.exit_per_year;
  // A vacancy of a quarter of a year cannot leave: a few per cent less at most.
  EXPECT_LT(left, expected + 5.0 * std::sqrt(expected));
  EXPECT_GT(left, 0.95 * expected - 5.0 * std::sqrt(expected));
}

TEST(StaffingTest, WhoMovedToADeskDoesNotLeaveFromHome) {
  Scenario scenario = five_municipalities();
  scenario.parameters.staffing.exit_per_year = 1.0;
  scenario.parameters.staffing.vacancy_weeks = 0.0;
  const auto leavers = [&](double home_share) {
    World world(scenario);
    State& s = world.state();
    world.events.switch_on(true);
    for (Week week = 0; week < 2000; ++week) {
      s.week = week;
      s.home_share.assign(5, home_share);
      Step step = world.step();
      staff_the_week(step);
    }
    return static_cast<double>(world.events.events().size());
  };
  const double all = leavers(1.0);
  // Two thousand weeks of ten persons with a chance of 1/52 each: some 370, of which the half has a standard
  // deviation of 14.
  EXPECT_GT(all, 300.0);
  EXPECT_NEAR(leavers(0.5), all / 2.0, 5.0 * 14.0);
}

TEST(StaffingTest, ALeaverTakesKnowledgeAndTrustAlongAndWorkIsRedone) {
  World world(five_municipalities());
  while (world.state().live_tasks.empty() && !world.simulation().finished()) world.live(1);
  State& s = world.state();
  ASSERT_FALSE(s.live_tasks.empty());
  const auto task = static_cast<std::size_t>(s.live_tasks.front());
  s.vacant.assign(s.vacant.size(), 0);
  s.tasks.owner[task] = 2;  // C: one person
  s.tasks.hours[task] = 40.0;
  s.tasks.remaining[task] = 10.0;
  s.knowledge[2] = 0.5;
  s.trust.assign(s.trust.size(), 0.9);
  s.content_trust.assign(5, 0.9);
  Step step = world.step();
  lose_key_person(step, 2);
  const StaffingParameters& p = world.scenario.parameters.staffing;
  const TrustParameters& t = world.scenario.parameters.trust;
  EXPECT_EQ(s.vacant[2], 1);
  EXPECT_NEAR(s.knowledge[2], 0.5 * (1.0 - p.knowledge_lost), 1e-12);
  EXPECT_NEAR(s.tasks.remaining[task], 10.0 + 30.0 * p.work_lost, 1e-12);
  EXPECT_NEAR(s.trust[s.at(2, 0)], 0.9 + (1.0 - t.relational_carried) * (t.relational_start - 0.9), 1e-12);
  EXPECT_NEAR(s.trust[s.at(0, 2)], 0.9 + (1.0 - t.relational_carried) * (t.relational_start - 0.9), 1e-12);
  EXPECT_EQ(s.trust[s.at(0, 1)], 0.9);
  EXPECT_NEAR(s.content_trust[2], 0.9 + (1.0 - t.content_carried) * (t.content_start - 0.9), 1e-12);
}

/// What is left to do of a task of 40 hours, half done, after the key person of its carrier has left.
struct AfterLeaving {
  double remaining = 0.0;
  std::int32_t owner = 0;
  Week vacancy = 0;
};

AfterLeaving after_leaving(Concept which, bool at_desk) {
  Scenario scenario = five_municipalities();
  for (Group& group : scenario.groups) group.concept_ = which;
  World world(scenario);
  while ((world.state().live_tasks.empty() || world.state().week < 70) && !world.simulation().finished())
    world.live(1);
  State& s = world.state();
  const auto task = static_cast<std::size_t>(s.live_tasks.front());
  const std::int32_t carrier = at_desk ? s.n : 0;
  s.vacant.assign(s.vacant.size(), 0);
  for (const TaskIndex t : s.live_tasks) s.tasks.owner[static_cast<std::size_t>(t)] = kNone;
  s.persons[static_cast<std::size_t>(carrier)] = 2;
  s.tasks.owner[task] = carrier;
  s.tasks.hours[task] = 40.0;
  s.tasks.remaining[task] = 20.0;
  Step step = world.step();
  lose_key_person(step, carrier);
  return {s.tasks.remaining[task], s.tasks.owner[task],
          s.vacant_until[static_cast<std::size_t>(carrier)] - s.week};
}

// Thesis table 1: less vulnerable where staff has moved or merged, since colleagues know the files.
TEST(StaffingTest, FilesAreOnePersonsAtHomeAndSharedAtDesksOfMovedStaff) {
  const StaffingParameters p;
  const AfterLeaving home = after_leaving(Concept::network, false);
  EXPECT_NEAR(home.remaining, 20.0 + p.key_share * p.work_lost * 20.0, 1e-12);
  EXPECT_EQ(home.owner, kNone);  // took it personally
  EXPECT_EQ(home.vacancy, static_cast<Week>(p.vacancy_weeks));
  const AfterLeaving unit = after_leaving(Concept::ssc, true);
  EXPECT_NEAR(unit.remaining, 20.0 + 0.5 * (1.0 - p.handover) * p.work_lost * 20.0, 1e-12);
  EXPECT_NE(unit.owner, kNone);
  EXPECT_EQ(unit.vacancy, static_cast<Week>(p.unit_vacancy_weeks));
  const AfterLeaving centre = after_leaving(Concept::centre, true);
  EXPECT_NEAR(centre.remaining, home.remaining, 1e-12);
  EXPECT_NE(centre.owner, kNone);  // contracted
}

TEST(StaffingTest, NewcomersComeAfterTheVacancyAndLearnTheJob) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.turnover = false;
  scenario.mechanisms.leave = false;
  World world(scenario);
  Step step = world.step();
  lose_key_person(step, 2);
  const State& s = world.state();
  const auto weeks = static_cast<Week>(scenario.parameters.staffing.vacancy_weeks);
  world.live(weeks);
  EXPECT_EQ(s.hours[2], 0.0);
  world.live(1);
  EXPECT_GT(s.hours[2], 0.0);
  EXPECT_LT(s.hours[2], 20.0);
  world.live(static_cast<Week>(scenario.parameters.staffing.ramp_weeks) + 1);
  EXPECT_NEAR(s.hours[2], 36.0, 1e-9);
}

}  // namespace
}  // namespace polder::testing
