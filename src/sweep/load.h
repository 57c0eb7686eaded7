// From a sweep file to a designed experiment that is known to be right, or to all that is wrong with it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/base.h"
#include "scenario/load.h"
#include "scenario/override.h"
#include "scenario/problem.h"
#include "sweep/points.h"

namespace polder::sweep {

/// More points than this are refused.
inline constexpr std::uint64_t kMostPoints = 20'000'000;

/// More points times parameters than this are refused: they take 8 bytes each.
inline constexpr std::uint64_t kMostValues = 500'000'000;

/// A designed experiment.
struct Sweep {
  std::string title;
  /// The sweep file, then its table if it has one, verbatim. Files are named as the sweep file leads to them.
  std::vector<scenario::Source> sources;
  std::vector<scenario::Source> scenario_sources;  ///< the base scenario, then the files it extends, likewise
  /// Of the base scenario: the sweep file's `set` and its `weeks`, `seed` and `replicates`, then the
  /// caller's.
  std::vector<scenario::Override> overrides;
  scenario::Base base;  ///< with the overrides
  std::uint64_t seed = 1;
  std::uint32_t replicates = 0;
  std::vector<std::string> outcomes;  ///< scalar outcomes to keep, in the order of the catalogue
  Points points;
};

/// What the command line puts in place of what the file says.
struct Changes {
  std::vector<scenario::Override> overrides;  ///< of the base scenario
  std::optional<std::string> samples;         ///< of `[design]`, as typed
};

struct Loaded {
  std::optional<Sweep> sweep;               ///< there if and only if `problems` is empty
  std::vector<scenario::Problem> problems;  ///< by file, line and column
  std::vector<scenario::Source> sources;    ///< what was read of the sweep file and its table
};

/// Reads the sweep file and the files it names, which lie relative to it. Does not throw on any input.
/// Every point is within what the scenario accepts parameter by parameter; combinations that it refuses
/// are found when they are run.
Loaded load_file(const std::string& file, const Changes& changes = {});

/// The same without a file system: everything is looked up in `sources` (the sweep file first, then its
/// table) and `scenario_sources` by the names that they have in Sweep.
Loaded load_text(std::span<const scenario::Source> sources,
                 std::span<const scenario::Source> scenario_sources, const Changes& changes = {});

/// Whether a TOML file is a sweep file rather than a scenario: it has a table `design`. False when it
/// cannot be read or parsed. Never throws.
bool looks_like_sweep(const std::string& file) noexcept;

/// JSON Schema (draft 2020-12) of sweep files, pretty printed.
std::string json_schema();

}  // namespace polder::sweep
