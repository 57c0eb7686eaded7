// The two complaints about tempo, from one rule: who has not read enough when a dossier is decided
// finds it too fast; who was ready long before finds it too slow. And what drives both: the content
// leader who pushes a dossier through.
#pragma once

#include <array>
#include <span>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct TempoParameters {
  double patience_weeks = 8.0;
  double fast_margin = 0.9;
  double push_base = -3.2;
  double push_waiting = 1.2;
  double push_say = 2.0;
  double push_deadline = 1.5;
  double push_guard = 1.5;
  double employed_guard = 0.4;
};

inline constexpr std::array kTempoFields{
    NumberField<TempoParameters>{"patience_weeks", &TempoParameters::patience_weeks, "weeks", 0.0, 104.0,
                                 "weeks that a member who has read enough finds fitting to wait",
                                 "assumption"},
    NumberField<TempoParameters>{
        "fast_margin", &TempoParameters::fast_margin, "1", 0.0, 1.0,
        "share of what it wanted to read below which a member finds a decision too fast", "assumption"},
    NumberField<TempoParameters>{"push_base", &TempoParameters::push_base, "log-odds", -20.0, 20.0,
                                 "pushing through a fresh dossier without say, deadline or guard",
                                 "assumption"},
    NumberField<TempoParameters>{"push_waiting", &TempoParameters::push_waiting, "log-odds/half-year", 0.0,
                                 20.0, "growth with time on the table", "assumption; thesis §4.2.6"},
    NumberField<TempoParameters>{"push_say", &TempoParameters::push_say, "log-odds", 0.0, 20.0,
                                 "growth from no say to all say of the content leader",
                                 "assumption; thesis §4.2.6"},
    NumberField<TempoParameters>{"push_deadline", &TempoParameters::push_deadline, "log-odds", 0.0, 20.0,
                                 "growth with an outside deadline", "assumption; thesis §4.2.1"},
    NumberField<TempoParameters>{"push_guard", &TempoParameters::push_guard, "log-odds", 0.0, 20.0,
                                 "restraint by a neutral process manager", "assumption; thesis §2.5"},
    NumberField<TempoParameters>{
        "employed_guard", &TempoParameters::employed_guard, "1", 0.0, 1.0,
        "share of that restraint left when the content leader employs the process manager",
        "assumption; thesis §4.2.6"},
};

/// An attempt of the content leader to push a dossier through.
struct Push {
  double chance = 0.0;  ///< 0 when the leader is absent, not ready or not in favour
  double draw = 1.0;
  [[nodiscard]] bool succeeds() const { return draw < chance; }
};

/// What the content leader does about a dossier that was not decided; nothing is changed yet.
Push try_to_push(Step& step, DossierIndex d, std::span<const double> accepts);

/// Every member whom the decided dossier concerns judges its tempo; content trust follows.
void judge_tempo(Step& step, DossierIndex d);

}  // namespace polder::model
