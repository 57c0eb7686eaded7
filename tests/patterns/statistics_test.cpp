// Statistics of one history, on inputs for which they are known.
#include "patterns/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace polder::patterns {
namespace {

using Values = std::vector<double>;

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoInTheMiddle) {
  EXPECT_DOUBLE_EQ(median({9.0, 1.0, 2.0}), 2.0);
  EXPECT_DOUBLE_EQ(median({9.0, 1.0, 2.0, 4.0}), 3.0);
  EXPECT_TRUE(std::isnan(median({})));
}

TEST(RankCorrelation, SeesOrderNotDistance) {
  EXPECT_DOUBLE_EQ(rank_correlation(Values{1, 2, 3}, Values{1, 10, 1000}), 1.0);
  EXPECT_DOUBLE_EQ(rank_correlation(Values{1, 2, 3}, Values{3, 2, 1}), -1.0);
  // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 * 4 / (4 * 15).
  EXPECT_DOUBLE_EQ(rank_correlation(Values{1, 2, 3, 4}, Values{5, 4, 8, 7}), 0.6);
}

TEST(RankCorrelation, GivesTiesTheMeanOfTheirRanks) {
  // Ranks 1.5 1.5 3 against 1 2 3: 1.5 / sqrt(1.5 * 2).
  EXPECT_DOUBLE_EQ(rank_correlation(Values{1, 1, 2}, Values{1, 2, 3}), 1.5 / std::sqrt(3.0));
}

TEST(RankCorrelation, IsNoneWhereASideDoesNotVary) {
  EXPECT_TRUE(std::isnan(rank_correlation(Values{1, 1, 1}, Values{1, 2, 3})));
  EXPECT_TRUE(std::isnan(rank_correlation(Values{1}, Values{1})));
  EXPECT_THROW(rank_correlation(Values{1, 2}, Values{1}), std::invalid_argument);
}

TEST(Gini, IsNoughtForEqualsAndNearOneForOneWithAll) {
  EXPECT_DOUBLE_EQ(gini({3.0, 3.0, 3.0}), 0.0);
  EXPECT_DOUBLE_EQ(gini({0.0, 0.0, 0.0, 5.0}), 0.75);
  EXPECT_TRUE(std::isnan(gini({0.0, 0.0})));
}

TEST(Spread, IsThatOfAPopulation) {
  const Spread found = spread(Values{2, 4, 4, 4, 5, 5, 7, 9});
  EXPECT_DOUBLE_EQ(found.mean, 5.0);
  EXPECT_DOUBLE_EQ(found.sd, 2.0);
  EXPECT_TRUE(std::isnan(spread(Values{}).mean));
}

TEST(Ascending, KeepsTheOrderOfTies) {
  EXPECT_THAT(ascending(Values{2, 1, 2, 0}), testing::ElementsAre(3, 1, 0, 2));
}

TEST(Share, IsNoneOfNothing) {
  EXPECT_DOUBLE_EQ(share(1.0, 4.0), 0.25);
  EXPECT_TRUE(std::isnan(share(0.0, 0.0)));
}

}  // namespace
}  // namespace polder::patterns
