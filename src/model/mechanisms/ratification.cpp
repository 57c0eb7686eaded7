#include "model/mechanisms/ratification.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

Week formation(const Step& step) { return static_cast<Week>(step.parameters().ratification.formation_weeks); }

}  // namespace

double chance_not_to_ratify(const RatificationParameters& p, double gap, double objects) {
  return unit(p.failure + p.gap_weight * gap + p.objection_weight * objects);
}

bool executives_formed(const Step& step) {
  if (!step.mechanisms().elections) return false;
  const auto& elections = step.scenario.elections;
  return std::any_of(elections.begin(), elections.end(),
                     [&](Week election) { return step.state.week == election + formation(step); });
}

Week binding_week(const Step& step, DossierIndex d) {
  const Week next = step.state.week + 1;
  if (!step.rules_of_dossier(d).ratified_at_home || !step.mechanisms().ratification) return next;
  Week ratified = next + static_cast<Week>(step.parameters().ratification.lag_weeks);
  if (!step.mechanisms().elections) return ratified;
  for (const Week election : step.scenario.elections) {
    const Week formed = election + formation(step);
    if (ratified > election && ratified < formed) ratified = formed;
  }
  return ratified;
}

void ratify(Step& step, DossierIndex d, std::span<const double> accepts) {
  State& s = step.state;
  const RatificationParameters& p = step.parameters().ratification;
  if (!step.mechanisms().ratification) {
    s.dossiers.coverage[d] = 1.0;
    return;
  }
  const GroupIndex g = s.dossiers.group[d];
  const auto members = s.row(s.in_group, g);
  const auto audience = s.row(s.dossiers.audience, d);
  const bool at_home = step.rules_of_dossier(d).ratified_at_home;
  const std::span<double> draw{s.w.data(), static_cast<std::size_t>(s.n)};
  fill_uniforms(step.draws, random::Purpose::ratification, s.dossiers.stream[d], s.week, draw);
  double inhabitants = 0.0;
  double carried = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double weight = members[i] * s.population[i];
    // Whoever was not asked does not object.
    const double objects = audience[i] * (1.0 - accepts[i]);
    inhabitants += weight;
    if (!at_home) {
      carried += weight * (1.0 - p.resistance * objects);
      continue;
    }
    const double gap = s.pledged[i] - s.backed[i];
    const double chance = chance_not_to_ratify(p, gap, objects);
    if (draw[i] >= chance) {
      carried += weight;
    } else if (weight > 0.0) {
      step.events.record({.week = s.week,
                          .type = EventType::ratification_failed,
                          .cause = Cause::draw,
                          .group = g,
                          .dossier = d,
                          .kind = s.dossiers.kind[d],
                          .municipality = i,
                          .value = draw[i],
                          .threshold = chance,
                          .detail = Cause::backing_gap,
                          .detail_value = gap});
    }
  }
  s.dossiers.coverage[d] = inhabitants > 0.0 ? carried / inhabitants : 0.0;
}

}  // namespace polder::model
