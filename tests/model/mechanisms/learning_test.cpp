#include "model/mechanisms/learning.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(LearningTest, WhoIsAwareAndTrustsClosesAShareOfTheDistanceToTheBest) {
  World world(five_municipalities());
  State& s = world.state();
  for (std::int32_t i = 0; i < s.n; ++i) s.attends[s.at(0, i)] = i == 4 ? 0.0 : 1.0;
  s.awareness.assign(s.awareness.size(), 0.5);
  s.knowledge = {0.8, 0.3, 0.5, 0.5, 0.1};
  s.trust[s.at(0, 1)] = 0.7;
  s.trust[s.at(0, 2)] = 0.1;
  Step step = world.step();
  learn_from_each_other(step, 0);
  const double rate = world.scenario.parameters.learning.diffusion;
  EXPECT_EQ(s.knowledge[0], 0.8);
  EXPECT_NEAR(s.knowledge[1], 0.3 + rate * 0.6 * 0.5, 1e-12);
  EXPECT_NEAR(s.knowledge[2], 0.5 + rate * 0.3 * 0.3, 1e-12);
  EXPECT_EQ(s.knowledge[4], 0.1);  // was not there
}

TEST(LearningTest, AProductTeachesInProportionToWhatWasRead) {
  World world(five_municipalities());
  const DossierIndex d = first_open_dossier(world, 0);
  State& s = world.state();
  s.knowledge.assign(5, 0.5);
  for (std::int32_t i = 0; i < s.n; ++i) s.dossiers.read[s.at(d, i)] = 0.25 * i;
  Step step = world.step();
  spread_knowledge(step, d, 0.4);
  for (std::int32_t i = 0; i < s.n; ++i) EXPECT_NEAR(s.knowledge[i], 0.5 + 0.4 * 0.25 * i * 0.5, 1e-12);
}

TEST(LearningTest, SwitchedOffNobodyLearns) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.learning = false;
  scenario.mechanisms.turnover = false;
  World world(scenario);
  const auto before = world.state().knowledge;
  world.live(104);
  EXPECT_EQ(world.state().knowledge, before);
}

TEST(LearningTest, TheMemoryOfHavingLearntFades) {
  World world(five_municipalities());
  State& s = world.state();
  s.knowledge_gain.assign(5, 0.5);
  Step step = world.step();
  fade_learning(step);
  EXPECT_NEAR(s.knowledge_gain[0], 0.5 * (1.0 - world.scenario.parameters.learning.memory), 1e-12);
}

}  // namespace
}  // namespace polder::testing
