// `--vary PATH=a,b,c`: variants of a scenario.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/override.h"

namespace polder::cli {

inline constexpr std::string_view kVaryConcepts = "concept=network,centre,matrix,ssc";
inline constexpr std::size_t kMostVariants = 1000;

/// Values that one path takes in turn.
struct Vary {
  std::string path;
  std::vector<std::string> values;  ///< as typed; one that contains a comma is in quotes
};

/// One combination of values.
struct Variant {
  std::string name;
  std::vector<scenario::Override> overrides;
};

/// Reads all `--vary` options; adds what is wrong to `errors`, each a whole line.
std::vector<Vary> parse_vary(std::span<const std::string> texts, std::vector<std::string>& errors);

/// All combinations, the last path changing fastest. Named after their values: `network`, or, with several
/// paths, `concept=network, interventions.forum=true`.
std::vector<Variant> combinations(std::span<const Vary> varied);

}  // namespace polder::cli
