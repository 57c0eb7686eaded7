// Functions whose indices are known exactly, and samples to estimate them from.
#pragma once

#include <boost/random/sobol.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <random>
#include <span>
#include <vector>

#include "sensitivity/sobol_indices.h"

namespace polder::sensitivity {

/// A function of independent uniform numbers in [0, 1), and what is true of it.
struct Truth {
  std::size_t parameters = 0;
  std::function<double(std::span<const double>)> f;
  double mean = 0.0;
  double variance = 0.0;
  std::vector<double> first{};
  std::vector<double> total{};
};

/// Ishigami & Homma (1990) with a = 7, b = 0.1.
inline Truth ishigami() {
  constexpr double kPi = std::numbers::pi;
  constexpr double kA = 7.0;
  constexpr double kB = 0.1;
  const double pi4 = std::pow(kPi, 4);
  const double v1 = 0.5 * (1.0 + kB * pi4 / 5.0) * (1.0 + kB * pi4 / 5.0);
  const double v2 = kA * kA / 8.0;
  const double v13 = 8.0 * kB * kB * pi4 * pi4 / 225.0;
  const double v = v1 + v2 + v13;
  return {.parameters = 3,
          .f =
              [](std::span<const double> u) {
                const auto x = [&](std::size_t j) { return kPi * (2.0 * u[j] - 1.0); };
                const double sine = std::sin(x(1));
                return std::sin(x(0)) + kA * sine * sine + kB * std::pow(x(2), 4) * std::sin(x(0));
              },
          .mean = kA / 2.0,
          .variance = v,
          .first = {v1 / v, v2 / v, 0.0},
          .total = {(v1 + v13) / v, v2 / v, v13 / v}};
}

/// Sobol's G function with the usual eight coefficients (Saltelli & Sobol 1995).
inline Truth sobol_g() {
  static constexpr std::array<double, 8> kA{0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
  double product = 1.0;
  for (const double a : kA) product *= 1.0 + 1.0 / (3.0 * (1.0 + a) * (1.0 + a));
  Truth truth{.parameters = kA.size(),
              .f =
                  [](std::span<const double> u) {
                    double g = 1.0;
                    for (std::size_t j = 0; j < kA.size(); ++j) {
                      g *= (std::abs(4.0 * u[j] - 2.0) + kA[j]) / (1.0 + kA[j]);
                    }
                    return g;
                  },
              .mean = 1.0,
              .variance = product - 1.0,
              .first = {},
              .total = {}};
  for (const double a : kA) {
    const double own = 1.0 / (3.0 * (1.0 + a) * (1.0 + a));
    truth.first.push_back(own / truth.variance);
    truth.total.push_back(own * product / (1.0 + own) / truth.variance);
  }
  return truth;
}

/// 3 x0 - 2 x1 + 0 x2: no interactions.
inline Truth linear() {
  const double v = (9.0 + 4.0) / 12.0;
  return {.parameters = 3,
          .f = [](std::span<const double> u) { return 10.0 + 3.0 * u[0] - 2.0 * u[1]; },
          .mean = 10.5,
          .variance = v,
          .first = {9.0 / 13.0, 4.0 / 13.0, 0.0},
          .total = {9.0 / 13.0, 4.0 / 13.0, 0.0}};
}

/// The category that a uniform number stands for, of three.
inline double category_of(double u) { return std::floor(3.0 * u); }
/// The whole number, 1 to 5.
inline double whole_of(double u) { return 1.0 + std::floor(5.0 * u); }

/// A number, one of three categories worth 0, 1 and 4, and a whole number from 1 to 5.
inline Truth mixed() {
  static constexpr std::array<double, 3> kWorth{0.0, 1.0, 4.0};
  const double number = 4.0 / 12.0;
  const double category = 26.0 / 9.0;  // mean 5/3, mean square 17/3
  const double whole = 0.25 * 2.0;
  const double v = number + category + whole;
  return {.parameters = 3,
          .f =
              [](std::span<const double> u) {
                return 2.0 * u[0] + kWorth[static_cast<std::size_t>(category_of(u[1]))] +
                       0.5 * whole_of(u[2]);
              },
          .mean = 1.0 + 5.0 / 3.0 + 1.5,
          .variance = v,
          .first = {number / v, category / v, whole / v},
          .total = {number / v, category / v, whole / v}};
}

/// Points of the unit cube, [point][dimension].
using Cube = std::vector<std::vector<double>>;

/// The same on every platform, unlike std::uniform_real_distribution.
inline double next_uniform(std::mt19937_64& generator) {
  return static_cast<double>(generator() >> 11U) * 0x1p-53;
}

inline Cube random_cube(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  Cube cube(points, std::vector<double>(dimensions));
  for (auto& point : cube) {
    for (double& u : point) u = next_uniform(generator);
  }
  return cube;
}

inline Cube sobol_cube(std::size_t points, std::size_t dimensions) {
  boost::random::sobol generator(dimensions);
  Cube cube(points, std::vector<double>(dimensions));
  for (auto& point : cube) {
    for (double& u : point) u = static_cast<double>(generator() >> 11U) * 0x1p-53;
  }
  return cube;
}

/// The blocks of a Saltelli design over a function of as many numbers as half the cube's dimensions.
struct Blocks {
  std::size_t parameters = 0;
  std::vector<double> a, b, ab, ba;

  [[nodiscard]] SaltelliValues values() const {
    return {.parameters = parameters, .a = a, .b = b, .ab = ab, .ba = ba};
  }
};

inline Blocks blocks(const Truth& truth, const Cube& cube, bool second_order) {
  const std::size_t k = truth.parameters;
  const std::size_t n = cube.size();
  Blocks result{.parameters = k, .a = {}, .b = {}, .ab = {}, .ba = {}};
  result.ab.resize(k * n);
  if (second_order) result.ba.resize(k * n);
  for (std::size_t s = 0; s < n; ++s) {
    std::vector<double> a(cube[s].begin(), cube[s].begin() + static_cast<std::ptrdiff_t>(k));
    std::vector<double> b(cube[s].begin() + static_cast<std::ptrdiff_t>(k), cube[s].end());
    result.a.push_back(truth.f(a));
    result.b.push_back(truth.f(b));
    for (std::size_t j = 0; j < k; ++j) {
      std::swap(a[j], b[j]);
      result.ab[j * n + s] = truth.f(a);
      if (second_order) result.ba[j * n + s] = truth.f(b);
      std::swap(a[j], b[j]);
    }
  }
  return result;
}

/// Whether the truth lies in the interval.
inline bool covers(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

/// How often the intervals of one index held the truth.
struct Coverage {
  int held = 0;
  int all = 0;

  void add(const Interval& interval, double truth) {
    held += covers(interval, truth) ? 1 : 0;
    ++all;
  }
  [[nodiscard]] double share() const { return static_cast<double>(held) / all; }
};

}  // namespace polder::sensitivity
