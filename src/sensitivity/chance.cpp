#include "sensitivity/chance.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sensitivity/bootstrap.h"
#include "sensitivity/interval.h"

namespace polder::sensitivity {
namespace {

/// Rows without a gap.
std::vector<std::span<const double>> complete_rows(std::span<const double> values, std::size_t replicates) {
  std::vector<std::span<const double>> rows;
  for (std::size_t begin = 0; begin + replicates <= values.size() && replicates > 0; begin += replicates) {
    const auto row = values.subspan(begin, replicates);
    if (std::ranges::none_of(row, [](double v) { return std::isnan(v); })) rows.push_back(row);
  }
  return rows;
}

}  // namespace

double ChanceShares::share_points() const {
  return variance_points / (variance_points + variance_replicates + variance_rest);
}
double ChanceShares::share_replicates() const {
  return variance_replicates / (variance_points + variance_replicates + variance_rest);
}
double ChanceShares::share_rest() const {
  return variance_rest / (variance_points + variance_replicates + variance_rest);
}

ChanceShares chance_shares(std::span<const double> values, std::size_t replicates) {
  const auto rows = complete_rows(values, replicates);
  ChanceShares result{.points = rows.size(),
                      .variance_points = kNaN,
                      .variance_replicates = kNaN,
                      .variance_rest = kNaN,
                      .clipped = false,
                      .chance_in_means = kNaN,
                      .replicates_needed = kNaN};
  if (rows.size() < 2 || replicates < 2) return result;

  const auto points = static_cast<double>(rows.size());
  const auto columns = static_cast<double>(replicates);
  std::vector<double> of_point;
  std::vector<double> of_replicate(replicates, 0.0);
  double magnitude = 0.0;
  for (const auto row : rows) {
    // As mean_of() does it.
    for (std::size_t r = 0; r < replicates; ++r) of_replicate[r] += row[r] - rows.front()[r];
    of_point.push_back(mean_of(row));
    magnitude = std::max(magnitude, magnitude_of(row));
  }
  for (std::size_t r = 0; r < replicates; ++r) of_replicate[r] = rows.front()[r] + of_replicate[r] / points;
  const double mean = mean_of(of_point);
  double between_points = 0.0;
  double between_replicates = 0.0;
  double rest = 0.0;
  for (std::size_t p = 0; p < rows.size(); ++p) {
    between_points += (of_point[p] - mean) * (of_point[p] - mean);
    for (std::size_t r = 0; r < replicates; ++r) {
      const double off = rows[p][r] - of_point[p] - of_replicate[r] + mean;
      rest += off * off;
    }
  }
  for (const double of_one : of_replicate) between_replicates += (of_one - mean) * (of_one - mean);

  const auto mean_square = [magnitude](double sum, double freedom) {
    const double square = sum / freedom;
    return numerically_zero(square, magnitude) ? 0.0 : square;
  };
  const double square_points = mean_square(between_points * columns, points - 1.0);
  const double square_replicates = mean_square(between_replicates * points, columns - 1.0);
  const double square_rest = mean_square(rest, (points - 1.0) * (columns - 1.0));
  const double of_points = (square_points - square_rest) / columns;
  const double of_replicates = (square_replicates - square_rest) / points;
  result.clipped = of_points < 0.0 || of_replicates < 0.0;
  result.variance_points = std::max(0.0, of_points);
  result.variance_replicates = std::max(0.0, of_replicates);
  result.variance_rest = square_rest;

  // What is common to all points does not make their means differ.
  const double differing = result.variance_points + square_rest / columns;
  if (differing > 0.0) {
    result.chance_in_means = square_rest / columns / differing;
    result.replicates_needed =
        square_rest == 0.0
            ? 1.0
            : std::max(1.0, (1.0 - kLittleChance) / kLittleChance * square_rest / result.variance_points);
  }
  return result;
}

}  // namespace polder::sensitivity
