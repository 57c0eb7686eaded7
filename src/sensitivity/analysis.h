// One outcome of a sweep analysed: the estimators that its design calls for.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "sensitivity/chance.h"
#include "sensitivity/design_values.h"
#include "sensitivity/elementary_effects.h"
#include "sensitivity/factorial.h"
#include "sensitivity/given_data.h"
#include "sensitivity/one_at_a_time.h"
#include "sensitivity/order_flips.h"
#include "sensitivity/ranking.h"
#include "sensitivity/sobol_indices.h"
#include "sensitivity/sufficiency.h"
#include "sweep/points.h"

namespace polder::sensitivity {

/// A parameter at one of its values, all else as in the base scenario.
struct LevelEffect {
  std::size_t parameter = 0;
  std::size_t point = 0;  ///< where it has the value
  PairedDifference effect;
};

/// What a design gives, parameters in the order of parameters_of(). Nothing where too little has run.
using Measures = std::variant<std::monostate, SobolIndices, ElementaryEffects, GivenData, FactorialShares,
                              std::vector<LevelEffect>>;

struct Analysis {
  Completeness completeness;
  double mean = 0.0;  ///< over the points that are used; of a Saltelli design over A and B
  double sd = 0.0;
  ChanceShares chance;
  Measures measures;
  std::vector<Shortfall> shortfalls;
};

/// `chosen` are the points of one combination. A factorial of which a point is missing has no measures: its
/// points come in the order of the levels, so that the first ones are no sample of all.
Analysis analyse(const OutcomeRows& rows, const PointMeans& means, std::span<const std::size_t> chosen,
                 const Bootstrap& bootstrap);

/// The widest interval of what parameters are ranked by.
struct Widest {
  std::size_t parameter = 0;
  std::string_view measure;  ///< "first", "total", "mu*", "effect"
  double width = 0.0;        ///< mu* and effects: over the largest of them; NaN: there is no interval yet
};
/// None where the outcome does not vary, and all has run that says so. Intervals that are missing are wider
/// than all others.
std::optional<Widest> widest_interval(const Analysis& analysis);

/// A column's values as alternatives.
struct RankedColumn {
  MatchedSamples samples;
  std::vector<Standing> standings;        ///< [alternative]
  std::vector<std::size_t> order;         ///< alternatives, best first
  std::vector<std::size_t> flip_columns;  ///< columns that vary besides, inputs of `flips`
  /// Of the first two in order: wins of the first.
  OrderFlips flips;
};
/// None where there are no matched samples of two alternatives or more.
std::optional<RankedColumn> rank_column(const sweep::Points& points, const PointMeans& means,
                                        std::size_t column, bool higher_is_better,
                                        const Bootstrap& bootstrap);

}  // namespace polder::sensitivity
