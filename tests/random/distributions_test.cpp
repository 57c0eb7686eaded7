#include "random/distributions.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

// Moments are compared within five standard errors, a false-alarm rate of 6e-7 for each comparison if the
// seed were new; it is fixed, so unchanged code never fails by chance.

namespace polder::random {
namespace {

constexpr double kErrors = 5.0;
constexpr double kSmallest = 0x1p-33;       // smallest uniform that a stream gives
constexpr double kLargest = 1.0 - 0x1p-33;  // largest

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

template <class Draw>
Moments moments(int count, Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = draw(i);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

double poisson_draw(const Draws& draws, double mean, std::uint32_t entity) {
  const double first = draws.uniform(Purpose::arrivals, entity, 0);
  return static_cast<double>(poisson(first, mean, portable_exp(-mean), draws, Purpose::arrivals, entity, 0));
}

class PoissonTest : public testing::TestWithParam<double> {};

TEST_P(PoissonTest, MeanAndVarianceAreTheMean) {
  const double mean = GetParam();
  const Draws draws({.seed = 11, .replicate = 0});
  constexpr int kCount = 100'000;
  const Moments m =
      moments(kCount, [&](int i) { return poisson_draw(draws, mean, static_cast<std::uint32_t>(i)); });
  EXPECT_NEAR(m.mean, mean, kErrors * std::sqrt(mean / kCount));
  // Variance of the sample variance: (mu4 - sigma^4) / n, with mu4 = mean + 3 mean^2.
  EXPECT_NEAR(m.variance, mean, kErrors * std::sqrt((mean + 2.0 * mean * mean) / kCount));
}

INSTANTIATE_TEST_SUITE_P(OfOneUniformAndOfSeveral, PoissonTest,
                         testing::Values(0.01, 0.4, 3.0, 15.9, 16.0, 16.1, 47.0, 250.0));

TEST(PoissonEdgesTest, MeanZeroGivesNothingWhateverTheUniform) {
  EXPECT_EQ(poisson_by_inversion(kSmallest, 0.0, 1.0), 0);
  EXPECT_EQ(poisson_by_inversion(kLargest, 0.0, 1.0), 0);
}

TEST(PoissonEdgesTest, ExtremeUniformsGiveFiniteCountsThatRiseWithTheUniform) {
  for (const double mean : {1e-9, 0.1, 1.0, 5.0, kPoissonChunk}) {
    const double e = portable_exp(-mean);
    std::int32_t before = 0;
    for (const double u : {kSmallest, 0.01, 0.5, 0.99, kLargest}) {
      const std::int32_t count = poisson_by_inversion(u, mean, e);
      EXPECT_GE(count, before) << "mean " << mean << " u " << u;
      before = count;
    }
    // The inversion ends where probability runs out, not at its guard.
    EXPECT_LT(before, 80) << "mean " << mean;
  }
}

TEST(PoissonEdgesTest, InversionIsTheQuantileFunction) {
  const double mean = 2.5;
  double cumulative = 0.0;
  double probability = std::exp(-mean);
  for (int count = 0; count < 12; ++count) {
    cumulative += probability;
    probability *= mean / (count + 1);
    EXPECT_EQ(poisson_by_inversion(cumulative - 1e-9, mean, portable_exp(-mean)), count);
    EXPECT_EQ(poisson_by_inversion(cumulative + 1e-9, mean, portable_exp(-mean)), count + 1);
  }
}

TEST(PoissonEdgesTest, FurtherPartsComeFromBlocksThatTypesNeverReach) {
  // At most 65,535 blocks of four lanes lie before the parts: more cases than any weekly count.
  EXPECT_GE(kPoissonPartBlocks * 4U, 200'000U);
}

struct Trials {
  std::int32_t trials;
  double p;
};

class BinomialTest : public testing::TestWithParam<Trials> {};

TEST_P(BinomialTest, MeanAndVarianceAreRight) {
  const auto [trials, p] = GetParam();
  const Draws draws({.seed = 12, .replicate = 0});
  constexpr int kCount = 100'000;
  const Moments m = moments(kCount, [&, n = trials, q = p](int i) {
    return static_cast<double>(
        binomial_by_inversion(draws.uniform(Purpose::leave, static_cast<std::uint32_t>(i), 0), n, q));
  });
  const double variance = trials * p * (1.0 - p);
  const double fourth = variance * (1.0 + 3.0 * variance - 6.0 * variance / trials);
  EXPECT_NEAR(m.mean, trials * p, kErrors * std::sqrt(variance / kCount));
  EXPECT_NEAR(m.variance, variance, kErrors * std::sqrt((fourth - variance * variance) / kCount) + 1e-4);
}

INSTANTIATE_TEST_SUITE_P(OfFewAndMany, BinomialTest,
                         testing::Values(Trials{1, 0.16}, Trials{2, 0.16}, Trials{6, 0.16}, Trials{20, 0.5},
                                         Trials{64, 0.05}, Trials{64, 0.9}));

TEST(BinomialEdgesTest, StaysBetweenNoneAndAll) {
  for (const std::int32_t trials : {0, 1, 2, 5, 64}) {
    for (const double p : {0.0, 1e-9, 0.16, 0.9, 1.0}) {
      for (const double u : {kSmallest, 0.5, kLargest}) {
        const std::int32_t count = binomial_by_inversion(u, trials, p);
        EXPECT_GE(count, 0);
        EXPECT_LE(count, trials);
        if (p == 0.0) {
          EXPECT_EQ(count, 0) << trials << " trials, u " << u;
        }
        if (p == 1.0) {
          EXPECT_EQ(count, trials) << "u " << u;
        }
      }
    }
  }
}

TEST(NormalTest, MomentsAreThoseOfTheStandardNormal) {
  const Draws draws({.seed = 13, .replicate = 0});
  constexpr int kCount = 200'000;
  double third = 0.0;
  double fourth = 0.0;
  const Moments m = moments(kCount, [&](int i) {
    const double z = standard_normal(draws.uniform(Purpose::election, static_cast<std::uint32_t>(i), 0));
    third += z * z * z;
    fourth += z * z * z * z;
    return z;
  });
  EXPECT_NEAR(m.mean, 0.0, kErrors * std::sqrt(1.0 / kCount));
  EXPECT_NEAR(m.variance, 1.0, kErrors * std::sqrt(2.0 / kCount));
  EXPECT_NEAR(third / kCount, 0.0, kErrors * std::sqrt(15.0 / kCount));
  EXPECT_NEAR(fourth / kCount, 3.0, kErrors * std::sqrt(96.0 / kCount));
}

TEST(NormalTest, QuantilesInvertTheDistributionFunctionAlsoInTheTails) {
  for (const double u : {kSmallest, 1e-9, 1e-6, 0.001, 0.02, 0.0242, 0.02426, 0.1, 0.3, 0.5, 0.7, 0.9757,
                         0.9758, 0.999, 1.0 - 1e-6}) {
    const double z = standard_normal(u);
    EXPECT_NEAR(0.5 * std::erfc(-z / std::sqrt(2.0)) / u, 1.0, 3e-8) << "u " << u;
  }
  EXPECT_NEAR(standard_normal(0.975), 1.959963984540054, 1e-8);
}

TEST(NormalTest, IsSymmetricAndFiniteAtTheEdges) {
  for (const double u : {kSmallest, 1e-6, 0.01, 0.02425, 0.2, 0.4999}) {
    EXPECT_NEAR(standard_normal(u), -standard_normal(1.0 - u), 2e-6) << "u " << u;
  }
  EXPECT_TRUE(std::isfinite(standard_normal(kSmallest)));
  EXPECT_TRUE(std::isfinite(standard_normal(kLargest)));
  EXPECT_LT(std::abs(standard_normal(kSmallest)), 6.5);
}

TEST(AssignTypesTest, SharesAreRespected) {
  const Draws draws({.seed = 14, .replicate = 0});
  const std::array<double, 4> cumulative{0.52, 0.82, 1.0, 1.0};
  std::array<double, 4> counts{};
  constexpr std::uint32_t kEntities = 20'000;
  constexpr std::int32_t kEach = 7;
  for (std::uint32_t entity = 0; entity < kEntities; ++entity) {
    const auto block = draws.block(Purpose::arrivals, entity, 0);
    assign_types(kEach, cumulative, draws, block, Purpose::arrivals, entity, 0,
                 [&](std::int32_t type) { counts[static_cast<std::size_t>(type)] += 1.0; });
  }
  const double total = static_cast<double>(kEntities) * kEach;
  const std::array<double, 4> shares{0.52, 0.30, 0.18, 0.0};
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NEAR(counts[k] / total, shares[k], kErrors * std::sqrt(shares[k] * (1.0 - shares[k]) / total))
        << "type " << k;
  }
}

TEST(AssignTypesTest, TakesExactlyAsManyAsThereAreAndLeavesLaneZeroToTheCount) {
  const Draws draws({.seed = 15, .replicate = 0});
  const std::array<double, 2> cumulative{0.5, 1.0};
  for (const std::int32_t count : {0, 1, 3, 4, 9}) {
    std::vector<std::int32_t> taken;
    auto block = draws.block(Purpose::vacancies, 1, 2);
    assign_types(count, cumulative, draws, block, Purpose::vacancies, 1, 2,
                 [&](std::int32_t k) { taken.push_back(k); });
    ASSERT_EQ(taken.size(), static_cast<std::size_t>(count));
    for (std::int32_t c = 0; c < count; ++c) {
      const auto lane = static_cast<std::uint32_t>(c) + 1;
      const double u = draws.block(Purpose::vacancies, 1, 2, lane / 4)[lane % 4];
      EXPECT_EQ(taken[static_cast<std::size_t>(c)], u > 0.5 ? 1 : 0) << "case " << c;
    }
  }
}

}  // namespace
}  // namespace polder::random
