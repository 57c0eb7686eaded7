// What an event means in the course of its replicate: how often before, from where to where, by which rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/events.h"
#include "model/scenario.h"

namespace polder::explain {

/// Under the same type and cause, what else has to be said.
enum class Manner : std::uint8_t {
  plain,
  waits,        ///< the dossier waits for those who read
  overruled,    ///< and is pushed through all the same
  consent,      ///< decided by those present
  owners,       ///< by the owners of the fields concerned
  votes,        ///< by a board
  centre,       ///< by the centre municipality alone
  field_owner,  ///< by the owner of the field alone
  asked,        ///< pushed through though time to read was asked for
  disagreed,    ///< pushed through though too few agreed
  backing,      ///< administrators back less than they pledged; or: backing is what lacked
  objected,     ///< who does not ratify did not accept
  both,         ///< both of these
  in_full,      ///< carried out in full
  in_part,
  nothing,    ///< carried out not at all
  time,       ///< what lacked
  effort,     ///< what lacked
  knowledge,  ///< what lacked
  vague,      ///< what lacked is words to work with
  by_role,    ///< explicit roles
  by_lot,     ///< drawn among those present: the mechanism "selection" is off
  unowned,    ///< nobody's task
  late,       ///< finished after it was called late
  shock,      ///< an intervention, not the model
  at_desk,    ///< staff of a desk
  drifted_in  ///< political colour became more welcoming, not more restrictive
};

/// Beside one event.
struct Fact {
  Manner manner = Manner::plain;
  std::int32_t reviews = 0;          ///< of the dossier so far, this one included
  std::int32_t redrafts = 0;         ///< likewise
  double concreteness_tabled = 0.0;  ///< of its first draft
  double concreteness_before = 0.0;  ///< just before the event
  double concreteness = 0.0;         ///< after it
  model::Week weeks_on_table = 0;    ///< since it was tabled
  bool by_desk = false;              ///< who acts does so through a desk, of its own or of nobody's
};

/// One per event. The events are those of one whole replicate, in the order in which they were recorded.
std::vector<Fact> facts_of(const model::Scenario& scenario, std::span<const model::Event> events);

/// A gap between commitment pledged and backed from which it is named as a reason.
inline constexpr double kNotableGap = 0.1;

}  // namespace polder::explain
