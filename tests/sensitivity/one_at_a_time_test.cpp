// Protects: the effect of a change is taken pair by pair, so that common chance cancels.
#include "sensitivity/one_at_a_time.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace polder::sensitivity {
namespace {

TEST(PairedDifference, CommonChanceCancels) {
  const std::vector<double> base{1.0, 100.0, -50.0};
  const std::vector<double> changed{3.0, 102.0, -48.0};
  const PairedDifference found = paired_difference(base, changed, 0.95);
  EXPECT_DOUBLE_EQ(found.difference.estimate, 2.0);
  EXPECT_NEAR(found.difference.width(), 0.0, 1e-12);
}

TEST(PairedDifference, IntervalIsStudents) {
  // Differences 1 2 3 4: mean 2.5, sd 1.29099, t(0.975, 3) = 3.18245.
  const std::vector<double> base{0.0, 0.0, 0.0, 0.0};
  const std::vector<double> changed{1.0, 2.0, 3.0, 4.0};
  const PairedDifference found = paired_difference(base, changed, 0.95);
  EXPECT_DOUBLE_EQ(found.difference.estimate, 2.5);
  EXPECT_NEAR(found.difference.low, 2.5 - 3.182446 * 1.290994 / 2.0, 1e-5);
  EXPECT_NEAR(found.difference.high, 2.5 + 3.182446 * 1.290994 / 2.0, 1e-5);
  EXPECT_LT(paired_difference(base, changed, 0.5).difference.width(), found.difference.width());
}

TEST(PairedDifference, LeavesOutPairsThatLackAValue) {
  const std::vector<double> base{1.0, kNaN, 3.0};
  const std::vector<double> changed{2.0, 5.0, kNaN};
  const PairedDifference one = paired_difference(base, changed, 0.95);
  EXPECT_EQ(one.pairs, 1U);
  EXPECT_EQ(one.difference.estimate, 1.0);
  EXPECT_TRUE(std::isnan(one.difference.low));
  const std::vector<double> none(3, kNaN);
  EXPECT_EQ(paired_difference(none, changed, 0.95).pairs, 0U);
  EXPECT_TRUE(std::isnan(paired_difference(none, changed, 0.95).difference.estimate));
}

TEST(PairedDifference, RefusesUnequalSizes) {
  const std::vector<double> two(2, 0.0);
  const std::vector<double> three(3, 0.0);
  EXPECT_THROW(paired_difference(two, three, 0.95), std::invalid_argument);
}

}  // namespace
}  // namespace polder::sensitivity
