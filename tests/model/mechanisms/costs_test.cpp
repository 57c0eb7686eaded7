#include "model/mechanisms/costs.h"

#include <gtest/gtest.h>

#include <numeric>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(CostsTest, HoursAtHomeArePaidAtHome) {
  World world(five_municipalities());
  State& s = world.state();
  s.flows.workload[2] += 10.0;
  s.flows.joint_hours[0] += 10.0;
  Step step = world.step();
  settle_costs(step);
  EXPECT_NEAR(s.flows.cost_borne[2], 650.0, 1e-9);
  EXPECT_NEAR(s.flows.cost[0], 650.0, 1e-9);
  settle_costs(step);
  EXPECT_NEAR(s.flows.cost[0], 650.0, 1e-9);  // never twice
}

TEST(CostsTest, HoursBoughtFromACentreArePaidByMembersInProportion) {
  World world(five_municipalities(Concept::centre));
  State& s = world.state();
  s.task_hours_total[s.n] += 10.0;
  s.flows.workload[0] += 10.0;  // the centre hosts the desk
  s.flows.joint_hours[0] += 10.0;
  Step step = world.step();
  settle_costs(step);
  const double inhabitants = std::accumulate(s.population.begin(), s.population.end(), 0.0);
  for (std::int32_t i = 0; i < s.n; ++i)
    EXPECT_NEAR(s.flows.cost_borne[i], 850.0 * s.population[i] / inhabitants, 1e-9);
  EXPECT_NEAR(s.flows.cost[0], 850.0, 1e-9);
}

TEST(CostsTest, HiredHandsAreSharedByInhabitants) {
  World world(five_municipalities());
  State& s = world.state();
  Step step = world.step();
  pay_hired_hands(step, 1, 4.0);
  EXPECT_NEAR(s.flows.cost[1], 340.0, 1e-9);
  EXPECT_NEAR(s.flows.cost_borne[0], 340.0 * 200'000.0 / 320'000.0, 1e-9);
  EXPECT_EQ(s.flows.cost_borne[4], 0.0);
}

TEST(CostsTest, SpendingFollowsWhatIsBorne) {
  World world(five_municipalities());
  State& s = world.state();
  Step step = world.step();
  for (int week = 0; week < 2000; ++week) {
    s.flows.workload[2] += 10.0;
    settle_costs(step);
  }
  EXPECT_NEAR(s.spending[2], 650.0, 1e-9);
  EXPECT_EQ(s.spending[1], 0.0);
  settle_costs(step);
  EXPECT_NEAR(s.spending[2], 650.0 * 25.0 / 26.0, 1e-9);
}

}  // namespace
}  // namespace polder::testing
