// Analysis of variance over all combinations of levels (Fisher 1925; Box, Hunter & Hunter 2005).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// One outcome at all combinations of levels, several replicates each. Replicate r has the same chance
/// everywhere.
struct FactorialValues {
  std::vector<std::size_t> levels;  ///< [factor]
  std::size_t replicates = 1;
  /// [cell][replicate]; the last factor's level changes fastest. NaN where there is none.
  std::span<const double> values;
};

struct FactorialShares {
  double mean = 0.0;
  double variance = 0.0;  ///< over the cells, each as the mean over its replicates; a population's: /cells
  std::vector<Interval> first;  ///< [factor]: share of the variance by itself
  std::vector<Interval> total;  ///< [factor]: share with all interactions
  std::vector<Interval> pairs;  ///< [pair (i, j), i < j, row by row]: share of the pair beyond both
  std::vector<std::vector<Interval>> level_means;  ///< [factor][level]
};

/// Exact for the cells as they are. Intervals by resampling replicates, bias removed: what chance leaves
/// open. NaN where there is one replicate. Shares are NaN where the variance is 0 or a cell has no value.
/// Throws std::invalid_argument when sizes do not match.
FactorialShares factorial_shares(const FactorialValues& values, const Bootstrap& bootstrap);

/// The position of each value among the distinct ones, ascending.
std::vector<std::uint32_t> level_numbers(std::span<const double> values);

}  // namespace polder::sensitivity
