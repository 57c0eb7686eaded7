// What a random number is for. Part of the key of every draw, so that one mechanism's draws never
// depend on another's.
#pragma once

#include <cstdint>

namespace polder::random {

/// The use of a stream. Values are part of the published key: never renumber or reuse one, since
/// that changes every result; new purposes take free numbers (gaps are left for neighbours).
enum class Purpose : std::uint16_t {
  // One block per municipality.
  arrivals = 10,
  vacancies = 11,
  // One lane per carrier of joint work (municipalities, then desks), four to a block.
  leave = 20,
  turnover = 21,
  // One lane per municipality, four to a block.
  initial_commitment = 30,
  alderman_turnover = 31,
  new_alderman = 32,
  election = 33,
  initial_content_trust = 70,
  withdrawal = 80,
  // Entity: kind; four weeks to a block.
  dossier_arrivals = 40,
  // Entity: dossier (its kind and its number within the kind); one lane per municipality.
  dossier_traits = 41,
  dossier_drafter = 42,
  position_noise = 43,
  ratification = 52,
  pushing_through = 51,
  // Entity: group; one lane per municipality.
  attendance = 50,
  // Entity: dossier; one lane per municipality, the task's number in the upper half of the index.
  volunteering = 60,
  // Entity: trusted municipality; one lane per trusting municipality.
  initial_trust = 71,
};

}  // namespace polder::random
