// What a concept settles. A concept is a value of these types and nothing else.
#pragma once

#include <cstdint>

#include "model/concepts/concept.h"

namespace polder::model {

/// Who decides on a dossier.
enum class Deciding : std::uint8_t {
  consent,      ///< those present agree; the content leader may push through
  centre,       ///< the centre hears the others once and decides near its own position
  field_owner,  ///< the owner of the field decides; a cross-cutting dossier needs every owner concerned
  board,        ///< participants vote, weighted by size; a majority decides
};

/// Who writes the draft.
enum class Drafting : std::uint8_t {
  able_and_willing,  ///< the more staff, knowledge and effort, the likelier
  centre,
  field_owner,
  unit,  ///< professionals without a political position of their own
};

/// Who carries out what was decided.
enum class Working : std::uint8_t {
  raised_hands,  ///< whoever takes it, from home
  centre_desk,   ///< the centre's desk, hired with the others' contributions
  field_desks,   ///< a desk per field at its owner, staffed by all
  unit_desk,     ///< one joint unit, staffed by all
};

/// How the staff of desks comes together.
enum class Staffing : std::uint8_t {
  stay,    ///< everyone stays at home
  paid,    ///< members pay, the centre builds on its base
  moved,   ///< staff moves to the field owners
  merged,  ///< staff merges in a new unit
  grown,   ///< staff joins a unit step by step, as groups find they want it
};

/// How it comes to be settled in which form a field of work is done.
enum class Forming : std::uint8_t {
  with_concept,  ///< for all fields at once, by choosing the concept
  per_field,     ///< made to measure: by the members on the first dossier of each field, before its content
};

/// Who must keep whom informed, hence how many channels a member keeps up.
enum class Channels : std::uint8_t {
  everyone,        ///< each with each: n - 1 per member
  hub,             ///< each with the centre: 1 per member, n - 1 for the centre
  field_owners,    ///< each with every field owner
  unit_and_board,  ///< each with the unit, plus the board's own circle
};

/// What binds members, hence what leaving costs.
enum class Bond : std::uint8_t { covenant, contract, public_law };

struct RuleSet {
  Deciding deciding;
  Drafting drafting;
  Working working;
  Staffing staffing;
  Forming forming;
  Channels channels;
  Bond bond;
  bool accounts_to_board;  ///< who works reports results to the participants, by contract
  bool ratified_at_home;   ///< each decision still needs the members' own executives
};

/// Policy and operations may follow different rules; only in the mix do they.
struct ConceptRules {
  RuleSet policy;
  RuleSet operations;

  [[nodiscard]] const RuleSet& of(bool operational) const { return operational ? operations : policy; }
};

/// The rules of a concept (thesis table 1).
const ConceptRules& rules_of(Concept which);

}  // namespace polder::model
