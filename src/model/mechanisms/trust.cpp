#include "model/mechanisms/trust.h"

#include <algorithm>

#include "model/mechanisms/step.h"
#include "model/mechanisms/urgency.h"

namespace polder::model {

using random::Purpose;

void trust_at_start(Step& step) {
  State& s = step.state;
  const TrustParameters& p = step.parameters().trust;
  for (std::int32_t j = 0; j < s.n; ++j) {
    const auto in_j = s.row(s.trust, j);
    fill_uniforms(step.draws, Purpose::initial_trust, static_cast<std::uint32_t>(j), 0, in_j);
    for (std::int32_t i = 0; i < s.n; ++i) {
      in_j[i] = unit(p.relational_start + p.relational_spread * (2.0 * in_j[i] - 1.0));
    }
  }
  const std::span<double> u{s.u.data(), static_cast<std::size_t>(s.n)};
  fill_uniforms(step.draws, Purpose::initial_content_trust, 0, 0, u);
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.content_trust[i] = unit(p.content_start + p.content_spread * (2.0 * u[i] - 1.0));
  }
}

namespace {

/// How far member i hears that a promise was kept: what works makes no noise unless it is monitored.
double hears_of_kept(const Step& step, double awareness) {
  if (step.state.active.monitoring) return std::max(awareness, step.parameters().urgency.monitoring_rate);
  return step.parameters().trust.kept_visibility * awareness;
}

}  // namespace

void keep_promise(Step& step, GroupIndex g, std::int32_t owner) {
  State& s = step.state;
  const TrustParameters& p = step.parameters().trust;
  const auto members = s.row(s.in_group, g);
  const auto awareness = s.row(s.awareness, g);
  const MunicipalityIndex who = s.answerable(owner);
  if (who == kNone) {
    if (!step.mechanisms().content_trust) return;
    const double gain = std::min(1.0, p.content_gain * p.nobodys_promise);
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.content_trust[i] +=
          gain * members[i] * hears_of_kept(step, awareness[i]) * (1.0 - s.content_trust[i]);
    }
    return;
  }
  if (!step.mechanisms().relational_trust) return;
  const double gain = p.relational_gain;
  const auto in_who = s.row(s.trust, who);
  for (std::int32_t i = 0; i < s.n; ++i)
    in_who[i] += gain * members[i] * hears_of_kept(step, awareness[i]) * (1.0 - in_who[i]);
}

void break_promise(Step& step, GroupIndex g, std::int32_t owner, double weight) {
  State& s = step.state;
  const TrustParameters& p = step.parameters().trust;
  const auto members = s.row(s.in_group, g);
  const auto awareness = s.row(s.awareness, g);
  const MunicipalityIndex who = s.answerable(owner);
  if (who == kNone) {
    if (!step.mechanisms().content_trust) return;
    const double loss = std::min(1.0, p.content_gain * p.content_loss_ratio * weight * p.nobodys_promise);
    for (std::int32_t i = 0; i < s.n; ++i)
      s.content_trust[i] -= loss * members[i] * awareness[i] * s.content_trust[i];
    return;
  }
  if (!step.mechanisms().relational_trust) return;
  const double loss = std::min(1.0, p.relational_gain * p.relational_loss_ratio * weight);
  const auto in_who = s.row(s.trust, who);
  for (std::int32_t i = 0; i < s.n; ++i) in_who[i] -= loss * members[i] * awareness[i] * in_who[i];
}

void feel_passed_over(Step& step, DossierIndex d, std::span<const double> accepts) {
  State& s = step.state;
  if (!step.mechanisms().relational_trust) return;
  const TrustParameters& p = step.parameters().trust;
  const GroupIndex g = s.dossiers.group[d];
  const MunicipalityIndex leader = s.content_leader[g];
  const double loss = std::min(1.0, p.relational_gain * p.relational_loss_ratio * p.passed_over);
  const auto in_leader = s.row(s.trust, leader);
  const auto audience = s.row(s.dossiers.audience, d);
  const auto members = s.row(s.in_group, g);
  for (std::int32_t i = 0; i < s.n; ++i) {
    in_leader[i] -= loss * audience[i] * members[i] * (1.0 - accepts[i]) * in_leader[i];
  }
}

void repair_relations(Step& step, GroupIndex g) {
  State& s = step.state;
  if (!step.mechanisms().relational_trust || !s.active.manager_present) return;
  const TrustParameters& p = step.parameters().trust;
  const double repair =
      p.repair * s.active.manager_capacity * (s.active.manager_employer == kNone ? 1.0 : p.employed_repair);
  const auto attends = s.row(s.attends, g);
  for (std::int32_t j = 0; j < s.n; ++j) {
    if (attends[j] == 0.0) continue;
    const auto in_j = s.row(s.trust, j);
    for (std::int32_t i = 0; i < s.n; ++i) in_j[i] += repair * attends[i] * std::max(0.0, 0.5 - in_j[i]);
  }
}

void feel_left(Step& step, MunicipalityIndex leaver) {
  State& s = step.state;
  if (!step.mechanisms().relational_trust) return;
  const double loss = step.parameters().trust.leaving;
  const auto in_leaver = s.row(s.trust, leaver);
  for (std::int32_t i = 0; i < s.n; ++i) in_leaver[i] -= loss * s.member[i] * in_leaver[i];
}

void forget_after_departure(Step& step, MunicipalityIndex i, double share) {
  State& s = step.state;
  const TrustParameters& p = step.parameters().trust;
  if (step.mechanisms().relational_trust) {
    const double lost = share * (1.0 - p.relational_carried);
    const auto in_i = s.row(s.trust, i);
    for (std::int32_t j = 0; j < s.n; ++j) {
      in_i[j] += lost * (p.relational_start - in_i[j]);
      double& of_i = s.trust[s.at(j, i)];
      of_i += lost * (p.relational_start - of_i);
    }
  }
  if (step.mechanisms().content_trust) {
    s.content_trust[i] += share * (1.0 - p.content_carried) * (p.content_start - s.content_trust[i]);
  }
}

void feel_tempo(Step& step, MunicipalityIndex i, double judgement) {
  if (!step.mechanisms().content_trust) return;
  const TrustParameters& p = step.parameters().trust;
  double& trust = step.state.content_trust[i];
  if (judgement > 0.0) {
    trust += p.content_gain * (1.0 - trust);
  } else {
    trust -= std::min(1.0, p.content_gain * p.content_loss_ratio) * trust;
  }
}

void see_result(Step& step, GroupIndex g, double delivered) {
  State& s = step.state;
  if (!step.mechanisms().content_trust) return;
  const TrustParameters& p = step.parameters().trust;
  const auto members = s.row(s.in_group, g);
  const auto awareness = s.row(s.awareness, g);
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double seen = visibility(step, g, awareness[i]);
    s.content_trust[i] += p.result_gain * members[i] * seen * unit(delivered) * (1.0 - s.content_trust[i]);
  }
}

void update_mean_trust(Step& step) {
  State& s = step.state;
  std::fill(s.mean_trust.begin(), s.mean_trust.end(), 0.0);
  double members = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    members += s.member[j];
    if (s.member[j] == 0.0) continue;
    const double* in_j = s.trust.data() + s.at(j, 0);
    for (std::int32_t i = 0; i < s.n; ++i) s.mean_trust[i] += in_j[i];
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double others = members - s.member[i];
    const double own = s.member[i] * s.trust[s.at(i, i)];
    s.mean_trust[i] = others > 0.0 ? (s.mean_trust[i] - own) / others : 0.0;
  }
}

}  // namespace polder::model
