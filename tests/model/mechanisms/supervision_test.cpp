#include "model/mechanisms/supervision.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(SupervisionTest, ClimbsAStepPerHalfYearInArrearsAfterPatienceAndFallsBackWithout) {
  World world(five_municipalities());
  State& s = world.state();
  Step step = world.step();
  const auto judge_half_year = [&](double arrears) {
    s.arrears.assign(5, arrears);
    s.week = 25;
    supervise(step);
    return s.supervision[1] * 6.0;
  };
  EXPECT_EQ(judge_half_year(0.5), 0.0);
  for (int rung = 1; rung <= 6; ++rung) EXPECT_NEAR(judge_half_year(0.5), rung, 1e-12);
  EXPECT_NEAR(judge_half_year(0.5), 6.0, 1e-12);  // the ladder ends
  EXPECT_EQ(judge_half_year(0.05), 0.0);
}

TEST(SupervisionTest, LooksAtTheEndOfAHalfYearOnly) {
  World world(five_municipalities());
  State& s = world.state();
  Step step = world.step();
  s.arrears.assign(5, 2.0);
  s.missed.assign(5, 4);
  s.week = 10;
  supervise(step);
  EXPECT_EQ(s.supervision[0], 0.0);
  s.week = 51;
  supervise(step);
  EXPECT_GT(s.supervision[0], 0.0);
}

}  // namespace
}  // namespace polder::testing
