#include "random/portable_math.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace polder::random {
namespace {

constexpr double kRelativeError = 1e-14;  // as portable_math.h states

double relative_error(double value, long double exact) {
  return static_cast<double>(std::fabs((static_cast<long double>(value) - exact) / exact));
}

/// Evenly spread over [low, high]; std::mt19937_64 gives the same bits everywhere.
class Spread {
 public:
  double operator()(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11U) * 0x1p-53;
  }

 private:
  std::mt19937_64 engine_{12345};
};

TEST(PortableMathTest, ExpIsWithinTheStatedErrorOverItsRange) {
  Spread spread;
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = i % 2 == 0 ? spread(-700.0, 700.0) : spread(-2.0, 2.0);
    worst = std::max(worst, relative_error(portable_exp(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, kRelativeError);
}

TEST(PortableMathTest, ExpIsRightWhereItsReductionChanges) {
  for (int k = -1009; k <= 1009; ++k) {
    for (const double nudge : {-1e-12, 0.0, 1e-12}) {
      const double x = (k + 0.5) * 0.6931471805599453 + nudge;
      if (std::fabs(x) > 700.0) continue;
      ASSERT_LT(relative_error(portable_exp(x), std::exp(static_cast<long double>(x))), kRelativeError)
          << "x = " << x;
    }
  }
}

TEST(PortableMathTest, ExpIsExactAtZeroAndClampsOutsideItsRange) {
  EXPECT_EQ(portable_exp(0.0), 1.0);
  EXPECT_EQ(portable_exp(-0.0), 1.0);
  for (const double beyond : {700.5, 1e6, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(portable_exp(beyond), portable_exp(700.0));
    EXPECT_EQ(portable_exp(-beyond), portable_exp(-700.0));
  }
  EXPECT_TRUE(std::isfinite(portable_exp(700.0)));
  EXPECT_GT(portable_exp(-700.0), 0.0);
}

TEST(PortableMathTest, ExpRises) {
  double before = portable_exp(-700.0);
  for (double x = -699.5; x <= 700.0; x += 0.5) {
    const double now = portable_exp(x);
    ASSERT_GT(now, before) << "x = " << x;
    before = now;
  }
}

TEST(PortableMathTest, LogIsWithinTheStatedErrorForNormalNumbers) {
  Spread spread;
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    double x = std::exp2(spread(-1022.0, 1023.0));
    if (i % 4 == 1) x = spread(0.5, 2.0);
    if (i % 4 == 2) x = 1.0 + spread(-1e-3, 1e-3);
    if (i % 4 == 3) x = spread(0.0, 1.0) + 0x1p-33;
    if (x == 1.0) continue;
    worst = std::max(worst, relative_error(portable_log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, kRelativeError);
}

TEST(PortableMathTest, LogIsRightAtTheEdges) {
  EXPECT_EQ(portable_log(1.0), 0.0);
  for (const double x :
       {std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), 0.70710678118654746,
        0.70710678118654757, std::nextafter(1.0, 0.0), std::nextafter(1.0, 2.0), 0x1p-33}) {
    EXPECT_LT(relative_error(portable_log(x), std::log(static_cast<long double>(x))), kRelativeError)
        << "x = " << x;
  }
}

// The error of a power grows with |exponent x ln base|, which is rounded once before exp.
TEST(PortableMathTest, PowIsWithinItsErrorOverTheModelsRange) {
  Spread spread;
  double worst = 0.0;
  for (int i = 0; i < 100'000; ++i) {
    const double base = i % 2 == 0 ? spread(1e-6, 1.0) : spread(1.0, 1e7);
    const double exponent = spread(-3.0, 3.0);
    worst = std::max(
        worst, relative_error(portable_pow(base, exponent),
                              std::pow(static_cast<long double>(base), static_cast<long double>(exponent))));
  }
  EXPECT_LT(worst, 5e-14);
}

TEST(PortableMathTest, PowOfZeroIsZeroAndOfOneIsOne) {
  EXPECT_EQ(portable_pow(0.0, 0.5), 0.0);
  EXPECT_EQ(portable_pow(1.0, 0.12), 1.0);
  EXPECT_EQ(portable_pow(3.0, 0.0), 1.0);
}

TEST(PortableMathTest, LogisticIsSymmetricAndStaysInside) {
  EXPECT_EQ(logistic(0.0), 0.5);
  for (double x = -40.0; x <= 40.0; x += 0.37) {
    EXPECT_NEAR(logistic(x) + logistic(-x), 1.0, 1e-15);
    EXPECT_NEAR(logistic(x), 1.0 / (1.0 + std::exp(-x)), 1e-14);
  }
  EXPECT_GE(logistic(-1e9), 0.0);
  EXPECT_LE(logistic(1e9), 1.0);
}

// Bits, not values: a fused multiply-add or another library's exp would change the last one.
TEST(PortableMathTest, BitsArePinned) {
  EXPECT_EQ(std::bit_cast<std::uint64_t>(portable_exp(1.0)), 0x4005bf0a8b14576aULL);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(portable_log(10.0)), 0x40026bb1bbb55516ULL);
}

}  // namespace
}  // namespace polder::random
