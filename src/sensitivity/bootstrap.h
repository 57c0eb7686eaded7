// Resampling with replacement (Efron & Tibshirani 1993, "An introduction to the bootstrap").
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// Statistics as a function of how often each independent unit counts. All weights 1: the estimates.
using Statistics = std::function<void(std::span<const double> weights, std::span<double> statistics)>;

/// What becomes of the difference between the mean of the resampled statistics and the estimate.
enum class Bias : std::uint8_t {
  keep,  ///< plain percentile interval
  /// Taken off both limits: for statistics that a resample overstates because it repeats the same noise, as
  /// the variance of group means does (Plischke, Borgonovo & Smith 2013 correct their bootstrap likewise).
  remove
};

/// Estimates with percentile intervals over resamples of `units` units. Statistics that are NaN in a resample
/// are left out of their interval; NaN limits where the estimate is NaN, or there are no resamples, or fewer
/// than 2 units.
std::vector<Interval> bootstrap_intervals(std::size_t units, std::size_t count, const Statistics& statistics,
                                          const Bootstrap& bootstrap, Bias bias = Bias::keep);

/// How often each unit is drawn in resample `number`: as many draws as units.
void draw_resample(const Bootstrap& bootstrap, std::uint32_t number, std::span<double> weights);

// Numbers below are finite: who has NaN leaves it out first.

/// The p-quantile, 0 <= p <= 1, of ascending values, between neighbours in a straight line (type 7 of
/// Hyndman & Fan 1996). NaN when there are none.
double quantile(std::span<const double> ascending, double p);

/// Exact where all values are the same, however many: a sum of a million is not. NaN when there are none.
double mean_of(std::span<const double> values);

/// Sum of weights[i] * values[i].
double weighted_sum(std::span<const double> weights, std::span<const double> values);

/// Whether a variance is no more than what rounding makes of numbers of this magnitude.
bool numerically_zero(double variance, double magnitude);

/// Largest absolute value; 0 when there are none.
double magnitude_of(std::span<const double> values);

}  // namespace polder::sensitivity
