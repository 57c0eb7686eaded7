#include "model/mechanisms/costs.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

void share_among_members(const State& s, GroupIndex g, double amount, std::span<double> out) {
  const auto members = s.row(s.in_group, g);
  double inhabitants = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) inhabitants += members[i] * s.population[i];
  if (inhabitants <= 0.0) return;
  for (std::int32_t i = 0; i < s.n; ++i) out[i] += amount * members[i] * s.population[i] / inhabitants;
}

void settle_costs(Step& step) {
  State& s = step.state;
  const CostParameters& p = step.parameters().costs;
  // Hours of joint work at home since last week, from the growth of the workload.
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double hours = s.flows.workload[i] - s.settled_workload[i];
    s.settled_workload[i] = s.flows.workload[i];
    s.flows.cost_borne[i] += hours * p.hour;
  }
  for (GroupIndex g = 0; g < s.g; ++g) {
    const double hours = s.flows.joint_hours[g] - s.settled_hours[g];
    s.settled_hours[g] = s.flows.joint_hours[g];
    s.flows.cost[g] += hours * p.hour;
  }
  for (std::int32_t d = 0; d < s.q; ++d) {
    const GroupIndex g = s.desk_group[d];
    const std::int32_t carrier = s.n + d;
    const double hours = s.task_hours_total[carrier] - s.settled_desk_hours[d];
    s.settled_desk_hours[d] = s.task_hours_total[carrier];
    const bool bought = step.rules(g, true).staffing == Staffing::paid;
    if (s.desk_host[d] == kNone) {
      // Whoever runs the unit is paid with work in hand or without.
      const double management = step.parameters().setup.management_share;
      const double running = s.hours[carrier] * management / (1.0 - management) * p.hour;
      s.flows.cost[g] += running;
      share_among_members(s, g, running, s.flows.cost_borne);
    }
    if (hours <= 0.0) continue;
    // The host's staff was booked at home above; the members pay the host back.
    if (s.desk_host[d] != kNone) s.flows.cost_borne[s.desk_host[d]] -= hours * p.hour;
    const double price = bought ? p.hired_hour : p.hour;
    share_among_members(s, g, hours * price, s.flows.cost_borne);
    s.flows.cost[g] += hours * (price - p.hour);
  }
  constexpr double kPerHalfYear = 1.0 / 26.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double week = s.flows.cost_borne[i] - s.settled_cost[i];
    s.settled_cost[i] = s.flows.cost_borne[i];
    s.spending[i] += kPerHalfYear * (week - s.spending[i]);
  }
}

void pay_hired_hands(Step& step, GroupIndex g, double hours) {
  State& s = step.state;
  const double price = hours * step.parameters().costs.hired_hour;
  s.flows.cost[g] += price;
  share_among_members(s, g, price, s.flows.cost_borne);
}

void bear_loss(Step& step, TaskIndex t) {
  State& s = step.state;
  const double lost =
      (s.tasks.hours[t] - std::min(s.tasks.remaining[t], s.tasks.hours[t])) * step.parameters().costs.hour;
  const std::int32_t owner = s.tasks.owner[t];
  if (owner == kNone || lost <= 0.0) return;
  const MunicipalityIndex who = s.answerable(owner);
  if (who != kNone) {
    s.flows.loss_borne[who] += lost;
  } else {
    share_among_members(s, s.dossiers.group[s.tasks.dossier[t]], lost, s.flows.loss_borne);
  }
}

}  // namespace polder::model
