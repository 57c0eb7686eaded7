#include "cli/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace polder::cli {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// numpy.quantile([1, 2, 4, 8], [0.05, 0.5, 0.95]) = [1.15, 3, 7.4]
TEST(Statistics, QuantilesAreThoseOfNumpy) {
  const Summary summary = summarise({8.0, 1.0, 4.0, 2.0});
  EXPECT_DOUBLE_EQ(summary.low, 1.15);
  EXPECT_DOUBLE_EQ(summary.median, 3.0);
  EXPECT_DOUBLE_EQ(summary.high, 7.4);
  EXPECT_EQ(summary.left_out, 0);
}

TEST(Statistics, OneValueIsItsOwnInterval) {
  const Summary summary = summarise({5.0});
  EXPECT_EQ(summary.low, 5.0);
  EXPECT_EQ(summary.median, 5.0);
  EXPECT_EQ(summary.high, 5.0);
}

TEST(Statistics, ValuesThatDoNotExistAreLeftOutAndCounted) {
  const Summary summary = summarise({kNan, 3.0, kNan});
  EXPECT_EQ(summary.median, 3.0);
  EXPECT_EQ(summary.left_out, 2);
  const Summary nothing = summarise({kNan});
  EXPECT_TRUE(std::isnan(nothing.median));
  EXPECT_EQ(nothing.left_out, 1);
}

// The median of differences is not the difference of medians: here 1 against 0.
TEST(Statistics, DifferencesArePaired) {
  const std::vector<double> a{1.0, 2.0, 3.0, kNan, 5.0};
  const std::vector<double> b{2.0, 3.0, 1.0, 4.0, kNan};
  const Summary summary = summarise_differences(a, b);
  EXPECT_EQ(summary.median, 1.0);
  EXPECT_EQ(summary.left_out, 2);
}

}  // namespace
}  // namespace polder::cli
