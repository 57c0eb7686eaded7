#include "model/mechanisms/delivery.h"

#include <algorithm>

#include "model/mechanisms/learning.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"

namespace polder::model {

namespace {

/// Strengths add up with diminishing returns and stay below 1.
void strengthen(double& strength, double gain) { strength += unit(gain) * (1.0 - strength); }

}  // namespace

void close_dossier(Step& step, DossierIndex d) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const DossierKind& kind = step.scenario.dossier_kinds[s.dossiers.kind[d]];
  const double tasks = std::max(1.0, static_cast<double>(s.dossiers.tasks_total[d]));
  const double quality = s.dossiers.tasks_total[d] > 0 ? s.dossiers.quality_sum[d] / tasks : 1.0;
  const double coverage = s.dossiers.coverage[d];
  const double delivered = s.dossiers.c[d] * quality * coverage;
  const double full_coverage = step.parameters().ratification.full_coverage;
  const bool finished = quality > 1.0 - 1e-9;  // every task, up to rounding
  const bool in_full = finished && coverage >= full_coverage;

  s.dossiers.state[d] = DossierState::closed;
  s.flows.closed_dossiers[g] += 1.0;
  s.flows.carried_out[g] += in_full ? 1.0 : 0.0;
  s.flows.delivered[g] += delivered;
  s.flows.delivered_hours[g] += delivered * kind.tasks * kind.task_hours;
  s.results[g] += step.parameters().urgency.result_weight * (delivered - s.results[g]);
  if (in_full && s.first_delivery[g] == kNone) s.first_delivery[g] = s.week;
  step.events.record({.week = s.week,
                      .type = EventType::carried_out,
                      .cause = finished ? Cause::coverage : Cause::quality,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .municipality = s.dossiers.drafter[d],
                      .value = finished ? coverage : quality,
                      .threshold = finished ? full_coverage : 1.0,
                      .detail = Cause::coverage,
                      .detail_value = coverage});

  switch (kind.effect) {
    case Effect::exchange:
      strengthen(s.exchange[g], kind.size * delivered);
      break;
    case Effect::integration:
      strengthen(s.integration[g], kind.size * delivered);
      break;
    case Effect::pilot:
      strengthen(s.pilot[g], kind.size * delivered);
      break;
    case Effect::lobby:
      strengthen(s.lobby[g], kind.size * delivered);
      break;
    case Effect::capacity: {
      const auto members = s.row(s.in_group, g);
      double inhabitants = 0.0;
      for (std::int32_t i = 0; i < s.n; ++i) inhabitants += members[i] * s.population[i];
      s.capacity[g] += kind.size * delivered * inhabitants / 1e5 / 52.0;
      break;
    }
    case Effect::knowledge:
      spread_knowledge(step, d, kind.size * delivered);
      break;
  }
  see_result(step, g, delivered);
}

}  // namespace polder::model
