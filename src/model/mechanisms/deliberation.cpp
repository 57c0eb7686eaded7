#include "model/mechanisms/deliberation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/mechanisms/agenda.h"
#include "model/mechanisms/steering.h"
#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

/// Member i's trust in whoever drafted; in all others where nobody else did.
double trust_in_drafter(const State& s, DossierIndex d, MunicipalityIndex i) {
  const MunicipalityIndex drafter = s.dossiers.drafter[d];
  return drafter == kNone || drafter == i ? s.mean_trust[i] : s.trust[s.at(drafter, i)];
}

}  // namespace

double tolerance_of(const Step& step, DossierIndex d, MunicipalityIndex i) {
  const DeliberationParameters& p = step.parameters().deliberation;
  const State& s = step.state;
  return p.tolerance + p.vagueness_tolerance * (1.0 - s.dossiers.c[d]) +
         p.trust_tolerance * (trust_in_drafter(s, d, i) - 0.5);
}

double voice(const Step& step, MunicipalityIndex i) {
  return step.mechanisms().selection ? step.state.fte[i] * step.state.knowledge[i] : 1.0;
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

namespace {

/// Weight of each member's agreement to dossier d, into `weights`; returns the share of it that a decision
/// takes, 0 where one municipality decides alone.
double agreement_needed(const Step& step, DossierIndex d, std::span<double> weights) {
  const DeliberationParameters& p = step.parameters().deliberation;
  const State& s = step.state;
  const auto audience = s.row(s.dossiers.audience, d);
  switch (step.rules_of_dossier(d).deciding) {
    case Deciding::consent:
      std::copy(audience.begin(), audience.end(), weights.begin());
      return p.consent_share;
    case Deciding::board:
      for (std::int32_t i = 0; i < s.n; ++i) weights[i] = audience[i] * s.board_votes[i];
      return p.board_majority;
    case Deciding::field_owner: {
      if (s.dossiers.cross_cutting[d] == 0) return 0.0;
      const KindIndex kind = s.dossiers.kind[d];
      std::fill(weights.begin(), weights.end(), 0.0);
      weights[s.field_owner[s.field_of_kind[kind]]] = 1.0;
      for (const std::int32_t field : s.also_fields[static_cast<std::size_t>(kind)])
        weights[s.field_owner[field]] = 1.0;
      return 1.0;
    }
    case Deciding::centre:
      break;
  }
  return 0.0;
}

}  // namespace

double foreseen_concreteness(Step& step, DossierIndex d) {
  const DeliberationParameters& p = step.parameters().deliberation;
  State& s = step.state;
  const std::span<double> weights{s.v.data(), static_cast<std::size_t>(s.n)};
  const double needed = agreement_needed(step, d, weights);
  if (needed == 0.0 || p.vagueness_tolerance == 0.0) return 1.0;
  const std::span<double> distance{s.w.data(), static_cast<std::size_t>(s.n)};
  const DossierKind& kind = step.scenario.dossier_kinds[s.dossiers.kind[d]];
  double total = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    distance[i] = std::abs(leaning(s, kind, i) - s.dossiers.y[d]);
    total += weights[i];
  }
  // The nearest that bring enough agreement: how far is the furthest of them?
  double bridged = std::numeric_limits<double>::infinity();
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (weights[i] == 0.0 || distance[i] >= bridged) continue;
    double within = 0.0;
    for (std::int32_t j = 0; j < s.n; ++j) within += distance[j] <= distance[i] ? weights[j] : 0.0;
    if (within >= needed * total - 1e-9) bridged = distance[i];
  }
  return unit(1.0 - std::max(0.0, bridged - p.tolerance) / p.vagueness_tolerance);
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

double least_concreteness(const Step& step) {
  const double least = step.parameters().deliberation.least_concreteness;
  if (!step.state.active.concrete_goals) return least;
  return std::max(least, step.parameters().intervention_size.concreteness_floor);
}

void shelve(Step& step, DossierIndex d, Cause cause, double value, double threshold) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  s.dossiers.state[d] = DossierState::shelved;
  s.flows.shelved[g] += 1.0;
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
    const double objects = attends[i] * audience[i] * (1.0 - accepts[i]);
    objectors[i] = objects * voice(step, i);
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
  const double objecting =
      judgement.present > 0.0 ? (judgement.present - judgement.accepting) / judgement.present : 0.0;
  if (step.mechanisms().watering_down) {
    const double vaguer = s.dossiers.c[d] * (1.0 - p.watering * objecting);
    s.dossiers.c[d] = std::min(s.dossiers.c[d], std::max(least_concreteness(step), vaguer));
  }
  if (s.dossiers.drafter[d] == kNone) steer_back(step, g, objecting);
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
