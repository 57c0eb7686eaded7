// What a random number is for. Part of the key of every draw, so that one mechanism's draws never
// depend on another's.
#pragma once

#include <cstdint>

namespace polder::random {

/// The use of a stream. Values are part of the published key: never renumber or reuse one, since
/// that changes every result; new purposes take free numbers (gaps are left for neighbours).
enum class Purpose : std::uint16_t {
  // Entity: municipality. Block 0 holds the count (lane 0) and the first three types; further types and
  // the further parts of large counts take further blocks.
  arrivals = 10,
  vacancies = 11,
  // Entity 0; one lane per carrier of joint work (municipalities, then desks), four to a block.
  leave = 20,
  turnover = 21,
  // Entity 0; one lane per municipality, four to a block.
  initial_commitment = 30,
  alderman_turnover = 31,
  election = 33,
  initial_content_trust = 70,
  // Entity: municipality; lane 0.
  new_alderman = 32,
  // Entity: dossier kind; four weeks to a block.
  dossier_arrivals = 40,
  // Entity: dossier (see agenda.cpp); the four lanes are four traits.
  dossier_traits = 41,
  // Entity: dossier; lane 0.
  dossier_drafter = 42,
  // Entity: group; lane 0.
  unit_drift = 44,
  pushing_through = 51,
  // Entity: dossier; one lane per municipality, four to a block.
  position_noise = 43,
  ratification = 52,
  // Entity: group; one lane per municipality, four to a block.
  attendance = 50,
  withdrawal = 80,
  concept_switch = 81,
  // Entity: dossier; one lane per municipality, four to a block, the task's number in the upper half of
  // the index.
  volunteering = 60,
  // Entity: dossier; one block per task, lane 0.
  any_member = 61,
  looked_at = 62,
  // Entity: trusted municipality; one lane per trusting municipality, four to a block.
  initial_trust = 71,
  // Outside the model. Entity: dimension of the Sobol sequence; two lanes make 64 bits.
  design_shift = 90,
  // Entity: parameter of a Latin hypercube; further points take further blocks.
  design_order = 91,
  // Entity: trajectory of a Morris design.
  design_trajectory = 92,
  // Entity: a resample of a bootstrap.
  resampling = 93,
  // Entity: a shuffle of a permutation test.
  shuffling = 94,
};

}  // namespace polder::random
