// From a scenario file to a scenario that is known to be right, or to all that is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario.h"
#include "scenario/override.h"
#include "scenario/problem.h"

namespace polder::scenario {

/// Larger files are refused.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20U;
/// Further problems are counted, not kept.
inline constexpr std::size_t kMostProblems = 1000;
/// Files that extend one another.
inline constexpr std::size_t kLongestChain = 16;

/// A file that was read, verbatim.
struct Source {
  std::string file;
  std::string text;
};

struct Loaded {
  std::optional<model::Scenario> scenario;  ///< there if and only if `problems` is empty
  std::vector<Problem> problems;            ///< by file, line and column
  std::vector<Source> sources;              ///< the scenario file first, then those it extends
};

/// Reads the file, those it extends, and applies the overrides in their order. Does not throw on any
/// input.
Loaded load_file(const std::string& file, std::span<const Override> overrides = {});

/// The same without a file system: `text` stands for `file`, and what it extends is looked up in
/// `extended` by the names that `load_file` reported in `Loaded::sources`.
Loaded load_text(std::string_view text, const std::string& file, std::span<const Override> overrides = {},
                 std::span<const Source> extended = {});

}  // namespace polder::scenario
