// Protects: resamples are what they are for everyone and always, and intervals are their percentiles.
#include "sensitivity/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>

#include "truths.h"

namespace polder::sensitivity {
namespace {

Statistics mean_statistic(const std::vector<double>& values) {
  return [&values](std::span<const double> weights, std::span<double> out) {
    out[0] = weighted_sum(weights, values) / std::accumulate(weights.begin(), weights.end(), 0.0);
  };
}

TEST(Bootstrap, DrawsAsManyAsThereAreEvenly) {
  constexpr std::size_t kUnits = 7;
  std::vector<double> sums(kUnits, 0.0);
  std::vector<double> weights(kUnits);
  constexpr std::uint32_t kResamples = 7000;
  for (std::uint32_t b = 0; b < kResamples; ++b) {
    draw_resample({}, b, weights);
    EXPECT_EQ(std::accumulate(weights.begin(), weights.end(), 0.0), kUnits);
    for (std::size_t i = 0; i < kUnits; ++i) sums[i] += weights[i];
  }
  for (const double sum : sums) EXPECT_NEAR(sum, kResamples, 5.0 * std::sqrt(kResamples));
}

TEST(Bootstrap, GivesTheSameIntervalsAgainAndOthersForAnotherSeed) {
  const std::vector<double> values{1.0, 4.0, 2.0, 8.0, 5.0, 7.0};
  const auto interval = [&](std::uint64_t seed) {
    return bootstrap_intervals(values.size(), 1, mean_statistic(values), {.resamples = 99, .seed = seed})
        .front();
  };
  EXPECT_EQ(interval(1).low, interval(1).low);
  EXPECT_EQ(interval(1).high, interval(1).high);
  EXPECT_NE(interval(1).low + interval(1).high, interval(2).low + interval(2).high);
}

TEST(Bootstrap, HoldsTheMeanAsOftenAsItSays) {
  int held = 0;
  constexpr int kExperiments = 400;
  for (int e = 0; e < kExperiments; ++e) {
    std::mt19937_64 generator(static_cast<std::uint64_t>(e));
    std::vector<double> values(60);
    for (double& value : values) value = next_uniform(generator);
    const auto interval =
        bootstrap_intervals(values.size(), 1, mean_statistic(values),
                            {.resamples = 300, .confidence = 0.8, .seed = static_cast<std::uint64_t>(e)});
    held += covers(interval.front(), 0.5) ? 1 : 0;
  }
  // Standard error of the share: 0.02.
  EXPECT_NEAR(static_cast<double>(held) / kExperiments, 0.8, 0.06);
}

TEST(Bootstrap, LeavesNaNResamplesOut) {
  // NaN whenever the last unit is not drawn.
  const auto statistic = [](std::span<const double> weights, std::span<double> out) {
    out[0] = weights.back() > 0.0 ? 3.0 : kNaN;
  };
  const Interval interval = bootstrap_intervals(5, 1, statistic, {.resamples = 100}).front();
  EXPECT_EQ(interval.estimate, 3.0);
  EXPECT_EQ(interval.low, 3.0);
  EXPECT_EQ(interval.high, 3.0);
}

TEST(Bootstrap, HasNoIntervalWithoutResamplesOrWithOneUnit) {
  const std::vector<double> values{1.0, 2.0};
  const std::vector<double> one{1.0};
  EXPECT_TRUE(std::isnan(bootstrap_intervals(2, 1, mean_statistic(values), {.resamples = 0}).front().low));
  const Interval single = bootstrap_intervals(1, 1, mean_statistic(one), {}).front();
  EXPECT_EQ(single.estimate, 1.0);
  EXPECT_TRUE(std::isnan(single.low));
  EXPECT_TRUE(std::isnan(single.high));
}

TEST(Bootstrap, TakesOffWhatResamplingAdds) {
  // The square of the mean: a resample overstates it by the variance of the mean.
  const std::vector<double> values{-3.0, -1.0, 0.0, 1.0, 3.0};
  const auto square = [&](std::span<const double> weights, std::span<double> out) {
    const double mean = weighted_sum(weights, values) / 5.0;
    out[0] = mean * mean;
  };
  const Bootstrap bootstrap{.resamples = 4000};
  const Interval kept = bootstrap_intervals(5, 1, square, bootstrap, Bias::keep).front();
  const Interval removed = bootstrap_intervals(5, 1, square, bootstrap, Bias::remove).front();
  EXPECT_NEAR(kept.low - removed.low, 4.0 / 5.0, 0.05);
  EXPECT_DOUBLE_EQ(kept.high - removed.high, kept.low - removed.low);
}

TEST(Quantile, LiesInAStraightLineBetweenNeighbours) {
  const std::vector<double> values{1.0, 2.0, 4.0};
  EXPECT_EQ(quantile(values, 0.0), 1.0);
  EXPECT_EQ(quantile(values, 0.25), 1.5);
  EXPECT_EQ(quantile(values, 0.75), 3.0);
  EXPECT_EQ(quantile(values, 1.0), 4.0);
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
}

TEST(MeanOf, IsExactWhereAllAreTheSameHoweverMany) {
  const std::vector<double> same(1'000'000, 7.7);
  EXPECT_EQ(mean_of(same), 7.7);
  const std::vector<double> values{1.0, 2.0, 6.0};
  EXPECT_DOUBLE_EQ(mean_of(values), 3.0);
  EXPECT_TRUE(std::isnan(mean_of({})));
}

TEST(WeightedSum, TakesEveryElement) {
  for (std::size_t n = 0; n < 11; ++n) {
    std::vector<double> weights(n);
    std::iota(weights.begin(), weights.end(), 1.0);
    const auto size = static_cast<double>(n);
    EXPECT_EQ(weighted_sum(weights, weights), size * (size + 1.0) * (2.0 * size + 1.0) / 6.0);
  }
}

}  // namespace
}  // namespace polder::sensitivity
