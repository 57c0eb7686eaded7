// Protects: chance, common chance and parameters are told apart, without bias.
#include "sensitivity/chance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "truths.h"

namespace polder::sensitivity {
namespace {

TEST(ChanceShares, OfATableByHand) {
  // Row means 2 5 8, column means 3 7, mean 5; the rest is +-1 in rows one and three.
  const std::vector<double> values{1.0, 3.0, 3.0, 7.0, 5.0, 11.0};
  const ChanceShares found = chance_shares(values, 2);
  // Mean squares: points 2 * 18 / 2 = 18, replicates 3 * 8 / 1 = 24, rest 4 / 2 = 2.
  EXPECT_EQ(found.points, 3U);
  EXPECT_DOUBLE_EQ(found.variance_points, (18.0 - 2.0) / 2.0);
  EXPECT_DOUBLE_EQ(found.variance_replicates, (24.0 - 2.0) / 3.0);
  EXPECT_DOUBLE_EQ(found.variance_rest, 2.0);
  EXPECT_FALSE(found.clipped);
  EXPECT_DOUBLE_EQ(found.chance_in_means, 2.0 / 18.0);
  EXPECT_DOUBLE_EQ(found.replicates_needed, 19.0 * 2.0 / 8.0);
  EXPECT_DOUBLE_EQ(found.share_points() + found.share_replicates() + found.share_rest(), 1.0);
}

TEST(ChanceShares, AreUnbiased) {
  // Uniform effects with variances 4/12, 9/12 and 1/12.
  constexpr int kExperiments = 2000;
  double points = 0.0;
  double replicates = 0.0;
  double rest = 0.0;
  for (int e = 0; e < kExperiments; ++e) {
    std::mt19937_64 generator(static_cast<std::uint64_t>(e));
    std::vector<double> common(10);
    for (double& c : common) c = 3.0 * next_uniform(generator);
    std::vector<double> values;
    for (int p = 0; p < 20; ++p) {
      const double own = 2.0 * next_uniform(generator);
      for (const double c : common) values.push_back(own + c + next_uniform(generator));
    }
    const ChanceShares found = chance_shares(values, common.size());
    points += found.variance_points / kExperiments;
    replicates += found.variance_replicates / kExperiments;
    rest += found.variance_rest / kExperiments;
  }
  // Standard errors: 0.0016, 0.0054 and 0.00015. More than 4.5 of them are false alarms in 1 in 10^5 seeds.
  EXPECT_NEAR(points, 4.0 / 12.0, 0.0074);
  EXPECT_NEAR(replicates, 9.0 / 12.0, 0.0245);
  EXPECT_NEAR(rest, 1.0 / 12.0, 0.0007);
}

TEST(ChanceShares, NoiseAloneIsAllChance) {
  int clipped = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 generator(seed);
    std::vector<double> values(400);
    for (double& value : values) value = next_uniform(generator);
    const ChanceShares found = chance_shares(values, 4);
    EXPECT_GT(found.chance_in_means, 0.6);
    EXPECT_GT(found.replicates_needed, 100.0);
    clipped += found.clipped ? 1 : 0;
  }
  EXPECT_GT(clipped, 2) << "about half of the estimates of a variance that is 0 are below it";
}

TEST(ChanceShares, WithoutChanceOneReplicateWouldDo) {
  const std::vector<double> values{1.0, 1.0, 5.0, 5.0, 9.0, 9.0};
  const ChanceShares found = chance_shares(values, 2);
  EXPECT_EQ(found.chance_in_means, 0.0);
  EXPECT_EQ(found.replicates_needed, 1.0);
  EXPECT_EQ(found.share_points(), 1.0);
}

TEST(ChanceShares, PointsWithGapsAreLeftOut) {
  const std::vector<double> values{1.0, 3.0, kNaN, 100.0, 3.0, 7.0, 5.0, 11.0};
  const ChanceShares found = chance_shares(values, 2);
  EXPECT_EQ(found.points, 3U);
  EXPECT_DOUBLE_EQ(found.chance_in_means, 2.0 / 18.0);
}

TEST(ChanceShares, SeeNoneWhereNothingVariesHoweverManyPoints) {
  const std::vector<double> same(1'000'000, 7.7);
  const ChanceShares none = chance_shares(same, 2);
  EXPECT_EQ(none.variance_points, 0.0);
  EXPECT_EQ(none.variance_replicates, 0.0);
  EXPECT_EQ(none.variance_rest, 0.0);
  EXPECT_FALSE(none.clipped);
}

TEST(ChanceShares, NeedTwoOfEach) {
  const std::vector<double> values{1.0, 2.0, 3.0};
  EXPECT_TRUE(std::isnan(chance_shares(values, 1).chance_in_means));
  EXPECT_EQ(chance_shares(values, 1).points, 3U);
  EXPECT_TRUE(std::isnan(chance_shares(values, 3).variance_rest));
  const std::vector<double> same(6, 0.1);
  const ChanceShares none = chance_shares(same, 2);
  EXPECT_EQ(none.variance_points, 0.0);
  EXPECT_EQ(none.variance_rest, 0.0);
  EXPECT_TRUE(std::isnan(none.chance_in_means));
}

}  // namespace
}  // namespace polder::sensitivity
