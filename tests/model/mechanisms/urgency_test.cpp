#include "model/mechanisms/urgency.h"

#include <gtest/gtest.h>

#include "random/portable_math.h"

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(UrgencyTest, MovesTowardsTheLogisticOfWhatIsFelt) {
  World world(five_municipalities());
  world.live(1);
  State& s = world.state();
  s.urgency.assign(5, 0.4);
  s.arrears.assign(5, 0.5);
  s.supervision.assign(5, 0.5);
  s.visible_results.assign(2, 0.0);
  s.results.assign(2, 0.0);
  Step step = world.step();
  move_urgency(step);
  const UrgencyParameters& p = world.scenario.parameters.urgency;
  const double little = p.small_placements / (p.small_placements + 52.0 * s.weekly_target[1]);
  const double felt =
      p.base + p.arrears * 0.5 + p.supervision * 0.5 + p.others * 0.4 - p.small_weight * little;
  EXPECT_NEAR(s.urgency[1], 0.4 + p.rate * (random::logistic(felt) - 0.4), 1e-12);
}

TEST(UrgencyTest, MonitoringMakesResultsVisible) {
  World world(five_municipalities());
  State& s = world.state();
  s.results.assign(2, 0.5);
  s.active.monitoring = true;
  Step step = world.step();
  move_urgency(step);
  const UrgencyParameters& p = world.scenario.parameters.urgency;
  EXPECT_NEAR(s.results[0], 0.5 * (1.0 - p.result_fade), 1e-12);
  EXPECT_NEAR(s.visible_results[0], p.result_memory * s.results[0], 1e-12);
}

TEST(UrgencyTest, DependenceIsMutualInTheMatrixOneSidedInTheCentreAndNoneInTheNetwork) {
  const auto dependence = [](Concept which) {
    World world(five_municipalities(which));
    State& s = world.state();
    s.setup_progress.assign(2, 1.0);
    Step step = world.step();
    move_urgency(step);
    return s.dependence;
  };
  for (const double d : dependence(Concept::network)) EXPECT_EQ(d, 0.0);
  const auto centre = dependence(Concept::centre);
  EXPECT_EQ(centre[1], 0.5);
  EXPECT_EQ(centre[0], 0.5);
  const auto matrix = dependence(Concept::matrix);
  EXPECT_GT(matrix[1], centre[1]);
  for (const double d : dependence(Concept::ssc)) EXPECT_EQ(d, 0.5);
}

}  // namespace
}  // namespace polder::testing
