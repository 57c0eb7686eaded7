#include "model/mechanisms/trust.h"

#include <gtest/gtest.h>

#include <utility>

#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

class TrustTest : public ::testing::Test {
 protected:
  void SetUp() override {
    State& s = world_.state();
    s.trust.assign(s.trust.size(), 0.5);
    s.content_trust.assign(5, 0.5);
    s.awareness.assign(s.awareness.size(), 1.0);
  }
  double in(MunicipalityIndex trusted, MunicipalityIndex trusting) {
    return world_.state().trust[world_.state().at(trusted, trusting)];
  }

  World world_{five_municipalities()};
  const TrustParameters p_{};
};

TEST_F(TrustTest, AKeptPromiseGainsAShareOfWhatIsMissing) {
  Step step = world_.step();
  keep_promise(step, 1, 0);
  EXPECT_NEAR(in(0, 1), 0.5 + 0.5 * p_.relational_gain * p_.kept_visibility, 1e-12);
  EXPECT_EQ(in(0, 4), 0.5);  // is not in that group
  EXPECT_EQ(in(1, 0), 0.5);  // trust in the one who did it only
}

// What works makes no noise; what fails is missed.
TEST_F(TrustTest, MonitoringMakesKeptPromisesHeardOfAndBrokenOnesNoMore) {
  const auto gain_and_loss = [&] {
    SetUp();
    Step step = world_.step();
    keep_promise(step, 0, 0);
    break_promise(step, 0, 2, 1.0);
    return std::pair{in(0, 1) - 0.5, 0.5 - in(2, 1)};
  };
  const auto [gain, loss] = gain_and_loss();
  world_.state().active.monitoring = true;
  const auto [monitored_gain, same_loss] = gain_and_loss();
  EXPECT_NEAR(gain, p_.kept_visibility * monitored_gain, 1e-12);
  EXPECT_EQ(loss, same_loss);
}

TEST_F(TrustTest, WhoDoesNotKnowOfItDoesNotChange) {
  State& s = world_.state();
  s.awareness[s.at(0, 1)] = 0.0;
  Step step = world_.step();
  keep_promise(step, 0, 0);
  break_promise(step, 0, 2, 1.0);
  EXPECT_EQ(in(0, 1), 0.5);
  EXPECT_EQ(in(2, 1), 0.5);
}

TEST_F(TrustTest, LossesWeighTheirRatioOfGains) {
  world_.scenario.parameters.trust.kept_visibility = 1.0;
  Step step = world_.step();
  keep_promise(step, 0, 0);
  break_promise(step, 0, 2, 1.0);
  EXPECT_NEAR((0.5 - in(2, 1)) / (in(0, 1) - 0.5), p_.relational_loss_ratio, 1e-9);
  feel_tempo(step, 3, 1.0);
  feel_tempo(step, 4, -1.0);
  const auto& content = world_.state().content_trust;
  EXPECT_NEAR((0.5 - content[4]) / (content[3] - 0.5), p_.content_loss_ratio, 1e-9);
}

TEST_F(TrustTest, WithRatioOneGainsAndLossesAreSymmetric) {
  world_.scenario.parameters.trust.relational_loss_ratio = 1.0;
  world_.scenario.parameters.trust.kept_visibility = 1.0;
  Step step = world_.step();
  keep_promise(step, 0, 0);
  break_promise(step, 0, 2, 1.0);
  EXPECT_NEAR(0.5 - in(2, 1), in(0, 1) - 0.5, 1e-12);
}

TEST_F(TrustTest, WhereNobodyIsToBlameContentTrustSuffers) {
  Step step = world_.step();
  break_promise(step, 0, kNone, 1.0);
  EXPECT_LT(world_.state().content_trust[1], 0.5);
  EXPECT_EQ(in(0, 1), 0.5);
}

TEST_F(TrustTest, ThosePassedOverLoseTrustInTheLeader) {
  const DossierIndex d = first_open_dossier(world_, 0);
  State& s = world_.state();
  s.trust.assign(s.trust.size(), 0.5);
  for (std::int32_t i = 0; i < s.n; ++i) s.dossiers.audience[s.at(d, i)] = 1.0;
  Step step = world_.step();
  feel_passed_over(step, d, std::vector<double>{1, 0, 1, 1, 1});
  EXPECT_NEAR(in(s.content_leader[0], 1),
              0.5 * (1.0 - p_.relational_gain * p_.relational_loss_ratio * p_.passed_over), 1e-12);
  EXPECT_EQ(in(s.content_leader[0], 2), 0.5);
}

