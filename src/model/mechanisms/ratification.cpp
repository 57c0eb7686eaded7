#include "model/mechanisms/ratification.h"

#include "model/mechanisms/step.h"

namespace polder::model {

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
    const double chance =
        unit(p.failure + p.gap_weight * (s.pledged[i] - s.backed[i]) + p.objection_weight * objects);
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
                          .detail_value = s.pledged[i] - s.backed[i]});
    }
  }
  s.dossiers.coverage[d] = inhabitants > 0.0 ? carried / inhabitants : 0.0;
}

}  // namespace polder::model
