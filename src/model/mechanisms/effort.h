// Effort weighs trust, urgency, backing, clarity of roles and met expectations against overload.
// Wanting to step back and doing so are two things: covenants, contracts and moved staff make leaving
// costly. Who wants to and does not is trapped.
#pragma once

#include <array>
#include <span>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct State;
struct Step;

struct EffortParameters {
  double start = 0.6;
  double trust = 0.3;
  double urgency = 0.3;
  double backing = 0.25;
  double clarity = 0.1;
  double expectations = 0.2;
  double overload = 0.2;
  double rate = 0.05;
  double leave_below = 0.34;
  double leave_per_year = 2.0;
  double covenant_holds = 0.985;
  double contract_holds = 0.993;
  double law_holds = 0.998;
  double benefit_rate = 0.05;
};

inline constexpr std::array kEffortFields{
    NumberField<EffortParameters>{"start", &EffortParameters::start, "1", 0.0, 1.0, "effort at the start",
                                  "assumption"},
    NumberField<EffortParameters>{"trust", &EffortParameters::trust, "1", 0.0, 1.0,
                                  "weight of both trusts (half each)", "assumption; thesis §2.5"},
    NumberField<EffortParameters>{"urgency", &EffortParameters::urgency, "1", 0.0, 1.0, "weight of urgency",
                                  "assumption; thesis §4.2.4"},
    NumberField<EffortParameters>{"backing", &EffortParameters::backing, "1", 0.0, 1.0,
                                  "weight of the administrators' backing", "assumption; thesis §4.2.8"},
    NumberField<EffortParameters>{"clarity", &EffortParameters::clarity, "1", 0.0, 1.0,
                                  "weight of knowing who does what", "assumption; thesis §4.2.7"},
    NumberField<EffortParameters>{"expectations", &EffortParameters::expectations, "1", 0.0, 1.0,
                                  "weight of met expectations", "assumption; thesis §4.1.3"},
    NumberField<EffortParameters>{"overload", &EffortParameters::overload, "1", 0.0, 1.0,
                                  "loss by overload and by lack of support (pledged but not backed)",
                                  "assumption; thesis §4.2.3, §4.2.8"},
    NumberField<EffortParameters>{"rate", &EffortParameters::rate, "1/week", 0.0, 1.0,
                                  "speed at which effort moves", "assumption"},
    NumberField<EffortParameters>{"leave_below", &EffortParameters::leave_below, "1", 0.0, 1.0,
                                  "effort below which a member wants to step back",
                                  "assumption; thesis §4.2.8"},
    NumberField<EffortParameters>{"leave_per_year", &EffortParameters::leave_per_year, "1/year", 0.0, 52.0,
                                  "chance of leaving if nothing held a member that wants to", "assumption"},
    NumberField<EffortParameters>{"covenant_holds", &EffortParameters::covenant_holds, "1", 0.0, 1.0,
                                  "share of such wishes that a covenant stops",
                                  "assumption; thesis §4.2.8 (trapped)"},
    NumberField<EffortParameters>{"contract_holds", &EffortParameters::contract_holds, "1", 0.0, 1.0,
                                  "share that a contract stops", "assumption"},
    NumberField<EffortParameters>{"law_holds", &EffortParameters::law_holds, "1", 0.0, 1.0,
                                  "share that public law and moved staff stop",
                                  "assumption; thesis table 1 (hard to leave)"},
    NumberField<EffortParameters>{"benefit_rate", &EffortParameters::benefit_rate, "1/week", 0.0, 1.0,
                                  "speed at which expectations are compared with what came", "assumption"},
};

/// How clear it is to each municipality who does what, 0 to 1: tasks with an owner, as far as it knows of
/// them.
void see_clarity(const State& s, std::span<double> clarity);

/// This week's effort and who wants to step back.
void move_effort(Step& step);

/// At a meeting: who really leaves.
void consider_leaving(Step& step, GroupIndex g);

/// False for who left already, for who hosts a desk that the others depend on, and where a group
/// would be left with fewer than two members.
bool may_leave(const Step& step, MunicipalityIndex i);

/// The municipality leaves every group of the partnership; tasks it had are nobody's.
void leave_partnership(Step& step, MunicipalityIndex i, double value, double threshold);

}  // namespace polder::model
