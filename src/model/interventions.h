// Interventions and shocks: what may start in a given week (thesis §5.2 and the theory it cites).
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

/// Start week of each intervention; kNone: never. In a scenario `false` is never, `true` is week 0
/// and a number is the week it starts.
struct Interventions {
  // The four recommendations of thesis §5.2.
  Week monitoring = kNone;
  Week concrete_goals = kNone;
  Week explicit_roles = kNone;
  Week forum = kNone;
  // The theory adds.
  Week independent_manager = kNone;
  Week deciding_manager = kNone;
  Week no_manager = kNone;
  Week relevant_parties = kNone;
  Week informal_contact = kNone;
  Week staff_for_small = kNone;
  Week pooled_budget = kNone;
  Week temporary_housing = kNone;
  Week target_exchange = kNone;
  // Shocks.
  Week colour_change = kNone;
  Week inflow_shock = kNone;
  Week staff_loss = kNone;
  Week member_leaves = kNone;
};

/// One documented intervention.
struct InterventionField {
  std::string_view name;
  Week Interventions::*member;
  std::string_view meaning;
  std::string_view source;
};

inline constexpr std::array kInterventionFields{
    InterventionField{"monitoring", &Interventions::monitoring,
                      "indicators and evaluation make joint results visible", "thesis §5.2.1"},
    InterventionField{"concrete_goals", &Interventions::concrete_goals,
                      "a floor under the concreteness of what may be decided", "thesis §5.2.2"},
    InterventionField{"explicit_roles", &Interventions::explicit_roles,
                      "tasks are assigned by capacity and knowledge, with reminders", "thesis §5.2.3"},
    InterventionField{"forum", &Interventions::forum,
                      "a forum in place of mail: members pull what concerns them", "thesis §5.2.4"},
    InterventionField{"independent_manager", &Interventions::independent_manager,
                      "the process manager is employed by no member", "thesis §2.5, §4.2.6"},
    InterventionField{"deciding_manager", &Interventions::deciding_manager,
                      "the process manager settles what consent left open after some redrafts "
                      "(deliberation.manager_patience)",
                      "thesis §2.5, §4.2.6"},
    InterventionField{"no_manager", &Interventions::no_manager,
                      "the process manager leaves, an independent or deciding one too",
                      "model assumption, for comparison"},
    InterventionField{"relevant_parties", &Interventions::relevant_parties,
                      "dossiers go to the members they concern most", "thesis §2.5, §4.2.5"},
    InterventionField{"informal_contact", &Interventions::informal_contact,
                      "time for informal contact at every meeting", "thesis §2.5"},
    InterventionField{"staff_for_small", &Interventions::staff_for_small,
                      "the smallest staffs are brought up to a floor", "thesis §4.2.5"},
    InterventionField{"pooled_budget", &Interventions::pooled_budget,
                      "a joint budget hires hands for joint tasks", "thesis §4.2.8"},
    InterventionField{"temporary_housing", &Interventions::temporary_housing,
                      "joint temporary dwellings come available", "thesis §4.2.8 (R.7)"},
    InterventionField{"target_exchange", &Interventions::target_exchange,
                      "members exchange targets, sum unchanged", "Housing Act 2014, art. 29(2)"},
    InterventionField{"colour_change", &Interventions::colour_change, "political colour shifts everywhere",
                      "thesis §4.2.2"},
    InterventionField{"inflow_shock", &Interventions::inflow_shock, "arrivals change by a factor for a while",
                      "thesis §1.1"},
    InterventionField{"staff_loss", &Interventions::staff_loss,
                      "the person who carries most joint work leaves", "thesis table 1"},
    InterventionField{"member_leaves", &Interventions::member_leaves,
                      "the least committed member leaves the partnership", "thesis §4.2.8"},
};

/// Sizes of the interventions, section [intervention_size].
struct InterventionSize {
  double concreteness_floor = 0.65;
  double informal_factor = 2.0;
  double staff_floor_fte = 1.0;
  double pooled_hours = 32.0;
  double temporary_dwellings = 300.0;
  double temporary_build_weeks = 39.0;
  double colour_shift = -0.4;
  double inflow_factor = 1.5;
  double inflow_weeks = 52.0;
  double relevance_share = 0.5;
};

inline constexpr std::array kInterventionSizeFields{
    NumberField<InterventionSize>{"concreteness_floor", &InterventionSize::concreteness_floor, "1", 0.0, 1.0,
                                  "lowest concreteness that may be decided under concrete goals",
                                  "assumption"},
    NumberField<InterventionSize>{"informal_factor", &InterventionSize::informal_factor, "1", 0.0, 10.0,
                                  "factor on the trust gained by meeting under informal contact",
                                  "assumption"},
    NumberField<InterventionSize>{"staff_floor_fte", &InterventionSize::staff_floor_fte, "fte", 0.0, 50.0,
                                  "staff floor under staff for the small",
                                  "assumption, after thesis §4.2.5 (less than 1 fte in small ones)"},
    NumberField<InterventionSize>{"pooled_hours", &InterventionSize::pooled_hours, "h/week", 0.0, 1000.0,
                                  "hours for joint tasks that a pooled budget hires, per group",
                                  "assumption"},
    NumberField<InterventionSize>{"temporary_dwellings", &InterventionSize::temporary_dwellings, "dwellings",
                                  0.0, 1e6, "joint temporary dwellings, all members together", "assumption"},
    NumberField<InterventionSize>{"temporary_build_weeks", &InterventionSize::temporary_build_weeks, "weeks",
                                  1.0, 520.0, "weeks over which temporary dwellings come available",
                                  "assumption", true},
    NumberField<InterventionSize>{"colour_shift", &InterventionSize::colour_shift, "1", -2.0, 2.0,
                                  "shift of political colour under a change of colour", "assumption"},
    NumberField<InterventionSize>{"inflow_factor", &InterventionSize::inflow_factor, "1", 0.0, 10.0,
                                  "factor on arrivals during an inflow shock", "assumption"},
    NumberField<InterventionSize>{"inflow_weeks", &InterventionSize::inflow_weeks, "weeks", 1.0, 2600.0,
                                  "length of an inflow shock", "assumption", true},
    NumberField<InterventionSize>{"relevance_share", &InterventionSize::relevance_share, "1", 0.05, 1.0,
                                  "share of members that a dossier goes to under relevant parties only",
                                  "assumption"},
};

}  // namespace polder::model
