// Who pays: hours at home are paid at home, desks by the members in proportion, and what came to
// nothing by whoever carried it.
#pragma once

#include <array>
#include <span>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct State;
struct Step;

struct CostParameters {
  double hour = 65.0;
  double hired_hour = 85.0;
};

inline constexpr std::array kCostFields{
    NumberField<CostParameters>{"hour", &CostParameters::hour, "EUR/h", 0.0, 1000.0,
                                "cost of an hour of own staff", "assumption"},
    NumberField<CostParameters>{"hired_hour", &CostParameters::hired_hour, "EUR/h", 0.0, 1000.0,
                                "price of an hour bought from a centre or hired from a pooled budget",
                                "assumption"},
};

/// Adds to out[i] each member's share of an amount, by inhabitants; nothing in a group without members.
void share_among_members(const State& state, GroupIndex group, double amount, std::span<double> out);

/// Books the week's hours as cost: workload at home and the desks' hours. Then what each member spends
/// lately.
void settle_costs(Step& step);

/// Hands hired from a pooled budget worked `hours` for group g: all members pay.
void pay_hired_hands(Step& step, GroupIndex g, double hours);

/// A task was given up: the hours spent on it are lost to whoever carried it.
void bear_loss(Step& step, TaskIndex t);

}  // namespace polder::model
