#include "patterns/null_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "patterns/facts.h"

namespace polder::patterns {
namespace {

constexpr std::array kConcepts{Variant::centre, Variant::matrix, Variant::ssc, Variant::mix};

// Facts are numbers, one after the other.
constexpr std::size_t kFacts = sizeof(Facts) / sizeof(double);
using Numbers = std::array<double, kFacts>;
static_assert(std::is_trivially_copyable_v<Facts> && sizeof(Numbers) == sizeof(Facts) &&
              alignof(Facts) == alignof(double));

std::size_t index(Variant variant) { return static_cast<std::size_t>(variant); }

/// Per fact, over the replicates in which it occurred; NaN where it never did.
Numbers means(const std::vector<Facts>& histories) {
  Numbers sum{};
  Numbers count{};
  for (const Facts& facts : histories) {
    const auto numbers = std::bit_cast<Numbers>(facts);
    for (std::size_t f = 0; f < kFacts; ++f) {
      if (std::isnan(numbers[f])) continue;
      sum[f] += numbers[f];
      count[f] += 1.0;
    }
  }
  for (std::size_t f = 0; f < kFacts; ++f) {
    sum[f] = count[f] > 0.0 ? sum[f] / count[f] : std::numeric_limits<double>::quiet_NaN();
  }
  return sum;
}

std::vector<Facts> multiplied(const std::vector<Facts>& histories, const Numbers& factors) {
  std::vector<Facts> result;
  result.reserve(histories.size());
  for (const Facts& facts : histories) {
    auto numbers = std::bit_cast<Numbers>(facts);
    for (std::size_t f = 0; f < kFacts; ++f) numbers[f] *= factors[f];
    result.push_back(std::bit_cast<Facts>(numbers));
  }
  return result;
}

const std::vector<Facts>& ran(const Recorded& recorded, Variant variant) {
  const std::vector<Facts>& histories = recorded[index(variant)];
  if (histories.empty()) {
    throw std::logic_error("multipliers need the ensemble " + std::string(variant_name(variant)));
  }
  return histories;
}

}  // namespace

std::vector<scenario::Override> settings_of(NullModel null) {
  const auto off = [](std::string_view mechanism) {
    return scenario::Override{
        .path = "mechanisms." + std::string(mechanism), .value = "false", .option = "--null"};
  };
  switch (null) {
    case NullModel::no_trust:
      return {off("relational_trust"), off("content_trust")};
    case NullModel::random_mixing:
      return {off("selection")};
    case NullModel::multipliers:
      break;
  }
  return {};
}

std::vector<Variant> variants_needed(NullModel null, const std::vector<Variant>& variants) {
  std::array<bool, kVariants> needed{};
  for (const Variant variant : variants) needed[index(variant)] = true;
  if (null == NullModel::multipliers) {
    for (const Variant concept_ : kConcepts) {
      const bool loss = needed[index(with_loss(concept_))];
      if (!loss && !needed[index(concept_)]) continue;
      needed[index(concept_)] = needed[index(Variant::network)] = true;
      if (loss) needed[index(Variant::network_loss)] = true;
    }
  }
  std::vector<Variant> result;
  for (std::size_t v = 0; v < kVariants; ++v) {
    if (needed[v]) result.push_back(static_cast<Variant>(v));
  }
  return result;
}

Recorded with_multipliers(const Recorded& recorded) {
  Recorded result = recorded;
  for (const Variant concept_ : kConcepts) {
    const bool loss = !recorded[index(with_loss(concept_))].empty();
    if (!loss && recorded[index(concept_)].empty()) continue;
    const std::vector<Facts>& network = ran(recorded, Variant::network);
    const Numbers before = means(network);
    Numbers factors = means(ran(recorded, concept_));
    for (std::size_t f = 0; f < kFacts; ++f) factors[f] = before[f] == 0.0 ? 1.0 : factors[f] / before[f];
    result[index(concept_)] = multiplied(network, factors);
    if (loss) result[index(with_loss(concept_))] = multiplied(ran(recorded, Variant::network_loss), factors);
  }
  return result;
}

}  // namespace polder::patterns
