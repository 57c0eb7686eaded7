// Medians and intervals over replicates.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace polder::cli {

/// Median and 90 % interval (5th to 95th percentile), as sensitivity::quantile has them. All NaN when there
/// was nothing to summarise.
struct Summary {
  double median = 0.0;
  double low = 0.0;
  double high = 0.0;
  std::size_t left_out = 0;  ///< values that are NaN
};

/// Leaves NaN out.
Summary summarise(std::vector<double> values);

/// Of b - a, pair by pair; leaves out pairs in which one is NaN.
Summary summarise_differences(std::span<const double> a, std::span<const double> b);

}  // namespace polder::cli
