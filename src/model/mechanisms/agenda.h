// The agenda: which dossiers come, when, who drafts them, and what each member wants of them.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct DossierKind;
struct State;
struct Step;

struct AgendaParameters {
  double items_per_meeting = 6.0;
  double draft_hours_per_page = 0.5;
  double stake_spread = 0.4;
  double position_spread = 0.25;
  double drafter_skill = 0.4;
};

inline constexpr std::array kAgendaFields{
    NumberField<AgendaParameters>{"items_per_meeting", &AgendaParameters::items_per_meeting, "dossiers", 1.0,
                                  100.0, "dossiers that a meeting has time for", "assumption", true},
    NumberField<AgendaParameters>{"draft_hours_per_page", &AgendaParameters::draft_hours_per_page, "h/page",
                                  0.0, 10.0, "hours to write a page", "assumption"},
    NumberField<AgendaParameters>{"stake_spread", &AgendaParameters::stake_spread, "1", 0.0, 1.0,
                                  "relative spread of stakes among dossiers of a kind (half width)",
                                  "assumption"},
    NumberField<AgendaParameters>{"position_spread", &AgendaParameters::position_spread, "1", 0.0, 2.0,
                                  "standard deviation of what colour and need leave open in a position",
                                  "assumption"},
    NumberField<AgendaParameters>{
        "drafter_skill", &AgendaParameters::drafter_skill, "1", 0.0, 1.0,
        "share of a first draft's concreteness that hangs on the drafter's knowledge", "assumption"},
};

/// What colour and need make member i want of a dossier of this kind; the others know this much of it.
double leaning(const State& state, const DossierKind& kind, MunicipalityIndex i);

/// Draws which dossiers will come in this replicate: exogenous, the same in every variant.
void plan_agenda(Step& step);

/// Tables this week's dossiers: drafter, draft, positions, audience.
void table_dossiers(Step& step);

}  // namespace polder::model
