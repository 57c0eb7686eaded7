// First-order indices and rank correlations from any points at which the parameters were drawn
// independently: no special design is needed.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// One parameter at every point.
struct Input {
  std::span<const double> values;  ///< [point]: a number, or a category's position
  bool category = false;
};

/// Points that given_data() needs.
inline constexpr std::size_t kGivenDataNeeds = 4;

struct GivenData {
  double mean = 0.0;
  double variance = 0.0;           ///< of the outcome over the points; the indices are NaN where it is 0
  std::vector<Interval> first;     ///< [input]: share of the variance that the input explains by itself
  std::vector<Interval> spearman;  ///< [input]: rank correlation with the outcome; NaN for categories
};

/// First order: variance of the outcome's mean over bins of the input (each value a bin where it takes few,
/// else about 2 n^(1/3) bins with as many points each), after Plischke, Borgonovo & Smith (2013,
/// doi:10.1016/j.ejor.2012.11.047), with Kelley's correction for what noise adds to the variance of bin means
/// (epsilon squared: Kelley 1935, doi:10.1073/pnas.21.9.554). Estimates of small indices may be below 0. The
/// correction is that of random points: on a Sobol sequence, whose bins have less noise, it takes off up to
/// bins / n too much. What changes within a bin (steps, waves) is missed: such an index comes out too low.
/// Intervals by resampling points, with ranks and bins left as they are and their bias removed.
/// Throws std::invalid_argument when sizes do not match or there are fewer than kGivenDataNeeds points.
GivenData given_data(std::span<const double> outcome, std::span<const Input> inputs,
                     const Bootstrap& bootstrap);

/// Ranks from 1; ties share the mean of theirs.
std::vector<double> ranks(std::span<const double> values);

}  // namespace polder::sensitivity
