// What should come out of the model, as values: each pattern says where it is from, which ensembles it looks
// at, which figures it takes from them and what these have to be.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "patterns/sample.h"
#include "patterns/variant.h"

namespace polder::patterns {

enum class Bound : std::uint8_t { at_least, above, at_most, below };

/// ">=", ">", "<=", "<".
std::string_view bound_sign(Bound bound);

/// One figure and what it has to be.
struct Part {
  std::string_view what;  ///< the figure in words
  std::string_view unit;  ///< "1" for shares and other numbers without one
  double (*figure)(const Sample&);
  Bound bound = Bound::above;
  double threshold = 0.0;
};

/// Holds when all its parts do.
struct Pattern {
  std::string_view id;        ///< "A1"
  std::string_view name;      ///< a few words
  std::string_view sentence;  ///< what should be seen
  std::string_view source;    ///< "thesis §4.2.2"
  std::vector<Variant> variants;
  std::vector<Part> parts;
  std::string_view note{};  ///< where a figure is the nearest measure rather than what the source says
};

/// How the network concept works (thesis §4.2).
std::vector<Pattern> network_patterns();
/// How the concepts differ (thesis §2.4, table 1).
std::vector<Pattern> concept_patterns();
/// What the recommendations do (thesis §5.2).
std::vector<Pattern> recommendation_patterns();
/// Further findings of the thesis and the literature that can fail.
std::vector<Pattern> further_patterns();

/// All of them, in this order.
std::span<const Pattern> catalogue();

/// Variants that some patterns look at, each once, in the order of Variant.
std::vector<Variant> variants_of(std::span<const Pattern* const> patterns);

/// Figures that are no further apart are the same: what lies between them is rounding.
inline constexpr double kRounding = 1e-9;

/// Whether a figure is as it has to be; NaN never is.
bool meets(double figure, const Part& part);

}  // namespace polder::patterns
