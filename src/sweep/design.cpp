#include "sweep/design.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "random/stream.h"
#include "sweep/sobol_sequence.h"

namespace polder::sweep {
namespace {

using random::Draws;
using random::Purpose;

/// Adds points row by row, each for all combinations of the crossed columns.
class Writer {
 public:
  Writer(const Design& design, std::vector<Factor>& factors) : factors_(factors) {
    points_.method = design.method;
    points_.second_order = design.method == Method::saltelli && design.second_order;
    points_.levels = design.method == Method::morris ? design.levels : 0;
    points_.total = static_cast<std::uint64_t>(number_of_points(design, factors));
    points_.sample.reserve(points_.total);
    points_.role.reserve(points_.total);
    for (std::size_t c = 0; c < factors.size(); ++c) {
      Column& column = factors[c].column;
      (column.crossed ? crossed_ : free_).push_back(c);
      if (column.crossed) combinations_ *= column.levels.size();
      column.values.reserve(points_.total);
    }
  }

  [[nodiscard]] std::size_t parameters() const { return free_.size(); }
  /// The j-th parameter that is not crossed.
  [[nodiscard]] const Factor& parameter(std::size_t j) const { return factors_[free_[j]]; }

  /// `values`: one per parameter that is not crossed.
  void add(std::span<const double> values, std::size_t sample, std::size_t role) {
    for (std::size_t combination = 0; combination < combinations_; ++combination) {
      for (std::size_t j = 0; j < free_.size(); ++j) factors_[free_[j]].column.values.push_back(values[j]);
      std::size_t rest = combination;
      for (std::size_t i = crossed_.size(); i-- > 0;) {
        Column& column = factors_[crossed_[i]].column;
        column.values.push_back(static_cast<double>(rest % column.levels.size()));
        rest /= column.levels.size();
      }
      points_.sample.push_back(static_cast<std::int32_t>(sample));
      points_.role.push_back(static_cast<std::int32_t>(role));
    }
  }

  /// The same for numbers in [0, 1] in place of values.
  void add_shares(std::span<const double> shares, std::size_t sample, std::size_t role) {
    values_.resize(shares.size());
    for (std::size_t j = 0; j < shares.size(); ++j) values_[j] = parameter(j).at(shares[j]);
    add(values_, sample, role);
  }

  Points finish() && {
    for (Factor& factor : factors_) points_.columns.push_back(std::move(factor.column));
    return std::move(points_);
  }

