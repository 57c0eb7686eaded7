// The ensembles that patterns are looked for in: variants of one scenario on the same random numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/scenario.h"
#include "scenario/override.h"

namespace polder::patterns {

/// The baseline is the scenario under the network concept; the others differ from it in what their name says.
enum class Variant : std::uint8_t {
  network,
  alike,  ///< all municipalities of the mean colour, and all members of a group of its mean need
  centre,
  matrix,
  ssc,
  mix,
  network_loss,  ///< halfway, the person who carries most joint work leaves; likewise below
  centre_loss,
  matrix_loss,
  ssc_loss,
  mix_loss,
  monitoring,
  goals,        ///< concrete goals
  goals_alike,  ///< concrete goals among municipalities that are alike
  roles,        ///< explicit roles
  forum,
  independent,  ///< an independent process manager
  relevant,     ///< relevant parties only
  half,         ///< every second member of each group, from the largest on
  half_load,    ///< the same with dossiers in proportion: as much for each member to do
  no_manager,   ///< without a process manager
  deciding,     ///< a process manager who decides
};

inline constexpr std::size_t kVariants = 22;

/// "network", "alike", ..., as written above.
std::string_view variant_name(Variant variant);

/// What has to be set in a scenario to get the variant, as `--set` takes it.
std::vector<scenario::Override> settings_of(Variant variant, const model::Scenario& scenario);

/// Week in which the key person leaves: halfway.
model::Week loss_week(const model::Scenario& scenario);

/// The variant in which the key person leaves, of one that is a concept.
Variant with_loss(Variant concept_);

}  // namespace polder::patterns
