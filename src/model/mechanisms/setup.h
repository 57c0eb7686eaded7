// Setting a concept up: desks fill over time, staff leaves home for them, and it costs money.
#pragma once

#include <array>

#include "model/concepts/rules.h"
#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct SetupParameters {
  double joint_share = 0.3;
  double bought_share = 0.1;
  double contract_weeks = 8.0;
  double move_weeks = 36.0;
  double merge_weeks = 52.0;
  double grow_weeks = 104.0;
  double unit_from = 0.5;
  double switch_exit = 0.3;
  double contract_cost = 10000.0;
  double move_cost = 40000.0;
  double merge_cost = 80000.0;
  double start_dip = 0.2;
  double dip_weeks = 52.0;
  double management_share = 0.08;
};

inline constexpr std::array kSetupFields{
    NumberField<SetupParameters>{"joint_share", &SetupParameters::joint_share, "1", 0.0, 0.45,
                                 "share of members' staff that moves to a group's desks, with its casework",
                                 "assumption"},
    NumberField<SetupParameters>{"bought_share", &SetupParameters::bought_share, "1", 0.0, 0.45,
                                 "hours that members buy from a centre's desk, as a share of their staff",
                                 "assumption"},
    NumberField<SetupParameters>{"contract_weeks", &SetupParameters::contract_weeks, "weeks", 0.0, 260.0,
                                 "time to contract a centre's services",
                                 "assumption; thesis table 1 (quick start)"},
    NumberField<SetupParameters>{"move_weeks", &SetupParameters::move_weeks, "weeks", 0.0, 260.0,
                                 "time to move staff to field owners", "assumption, 3 to 9 months"},
    NumberField<SetupParameters>{"merge_weeks", &SetupParameters::merge_weeks, "weeks", 0.0, 260.0,
                                 "time to merge staff in a unit", "assumption, 6 to 24 months"},
    NumberField<SetupParameters>{"grow_weeks", &SetupParameters::grow_weeks, "weeks", 0.0, 520.0,
                                 "time in which a unit grows out of working groups",
                                 "assumption; thesis table 1 (slow)"},
    NumberField<SetupParameters>{"unit_from", &SetupParameters::unit_from, "1", 0.0, 1.0,
                                 "share of its staff from which a unit that grows takes up work",
                                 "assumption"},
    NumberField<SetupParameters>{"switch_exit", &SetupParameters::switch_exit, "1", 0.0, 1.0,
                                 "share of those at desks that leave when a change of concept dissolves them",
                                 "assumption"},
    NumberField<SetupParameters>{"contract_cost", &SetupParameters::contract_cost, "EUR", 0.0, 1e8,
                                 "one-off cost of a contract, per group", "assumption"},
    NumberField<SetupParameters>{"move_cost", &SetupParameters::move_cost, "EUR", 0.0, 1e8,
                                 "one-off cost of moving staff, per group", "assumption"},
    NumberField<SetupParameters>{"merge_cost", &SetupParameters::merge_cost, "EUR", 0.0, 1e8,
                                 "one-off cost of merging staff, per group", "assumption"},
    NumberField<SetupParameters>{"start_dip", &SetupParameters::start_dip, "1", 0.0, 0.9,
                                 "loss of output of staff in a new place", "assumption, 5 to 30 %"},
    NumberField<SetupParameters>{"dip_weeks", &SetupParameters::dip_weeks, "weeks", 1.0, 520.0,
                                 "time in which that loss wears off", "assumption"},
    NumberField<SetupParameters>{"management_share", &SetupParameters::management_share, "1", 0.0, 0.9,
                                 "share of a merged unit's hours that goes into running it",
                                 "thesis table 1 (extra cost); assumption"},
};

/// Weeks until the desks of a form of staffing are complete; 0 for staff that stays.
double setup_weeks(const SetupParameters& parameters, Staffing staffing);

/// Share of members' staff that works at the desks of group g now, and does its casework there; 0 where staff
/// stays at home.
double moved_share(const Step& step, GroupIndex g);

/// The week from which the desks of group g are there, as far as can be planned: this one when they are, or
/// when theirs is a unit that grows.
Week desks_ready_week(const Step& step, GroupIndex g);

/// Advances every group's set-up by a week, moves staff hours to desks and books one-off costs.
void advance_setup(Step& step);

}  // namespace polder::model
