// Estimates with bootstrap confidence intervals.
#pragma once

#include <cstdint>
#include <limits>

namespace polder::sensitivity {

/// A number that cannot be had.
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// An estimate and its percentile bootstrap interval. NaN where it cannot be had.
struct Interval {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;

  [[nodiscard]] double width() const { return high - low; }
};

/// How intervals are made. Resampling draws are counter-based: the same call gives the same intervals.
struct Bootstrap {
  std::uint32_t resamples = 1000;
  double confidence = 0.95;
  std::uint64_t seed = 1;
};

}  // namespace polder::sensitivity
