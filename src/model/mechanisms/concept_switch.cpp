#include "model/mechanisms/concept_switch.h"

#include <algorithm>

#include "model/mechanisms/forming.h"
#include "model/mechanisms/setup.h"
#include "model/mechanisms/staffing.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/tasks.h"

namespace polder::model {

namespace {

/// Who was at a desk goes home or leaves altogether; those who go home have to find their way there again.
void send_staff_home(Step& step, GroupIndex g) {
  State& s = step.state;
  const double moved = moved_share(step, g);
  if (moved <= 0.0) return;
  const SetupParameters& p = step.parameters().setup;
  const auto members = s.row(s.in_group, g);
  const std::span<double> leaving{s.u.data(), static_cast<std::size_t>(s.n)};
  fill_uniforms(step.draws, random::Purpose::concept_switch, static_cast<std::uint32_t>(g), s.week, leaving);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0) continue;
    if (step.mechanisms().setup) s.experience[i] *= 1.0 - moved * p.start_dip;
    // At most one person per member; the chance is the number of leavers that is expected.
    const double persons = moved * static_cast<double>(s.persons[i]);
    if (step.mechanisms().turnover && leaving[i] < p.switch_exit * persons) lose_one_person(step, i);
  }
}

/// Hours of drafting that a desk still owed are owed by the new joint desk, or by members by their staff.
void hand_over_drafts(State& s, GroupIndex g, double hours) {
  if (hours <= 0.0) return;
  if (s.group_desk[g] != kNone) {
    s.drafting_debt[s.n + s.group_desk[g]] += hours;
    return;
  }
  const auto members = s.row(s.in_group, g);
  double staff = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) staff += members[i] * s.fte[i];
  for (std::int32_t i = 0; i < s.n; ++i) s.drafting_debt[i] += hours * members[i] * s.fte[i] / staff;
}

/// Empties the desks in use and returns the hours of drafting that they owed.
double dissolve_desks(State& s, GroupIndex g) {
  double owed = 0.0;
  for (std::int32_t d = 0; d < s.q; ++d) {
    if (s.desk_group[d] != g || s.desk_in_use[d] == 0) continue;
    const std::int32_t c = s.n + d;
    owed += s.drafting_debt[c];
    s.drafting_debt[c] = 0.0;
    s.fte[c] = 0.0;
    s.persons[c] = 1;
    s.vacant[c] = 0;
    s.experience[c] = 1.0;
  }
  return owed;
}

/// A centre or field owner that has left is replaced: a centre by the member with most inhabitants, an owner
/// of a field by the one with most staff times knowledge.
void replace_leavers(State& s, GroupIndex g) {
  const auto members = s.row(s.in_group, g);
  if (members[s.centre[g]] == 0.0) {
    MunicipalityIndex largest = kNone;
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (members[i] > 0.0 && (largest == kNone || s.population[i] > s.population[largest])) largest = i;
    }
    s.centre[g] = largest;
  }
  for (std::size_t f = 0; f < s.field_group.size(); ++f) {
    if (s.field_group[f] == g && members[s.field_owner[f]] == 0.0) s.field_owner[f] = most_able(s, g);
  }
}

void switch_to(Step& step, GroupIndex g, Concept to) {
  State& s = step.state;
  const Concept from = s.concepts[g];
  send_staff_home(step, g);
  const double owed = dissolve_desks(s, g);
  s.concepts[g] = to;
  s.setup_progress[g] = 0.0;
  s.setup_from[g] = s.week;
  s.unit_drift[g] = 0.0;
  s.takes_work[g] = step.rules(g, true).staffing == Staffing::grown ? 0 : 1;
  open_forms(step, g);
  replace_leavers(s, g);
  use_desks(s, g, true);
  update_membership(s);
  hand_over_drafts(s, g, owed);
  step.events.record({.week = s.week,
                      .type = EventType::concept_switched,
                      .cause = Cause::schedule,
                      .group = g,
                      .value = static_cast<double>(to),
                      .threshold = static_cast<double>(from)});
  hand_over_tasks(step, g);
}

}  // namespace

void switch_concepts(Step& step) {
  for (GroupIndex g = 0; g < step.state.g; ++g) {
    const ConceptSwitch change = switch_of(step.scenario, g);
    if (change.week == step.state.week && change.to && *change.to != step.state.concepts[g]) {
      switch_to(step, g, *change.to);
    }
  }
}

}  // namespace polder::model
