#include "model/mechanisms/integration.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(IntegrationTest, ChainsShortenTheFirstPartAndThePilotTheSecond) {
  const auto weeks = [](double chain, double pilot) {
    World world(five_municipalities());
    world.live(1);
    State& s = world.state();
    s.flows.integration_weeks.assign(5, 0.0);
    s.integration[1] = chain;
    s.pilot[1] = pilot;
    s.hours_left = s.hours;
    s.placed_this_week = {0, 1, 0, 0, 0};
    Step step = world.step();
    start_integration(step);
    return s.flows.integration_weeks[1];
  };
  const IntegrationParameters p;
  EXPECT_NEAR(weeks(0.0, 0.0), p.first_weeks + p.second_weeks, 1e-9);
  EXPECT_NEAR(weeks(0.5, 0.0), 0.5 * p.first_weeks + p.second_weeks, 1e-9);
  EXPECT_NEAR(weeks(0.0, 1.0), p.first_weeks, 1e-9);
}

TEST(IntegrationTest, TakesLongerWhereItIsHardAndStaffIsBusy) {
  World world(five_municipalities());
  world.live(1);
  State& s = world.state();
  s.flows.integration_weeks.assign(5, 0.0);
  s.hours.assign(s.hours.size(), 10.0);
  s.hours_left.assign(s.hours_left.size(), 10.0);
  s.placed_this_week = {0, 2, 0, 2, 0};
  Step step = world.step();
  start_integration(step);  // the fourth has a need of 0.9
  EXPECT_GT(s.flows.integration_weeks[3], s.flows.integration_weeks[1]);
  const double idle = s.flows.integration_weeks[1];
  s.hours_left[1] = 0.0;
  start_integration(step);
  EXPECT_NEAR(s.flows.integration_weeks[1] - idle, idle * (1.0 + IntegrationParameters{}.busy), 1e-9);
}

}  // namespace
}  // namespace polder::testing