TEST_F(TrustTest, ManagerRepairsLowTrustOnlyAndLessWhenEmployedByAMember) {
  State& s = world_.state();
  for (std::int32_t i = 0; i < s.n; ++i) s.attends[s.at(0, i)] = 1.0;
  s.trust.assign(s.trust.size(), 0.2);
  s.trust[s.at(3, 1)] = 0.8;
  s.active.manager_present = true;
  s.active.manager_capacity = 1.0;
  s.active.manager_employer = kNone;
  Step step = world_.step();
  repair_relations(step, 0);
  EXPECT_NEAR(in(0, 1), 0.2 + p_.repair * 0.3, 1e-12);
  EXPECT_EQ(in(3, 1), 0.8);
  s.trust.assign(s.trust.size(), 0.2);
  s.active.manager_employer = 0;
  repair_relations(step, 0);
  EXPECT_NEAR(in(0, 1), 0.2 + p_.employed_repair * p_.repair * 0.3, 1e-12);
}

TEST_F(TrustTest, ResultsAreHardlySeenWithoutMonitoring) {
  State& s = world_.state();
  Step step = world_.step();
  s.active.monitoring = false;
  see_result(step, 0, 1.0);
  const double unseen = s.content_trust[1] - 0.5;
  s.content_trust.assign(5, 0.5);
  s.active.monitoring = true;
  see_result(step, 0, 1.0);
  EXPECT_NEAR(unseen / (s.content_trust[1] - 0.5), p_.unmonitored_visibility, 1e-9);
}

TEST_F(TrustTest, MeanIsOverTheOtherMembers) {
  State& s = world_.state();
  for (std::size_t i = 0; i < s.trust.size(); ++i) s.trust[i] = 0.01 * static_cast<double>(i);
  s.member[3] = 0.0;
  Step step = world_.step();
  update_mean_trust(step);
  for (std::int32_t i = 0; i < s.n; ++i) {
    double sum = 0.0;
    double others = 0.0;
    for (std::int32_t j = 0; j < s.n; ++j) {
      if (j == i || j == 3) continue;
      sum += in(j, i);
      others += 1.0;
    }
    EXPECT_NEAR(s.mean_trust[i], sum / others, 1e-12) << i;
  }
}

// Every parameter at the top of its range: steps of trust never overshoot.
TEST_F(TrustTest, StaysBetweenZeroAndOneWithEveryParameterAtItsHighest) {
  for (const auto& field : kTrustFields) {
    world_.scenario.parameters.trust.*field.member = field.high;
  }
  State& s = world_.state();
  const DossierIndex d = first_open_dossier(world_, 0);
  for (std::int32_t i = 0; i < s.n; ++i) s.attends[s.at(0, i)] = 1.0;
  for (const std::int32_t owner : {std::int32_t{0}, std::int32_t{kNone}}) {
    for (int sign = 0; sign < 2; ++sign) {
      s.trust.assign(s.trust.size(), 0.4);
      s.content_trust.assign(5, 0.4);
      Step step = world_.step();
      if (owner != kNone && sign == 1) {
        keep_promise(step, 0, owner);
      } else {
        break_promise(step, 0, owner, 1.0);
      }
      feel_tempo(step, 1, sign == 1 ? 1.0 : -1.0);
      see_result(step, 0, 1.0);
      feel_passed_over(step, d, std::vector<double>(5, 0.0));
      repair_relations(step, 0);
      feel_left(step, 3);
      forget_after_departure(step, 2, 1.0);
      for (const double trust : s.trust) EXPECT_TRUE(trust >= 0.0 && trust <= 1.0) << trust;
      for (const double trust : s.content_trust) EXPECT_TRUE(trust >= 0.0 && trust <= 1.0) << trust;
    }
  }
}

TEST(UnitsTrustTest, APromiseKeptByAUnitNeverCarriesContentTrustBeyondOne) {
  Scenario scenario = five_municipalities(Concept::ssc);
  for (const auto& field : kTrustFields) scenario.parameters.trust.*field.member = field.high;
  World world(scenario);
  State& s = world.state();
  s.content_trust.assign(5, 0.4);
  s.awareness.assign(s.awareness.size(), 1.0);
  Step step = world.step();
  keep_promise(step, 0, s.n);  // nobody's desk
  for (const double trust : s.content_trust) EXPECT_LE(trust, 1.0);
}

TEST_F(TrustTest, SwitchedOffNothingMovesIt) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.relational_trust = false;
  scenario.mechanisms.content_trust = false;
  World world(scenario);
  const auto relational = world.state().trust;
  const auto content = world.state().content_trust;
  world.live(104);
  EXPECT_EQ(world.state().trust, relational);
  EXPECT_EQ(world.state().content_trust, content);
}

}  // namespace
}  // namespace polder::testing
