#include "model/mechanisms/ratification.h"

#include <gtest/gtest.h>

#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(RatificationTest, ByBindingDecisionObjectorsCarryOutLess) {
  World world(five_municipalities(Concept::ssc));
  const DossierIndex d = first_open_dossier(world, 0);
  Step step = world.step();
  ratify(step, d, std::vector<double>{1, 1, 1, 1, 1});
  EXPECT_NEAR(world.state().dossiers.coverage[d], 1.0, 1e-12);
  ratify(step, d, std::vector<double>{0, 1, 1, 1, 1});
  const double resistance = world.scenario.parameters.ratification.resistance;
  EXPECT_NEAR(world.state().dossiers.coverage[d], 1.0 - resistance * 200.0 / 330.0, 1e-12);
}

TEST(RatificationTest, AtHomeWhatIsCertainToPassPassesAndWhatIsCertainToFailFails) {
  Scenario scenario = five_municipalities();
  scenario.parameters.ratification.failure = 0.0;
  scenario.parameters.ratification.objection_weight = 1.0;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  State& s = world.state();
  s.backed = s.pledged;
  Step step = world.step();
  ratify(step, d, std::vector<double>{1, 1, 1, 0, 0});
  EXPECT_NEAR(s.dossiers.coverage[d], 300.0 / 330.0, 1e-12);
}

TEST(RatificationTest, LackOfBackingMakesItFailMoreOften) {
  const auto coverage = [](double backed) {
    World world(five_municipalities());
    State& s = world.state();
    double total = 0.0;
    for (DossierIndex d = 0; d < static_cast<DossierIndex>(s.dossiers.kind.size()); ++d) {
      if (s.dossiers.group[d] != 0) continue;
      s.pledged.assign(5, 1.0);
      s.backed.assign(5, backed);
      Step step = world.step();
      ratify(step, d, std::vector<double>(5, 1.0));
      total += s.dossiers.coverage[d];
    }
    return total;
  };
  EXPECT_GT(coverage(1.0), coverage(0.2));
}

TEST(RatificationTest, NothingIsRatifiedBetweenAnElectionAndTheNewExecutives) {
  Scenario scenario = five_municipalities();
  scenario.elections = {20};
  scenario.parameters.ratification.lag_weeks = 6.0;
  scenario.parameters.ratification.formation_weeks = 9.0;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  const auto binding = [&](Week decided) {
    world.state().week = decided;
    return binding_week(world.step(), d);
  };
  EXPECT_EQ(binding(13), 20);
  EXPECT_EQ(binding(14), 29);
  EXPECT_EQ(binding(22), 29);
  EXPECT_EQ(binding(23), 30);
  world.scenario.mechanisms.elections = false;
  EXPECT_EQ(binding(14), 21);
}

TEST(RatificationTest, SwitchedOffAllCarryOut) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.ratification = false;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  Step step = world.step();
  ratify(step, d, std::vector<double>(5, 0.0));
  EXPECT_EQ(world.state().dossiers.coverage[d], 1.0);
}

}  // namespace
}  // namespace polder::testing
