#include "model/mechanisms/attendance.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(AttendanceTest, NobodyComesFromAnEmptyDesk) {
  World world(five_municipalities());
  world.live(1);
  State& s = world.state();
  s.hours.assign(s.hours.size(), 0.0);
  Step step = world.step();
  attend(step, 0);
  for (std::int32_t i = 0; i < s.n; ++i) EXPECT_EQ(s.attends[s.at(0, i)], 0.0);
}

TEST(AttendanceTest, WithFullChanceAllMembersComeAndOnlyThey) {
  Scenario scenario = five_municipalities();
  scenario.parameters.attendance.base = 1.0;
  World world(scenario);
  world.live(1);
  State& s = world.state();
  s.hours.assign(s.hours.size(), 10.0);
  Step step = world.step();
  attend(step, 1);
  for (std::int32_t i = 0; i < s.n; ++i) EXPECT_EQ(s.attends[s.at(1, i)], i < 4 ? 1.0 : 0.0);
}

TEST(AttendanceTest, ThoseWhoMeetGainAShareOfTheTrustThatIsMissing) {
  Scenario scenario = five_municipalities();
  scenario.parameters.attendance.base = 1.0;
  World world(scenario);
  world.live(1);
  State& s = world.state();
  s.hours.assign(s.hours.size(), 10.0);
  s.trust.assign(s.trust.size(), 0.4);
  Step step = world.step();
  attend(step, 1);
  EXPECT_NEAR(s.trust[s.at(2, 0)], 0.4 + scenario.parameters.attendance.acquaintance * 0.6, 1e-12);
  EXPECT_EQ(s.trust[s.at(4, 0)], 0.4);  // the fifth is not in this group
  EXPECT_EQ(s.trust[s.at(0, 4)], 0.4);
}

// Both numbers are within their ranges; together they must not carry trust beyond its own.
TEST(AttendanceTest, InformalContactNeverCarriesTrustBeyondOne) {
  Scenario scenario = five_municipalities();
  scenario.parameters.attendance.base = 1.0;
  scenario.parameters.attendance.acquaintance = 0.5;
  scenario.parameters.intervention_size.informal_factor = 4.0;
  scenario.interventions.informal_contact = 0;
  World world(scenario);
  world.live(52);
  for (const double trust : world.state().trust) EXPECT_LE(trust, 1.0);
}

}  // namespace
}  // namespace polder::testing
