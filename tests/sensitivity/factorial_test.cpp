// Protects: shares of a table worked out by hand, to the last digit.
#include "sensitivity/factorial.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "truths.h"

namespace polder::sensitivity {
namespace {

TEST(Factorial, SharesOfATableByHand) {
  // y = a + 2 b + 3 a b with a, b in {-1, 1}; a third factor of 3 levels does nothing. Variance 1 + 4 + 9.
  std::vector<double> cells;
  for (const double a : {-1.0, 1.0}) {
    for (const double b : {-1.0, 1.0}) {
      for (int c = 0; c < 3; ++c) cells.push_back(10.0 + a + 2.0 * b + 3.0 * a * b);
    }
  }
  const FactorialShares found = factorial_shares({.levels = {2, 2, 3}, .replicates = 1, .values = cells}, {});
  EXPECT_DOUBLE_EQ(found.mean, 10.0);
  EXPECT_DOUBLE_EQ(found.variance, 14.0);
  EXPECT_DOUBLE_EQ(found.first[0].estimate, 1.0 / 14.0);
  EXPECT_DOUBLE_EQ(found.first[1].estimate, 4.0 / 14.0);
  EXPECT_NEAR(found.first[2].estimate, 0.0, 1e-15);
  EXPECT_DOUBLE_EQ(found.total[0].estimate, 10.0 / 14.0);
  EXPECT_DOUBLE_EQ(found.total[1].estimate, 13.0 / 14.0);
  EXPECT_NEAR(found.total[2].estimate, 0.0, 1e-15);
  ASSERT_EQ(found.pairs.size(), 3U);
  EXPECT_DOUBLE_EQ(found.pairs[0].estimate, 9.0 / 14.0);
  EXPECT_NEAR(found.pairs[1].estimate, 0.0, 1e-15);
  EXPECT_NEAR(found.pairs[2].estimate, 0.0, 1e-15);
  EXPECT_DOUBLE_EQ(found.level_means[0][0].estimate, 9.0);
  EXPECT_DOUBLE_EQ(found.level_means[0][1].estimate, 11.0);
  EXPECT_DOUBLE_EQ(found.level_means[1][1].estimate, 12.0);
  EXPECT_DOUBLE_EQ(found.level_means[2][2].estimate, 10.0);
  EXPECT_TRUE(std::isnan(found.first[0].low)) << "one replicate leaves chance unknown";
}

TEST(Factorial, UnequalNumbersOfLevels) {
  // 3 x 2 by hand: rows 1 2 / 3 4 / 8 6; row means 1.5 3.5 7, column means 4 4, mean 4.
  const std::vector<double> cells{1.0, 2.0, 3.0, 4.0, 8.0, 6.0};
  const FactorialShares found = factorial_shares({.levels = {3, 2}, .replicates = 1, .values = cells}, {});
  const double variance = (9.0 + 4.0 + 1.0 + 0.0 + 16.0 + 4.0) / 6.0;
  EXPECT_DOUBLE_EQ(found.variance, variance);
  EXPECT_DOUBLE_EQ(found.first[0].estimate, (6.25 + 0.25 + 9.0) / 3.0 / variance);
  EXPECT_NEAR(found.first[1].estimate, 0.0, 1e-15);
  EXPECT_DOUBLE_EQ(found.pairs[0].estimate, 1.0 - found.first[0].estimate);
  EXPECT_DOUBLE_EQ(found.total[1].estimate, found.pairs[0].estimate);
}

TEST(Factorial, IntervalsSayWhatChanceLeavesOpen) {
  // Replicates add chance that is common to all cells, and chance of each cell's own.
  const auto table = [](double own, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::vector<double> common(20);
    for (double& c : common) c = 10.0 * next_uniform(generator);
    std::vector<double> values;
    for (const double cell : {0.0, 1.0, 2.0, 4.0}) {
      for (const double c : common) values.push_back(cell + c + own * (next_uniform(generator) - 0.5));
    }
    return factorial_shares({.levels = {2, 2}, .replicates = 20, .values = values},
                            {.resamples = 200, .seed = seed});
  };
  const FactorialShares exact = table(0.0, 1);
  EXPECT_NEAR(exact.first[0].low, exact.first[0].high, 1e-9) << "common chance changes no share";
  EXPECT_GT(exact.level_means[0][0].width(), 1.0) << "but it moves all means";
  const double truth = exact.first[0].estimate;
  int held = 0;
  constexpr int kExperiments = 200;
  for (std::uint64_t e = 0; e < kExperiments; ++e) held += covers(table(2.0, e).first[0], truth) ? 1 : 0;
  EXPECT_GE(held, kExperiments * 9 / 10);
  EXPECT_LT(held, kExperiments);
}

TEST(Factorial, AValueThatIsMissingIsLeftOutOfItsCell) {
  const std::vector<double> gaps{1.0, kNaN, 3.0, 5.0};
  const FactorialShares found = factorial_shares({.levels = {2}, .replicates = 2, .values = gaps}, {});
  EXPECT_DOUBLE_EQ(found.level_means[0][0].estimate, 1.0);
  EXPECT_DOUBLE_EQ(found.level_means[0][1].estimate, 4.0);
  const std::vector<double> empty{kNaN, kNaN, 3.0, 5.0};
  EXPECT_TRUE(
      std::isnan(factorial_shares({.levels = {2}, .replicates = 2, .values = empty}, {}).first[0].estimate));
}

TEST(Factorial, SharesAreNaNWhereNothingVaries) {
  const std::vector<double> same(6, 0.1);
  const FactorialShares found = factorial_shares({.levels = {2, 3}, .replicates = 1, .values = same}, {});
  EXPECT_EQ(found.variance, 0.0);
  EXPECT_TRUE(std::isnan(found.first[0].estimate));
  EXPECT_TRUE(std::isnan(found.pairs[0].estimate));
  EXPECT_DOUBLE_EQ(found.level_means[1][2].estimate, 0.1);
}

TEST(Factorial, RefusesIncompleteTables) {
  const std::vector<double> five(5, 1.0);
  EXPECT_THROW(factorial_shares({.levels = {2, 3}, .replicates = 1, .values = five}, {}),
               std::invalid_argument);
  EXPECT_THROW(factorial_shares({.levels = {}, .replicates = 1, .values = five}, {}), std::invalid_argument);
}

TEST(LevelNumbers, CountDistinctValuesUpwards) {
  const std::vector<double> values{0.5, -1.0, 0.5, 7.0};
  EXPECT_EQ(level_numbers(values), (std::vector<std::uint32_t>{1, 0, 1, 2}));
}

}  // namespace
}  // namespace polder::sensitivity
