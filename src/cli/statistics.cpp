#include "cli/statistics.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sensitivity/bootstrap.h"

namespace polder::cli {

Summary summarise(std::vector<double> values) {
  Summary summary;
  summary.left_out = std::erase_if(values, [](double value) { return std::isnan(value); });
  std::ranges::sort(values);
  summary.median = sensitivity::quantile(values, 0.5);
  summary.low = sensitivity::quantile(values, 0.05);
  summary.high = sensitivity::quantile(values, 0.95);
  return summary;
}

Summary summarise_differences(std::span<const double> a, std::span<const double> b) {
  std::vector<double> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = b[i] - a[i];
  return summarise(std::move(differences));
}

}  // namespace polder::cli
