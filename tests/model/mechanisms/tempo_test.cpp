#include "model/mechanisms/tempo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

class TempoTest : public ::testing::Test {
 protected:
  void SetUp() override {
    d_ = first_open_dossier(world_, 0);
    ASSERT_NE(d_, kNone);
    State& s = world_.state();
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.dossiers.audience[s.at(d_, i)] = 1.0;
      s.dossiers.read[s.at(d_, i)] = 1.0;
      s.dossiers.read_week[s.at(d_, i)] = s.week;
      s.attends[s.at(0, i)] = 1.0;
    }
    s.wish_to_read.assign(5, 0.8);
    s.dossiers.stake[d_] = 1.0;
    s.content_trust.assign(5, 0.5);
  }
  Scenario& scenario() { return world_.scenario; }

  World world_{five_municipalities()};
  DossierIndex d_ = kNone;
  const std::vector<double> all_ = std::vector<double>(5, 1.0);
};

TEST_F(TempoTest, OneRuleMakesBothComplaints) {
  State& s = world_.state();
  s.week += 20;
  s.dossiers.read[s.at(d_, 0)] = 0.2;  // has not read enough: too fast
  s.dossiers.read_week[s.at(d_, 0)] = -1.0;
  s.dossiers.read_week[s.at(d_, 1)] = s.week - 15;  // ready for long: too slow
  for (std::int32_t i = 2; i < 5; ++i) s.dossiers.read_week[s.at(d_, i)] = s.week - 2;
  Step step = world_.step();
  judge_tempo(step, d_);
  EXPECT_EQ(s.flows.judgements[0], 5.0);
  EXPECT_EQ(s.flows.too_fast[0], 1.0);
  EXPECT_EQ(s.flows.too_slow[0], 1.0);
  EXPECT_LT(s.content_trust[0], 0.5);
  EXPECT_LT(s.content_trust[1], 0.5);
  EXPECT_GT(s.content_trust[2], 0.5);
}

TEST_F(TempoTest, OnlyAPresentLeaderWhoHasReadAndAcceptsPushes) {
  State& s = world_.state();
  scenario().parameters.tempo.push_base = 20.0;
  const MunicipalityIndex leader = s.content_leader[0];
  Step step = world_.step();
  EXPECT_TRUE(try_to_push(step, d_, all_).succeeds());
  std::vector<double> but_the_leader = all_;
  but_the_leader[static_cast<std::size_t>(leader)] = 0.0;
  EXPECT_FALSE(try_to_push(step, d_, but_the_leader).succeeds());  // nobody pushes what it does not want
  s.dossiers.read[s.at(d_, leader)] = 0.1;
  EXPECT_FALSE(try_to_push(step, d_, all_).succeeds());
  s.dossiers.read[s.at(d_, leader)] = 1.0;
  s.attends[s.at(0, leader)] = 0.0;
  EXPECT_FALSE(try_to_push(step, d_, all_).succeeds());
}

/// Dossiers pushed of those on the agenda of group 0, each asked once.
int pushed(World& world) {
  State& s = world.state();
  Step step = world.step();
  int count = 0;
  for (DossierIndex d = 0; d < static_cast<DossierIndex>(s.dossiers.kind.size()); ++d) {
    if (s.dossiers.group[d] != 0) continue;
    s.dossiers.read[s.at(d, s.content_leader[0])] = 1.0;
    s.dossiers.tabled_week[d] = s.week - 10;
    count += try_to_push(step, d, std::vector<double>(5, 1.0)).succeeds() ? 1 : 0;
  }
  return count;
}

TEST_F(TempoTest, WaitingDeadlinesAndAnEmployedManagerMakePushingLikelier) {
  State& s = world_.state();
  scenario().parameters.tempo.push_base = 0.0;
  s.active.manager_present = true;
  s.active.manager_capacity = 1.0;
  s.active.manager_employer = kNone;
  const int guarded = pushed(world_);
  s.active.manager_employer = s.content_leader[0];
  const int employed = pushed(world_);
  s.active.manager_present = false;
  const int alone = pushed(world_);
  std::fill(s.dossiers.deadline.begin(), s.dossiers.deadline.end(), std::uint8_t{1});
  const int deadline = pushed(world_);
  EXPECT_LT(guarded, employed);
  EXPECT_LT(employed, alone);
  EXPECT_LT(alone, deadline);
}

}  // namespace
}  // namespace polder::testing
