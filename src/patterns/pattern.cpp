#include "patterns/pattern.h"

#include <algorithm>
#include <iterator>

namespace polder::patterns {

std::string_view bound_sign(Bound bound) {
  switch (bound) {
    case Bound::at_least:
      return ">=";
    case Bound::above:
      return ">";
    case Bound::at_most:
      return "<=";
    case Bound::below:
      return "<";
  }
  return "";
}

std::span<const Pattern> catalogue() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> patterns;
    for (auto family : {network_patterns, concept_patterns, recommendation_patterns, further_patterns}) {
      std::ranges::move(family(), std::back_inserter(patterns));
    }
    return patterns;
  }();
  return all;
}

std::vector<Variant> variants_of(std::span<const Pattern* const> patterns) {
  std::vector<Variant> variants;
  for (const Pattern* pattern : patterns) {
    variants.insert(variants.end(), pattern->variants.begin(), pattern->variants.end());
  }
  std::ranges::sort(variants);
  const auto repeated = std::ranges::unique(variants);
  variants.erase(repeated.begin(), repeated.end());
  return variants;
}

bool meets(double figure, const Part& part) {
  switch (part.bound) {
    case Bound::at_least:
      return figure >= part.threshold - kRounding;
    case Bound::above:
      return figure > part.threshold + kRounding;
    case Bound::at_most:
      return figure <= part.threshold + kRounding;
    case Bound::below:
      return figure < part.threshold - kRounding;
  }
  return false;
}

}  // namespace polder::patterns
