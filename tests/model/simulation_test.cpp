#include "model/simulation.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;

/// Everything that is recorded of a replicate, as bits, so that "nothing happened" equals itself.
std::vector<std::uint64_t> bits_of_replicate(Simulation& simulation, const Scenario& scenario,
                                             random::ReplicateKey key) {
  Recorder recorder(scenario, Record::full);
  simulation.start(key);
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  recorder.finish(simulation.state());
  std::vector<std::uint64_t> bits;
  for (const double x : recorder.scalars()) bits.push_back(std::bit_cast<std::uint64_t>(x));
  for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
    for (const float x : recorder.series(s)) bits.push_back(std::bit_cast<std::uint32_t>(x));
  }
  for (const float x : recorder.trust()) bits.push_back(std::bit_cast<std::uint32_t>(x));
  return bits;
}

TEST(SimulationTest, AUsedSimulationGivesWhatAFreshOneGives) {
  for (std::uint64_t number = 0; number < 20; ++number) {
    const Scenario scenario = random_scenario(number, number % 2 == 1);
    Simulation used(scenario);
    bits_of_replicate(used, scenario, {.seed = 99, .replicate = 4});
    Simulation fresh(scenario);
    const random::ReplicateKey key{.seed = 1, .replicate = 7};
    EXPECT_EQ(bits_of_replicate(used, scenario, key), bits_of_replicate(fresh, scenario, key))
        << "scenario " << number;
  }
}

TEST(SimulationTest, AbandonedReplicateLeavesNothingBehind) {
  const Scenario scenario = five_municipalities(Concept::mix);
  Simulation used(scenario);
  used.start({.seed = 5, .replicate = 5});
  for (int week = 0; week < 40; ++week) used.step();
  Simulation fresh(scenario);
  EXPECT_EQ(bits_of_replicate(used, scenario, {.seed = 1, .replicate = 0}),
            bits_of_replicate(fresh, scenario, {.seed = 1, .replicate = 0}));
}

TEST(SimulationTest, ReplicateAloneEqualsReplicateInSequence) {
  for (const Concept which : kConcepts) {
    const Scenario scenario = five_municipalities(which);
    Simulation sequence(scenario);
    std::vector<std::uint64_t> third;
    for (std::uint32_t r = 0; r < 4; ++r)
      third = bits_of_replicate(sequence, scenario, {.seed = 2, .replicate = r});
    Simulation alone(scenario);
    EXPECT_EQ(bits_of_replicate(alone, scenario, {.seed = 2, .replicate = 3}), third) << name_of(which);
  }
}

TEST(SimulationTest, SeedAndReplicateBothMakeADifference) {
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  const auto first = bits_of_replicate(simulation, scenario, {.seed = 1, .replicate = 0});
  EXPECT_NE(bits_of_replicate(simulation, scenario, {.seed = 1, .replicate = 1}), first);
  EXPECT_NE(bits_of_replicate(simulation, scenario, {.seed = 2, .replicate = 0}), first);
}

TEST(SimulationTest, WritingEventsDownChangesNothing) {
  for (const Concept which : kConcepts) {
    const Scenario scenario = five_municipalities(which);
    Simulation quiet(scenario);
    Simulation telling(scenario);
    telling.events().switch_on(true);
    EXPECT_EQ(bits_of_replicate(telling, scenario, {.seed = 1, .replicate = 0}),
              bits_of_replicate(quiet, scenario, {.seed = 1, .replicate = 0}))
        << name_of(which);
    EXPECT_FALSE(telling.events().events().empty());
    EXPECT_TRUE(quiet.events().events().empty());
  }
}

TEST(SimulationTest, EndsAfterTheWeeksOfTheScenario) {
  Scenario scenario = five_municipalities();
  scenario.weeks = 1;
  Simulation simulation(scenario);
  simulation.start({.seed = 1, .replicate = 0});
  EXPECT_FALSE(simulation.finished());
  simulation.step();
  EXPECT_TRUE(simulation.finished());
}

TEST(SimulationTest, ALongerHorizonBeginsWithTheShorterOne) {
  Scenario longer = five_municipalities(Concept::ssc);
  Scenario shorter = longer;
  shorter.weeks = 52;
  Simulation first(longer);
  Simulation second(shorter);
  first.start({.seed = 1, .replicate = 0});
  second.start({.seed = 1, .replicate = 0});
  for (int week = 0; week < 52; ++week) {
    first.step();
    second.step();
  }
  EXPECT_EQ(first.state().trust, second.state().trust);
  EXPECT_EQ(first.state().flows.placements, second.state().flows.placements);
  EXPECT_EQ(first.state().flows.cost, second.state().flows.cost);
}

}  // namespace
}  // namespace polder::testing
