// What a run is judged by. Each outcome is one entry of a catalogue; recording, files, tables and
// documentation all follow the catalogue.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace polder::model {

struct Scenario;
struct State;

/// What one value of a series belongs to.
enum class Shape : std::uint8_t { group, municipality };

/// How a series is read off the state.
enum class Reading : std::uint8_t {
  /// A running total in the state: the interval's value is its growth (sum over the interval).
  flow,
  /// Two running totals: the interval's value is growth of the first / growth of the second, the
  /// mean over what happened in the interval; NaN when nothing did.
  ratio,
  /// A level: its value at the end of the interval.
  level,
};

/// A trajectory: one value per recorded interval and group or municipality. In files its dimensions
/// are (variant, replicate, round or week, group or municipality).
struct SeriesOutcome {
  std::string_view name;
  std::string_view unit;
  std::string_view long_name;
  Shape shape;
  Reading reading;
  /// Writes the level, or the (first) running total, of every entity.
  void (*total)(const State&, std::span<double>);
  /// The second running total of a ratio; null otherwise.
  void (*count)(const State&, std::span<double>);
};

/// Which way of an outcome most would call better: rankings of concepts need one. A convention, not a
/// finding.
enum class Better : std::uint8_t { neither, higher, lower };

/// One number per replicate.
struct ScalarOutcome {
  std::string_view name;
  std::string_view unit;
  std::string_view long_name;
  bool main;  ///< a row of the table that `polder run` and `polder compare` print
  Better better = Better::neither;
};

/// All series, group outcomes first. Order is stable within a version.
std::span<const SeriesOutcome> series_catalogue();

/// All scalars: for each series its `_total` (flows) or `_mean` (ratios: over all events; levels:
/// over rounds and entities), then the scalars with a name of their own, then those of the survey.
std::span<const ScalarOutcome> scalar_catalogue();

/// Those that a run of the scenario has: without the survey's where no survey is held. They come first in
/// scalar_catalogue(), so that positions are the same.
std::span<const ScalarOutcome> scalar_catalogue(const Scenario& scenario);

}  // namespace polder::model
