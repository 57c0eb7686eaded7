// A unit grows away from its members and is steered by what they send back.
#include "model/mechanisms/steering.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/mechanisms/urgency.h"
#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

Scenario under(Concept which) {
  Scenario scenario = five_municipalities();
  for (Group& group : scenario.groups) group.concept_ = which;
  return scenario;
}

TEST(SteeringTest, OnlyAUnitThatDraftsDrifts) {
  World network(under(Concept::network));
  network.live(60);
  EXPECT_EQ(network.state().unit_drift[0], 0.0);
  World ssc(under(Concept::ssc));
  ssc.live(60);
  EXPECT_NE(ssc.state().unit_drift[0], 0.0);
}

TEST(SteeringTest, AUnitDoesNotDriftBeforeItTakesUpWork) {
  World mix(under(Concept::mix));
  State& s = mix.state();
  Step step = mix.step();
  s.takes_work[0] = 0;
  drift_apart(step, 0);
  EXPECT_EQ(s.unit_drift[0], 0.0);
  s.takes_work[0] = 1;
  drift_apart(step, 0);
  EXPECT_NE(s.unit_drift[0], 0.0);
}

TEST(SteeringTest, DriftIsAsWideAsItsParameterAfterAYear) {
  Scenario scenario = under(Concept::ssc);
  scenario.mechanisms.deliberation = false;  // nothing is sent back
  double squares = 0.0;
  Simulation simulation(scenario);
  for (std::uint32_t r = 0; r < 400; ++r) {
    simulation.start({.seed = 3, .replicate = r});
    const Week interval = scenario.groups[0].meeting_interval_weeks;
    for (Week w = 0; w < 10 * interval; ++w) simulation.step();
    squares += simulation.state().unit_drift[0] * simulation.state().unit_drift[0];
  }
  const double years = 10.0 * scenario.groups[0].meeting_interval_weeks / 52.0;
  const double expected = scenario.parameters.steering.drift_per_year * std::sqrt(years);
  EXPECT_NEAR(std::sqrt(squares / 400.0), expected, 0.15 * expected);  // four standard errors
}

TEST(SteeringTest, WhatIsSentBackBringsItNearer) {
  World world(under(Concept::ssc));
  world.state().unit_drift[0] = 0.4;
  Step step = world.step();
  steer_back(step, 0, 0.5);
  EXPECT_NEAR(world.state().unit_drift[0], 0.4 * (1.0 - 0.5 * world.scenario.parameters.steering.correction),
              1e-12);
}

TEST(SteeringTest, ResultsOfWhoAccountsToABoardAreSeen) {
  World ssc(under(Concept::ssc));
  World centre(under(Concept::centre));
  for (World* world : {&ssc, &centre}) world->state().setup_progress[0] = 1.0;
  EXPECT_EQ(visibility(ssc.step(), 0, 0.0), ssc.scenario.parameters.urgency.accounted_rate);
  EXPECT_EQ(visibility(centre.step(), 0, 0.0), 0.0);
}

}  // namespace
}  // namespace polder::testing
