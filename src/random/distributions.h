// Portable distributions, each a pure function of uniforms that were drawn elsewhere. The standard
// library's distributions are not the same on every platform; these are.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "random/portable_math.h"
#include "random/stream.h"

namespace polder::random {

/// Largest mean that one uniform is inverted for; above it the sum of several is taken.
inline constexpr double kPoissonChunk = 16.0;

/// Poisson count by inversion of one uniform in (0, 1); mean in [0, kPoissonChunk],
/// exp_minus_mean = e^-mean (passed in because callers hold it for many weeks).
inline std::int32_t poisson_by_inversion(double u, double mean, double exp_minus_mean) {
  double probability = exp_minus_mean;
  double cumulative = probability;
  std::int32_t count = 0;
  // The bound is far above what a 32-bit uniform can reach at the largest mean.
  while (u > cumulative && count < 128) {
    ++count;
    probability *= mean / static_cast<double>(count);
    cumulative += probability;
  }
  return count;
}

/// First block that further parts of a large Poisson count are drawn from; earlier blocks are free
/// for other lanes of the same stream.
inline constexpr std::uint32_t kPoissonPartBlocks = 0x10000;

/// Poisson count with any mean >= 0; exp_minus_mean = e^-mean. `first` decides it alone when
/// mean <= kPoissonChunk; above, the mean is cut in equal parts with a block each, so that the number
/// of draws depends on the mean only.
inline std::int32_t poisson(double first, double mean, double exp_minus_mean, const Draws& draws,
                            Purpose purpose, std::uint32_t entity, std::uint32_t week) {
  if (mean <= kPoissonChunk) return poisson_by_inversion(first, mean, exp_minus_mean);
  const auto parts = static_cast<std::uint32_t>(std::ceil(mean / kPoissonChunk));
  const double part = mean / static_cast<double>(parts);
  const double e = portable_exp(-part);
  std::int32_t count = poisson_by_inversion(first, part, e);
  for (std::uint32_t p = 1; p < parts; ++p) {
    count += poisson_by_inversion(draws.uniform(purpose, entity, week, kPoissonPartBlocks + p), part, e);
  }
  return count;
}

/// Calls take(type) for each of `count` things whose type is drawn by cumulative shares (ascending,
/// the last is 1). Uses lanes 1 to 3 of `block` (block 0 of the stream), then blocks 1, 2, ...
template <std::size_t Types, class Take>
void assign_types(std::int32_t count, const std::array<double, Types>& cumulative, const Draws& draws,
                  const Draws::Block& block, Purpose purpose, std::uint32_t entity, std::uint32_t week,
                  Take take) {
  Draws::Block lanes = block;
  for (std::int32_t c = 0; c < count; ++c) {
    const std::uint32_t lane = static_cast<std::uint32_t>(c) + 1U;
    if (lane % 4 == 0) lanes = draws.block(purpose, entity, week, lane / 4);
    const double u = lanes[lane % 4];
    std::int32_t type = 0;
    while (u > cumulative[static_cast<std::size_t>(type)]) ++type;
    take(type);
  }
}

/// Standard normal by the inverse distribution function (Acklam's rational approximation, relative
/// error 1.2e-9), of one uniform in (0, 1).
inline double standard_normal(double u) {
  constexpr double kTail = 0.02425;
  const auto tail = [](double q) {
    return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q -
              2.549732539343734e+00) *
                 q +
             4.374664141464968e+00) *
                q +
            2.938163982698783e+00) /
           ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q +
             3.754408661907416e+00) *
                q +
            1.0);
  };
  if (u < kTail) return tail(std::sqrt(-2.0 * portable_log(u)));
  if (u > 1.0 - kTail) return -tail(std::sqrt(-2.0 * portable_log(1.0 - u)));
  const double q = u - 0.5;
  const double r = q * q;
  return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r +
            1.383577518672690e+02) *
               r -
           3.066479806614716e+01) *
              r +
          2.506628277459239e+00) *
         q /
         (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r +
            6.680131188771972e+01) *
               r -
           1.328068155288572e+01) *
              r +
          1.0);
}

/// Most trials whose count is found by inversion: (1/2)^512 is still a normal number.
inline constexpr std::int32_t kMostInverted = 512;

/// Binomial count of `trials` at probability p from one uniform: by inversion up to kMostInverted trials,
/// above by the normal distribution with the same mean and variance, rounded.
inline std::int32_t binomial_by_inversion(double u, std::int32_t trials, double p) {
  if (trials <= 1) return trials == 1 && u > 1.0 - p ? 1 : 0;
  if (p >= 1.0) return trials;
  if (trials > kMostInverted) {
    const double mean = static_cast<double>(trials) * p;
    const double count = mean + std::sqrt(mean * (1.0 - p)) * standard_normal(u);
    return static_cast<std::int32_t>(
        std::floor(std::min(std::max(count, 0.0), static_cast<double>(trials)) + 0.5));
  }
  // The smaller tail: (1 - p)^trials stays representable.
  if (p > 0.5) return trials - binomial_by_inversion(1.0 - u, trials, 1.0 - p);
  double probability = 1.0;
  for (std::int32_t i = 0; i < trials; ++i) probability *= 1.0 - p;
  double cumulative = probability;
  std::int32_t count = 0;
  while (u > cumulative && count < trials) {
    probability *= static_cast<double>(trials - count) / static_cast<double>(count + 1) * p / (1.0 - p);
    ++count;
    cumulative += probability;
  }
  return count;
}

}  // namespace polder::random
