#include "model/mechanisms/deliberation.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

class DeliberationTest : public ::testing::Test {
 protected:
  /// A dossier on the table with everybody present, positions spread around a draft at 0.
  void SetUp() override {
    d_ = first_open_dossier(world_, 0);
    ASSERT_NE(d_, kNone);
    State& s = world_.state();
    const std::vector<double> positions{-1.0, -0.2, 0.0, 0.3, 1.0};
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.dossiers.position[s.at(d_, i)] = positions[static_cast<std::size_t>(i)];
      s.dossiers.audience[s.at(d_, i)] = 1.0;
      s.attends[s.at(0, i)] = 1.0;
      s.dossiers.read[s.at(d_, i)] = 1.0;
    }
    s.dossiers.y[d_] = 0.0;
    s.dossiers.c[d_] = 0.8;
    s.dossiers.drafter[d_] = 2;
    s.mean_trust.assign(5, 0.5);
    s.trust.assign(s.trust.size(), 0.5);
  }

  World world_{five_municipalities()};
  DossierIndex d_ = kNone;
  std::vector<double> accepts_ = std::vector<double>(5, 0.0);
};

TEST_F(DeliberationTest, ToleranceGrowsAsTheDraftGetsVaguer) {
  State& s = world_.state();
  const Step step = world_.step();
  const DeliberationParameters& p = world_.scenario.parameters.deliberation;
  s.dossiers.c[d_] = 1.0;
  EXPECT_NEAR(tolerance_of(step, d_, 1), p.tolerance, 1e-12);
  s.dossiers.c[d_] = 0.25;
  EXPECT_NEAR(tolerance_of(step, d_, 1), p.tolerance + 0.75 * p.vagueness_tolerance, 1e-12);
}

TEST_F(DeliberationTest, ToleranceGrowsWithTrustInWhoeverDrafted) {
  State& s = world_.state();
  const Step step = world_.step();
  const double before = tolerance_of(step, d_, 1);
  s.mean_trust[1] = 0.7;
  EXPECT_EQ(tolerance_of(step, d_, 1), before);
  s.trust[s.at(2, 1)] = 0.9;
  const double weight = world_.scenario.parameters.deliberation.trust_tolerance;
  EXPECT_NEAR(tolerance_of(step, d_, 1) - before, 0.4 * weight, 1e-12);
  s.dossiers.drafter[d_] = kNone;  // by a unit: trust in all others
  EXPECT_NEAR(tolerance_of(step, d_, 1) - before, 0.2 * weight, 1e-12);
}

TEST_F(DeliberationTest, MembersAcceptWhatLiesWithinTheirTolerance) {
  const Step step = world_.step();
  const Judgement judgement = judge(step, d_, accepts_);  // tolerance 0.3 + 0.9 * 0.2 = 0.48
  EXPECT_EQ(accepts_, (std::vector<double>{0, 1, 1, 1, 0}));
  EXPECT_EQ(judgement.present, 5.0);
  EXPECT_EQ(judgement.accepting, 3.0);
}

TEST_F(DeliberationTest, AVaguerDraftIsAcceptedByAll) {
  world_.state().dossiers.c[d_] = 0.1;
  const Step step = world_.step();
  EXPECT_EQ(judge(step, d_, accepts_).accepting, 5.0);
}

TEST_F(DeliberationTest, BoardVotesGoByInhabitants) {
  State& s = world_.state();
  s.board_votes = {10.0, 1.0, 1.0, 1.0, 1.0};
  const Step step = world_.step();
  EXPECT_NEAR(judge(step, d_, accepts_).vote_share, 3.0 / 14.0, 1e-12);
}

