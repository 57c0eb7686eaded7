// Null models: the model without something that it is about. A pattern that comes out of one of them too says
// little about what was left out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "patterns/sample.h"
#include "patterns/variant.h"
#include "scenario/override.h"

namespace polder::patterns {

enum class NullModel : std::uint8_t {
  no_trust,       ///< trust stays what it was at the start, whatever is done
  random_mixing,  ///< who drafts, who takes tasks and who is heard: any member alike
  multipliers,    ///< a concept is the network with each of its facts times a constant
};

inline constexpr std::size_t kNullModels = 3;

/// As written above, in that order.
inline constexpr std::array<std::string_view, kNullModels> kNullModelNames{"no_trust", "random_mixing",
                                                                           "multipliers"};

/// What has to be set in a scenario to get the null model, as `--set` takes it; nothing for `multipliers`,
/// which are made from what was recorded.
std::vector<scenario::Override> settings_of(NullModel null);

/// The variants that have to run so that figures can be taken from `variants` under the null model: for
/// `multipliers` also those that the constants are fitted to. In the order of Variant.
std::vector<Variant> variants_needed(NullModel null, const std::vector<Variant>& variants);

/// The ensembles with every concept but the network replaced by the network's histories, each fact times a
/// constant of that concept and fact: mean under the concept / mean in the network, which is the best that
/// constants can do. Where the key person leaves, the same constants on what the network does then. A fact
/// that is 0 in the network stays 0. Other variants, which are of the network, stay as they are. Throws
/// std::logic_error when a concept ran and the network did not, or one with the loss and not one without.
Recorded with_multipliers(const Recorded& recorded);

}  // namespace polder::patterns
