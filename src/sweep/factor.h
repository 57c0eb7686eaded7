// A parameter of a design: which value belongs to a number between 0 and 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sweep/points.h"

namespace polder::sweep {

/// How a number is spread over its range. Names in files: kDistributionNames.
enum class Distribution : std::uint8_t {
  uniform,
  log_uniform,  ///< the logarithm is uniform
  normal,       ///< with `mean` and `sd`, cut off at `low` and `high`
  triangular    ///< from `low` over `mode` to `high`
};

inline constexpr std::string_view kDistributionNames[] = {"uniform", "log_uniform", "normal", "triangular"};

struct Factor {
  Column column{};  ///< without values
  Distribution distribution = Distribution::uniform;
  double low = 0.0;  ///< numbers only, as all below
  double high = 0.0;
  double mean = 0.0;
  double sd = 0.0;
  double mode = 0.0;
  double base = 0.0;  ///< one at a time: as in Column::values

  /// The value below which a share `u` of [0, 1] of the distribution lies, within [low, high]; each whole
  /// number and each level of a category has an equal share.
  [[nodiscard]] double at(double u) const;

  /// All levels of a category; of a number `count` values at equal steps of `u` from 0 to 1, of a whole
  /// number at equal steps, rounded, each once.
  [[nodiscard]] std::vector<double> levels(std::uint32_t count) const;
};

/// The share of a normal distribution that lies between low and high.
double normal_share(double mean, double sd, double low, double high);

}  // namespace polder::sweep
