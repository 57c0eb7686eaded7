#include "model/mechanisms/deliberation.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"

namespace polder::model {

double tolerance_of(const Step& step, DossierIndex d, MunicipalityIndex i) {
  const DeliberationParameters& p = step.parameters().deliberation;
  const State& s = step.state;
  return p.tolerance + p.vagueness_tolerance * (1.0 - s.dossiers.c[d]) +
         p.trust_tolerance * (s.mean_trust[i] - 0.5);
}

Judgement judge(const Step& step, DossierIndex d, std::span<double> accepts) {
  const State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const auto position = s.row(s.dossiers.position, d);
  const auto audience = s.row(s.dossiers.audience, d);
  const auto attends = s.row(s.attends, g);
  const double y = s.dossiers.y[d];
  const bool judging = step.mechanisms().deliberation;
  Judgement j;
  double votes = 0.0;
  double votes_for = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double yes = !judging || std::abs(position[i] - y) <= tolerance_of(step, d, i) ? 1.0 : 0.0;
    accepts[i] = audience[i] * s.member[i] * yes;
    const double present = attends[i] * audience[i];
    j.present += present;
    j.accepting += present * yes;
    votes += present * s.board_votes[i];
    votes_for += present * yes * s.board_votes[i];
  }
  j.vote_share = votes > 0.0 ? votes_for / votes : 0.0;
  return j;
}

void concede(Step& step, DossierIndex d, std::span<const double> weights, double step_size) {
  State& s = step.state;
  double total = 0.0;
  for (const double w : weights) total += w;
  if (total <= 0.0) return;
  const auto position = s.row(s.dossiers.position, d);
  const auto influence = s.row(s.dossiers.influence, d);
  double towards = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double share = weights[i] / total;
    towards += share * position[i];
    influence[i] += step_size * (share - influence[i]);
  }
  s.dossiers.unit_influence[d] *= 1.0 - step_size;
  s.dossiers.y[d] += step_size * (towards - s.dossiers.y[d]);
}

void shelve(Step& step, DossierIndex d, Cause cause, double value, double threshold) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  s.dossiers.state[d] = DossierState::shelved;
  s.flows.shelved[g] += 1.0;
  s.flows.votes[g] += 1.0;
  step.events.record({.week = s.week,
                      .type = EventType::shelved,
                      .cause = cause,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .value = value,
                      .threshold = threshold,
                      .detail = Cause::concreteness,
                      .detail_value = s.dossiers.c[d]});
}

void redraft(Step& step, DossierIndex d, const Judgement& judgement, std::span<const double> accepts) {
  State& s = step.state;
  const DeliberationParameters& p = step.parameters().deliberation;
  const GroupIndex g = s.dossiers.group[d];
  if (static_cast<double>(s.dossiers.redrafts[d]) >= p.most_redrafts) {
    shelve(step, d, Cause::redrafts, static_cast<double>(s.dossiers.redrafts[d]), p.most_redrafts);
    return;
  }
  const auto audience = s.row(s.dossiers.audience, d);
  const auto attends = s.row(s.attends, g);
  const std::span<double> objectors{s.w.data(), static_cast<std::size_t>(s.n)};
  MunicipalityIndex loudest = kNone;
  for (std::int32_t i = 0; i < s.n; ++i) {
    // Voice goes with staff and knowledge: those who bring text are heard in a redraft.
    const double objects = attends[i] * audience[i] * (1.0 - accepts[i]);
    objectors[i] = objects * s.fte[i] * s.knowledge[i];
    if (objects > 0.0 && (loudest == kNone || objectors[i] > objectors[loudest])) loudest = i;
  }
  Event event{.week = s.week,
              .type = EventType::redrafted,
              .cause = Cause::disagreement,
              .group = g,
              .dossier = d,
              .kind = s.dossiers.kind[d],
              .municipality = loudest};
  if (loudest != kNone) {
    event.value = std::abs(s.dossiers.position[s.at(d, loudest)] - s.dossiers.y[d]);
    event.threshold = tolerance_of(step, d, loudest);
  }
  concede(step, d, objectors, p.concession);
  if (step.mechanisms().watering_down && judgement.present > 0.0) {
    const double objecting = (judgement.present - judgement.accepting) / judgement.present;
    const double floor =
        s.active.concrete_goals
            ? std::max(p.least_concreteness, step.parameters().intervention_size.concreteness_floor)
            : p.least_concreteness;
    const double vaguer = s.dossiers.c[d] * (1.0 - p.watering * objecting);
    s.dossiers.c[d] = std::min(s.dossiers.c[d], std::max(floor, vaguer));
  }
  event.detail = Cause::concreteness;
  event.detail_value = s.dossiers.c[d];
  if (loudest != kNone) step.events.record(event);
  ++s.dossiers.redrafts[d];
  s.flows.redrafts[g] += 1.0;
  s.dossiers.pages[d] *= p.redraft_pages;
  const auto read = s.row(s.dossiers.read, d);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (i == s.dossiers.drafter[d]) continue;
    read[i] *= 1.0 - p.reread;
  }
  s.fresh_pages[g] += p.reread * s.dossiers.pages[d];
}

}  // namespace polder::model
