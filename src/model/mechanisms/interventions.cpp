#include "model/mechanisms/interventions.h"

#include <algorithm>

#include "model/mechanisms/effort.h"
#include "model/mechanisms/staffing.h"
#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

bool in_force(Week start, Week now) { return start != kNone && now >= start; }

void lose_busiest_person(Step& step) {
  const State& s = step.state;
  std::int32_t key = 0;
  for (std::int32_t c = 1; c < s.carriers(); ++c) {
    // Nobody is left at a desk that was dissolved.
    if (s.fte[c] > 0.0 && s.task_hours_total[c] > s.task_hours_total[key]) key = c;
  }
  lose_key_person(step, key);
}

void lose_member(Step& step) {
  State& s = step.state;
  MunicipalityIndex who = kNone;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (may_leave(step, i) && (who == kNone || s.effort[i] < s.effort[who])) who = i;
  }
  if (who != kNone) leave_partnership(step, who, s.effort[who], 0.0);
}

}  // namespace

void intervene(Step& step) {
  State& s = step.state;
  const Interventions& calendar = step.scenario.interventions;
  const Week now = s.week;
  if (step.events.on()) {
    for (const InterventionField& field : kInterventionFields) {
      if (calendar.*field.member == now) {
        step.events.record({.week = now,
                            .type = EventType::intervention_started,
                            .cause = Cause::schedule,
                            .value = static_cast<double>(&field - kInterventionFields.data()),
                            .threshold = 0.0});
      }
    }
  }
  Active& a = s.active;
  a.monitoring = in_force(calendar.monitoring, now);
  a.concrete_goals = in_force(calendar.concrete_goals, now);
  a.explicit_roles = in_force(calendar.explicit_roles, now);
  a.forum = in_force(calendar.forum, now);
  a.relevant_parties = in_force(calendar.relevant_parties, now);
  a.informal_contact = in_force(calendar.informal_contact, now);
  a.pooled_budget = in_force(calendar.pooled_budget, now);
  a.temporary_housing = in_force(calendar.temporary_housing, now);
  a.target_exchange = in_force(calendar.target_exchange, now);
  const ProcessManager& manager = step.scenario.process_manager;
  a.manager_present = manager.present && manager.hours_per_week > 0.0 && !in_force(calendar.no_manager, now);
  a.manager_decides = a.manager_present && (manager.decides || in_force(calendar.deciding_manager, now));
  double seats = 0.0;
  for (const std::int32_t members : s.size) seats += static_cast<double>(members);
  const double asked = std::max(1.0, seats) * step.parameters().information.manager_hours;
  a.manager_capacity = a.manager_present ? unit(manager.hours_per_week / asked) : 0.0;
  a.manager_employer = in_force(calendar.independent_manager, now) ? kNone : manager.employer;
  if (in_force(calendar.staff_for_small, now) && !a.staff_for_small) {
    const double floor = step.parameters().intervention_size.staff_floor_fte;
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.fte[i] = std::max(s.fte[i], floor);
      s.persons[i] = std::max(s.persons[i], persons_for(s.fte[i]));
    }
    a.staff_for_small = true;
  }
  if (calendar.staff_loss == now) lose_busiest_person(step);
  if (calendar.member_leaves == now) lose_member(step);
}

}  // namespace polder::model
