#include "cli/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace polder::cli {

double quantile(std::span<const double> ascending, double p) {
  if (ascending.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double at = p * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  const double fraction = at - static_cast<double>(below);
  return ascending[below] + fraction * (ascending[above] - ascending[below]);
}

Summary summarise(std::vector<double> values) {
  Summary summary;
  summary.left_out = std::erase_if(values, [](double value) { return std::isnan(value); });
  std::ranges::sort(values);
  summary.median = quantile(values, 0.5);
  summary.low = quantile(values, 0.05);
  summary.high = quantile(values, 0.95);
  return summary;
}

Summary summarise_differences(std::span<const double> a, std::span<const double> b) {
  std::vector<double> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = b[i] - a[i];
  return summarise(std::move(differences));
}

}  // namespace polder::cli
