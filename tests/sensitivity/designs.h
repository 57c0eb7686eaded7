// Small designs by hand, laid out as sweep/points.h says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sensitivity/design_values.h"
#include "sweep/points.h"
#include "truths.h"

namespace polder::sensitivity {

/// `crossed` categories; 0 for none.
inline sweep::Points empty_design(sweep::Method method, std::size_t parameters, std::size_t crossed) {
  sweep::Points points{.method = method, .columns = {}, .sample = {}, .role = {}};
  if (crossed > 0) {
    sweep::Column column{.path = "concept",
                         .unit = {},
                         .meaning = {},
                         .base = {},
                         .crossed = true,
                         .levels = {},
                         .values = {}};
    for (std::size_t l = 0; l < crossed; ++l) column.levels.push_back(std::to_string(l));
    points.columns.push_back(std::move(column));
  }
  for (std::size_t j = 0; j < parameters; ++j) {
    points.columns.push_back({.path = std::string("x").append(std::to_string(j)),
                              .unit = "1",
                              .meaning = {},
                              .base = "0.5",
                              .levels = {},
                              .values = {}});
  }
  return points;
}

inline void add_row(sweep::Points& points, const std::vector<double>& values, std::size_t sample,
                    std::size_t role) {
  const bool crossed = points.columns.front().crossed;
  const std::size_t count = crossed ? points.columns.front().levels.size() : 1;
  for (std::size_t l = 0; l < count; ++l) {
    if (crossed) points.columns.front().values.push_back(static_cast<double>(l));
    for (std::size_t j = 0; j < values.size(); ++j) {
      points.columns[j + (crossed ? 1 : 0)].values.push_back(values[j]);
    }
    points.sample.push_back(static_cast<std::int32_t>(sample));
    points.role.push_back(static_cast<std::int32_t>(role));
  }
}

inline sweep::Points saltelli_design(std::size_t k, const Cube& cube, bool second_order,
                                     std::size_t crossed) {
  sweep::Points points = empty_design(sweep::Method::saltelli, k, crossed);
  points.second_order = second_order;
  for (std::size_t s = 0; s < cube.size(); ++s) {
    const std::vector<double> a(cube[s].begin(), cube[s].begin() + static_cast<std::ptrdiff_t>(k));
    const std::vector<double> b(cube[s].begin() + static_cast<std::ptrdiff_t>(k), cube[s].end());
    add_row(points, a, s, 0);
    add_row(points, b, s, 1);
    for (std::size_t j = 0; j < k; ++j) {
      std::vector<double> ab = a;
      ab[j] = b[j];
      add_row(points, ab, s, 2 + j);
    }
    for (std::size_t j = 0; j < k && second_order; ++j) {
      std::vector<double> ba = b;
      ba[j] = a[j];
      add_row(points, ba, s, 2 + k + j);
    }
  }
  points.total = points.size();
  return points;
}

/// Trajectories on a grid of 4 levels, parameters in turn from a different one each.
inline sweep::Points morris_design(std::size_t k, std::size_t trajectories) {
  sweep::Points points = empty_design(sweep::Method::morris, k, 0);
  points.levels = 4;
  std::mt19937_64 generator(1);
  for (std::size_t t = 0; t < trajectories; ++t) {
    std::vector<double> x(k);
    for (double& u : x) u = static_cast<double>(generator() % 4) / 3.0;
    add_row(points, x, t, 0);
    for (std::size_t i = 0; i < k; ++i) {
      const std::size_t j = (i + t) % k;
      x[j] += x[j] < 0.5 ? 2.0 / 3.0 : -2.0 / 3.0;
      add_row(points, x, t, 1 + j);
    }
  }
  points.total = points.size();
  return points;
}

/// Results of a design: values and states of every replicate.
struct Results {
  std::size_t replicates = 1;
  std::vector<double> values;
  std::vector<std::int8_t> status;

  [[nodiscard]] OutcomeRows rows(const sweep::Points& points) const {
    return {.points = points, .replicates = replicates, .values = values, .status = status};
  }
};

/// `f` of the numbers of a point and, where a column is crossed, its level as the last number.
template <class Function>
Results results(const sweep::Points& points, std::size_t replicates, Function f) {
  Results result{.replicates = replicates, .values = {}, .status = {}};
  for (std::size_t p = 0; p < points.size(); ++p) {
    std::vector<double> x;
    for (const sweep::Column& column : points.columns) {
      if (!column.crossed) x.push_back(column.values[p]);
    }
    if (points.columns.front().crossed) x.push_back(points.columns.front().values[p]);
    for (std::size_t r = 0; r < replicates; ++r) {
      result.values.push_back(f(std::span<const double>(x), r));
      result.status.push_back(1);
    }
  }
  return result;
}

}  // namespace polder::sensitivity
