#include "patterns/sample.h"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace polder::patterns {
namespace {

double quotient(double part, double whole) {
  return whole > 0.0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::span<const Facts> Sample::of(Variant variant) const {
  const std::vector<Facts>& facts = (*recorded_)[static_cast<std::size_t>(variant)];
  if (facts.size() != weights_.size()) {
    throw std::logic_error("a pattern looks at the ensemble " + std::string(variant_name(variant)) +
                           ", which it does not name among those that it needs");
  }
  return facts;
}

double Sample::mean(Variant variant, Fact fact) const {
  const auto facts = of(variant);
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t r = 0; r < facts.size(); ++r) {
    const double value = facts[r].*fact;
    if (std::isnan(value)) continue;
    sum += weights_[r] * value;
    weight += weights_[r];
  }
  return quotient(sum, weight);
}

double Sample::pooled(Variant variant, Fact part, Fact whole) const {
  const auto facts = of(variant);
  double parts = 0.0;
  double wholes = 0.0;
  for (std::size_t r = 0; r < facts.size(); ++r) {
    parts += weights_[r] * facts[r].*part;
    wholes += weights_[r] * facts[r].*whole;
  }
  return quotient(parts, wholes);
}

double Sample::difference(Variant variant, Variant base, Fact fact) const {
  const auto changed = of(variant);
  const auto before = of(base);
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t r = 0; r < changed.size(); ++r) {
    const double value = changed[r].*fact - before[r].*fact;
    if (std::isnan(value)) continue;
    sum += weights_[r] * value;
    weight += weights_[r];
  }
  return quotient(sum, weight);
}

}  // namespace polder::patterns
