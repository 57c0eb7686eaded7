// From the rows of a sweep's results to what the estimators take.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sensitivity/sobol_indices.h"
#include "sweep/points.h"

namespace polder::sensitivity {

/// One outcome of a sweep, as a results file holds it.
struct OutcomeRows {
  const sweep::Points& points;
  std::size_t replicates = 0;
  std::span<const double> values;       ///< [point][replicate]; NaN where there is none
  std::span<const std::int8_t> status;  ///< [point][replicate]: 0 not run

  [[nodiscard]] std::span<const double> of(std::size_t point) const {
    return values.subspan(point * replicates, replicates);
  }
};

/// A point of which not every replicate has run is no point yet.
enum class PointState : std::uint8_t {
  not_run,   ///< a replicate has not run
  no_value,  ///< all have run, none has a value
  gaps,      ///< some have no value: they failed, or the outcome does not exist in them
  whole
};

struct PointMeans {
  std::vector<double> mean;       ///< [point]: over the replicates that have a value; else NaN
  std::vector<PointState> state;  ///< [point]

  [[nodiscard]] bool usable(std::size_t point) const {
    return state[point] == PointState::gaps || state[point] == PointState::whole;
  }
};

PointMeans point_means(const OutcomeRows& rows);

/// How many points every replicate of which has run. `status` as in OutcomeRows.
std::size_t points_run(std::span<const std::int8_t> status, std::size_t replicates);

/// Whether the values of a crossed column make designs of their own: not in a factorial, where crossing makes
/// no difference.
bool told_apart(const sweep::Points& points, const sweep::Column& column);

/// Numbers of the columns that indices are for, in their order: those that are not told apart.
std::vector<std::size_t> parameters_of(const sweep::Points& points);

/// Points that agree in all columns that are told apart, each a design of its own; in the order of their
/// first points. One of all points where there is no such column.
std::vector<std::vector<std::size_t>> combinations_of(const sweep::Points& points);

/// What part of a design is there.
struct Completeness {
  std::size_t used = 0;      ///< base samples, trajectories or points
  std::size_t not_run = 0;   ///< left out since a point of theirs has not run
  std::size_t no_value = 0;  ///< left out since a point of theirs has no value
};

/// Blocks of a Saltelli design, complete base samples only.
struct SaltelliBlocks {
  Completeness completeness;
  std::size_t parameters = 0;
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> ab;  ///< [parameter][sample]
  std::vector<double> ba;

  [[nodiscard]] SaltelliValues values() const {
    return {.parameters = parameters, .a = a, .b = b, .ab = ab, .ba = ba};
  }
};

/// `chosen` are points of one combination.
SaltelliBlocks saltelli_blocks(const sweep::Points& points, std::span<const std::size_t> chosen,
                               const PointMeans& means);

/// Effects of complete Morris trajectories: the outcome's change over a step, which is levels / (2 (levels -
/// 1)) of a parameter's range. The sign is that of the value's change; where the step leaves the value as it
/// is (whole numbers, categories), the effect is 0 as it should be.
struct TrajectoryEffects {
  Completeness completeness;
  std::vector<double> effects;  ///< [parameter][trajectory]
};
TrajectoryEffects trajectory_effects(const sweep::Points& points, std::span<const std::size_t> chosen,
                                     const PointMeans& means);

/// Points with a value.
struct UsablePoints {
  Completeness completeness;
  std::vector<std::size_t> points;
  std::vector<double> outcome;              ///< [point]
  std::vector<std::vector<double>> inputs;  ///< [parameter][point]
};
UsablePoints usable_points(const sweep::Points& points, std::span<const std::size_t> chosen,
                           const PointMeans& means);

/// Samples in which every alternative of a column has a value under the same circumstances.
struct MatchedSamples {
  std::vector<double> alternatives;    ///< values that the column takes, ascending
  std::vector<double> values;          ///< [sample][alternative]
  std::vector<std::uint32_t> cluster;  ///< [sample]: base sample, trajectory or row, numbered from 0
  /// [sample]: combination of values of the other crossed columns, numbered from 0: every one occurs in each
  /// cluster.
  std::vector<std::uint32_t> member;
  std::vector<std::size_t> point;  ///< [sample]: one of its points, for the values of other columns
  std::size_t incomplete = 0;      ///< samples left out, since an alternative has no value
  /// Clusters: as many cases as are independent.
  [[nodiscard]] std::size_t independent() const {
    return cluster.empty() ? 0 : std::size_t{*std::ranges::max_element(cluster)} + 1;
  }
};
/// Of a Saltelli design the blocks A and B only, whose points are independent draws.
MatchedSamples matched_samples(const sweep::Points& points, std::size_t column, const PointMeans& means);

}  // namespace polder::sensitivity
