#include "model/mechanisms/forming.h"

#include <algorithm>

#include "model/mechanisms/ratification.h"
#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

bool settled(const State& s, std::int32_t field) {
  return s.form_week[field] != kNone && s.week >= s.form_week[field];
}

/// Forms that take no time to settle: those that come with the concept, and all with set-up off.
bool at_once(const Step& step, Forming forming) {
  return forming == Forming::with_concept || !step.mechanisms().setup;
}

}  // namespace

Form form_of(const Step& step, DossierIndex d) {
  if (at_once(step, step.rules_of_dossier(d).forming)) return Form::settled;
  const State& s = step.state;
  const std::int32_t field = s.field_of_kind[s.dossiers.kind[d]];
  if (settled(s, field)) return Form::settled;
  return s.form_week[field] == kNone ? Form::open : Form::awaits_ratification;
}

void talk_about_form(Step& step, DossierIndex d, const Judgement& judgement,
                     std::span<const double> accepts) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const std::int32_t field = s.field_of_kind[s.dossiers.kind[d]];
  const auto agreed = s.row(s.form_agreed, field);
  const auto members = s.row(s.in_group, g);
  const auto audience = s.row(s.dossiers.audience, d);
  const auto attends = s.row(s.attends, g);
  double concerned = 0.0;
  double agreeing = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    agreed[i] = std::max(agreed[i], attends[i] * accepts[i]);
    concerned += members[i] * audience[i];
    agreeing += members[i] * audience[i] * agreed[i];
  }
  if (agreeing < concerned) {
    if (judgement.accepting < judgement.present) redraft(step, d, judgement, accepts);
    return;
  }
  s.form_week[field] = binding_week(step, d);
  step.events.record({.week = s.week,
                      .type = EventType::form_agreed,
                      .cause = Cause::support,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .value = 1.0,
                      .threshold = 1.0});
}

double settled_share(const Step& step, GroupIndex g) {
  if (at_once(step, step.rules(g, true).forming)) return 1.0;
  const State& s = step.state;
  double fields = 0.0;
  double done = 0.0;
  for (std::int32_t f = 0; f < static_cast<std::int32_t>(s.field_group.size()); ++f) {
    if (s.field_group[f] != g || s.operational_field[f] == 0) continue;
    fields += 1.0;
    done += settled(s, f) ? 1.0 : 0.0;
  }
  return fields > 0.0 ? done / fields : 0.0;
}

void open_forms(Step& step, GroupIndex g) {
  State& s = step.state;
  for (std::int32_t f = 0; f < static_cast<std::int32_t>(s.field_group.size()); ++f) {
    if (s.field_group[f] != g) continue;
    s.form_week[f] = kNone;
    const auto agreed = s.row(s.form_agreed, f);
    std::fill(agreed.begin(), agreed.end(), 0.0);
  }
}

}  // namespace polder::model
