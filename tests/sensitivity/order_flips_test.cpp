// Protects: where one of two alternatives becomes the better is found where it is, and not where it is not.
#include "sensitivity/order_flips.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "truths.h"

namespace polder::sensitivity {
namespace {

TEST(OrderFlips, FindsTheThresholdOfTheRightParameter) {
  const Cube cube = random_cube(400, 3, 1);
  std::vector<std::vector<double>> columns(3);
  std::vector<double> wins;
  for (const auto& point : cube) {
    for (std::size_t j = 0; j < 3; ++j) columns[j].push_back(point[j]);
    wins.push_back(point[1] < 0.3 ? 0.0 : 1.0);
  }
  const std::array<Input, 3> inputs{Input{.values = columns[0]}, Input{.values = columns[1]},
                                    Input{.values = columns[2]}};
  const OrderFlips found = order_flips(wins, inputs, {}, {});
  ASSERT_FALSE(found.splits.empty());
  const Split& best = found.splits.front();
  EXPECT_EQ(best.input, 1U);
  EXPECT_NEAR(best.threshold, 0.3, 0.01);
  EXPECT_EQ(best.share_inside, 0.0);
  EXPECT_EQ(best.share_outside, 1.0);
  EXPECT_TRUE(best.flips());
  EXPECT_EQ(best.samples_inside + best.samples_outside, 400U);
  EXPECT_DOUBLE_EQ(found.p_value, 1.0 / 200.0);
  EXPECT_NEAR(found.share, 0.7, 0.06);
  ASSERT_EQ(found.parts[1].size(), 3U);
  EXPECT_LT(found.parts[1][0].share, 0.2);
  EXPECT_EQ(found.parts[1][1].share, 1.0);
  EXPECT_NEAR(static_cast<double>(found.parts[1][2].samples), 400.0 / 3.0, 1.0);
  EXPECT_LE(found.parts[1][0].high, found.parts[1][1].low);
}

TEST(OrderFlips, PutsCategoriesTogetherThatGoTogether) {
  std::vector<double> category;
  std::vector<double> wins;
  for (int i = 0; i < 200; ++i) {
    category.push_back(i % 4);
    wins.push_back(i % 4 == 0 || i % 4 == 3 ? 0.0 : 1.0);
  }
  const std::array<Input, 1> inputs{Input{.values = category, .category = true}};
  const OrderFlips found = order_flips(wins, inputs, {}, {});
  ASSERT_EQ(found.splits.size(), 1U);
  EXPECT_EQ(found.splits[0].categories, (std::vector<std::uint32_t>{0, 3}));
  EXPECT_EQ(found.splits[0].share_inside, 0.0);
  EXPECT_EQ(found.splits[0].share_outside, 1.0);
  EXPECT_DOUBLE_EQ(found.splits[0].gain, 0.25);
  ASSERT_EQ(found.parts[0].size(), 4U);
  EXPECT_EQ(found.parts[0][3].low, 3.0);
  EXPECT_EQ(found.parts[0][3].share, 0.0);
}

TEST(OrderFlips, SeesNoRegionInNoise) {
  constexpr int kExperiments = 100;
  int few = 0;
  for (std::uint64_t seed = 0; seed < kExperiments; ++seed) {
    const Cube cube = random_cube(60, 6, seed);
    std::vector<std::vector<double>> columns(5);
    std::vector<double> wins;
    for (const auto& point : cube) {
      for (std::size_t j = 0; j < 5; ++j) columns[j].push_back(point[j]);
      wins.push_back(point[5] < 0.5 ? 1.0 : 0.0);
    }
    std::vector<Input> inputs;
    for (const auto& column : columns) inputs.push_back({.values = column});
    few += order_flips(wins, inputs, {}, {.seed = seed}).p_value <= 0.1 ? 1 : 0;
  }
  // One in ten by chance; standard error 3.
  EXPECT_LE(few, 20);
  EXPECT_GE(few, 2) << "a p value that is never small is no p value";
}

/// Clusters that lie together in every input, and are won or lost as a whole by chance: in how many of
/// `experiments` the p value is 0.1 or less.
int small_in_clusters(int experiments, bool told) {
  constexpr std::uint32_t kClusters = 40;
  constexpr std::uint32_t kEach = 6;
  int small = 0;
  for (int e = 0; e < experiments; ++e) {
    const Cube cube = random_cube(kClusters, 3, static_cast<std::uint64_t>(e));
    std::vector<std::vector<double>> columns(2);
    std::vector<double> wins;
    std::vector<std::uint32_t> cluster;
    for (std::uint32_t c = 0; c < kClusters; ++c) {
      for (std::uint32_t i = 0; i < kEach; ++i) {
        for (std::size_t j = 0; j < 2; ++j) columns[j].push_back(cube[c][j] + 1e-6 * i);
        wins.push_back(cube[c][2] < 0.5 ? 1.0 : 0.0);
        cluster.push_back(c);
      }
    }
    const std::array<Input, 2> inputs{Input{.values = columns[0]}, Input{.values = columns[1]}};
    const SampleBlocks blocks{
        .cluster = told ? std::span<const std::uint32_t>(cluster) : std::span<const std::uint32_t>(),
        .member = {}};
    if (order_flips(wins, inputs, blocks, {.seed = static_cast<std::uint64_t>(e)}).p_value <= 0.1) ++small;
  }
  return small;
}

TEST(OrderFlips, SeesNoRegionInClustersThatGoOneWayByChance) {
  // 10 of 100 by chance; standard error 3, false alarms in 1 in 1000 seeds.
  const int small = small_in_clusters(100, true);
  EXPECT_LE(small, 20);
  EXPECT_GE(small, 2) << "a p value that is never small is no p value";
  EXPECT_GE(small_in_clusters(20, false), 15) << "as if the samples of a cluster were independent";
}

TEST(OrderFlips, SeesWhatDecidesWithinClusters) {
  // Circumstances differ from cluster to cluster, and are tried under two values of another parameter, of
  // which one decides. Half of the clusters have two samples of each.
  std::vector<double> own;
  std::vector<double> decides;
  std::vector<double> wins;
  std::vector<std::uint32_t> cluster;
  std::vector<std::uint32_t> member;
  std::mt19937_64 generator(1);
  for (std::uint32_t c = 0; c < 30; ++c) {
    for (std::uint32_t i = 0; i < (c % 2 == 0 ? 1U : 2U); ++i) {
      const double x = next_uniform(generator);
      for (const std::uint32_t value : {0U, 1U}) {
        own.push_back(x);
        decides.push_back(value);
        wins.push_back(value);
        cluster.push_back(c);
        member.push_back(value);
      }
    }
  }
  const std::array<Input, 2> inputs{Input{.values = own}, Input{.values = decides, .category = true}};
  const OrderFlips found = order_flips(wins, inputs, {.cluster = cluster, .member = member}, {});
  EXPECT_EQ(found.splits.front().input, 1U);
  EXPECT_DOUBLE_EQ(found.p_value, 1.0 / 200.0);
}

TEST(OrderFlips, AShiftWithoutAFlipIsNone) {
  std::vector<double> x;
  std::vector<double> wins;
  for (int i = 0; i < 100; ++i) {
    x.push_back(i);
    wins.push_back(i < 50 ? (i % 5 == 0 ? 0.0 : 1.0) : 1.0);
  }
  const std::array<Input, 1> inputs{Input{.values = x}};
  const OrderFlips found = order_flips(wins, inputs, {}, {});
  ASSERT_EQ(found.splits.size(), 1U);
  EXPECT_FALSE(found.splits[0].flips());
}

TEST(OrderFlips, NeedSamplesOnBothSides) {
  const std::vector<double> x{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0};
  const std::vector<double> wins{0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0};
  const std::array<Input, 1> inputs{Input{.values = x}};
  const OrderFlips found = order_flips(wins, inputs, {}, {});
  EXPECT_TRUE(found.splits.empty());
  EXPECT_EQ(found.p_value, 1.0);
  EXPECT_EQ(found.share, 0.5);
}

TEST(OrderFlips, RefuseUnequalColumns) {
  const std::vector<double> two(2, 0.0);
  const std::vector<double> three(3, 0.0);
  const std::array<Input, 1> inputs{Input{.values = two}};
  EXPECT_THROW(order_flips(three, inputs, {}, {}), std::invalid_argument);
  EXPECT_THROW(order_flips({}, {}, {}, {}), std::invalid_argument);
  const std::vector<std::uint32_t> one{0};
  EXPECT_THROW(order_flips(two, inputs, {.cluster = one, .member = {}}, {}), std::invalid_argument);
  EXPECT_THROW(order_flips(two, inputs, {.cluster = {}, .member = one}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace polder::sensitivity
