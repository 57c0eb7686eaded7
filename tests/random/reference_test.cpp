// Our distributions against Boost.Math's: the same quantiles, by another route.
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "random/distributions.h"
#include "random/stream.h"

namespace polder::random {
namespace {

TEST(ReferenceTest, NormalQuantilesAgreeWithBoost) {
  const boost::math::normal reference;
  for (const double u : {1e-9, 1e-6, 0.001, 0.02424, 0.02426, 0.3, 0.5, 0.7, 0.98, 0.9999, 1.0 - 1e-9}) {
    const double expected = quantile(reference, u);
    EXPECT_NEAR(standard_normal(u), expected, 2e-9 * (1.0 + std::abs(expected))) << u;
  }
}

TEST(ReferenceTest, PoissonInversionIsTheQuantile) {
  for (const double mean : {0.01, 0.4, 1.0, 3.7, 15.9}) {
    const boost::math::poisson reference(mean);
    for (int i = 1; i < 200; ++i) {
      const double u = i / 200.0 + 1e-4;
      if (u >= 1.0) break;
      const std::int32_t count = poisson_by_inversion(u, mean, portable_exp(-mean));
      // The smallest count whose cumulative probability reaches u.
      EXPECT_GE(cdf(reference, count), u - 1e-12) << mean << ' ' << u;
      if (count > 0) {
        EXPECT_LT(cdf(reference, count - 1), u + 1e-12) << mean << ' ' << u;
      }
    }
  }
}

TEST(ReferenceTest, BinomialIsTheQuantileSmallAndLarge) {
  for (const std::int32_t trials : {1, 2, 6, 64, 512}) {
    for (const double p : {0.01, 0.16, 0.5, 0.84}) {
      const boost::math::binomial reference(trials, p);
      for (const double u : {0.003, 0.1, 0.37, 0.5001, 0.83, 0.997}) {
        const std::int32_t count = binomial_by_inversion(u, trials, p);
        EXPECT_GE(cdf(reference, count), u - 1e-9) << trials << ' ' << p << ' ' << u;
        if (count > 0) {
          EXPECT_LE(cdf(reference, count - 1), u + 1e-9) << trials << ' ' << p << ' ' << u;
        }
      }
    }
  }
  // Far beyond inversion: within one of the quantile.
  const boost::math::binomial many(5000, 0.16);
  for (const double u : {0.01, 0.5, 0.99}) {
    EXPECT_NEAR(binomial_by_inversion(u, 5000, 0.16), quantile(many, u), 1.5) << u;
  }
}

// Chi-squared over the lanes of the stream; fixed key, so it either always passes or always fails. The
// threshold would be crossed by one good generator in a million.
TEST(ReferenceTest, UniformsFillSixtyFourCellsEvenly) {
  const Draws draws({.seed = 2017, .replicate = 3});
  std::vector<double> cells(64, 0.0);
  constexpr int kBlocks = 16000;
  for (std::uint32_t b = 0; b < kBlocks; ++b) {
    for (const double u : draws.block(Purpose::leave, b, 7)) cells[static_cast<std::size_t>(u * 64.0)] += 1.0;
  }
  const double expected = 4.0 * kBlocks / 64.0;
  double statistic = 0.0;
  for (const double count : cells) statistic += (count - expected) * (count - expected) / expected;
  const boost::math::chi_squared reference(63);
  EXPECT_LT(statistic, quantile(complement(reference, 1e-6)));
  EXPECT_GT(statistic, quantile(reference, 1e-6));
}

}  // namespace
}  // namespace polder::random
