#include "sweep/factor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "support.h"

namespace polder::sweep {
namespace {

using testing::ElementsAre;

/// Mean over `count` equal steps of u.
double mean_of(const Factor& factor, int count = 20000) {
  double sum = 0.0;
  for (int i = 0; i < count; ++i) sum += factor.at((i + 0.5) / count);
  return sum / count;
}

TEST(FactorTest, EveryDistributionStaysInItsRangeAndRises) {
  std::vector<Factor> factors{number(0.1, 0.7), number(0.1, 0.7), number(0.1, 0.7), number(0.1, 0.7),
                              number(-3, -1)};
  factors[1].distribution = Distribution::log_uniform;
  factors[2].distribution = Distribution::normal;
  factors[2].mean = 0.5;
  factors[2].sd = 2.0;
  factors[3].distribution = Distribution::triangular;
  factors[3].mode = 0.1;
  for (const Factor& factor : factors) {
    EXPECT_EQ(factor.at(0.0), factor.low);
    EXPECT_EQ(factor.at(1.0), factor.high);
    double before = factor.low;
    for (int i = 1; i < 1000; ++i) {
      const double value = factor.at(i / 1000.0);
      EXPECT_GT(value, before);
      EXPECT_LT(value, factor.high);
      before = value;
    }
  }
}

TEST(FactorTest, MeansAreThoseOfTheDistributions) {
  EXPECT_NEAR(mean_of(number(2, 4)), 3.0, 1e-6);
  Factor factor = number(1, 100);
  factor.distribution = Distribution::log_uniform;
  EXPECT_NEAR(mean_of(factor), 99.0 / std::log(100.0), 1e-4);
  EXPECT_NEAR(factor.at(0.5), 10.0, 1e-12);
  factor = number(0, 6);
  factor.distribution = Distribution::triangular;
  factor.mode = 3.0;
  EXPECT_NEAR(mean_of(factor), 3.0, 1e-6);
  EXPECT_NEAR(factor.at(0.125), 1.5, 1e-12);
  factor.mode = 0.0;
  EXPECT_NEAR(mean_of(factor), 2.0, 1e-4);
}

// The mean of a standard normal above a is phi(a) / (1 - Phi(a)).
TEST(FactorTest, NormalsAreCutOffInEitherTail) {
  Factor factor = number(0, 40);
  factor.distribution = Distribution::normal;
  factor.sd = 1.0;
  EXPECT_NEAR(mean_of(factor), std::sqrt(2.0 / std::numbers::pi), 1e-4);
  // Eight standard deviations out, where 1 - Phi is lost in rounding: 8.1211 by Mills' ratio.
  factor.low = 8.0;
  EXPECT_NEAR(mean_of(factor), 8.1211, 1e-3);
  factor.low = -40.0;
  factor.high = -8.0;
  EXPECT_NEAR(mean_of(factor), -8.1211, 1e-3);
  EXPECT_NEAR(normal_share(0, 1, -1.959964, 1.959964), 0.95, 1e-6);
  EXPECT_NEAR(normal_share(0, 1, 8, 40) / 6.22096e-16, 1.0, 1e-4);
}

TEST(FactorTest, WholeNumbersAndLevelsHaveEqualShares) {
  for (const Factor& factor : {whole(3, 6), category({"a", "b", "c", "d"})}) {
    std::map<double, int> seen;
    for (int i = 0; i < 4000; ++i) ++seen[factor.at(i / 4000.0)];
    ASSERT_EQ(seen.size(), 4U);
    for (const auto& [value, count] : seen) EXPECT_EQ(count, 1000) << value;
    EXPECT_EQ(factor.at(1.0), seen.rbegin()->first);
  }
}

// 1/3 of three levels is the second, however 1/3 is rounded.
TEST(FactorTest, BordersBelongToTheUpperPart) {
  const Factor factor = category({"a", "b", "c"});
  EXPECT_EQ(factor.at(1.0 / 3.0), 1.0);
  EXPECT_EQ(factor.at(2.0 / 3.0), 2.0);
  EXPECT_EQ(factor.at(std::nextafter(1.0 / 3.0, 0.0)), 1.0);
}

TEST(FactorTest, LevelsIncludeBothEnds) {
  EXPECT_THAT(number(0, 1).levels(5), ElementsAre(0.0, 0.25, 0.5, 0.75, 1.0));
  EXPECT_THAT(whole(1, 3).levels(5), ElementsAre(1.0, 2.0, 3.0));
  EXPECT_THAT(whole(0, 100).levels(3), ElementsAre(0.0, 50.0, 100.0));
  EXPECT_THAT(category({"a", "b"}).levels(9), ElementsAre(0.0, 1.0));
}

}  // namespace
}  // namespace polder::sweep