TEST_F(DeliberationTest, RedraftMovesTowardsObjectorsAndGetsVaguer) {
  State& s = world_.state();
  Step step = world_.step();
  s.fte = {1.0, 1.0, 1.0, 1.0, 1.0};
  s.knowledge = {0.9, 0.5, 0.5, 0.5, 0.3};
  const Judgement judgement = judge(step, d_, accepts_);
  redraft(step, d_, judgement, accepts_);
  const DeliberationParameters& p = world_.scenario.parameters.deliberation;
  // Objectors -1 and 1 with voices 0.9 and 0.3.
  EXPECT_NEAR(s.dossiers.y[d_], p.concession * (-0.75 + 0.25), 1e-12);
  EXPECT_NEAR(s.dossiers.c[d_], 0.8 * (1.0 - p.watering * 0.4), 1e-12);
  EXPECT_EQ(s.dossiers.redrafts[d_], 1);
  EXPECT_NEAR(s.dossiers.read[s.at(d_, 0)], 1.0 - p.reread, 1e-12);
  EXPECT_EQ(s.dossiers.read[s.at(d_, 2)], 1.0);  // who wrote it knows it
}

TEST_F(DeliberationTest, WithoutSelectionAllObjectorsAreHeardAlike) {
  world_.scenario.mechanisms.selection = false;
  State& s = world_.state();
  Step step = world_.step();
  s.fte = {1.0, 1.0, 1.0, 1.0, 1.0};
  s.knowledge = {0.9, 0.5, 0.5, 0.5, 0.3};
  s.dossiers.position[s.at(d_, 4)] = 0.9;
  const Judgement judgement = judge(step, d_, accepts_);
  redraft(step, d_, judgement, accepts_);
  EXPECT_NEAR(s.dossiers.y[d_], world_.scenario.parameters.deliberation.concession * (-0.5 + 0.45), 1e-12);
}

TEST_F(DeliberationTest, WithoutWateringDownConcretenessStays) {
  world_.scenario.mechanisms.watering_down = false;
  Step step = world_.step();
  const Judgement judgement = judge(step, d_, accepts_);
  redraft(step, d_, judgement, accepts_);
  EXPECT_EQ(world_.state().dossiers.c[d_], 0.8);
}

TEST_F(DeliberationTest, WateringDownStopsAtTheFloorOfConcreteGoals) {
  world_.state().active.concrete_goals = true;
  Step step = world_.step();
  const Judgement judgement = judge(step, d_, accepts_);
  for (int i = 0; i < 3; ++i) redraft(step, d_, judgement, accepts_);
  EXPECT_EQ(world_.state().dossiers.c[d_], world_.scenario.parameters.intervention_size.concreteness_floor);
}

TEST_F(DeliberationTest, ConcedingSharesOutInfluenceThatSumsToOne) {
  State& s = world_.state();
  for (std::int32_t i = 0; i < s.n; ++i) s.dossiers.influence[s.at(d_, i)] = i == 2 ? 0.4 : 0.0;
  s.dossiers.unit_influence[d_] = 0.6;
  Step step = world_.step();
  concede(step, d_, std::vector<double>{1.0, 0.0, 0.0, 0.0, 3.0}, 0.5);
  double total = s.dossiers.unit_influence[d_];
  for (std::int32_t i = 0; i < s.n; ++i) total += s.dossiers.influence[s.at(d_, i)];
  EXPECT_NEAR(total, 1.0, 1e-12);
  EXPECT_NEAR(s.dossiers.influence[s.at(d_, 4)], 0.375, 1e-12);
  EXPECT_NEAR(s.dossiers.y[d_], 0.5 * (0.75 - 0.25), 1e-12);
}

TEST_F(DeliberationTest, WhatIsRedraftedTooOftenIsShelved) {
  State& s = world_.state();
  Step step = world_.step();
  const Judgement judgement = judge(step, d_, accepts_);
  s.dossiers.redrafts[d_] = static_cast<std::int32_t>(world_.scenario.parameters.deliberation.most_redrafts);
  redraft(step, d_, judgement, accepts_);
  EXPECT_EQ(s.dossiers.state[d_], DossierState::shelved);
  EXPECT_EQ(s.flows.shelved[0], 1.0);
}

}  // namespace
}  // namespace polder::testing
