// Small statistics of one history.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace polder::patterns {

/// The middle value, or the mean of the two in the middle; NaN when there are none.
double median(std::vector<double> values);

/// Spearman's rank correlation; ties share the mean of their ranks. NaN where either side does not vary or
/// there are fewer than 2 pairs. Throws std::invalid_argument when sizes differ.
double rank_correlation(std::span<const double> a, std::span<const double> b);

/// Gini coefficient of non-negative values; NaN where they sum to 0.
double gini(std::vector<double> values);

/// Mean and standard deviation (of a population: / n); NaN when there are none.
struct Spread {
  double mean = 0.0;
  double sd = 0.0;
};
Spread spread(std::span<const double> values);

/// Positions from the smallest to the largest value; ties in the order of the values.
std::vector<std::size_t> ascending(std::span<const double> values);

/// part / whole; NaN where the whole is 0.
double share(double part, double whole);

}  // namespace polder::patterns
