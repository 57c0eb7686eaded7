// The words of the timeline, in both languages: one table, by type of event, cause and manner.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "explain/facts.h"
#include "explain/language.h"
#include "model/concepts/concept.h"
#include "model/events.h"
#include "model/interventions.h"

namespace polder::explain {

/// Places between braces are filled in (sentence.cpp); which there are is said there.
struct Phrase {
  model::EventType type;
  model::Cause cause;
  Manner manner;
  Bilingual sentence;  ///< whole
  Bilingual clause;    ///< one of several after the lead of the type
};

/// Everything that the model can record, each (type, cause, manner) once.
std::span<const Phrase> phrases();

/// std::logic_error where nobody has found words.
const Phrase& phrase_of(model::EventType type, model::Cause cause, Manner manner);

/// Begins a sentence about several events of a type: "Vastgesteld".
Bilingual lead_of(model::EventType type);

/// What became of a dossier in a word or two: "volledig", "ten dele"; empty for other manners.
Bilingual outcome_of(Manner manner);

/// A concept by its form: "a shared-service centre".
Bilingual concept_form(model::Concept which);

/// What starts with an intervention, as a whole sentence; in the order of model::kInterventionFields.
Bilingual intervention(std::size_t position);

}  // namespace polder::explain
