#include "sensitivity/factorial.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {
namespace {

class Table {
 public:
  explicit Table(const FactorialValues& values) : values_(values) {
    for (const std::size_t levels : values.levels) {
      cells_ *= levels;
      all_levels_ += levels;
    }
    if (values.levels.empty() || cells_ == 0 || values.values.size() != cells_ * values.replicates) {
      throw std::invalid_argument("factorial_shares: every combination of levels is needed");
    }
    strides_.resize(factors());
    std::size_t stride = 1;
    for (std::size_t f = factors(); f-- > 0;) {
      strides_[f] = stride;
      stride *= values.levels[f];
    }
    cell_means_.resize(cells_);
    double largest = 0.0;
    for (const double v : values.values) {
      if (!std::isnan(v)) largest = std::max(largest, std::abs(v));
    }
    magnitude_ = largest;
  }

  [[nodiscard]] std::size_t factors() const { return values_.levels.size(); }
  [[nodiscard]] std::size_t pairs() const { return factors() * (factors() - 1) / 2; }
  [[nodiscard]] std::size_t statistics() const { return 2 + 2 * factors() + pairs() + all_levels_; }

  /// Mean, variance, first-order shares, total shares, shares of pairs, level means.
  void analyse(std::span<const double> weights, std::span<double> out) {
    for (std::size_t c = 0; c < cells_; ++c) cell_means_[c] = mean_of_cell(c, weights);
    const auto n = static_cast<double>(cells_);
    const double mean = mean_of(cell_means_);
    if (std::isnan(mean)) return;
    for (double& cell : cell_means_) cell -= mean;
    double variance = 0.0;
    for (const double cell : cell_means_) variance += cell * cell / n;
    const bool constant = numerically_zero(variance, magnitude_);
    out[0] = mean;
    out[1] = constant ? 0.0 : variance;
    std::size_t level_at = 2 + 2 * factors() + pairs();
    for (std::size_t f = 0; f < factors(); ++f) {
      level_means(f);
      double square = 0.0;
      for (const double level : level_means_) square += level * level;
      for (const double level : level_means_) out[level_at++] = mean + level;
      if (constant) continue;
      out[2 + f] = square / static_cast<double>(values_.levels[f]) / variance;
      out[2 + factors() + f] = variance_along(f) / variance;
    }
    if (constant) return;
    std::size_t at = 2 + 2 * factors();
    for (std::size_t i = 0; i < factors(); ++i) {
      for (std::size_t j = i + 1; j < factors(); ++j) {
        out[at++] = pair_variance(i, j) / variance - out[2 + i] - out[2 + j];
      }
    }
  }

 private:
  [[nodiscard]] double mean_of_cell(std::size_t cell, std::span<const double> weights) const {
    const auto own = values_.values.subspan(cell * values_.replicates, values_.replicates);
    double sum = 0.0;
    double weight = 0.0;
    for (std::size_t r = 0; r < own.size(); ++r) {
      if (std::isnan(own[r])) continue;
      sum += weights[r] * own[r];
      weight += weights[r];
    }
    return weight > 0.0 ? sum / weight : kNaN;
  }

  [[nodiscard]] std::size_t level_of(std::size_t cell, std::size_t factor) const {
    return cell / strides_[factor] % values_.levels[factor];
  }

  /// Of centred cells.
  void level_means(std::size_t factor) {
    level_means_.assign(values_.levels[factor], 0.0);
    for (std::size_t c = 0; c < cells_; ++c) level_means_[level_of(c, factor)] += cell_means_[c];
    for (double& level : level_means_) level /= static_cast<double>(cells_ / level_means_.size());
  }

  /// Variance between levels of one factor, all others held, averaged over the others.
  [[nodiscard]] double variance_along(std::size_t factor) const {
    const std::size_t levels = values_.levels[factor];
    double sum = 0.0;
    for (std::size_t c = 0; c < cells_; ++c) {
      if (level_of(c, factor) != 0) continue;
      double mean = 0.0;
      for (std::size_t l = 0; l < levels; ++l) mean += cell_means_[c + l * strides_[factor]];
      mean /= static_cast<double>(levels);
      for (std::size_t l = 0; l < levels; ++l) {
        const double off = cell_means_[c + l * strides_[factor]] - mean;
        sum += off * off;
      }
    }
    return sum / static_cast<double>(cells_);
  }

  /// Variance of the means over the combinations of two factors' levels.
  [[nodiscard]] double pair_variance(std::size_t i, std::size_t j) {
    pair_sums_.assign(values_.levels[i] * values_.levels[j], 0.0);
    for (std::size_t c = 0; c < cells_; ++c) {
      pair_sums_[level_of(c, i) * values_.levels[j] + level_of(c, j)] += cell_means_[c];
    }
    const auto combinations = static_cast<double>(pair_sums_.size());
    const double cells_each = static_cast<double>(cells_) / combinations;
    double sum = 0.0;
    for (const double pair : pair_sums_) sum += pair / cells_each * (pair / cells_each);
    return sum / combinations;
  }

  const FactorialValues& values_;
  std::size_t cells_ = 1;
  std::size_t all_levels_ = 0;
  double magnitude_ = 0.0;
  std::vector<std::size_t> strides_;
  std::vector<double> cell_means_;  // centred by analyse()
  std::vector<double> level_means_;
  std::vector<double> pair_sums_;
};

}  // namespace

FactorialShares factorial_shares(const FactorialValues& values, const Bootstrap& bootstrap) {
  Table table(values);
  const auto intervals = bootstrap_intervals(
      values.replicates, table.statistics(),
      [&table](std::span<const double> weights, std::span<double> out) { table.analyse(weights, out); },
      bootstrap, Bias::remove);
  auto at = intervals.begin();
  const auto next = [&at](std::size_t count) {
    const auto begin = at;
    at += static_cast<std::ptrdiff_t>(count);
    return std::vector<Interval>(begin, at);
  };
  FactorialShares result;
  result.mean = next(1).front().estimate;
  result.variance = next(1).front().estimate;
  result.first = next(table.factors());
  result.total = next(table.factors());
  result.pairs = next(table.pairs());
  for (const std::size_t levels : values.levels) result.level_means.push_back(next(levels));
  return result;
}

std::vector<std::uint32_t> level_numbers(std::span<const double> values) {
  std::vector<double> distinct(values.begin(), values.end());
  std::ranges::sort(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::uint32_t> numbers;
  numbers.reserve(values.size());
  for (const double v : values) {
    numbers.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(distinct, v) - distinct.begin()));
  }
  return numbers;
}

}  // namespace polder::sensitivity
