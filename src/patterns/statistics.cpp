#include "patterns/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "sensitivity/given_data.h"

namespace polder::patterns {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return kNaN;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

double rank_correlation(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) throw std::invalid_argument("a rank correlation needs pairs");
  const std::vector<double> ra = sensitivity::ranks(a);
  const std::vector<double> rb = sensitivity::ranks(b);
  const double mean = (static_cast<double>(a.size()) + 1.0) / 2.0;
  double product = 0.0;
  double squares_a = 0.0;
  double squares_b = 0.0;
  for (std::size_t i = 0; i < ra.size(); ++i) {
    product += (ra[i] - mean) * (rb[i] - mean);
    squares_a += (ra[i] - mean) * (ra[i] - mean);
    squares_b += (rb[i] - mean) * (rb[i] - mean);
  }
  return share(product, std::sqrt(squares_a * squares_b));
}

double gini(std::vector<double> values) {
  std::ranges::sort(values);
  double weighted = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += static_cast<double>(i + 1) * values[i];
    total += values[i];
  }
  const auto n = static_cast<double>(values.size());
  return total > 0.0 ? 2.0 * weighted / (n * total) - (n + 1.0) / n : kNaN;
}

Spread spread(std::span<const double> values) {
  if (values.empty()) return {.mean = kNaN, .sd = kNaN};
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {.mean = mean, .sd = std::sqrt(squares / n)};
}

std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::less{}, [&](std::size_t i) { return values[i]; });
  return order;
}

double share(double part, double whole) { return whole > 0.0 ? part / whole : kNaN; }

}  // namespace polder::patterns
