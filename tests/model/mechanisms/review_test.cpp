#include "model/mechanisms/review.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

class ReviewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    d_ = first_open_dossier(world_, 0);
    ASSERT_NE(d_, kNone);
    State& s = world_.state();
    s.content_trust.assign(5, 0.5);
    s.dossiers.stake[d_] = 0.5;
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.dossiers.audience[s.at(d_, i)] = 1.0;
      s.attends[s.at(0, i)] = 1.0;
      s.dossiers.read[s.at(d_, i)] = 1.0;
    }
    update();
  }
  void update() {
    Step step = world_.step();
    update_enough(step);
  }

  World world_{five_municipalities()};
  DossierIndex d_ = kNone;
};

TEST_F(ReviewTest, NeedGrowsWithDistrustAndStake) {
  State& s = world_.state();
  const Step step = world_.step();
  s.content_trust.assign(5, 0.9);
  update();
  s.dossiers.stake[d_] = 0.2;
  const double trusting = enough_for(step, d_, 1);
  s.dossiers.stake[d_] = 0.4;
  const double at_stake = enough_for(step, d_, 1);
  s.content_trust.assign(5, 0.4);
  update();
  const double distrusting = enough_for(step, d_, 1);
  EXPECT_LT(trusting, at_stake);
  EXPECT_LT(at_stake, distrusting);
  const ReviewParameters& p = world_.scenario.parameters.review;
  EXPECT_NEAR(distrusting, (p.enough + p.distrust * 0.6) * (1.0 - p.stake_weight * 0.6), 1e-12);
}

TEST_F(ReviewTest, NobodyWantsToReadMoreThanThereIs) {
  State& s = world_.state();
  s.content_trust.assign(5, 0.0);
  s.dossiers.stake[d_] = 1.0;
  update();
  EXPECT_LE(enough_for(world_.step(), d_, 0), 1.0);
}

TEST_F(ReviewTest, TimeIsAskedForWhenEnoughOfThosePresentHaveNotRead) {
  State& s = world_.state();
  Step step = world_.step();
  EXPECT_FALSE(review_is_demanded(step, d_, false));
  s.dossiers.read[s.at(d_, 4)] = 0.0;  // one of five: the blocking share
  EXPECT_TRUE(review_is_demanded(step, d_, false));
  EXPECT_EQ(s.dossiers.reviews[d_], 1);
  s.attends[s.at(0, 4)] = 0.0;
  EXPECT_FALSE(review_is_demanded(step, d_, false));
}

TEST_F(ReviewTest, InABoardMembersCountByTheirVotes) {
  State& s = world_.state();
  s.board_votes = {10.0, 1.0, 1.0, 1.0, 1.0};
  s.dossiers.read[s.at(d_, 4)] = 0.0;
  Step step = world_.step();
  EXPECT_FALSE(review_is_demanded(step, d_, true));
  s.dossiers.read[s.at(d_, 0)] = 0.0;
  EXPECT_TRUE(review_is_demanded(step, d_, true));
}

TEST_F(ReviewTest, TheFirstWeekOfHavingReadEnoughIsKept) {
  State& s = world_.state();
  s.dossiers.read_week[s.at(d_, 1)] = -1.0;
  s.week = 40;
  Step step = world_.step();
  note_who_has_read(step, d_);
  s.week = 41;
  note_who_has_read(step, d_);
  EXPECT_EQ(s.dossiers.read_week[s.at(d_, 1)], 40.0);
}

}  // namespace
}  // namespace polder::testing