 private:
  std::vector<Factor>& factors_;
  std::vector<std::size_t> free_;
  std::vector<std::size_t> crossed_;
  std::size_t combinations_ = 1;
  std::vector<double> values_;
  Points points_;
};

void factorial(const Design& design, Writer& writer) {
  const std::size_t k = writer.parameters();
  std::vector<std::vector<double>> levels;
  std::size_t rows = 1;
  for (std::size_t j = 0; j < k; ++j) {
    levels.push_back(writer.parameter(j).levels(design.levels));
    rows *= levels.back().size();
  }
  std::vector<double> values(k);
  for (std::size_t row = 0; row < rows; ++row) {
    std::size_t rest = row;
    for (std::size_t j = k; j-- > 0;) {
      values[j] = levels[j][rest % levels[j].size()];
      rest /= levels[j].size();
    }
    writer.add(values, row, 0);
  }
}

void one_at_a_time(const Design& design, Writer& writer) {
  std::vector<double> base;
  for (std::size_t j = 0; j < writer.parameters(); ++j) base.push_back(writer.parameter(j).base);
  std::size_t row = 0;
  writer.add(base, row++, 0);
  for (std::size_t j = 0; j < base.size(); ++j) {
    std::vector<double> values = base;
    for (const double level : writer.parameter(j).levels(design.levels)) {
      if (level == base[j]) continue;
      values[j] = level;
      writer.add(values, row++, 1 + j);
    }
  }
}

void latin_hypercube(const Design& design, Writer& writer) {
  const Draws draws({.seed = design.seed, .replicate = 0});
  const std::size_t n = design.samples;
  std::vector<std::vector<double>> shares;
  std::vector<std::size_t> strata(n);
  for (std::size_t j = 0; j < writer.parameters(); ++j) {
    const auto draw = [&](std::size_t i) {
      return draws.block(Purpose::design_order, static_cast<std::uint32_t>(j), 0,
                         static_cast<std::uint32_t>(i));
    };
    std::iota(strata.begin(), strata.end(), std::size_t{0});
    std::vector<double>& share = shares.emplace_back(n);
    // Fisher-Yates; each point is final once it is passed.
    for (std::size_t i = n; i-- > 0;) {
      const Draws::Block block = draw(i);
      std::swap(strata[i], strata[static_cast<std::size_t>(block[0] * static_cast<double>(i + 1))]);
      share[i] = (static_cast<double>(strata[i]) + block[1]) / static_cast<double>(n);
    }
  }
  std::vector<double> row(shares.size());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = shares[j][i];
    writer.add_shares(row, i, 0);
  }
}

void sobol(const Design& design, Writer& writer) {
  SobolSequence sequence(writer.parameters(), design.seed);
  std::vector<double> row(writer.parameters());
  for (std::size_t i = 0; i < design.samples; ++i) {
    sequence.next(row);
    writer.add_shares(row, i, 0);
  }
}

void saltelli(const Design& design, Writer& writer) {
  const std::size_t k = writer.parameters();
  SobolSequence sequence(2 * k, design.seed);
  std::vector<double> both(2 * k);
  std::vector<double> a(k);
  std::vector<double> b(k);
  for (std::size_t i = 0; i < design.samples; ++i) {
    sequence.next(both);
    for (std::size_t j = 0; j < k; ++j) {
      a[j] = writer.parameter(j).at(both[2 * j]);
      b[j] = writer.parameter(j).at(both[2 * j + 1]);
    }
    writer.add(a, i, 0);
    writer.add(b, i, 1);
    const auto swapped = [&](std::vector<double>& into, const std::vector<double>& from,
                             std::size_t first_role) {
      for (std::size_t j = 0; j < k; ++j) {
        const double kept = std::exchange(into[j], from[j]);
        writer.add(into, i, first_role + j);
        into[j] = kept;
      }
    };
    swapped(a, b, 2);
    if (design.second_order) swapped(b, a, 2 + k);
  }
}

/// Grid of p levels, steps of p/2 of them: delta = p / (2 (p - 1)), Morris (1991). A start in the lower half
/// can only go up, one in the upper half only down, so that all levels are equally likely.
void morris(const Design& design, Writer& writer) {
  const Draws draws({.seed = design.seed, .replicate = 0});
  const std::size_t k = writer.parameters();
  const double p = design.levels;
  std::vector<double> shares(k);
  std::vector<std::pair<double, std::size_t>> order(k);
  for (std::size_t t = 0; t < design.samples; ++t) {
    for (std::size_t j = 0; j < k; ++j) {
      const Draws::Block block = draws.block(Purpose::design_trajectory, static_cast<std::uint32_t>(t), 0,
                                             static_cast<std::uint32_t>(j));
      shares[j] = std::floor(block[0] * p) / (p - 1.0);
      order[j] = {block[1], j};
    }
    std::sort(order.begin(), order.end());
    writer.add_shares(shares, t, 0);
    for (const auto& [key, j] : order) {
      // In whole levels: exact, so that every point is one of the grid.
      const double level = std::round(shares[j] * (p - 1.0));
      shares[j] = (level < p / 2.0 ? level + p / 2.0 : level - p / 2.0) / (p - 1.0);
      writer.add_shares(shares, t, 1 + j);
    }
  }
}

}  // namespace

double number_of_points(const Design& design, std::span<const Factor> factors) {
  double crossed = 1.0;
  double k = 0.0;
  double product = 1.0;
  double sum = 1.0;
  for (const Factor& factor : factors) {
    if (factor.column.crossed) {
      crossed *= static_cast<double>(factor.column.levels.size());
      continue;
    }
    k += 1.0;
    if (design.method != Method::factorial && design.method != Method::one_at_a_time) continue;
    const std::vector<double> levels = factor.levels(design.levels);
    product *= static_cast<double>(levels.size());
    sum += static_cast<double>(
        std::count_if(levels.begin(), levels.end(), [&](double level) { return level != factor.base; }));
  }
  const auto samples = static_cast<double>(design.samples);
  switch (design.method) {
    case Method::factorial:
      return product * crossed;
    case Method::one_at_a_time:
      return sum * crossed;
    case Method::latin_hypercube:
    case Method::sobol:
      return samples * crossed;
    case Method::saltelli:
      return samples * (2.0 + k * (design.second_order ? 2.0 : 1.0)) * crossed;
    case Method::morris:
      return samples * (1.0 + k) * crossed;
    case Method::table:
      break;
  }
  return 0.0;
}

std::size_t sobol_dimensions(const Design& design, std::span<const Factor> factors) {
  const auto k = static_cast<std::size_t>(
      std::count_if(factors.begin(), factors.end(), [](const Factor& f) { return !f.column.crossed; }));
  if (design.method == Method::sobol) return k;
  return design.method == Method::saltelli ? 2 * k : 0;
}

Points lay_out(const Design& design, std::vector<Factor> factors) {
  Writer writer(design, factors);
  switch (design.method) {
    case Method::factorial:
      factorial(design, writer);
      break;
    case Method::one_at_a_time:
      one_at_a_time(design, writer);
      break;
    case Method::latin_hypercube:
      latin_hypercube(design, writer);
      break;
    case Method::sobol:
      sobol(design, writer);
      break;
    case Method::saltelli:
      saltelli(design, writer);
      break;
    case Method::morris:
      morris(design, writer);
      break;
    case Method::table:
      break;
  }
  return std::move(writer).finish();
}

}  // namespace polder::sweep
