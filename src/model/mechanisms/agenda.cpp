#include "model/mechanisms/agenda.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/step.h"
#include "random/distributions.h"

namespace polder::model {

using random::Purpose;

double leaning(const State& s, const DossierKind& kind, MunicipalityIndex i) {
  const double need = s.need[s.at(kind.group, i)];
  return kind.colour_loading * s.colour[i] + kind.need_loading * (2.0 * need - 1.0);
}

void plan_agenda(Step& step) {
  State& s = step.state;
  Dossiers& all = s.dossiers;
  const auto& kinds = step.scenario.dossier_kinds;
  const auto kind_count = static_cast<KindIndex>(kinds.size());

  // Counts per week and kind; weeks run on the outside so that dossiers lie in order of arrival.
  std::vector<std::uint32_t> number(kinds.size(), 0);
  std::vector<random::Draws::Block> block(kinds.size());
  std::vector<double> mean(kinds.size());
  std::vector<double> exp_mean(kinds.size());
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    mean[k] = kinds[k].per_year / 52.0;
    exp_mean[k] = random::portable_exp(-mean[k]);
  }
  for (Week week = 0; week < step.scenario.weeks; ++week) {
    for (KindIndex k = 0; k < kind_count; ++k) {
      if (week % 4 == 0) {
        block[k] = step.draws.block(Purpose::dossier_arrivals, static_cast<std::uint32_t>(k),
                                    static_cast<std::uint32_t>(week / 4));
      }
      const double u = block[k][static_cast<std::size_t>(week % 4)];
      const std::int32_t count = random::poisson_by_inversion(u, mean[k], exp_mean[k]);
      for (std::int32_t m = 0; m < count; ++m) {
        all.kind.push_back(k);
        all.group.push_back(kinds[k].group);
        all.tabled_week.push_back(week);
        all.stream.push_back((static_cast<std::uint32_t>(k) << 20U) | number[k]++);
      }
    }
  }
}

namespace {

/// A member by weight staff x knowledge x effort.
MunicipalityIndex able_and_willing(const State& s, GroupIndex g, double u) {
  const auto members = s.row(s.in_group, g);
  double total = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) total += members[i] * s.fte[i] * s.knowledge[i] * s.effort[i];
  double left = u * total;
  MunicipalityIndex last = kNone;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0) continue;
    last = i;
    left -= s.fte[i] * s.knowledge[i] * s.effort[i];
    if (left <= 0.0) break;
  }
  return last;
}

/// True for the owner of a field that the dossier concerns.
bool owns_field(const State& s, DossierIndex d, MunicipalityIndex i) {
  const KindIndex kind = s.dossiers.kind[d];
  if (s.field_owner[s.field_of_kind[kind]] == i) return true;
  if (s.dossiers.cross_cutting[d] == 0) return false;
  const auto& also = s.also_fields[static_cast<std::size_t>(kind)];
  return std::any_of(also.begin(), also.end(), [&](std::int32_t field) { return s.field_owner[field] == i; });
}

/// Marks whom a dossier concerns: everyone, or under "only relevant parties" those who bring most need
/// and staff to it, and always the drafter and the owners of the fields it cuts across.
void choose_audience(Step& step, DossierIndex d, const DossierKind& kind) {
  State& s = step.state;
  const auto members = s.row(s.in_group, kind.group);
  const auto audience = s.row(s.dossiers.audience, d);
  std::copy(members.begin(), members.end(), audience.begin());
  if (!s.active.relevant_parties) return;
  const auto need = s.row(s.need, kind.group);
  const auto wanted = static_cast<std::int32_t>(std::ceil(
      step.parameters().intervention_size.relevance_share * static_cast<double>(s.size[kind.group])));
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0 || i == s.dossiers.drafter[d] || owns_field(s, d, i)) continue;
    std::int32_t ahead = 0;
    const double own = need[i] * s.fte[i];
    for (std::int32_t j = 0; j < s.n; ++j) {
      if (members[j] > 0.0 && need[j] * s.fte[j] > own) ++ahead;
    }
    if (ahead >= wanted) audience[i] = 0.0;
  }
}

/// What the drafter could write, made vaguer by what it foresees of the others' objections.
double first_concreteness(Step& step, DossierIndex d, double able) {
  const DeliberationParameters& p = step.parameters().deliberation;
  double written = able;
  if (step.mechanisms().anticipation) {
    const double avoided = std::max(0.0, able - foreseen_concreteness(step, d));
    written = std::max(std::min(least_concreteness(step), able), able - p.anticipation * avoided);
  }
  return std::max(p.least_concreteness, written);
}

void table(Step& step, DossierIndex d) {
  State& s = step.state;
  Dossiers& all = s.dossiers;
  const AgendaParameters& p = step.parameters().agenda;
  const DossierKind& kind = step.scenario.dossier_kinds[all.kind[d]];
  const RuleSet& rules = step.rules_of_dossier(d);
  const std::uint32_t stream = all.stream[d];
  const auto week = static_cast<std::uint32_t>(s.week);

  const auto traits = step.draws.block(Purpose::dossier_traits, stream, week);
  all.cross_cutting[d] = traits[0] < kind.cross_cutting && !kind.also_fields.empty() ? 1 : 0;
  all.deadline[d] = traits[1] < kind.deadline ? 1 : 0;
  all.stake[d] = unit(kind.stake * (1.0 + p.stake_spread * (2.0 * traits[2] - 1.0)));
  all.pages[d] = kind.pages * (0.75 + 0.5 * traits[3]);

  // Own positions: colour and need, and what they leave open.
  const auto position = s.row(all.position, d);
  fill_uniforms(step.draws, Purpose::position_noise, stream, s.week, position);
  const double spread = p.position_spread * (std::abs(kind.colour_loading) + std::abs(kind.need_loading));
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double own = leaning(s, kind, i) + spread * random::standard_normal(position[i]);
    position[i] = std::clamp(own, -1.0, 1.0);
  }

  const auto members = s.row(s.in_group, kind.group);
  const auto influence = s.row(all.influence, d);
  std::fill(influence.begin(), influence.end(), 0.0);
  all.unit_influence[d] = 0.0;
  const double who = step.draws.uniform(Purpose::dossier_drafter, stream, week);
  double knowledge = 0.0;
  switch (rules.drafting) {
    case Drafting::able_and_willing:
      all.drafter[d] =
          step.mechanisms().selection ? able_and_willing(s, kind.group, who) : any_of(members, who);
      break;
    case Drafting::centre:
      all.drafter[d] = s.centre[kind.group];
      break;
    case Drafting::field_owner:
      all.drafter[d] = s.field_owner[s.field_of_kind[all.kind[d]]];
      break;
    case Drafting::unit:
      all.drafter[d] = kNone;
      break;
  }
  if (all.drafter[d] == kNone) {
    // Professionals look at the need, not at the colour, and know what the most knowing member knows.
    double weighted = 0.0;
    double weight = 0.0;
    double best = 0.0;
    for (std::int32_t i = 0; i < s.n; ++i) {
      const double need = s.need[s.at(kind.group, i)];
      weighted += members[i] * s.population[i] * kind.need_loading * (2.0 * need - 1.0);
      weight += members[i] * s.population[i];
      best = std::max(best, members[i] * s.knowledge[i]);
    }
    all.y[d] = (weight > 0.0 ? weighted / weight : 0.0) + s.unit_drift[kind.group];
    all.unit_influence[d] = 1.0;
    knowledge = best;
    const std::int32_t desk = s.group_desk[kind.group];
    if (desk != kNone) s.drafting_debt[s.n + desk] += all.pages[d] * p.draft_hours_per_page;
  } else {
    all.y[d] = position[all.drafter[d]];
    influence[all.drafter[d]] = 1.0;
    knowledge = s.knowledge[all.drafter[d]];
    s.drafting_debt[all.drafter[d]] += all.pages[d] * p.draft_hours_per_page;
  }
  choose_audience(step, d, kind);
  all.c[d] = first_concreteness(step, d, kind.concreteness * (1.0 - p.drafter_skill * (1.0 - knowledge)));
  const auto read = s.row(all.read, d);
  std::fill(read.begin(), read.end(), 0.0);
  for (std::int32_t i = 0; i < s.n; ++i) all.read_week[s.at(d, i)] = -1.0;
  if (all.drafter[d] != kNone) read[all.drafter[d]] = 1.0;
  s.fresh_pages[kind.group] += all.pages[d];
  all.state[d] = DossierState::tabled;
  s.open_dossiers.push_back(d);
  step.events.record({.week = s.week,
                      .type = EventType::dossier_tabled,
                      .cause = Cause::schedule,
                      .group = kind.group,
                      .dossier = d,
                      .kind = all.kind[d],
                      .municipality = all.drafter[d],
                      .value = all.c[d],
                      .threshold = 0.0,
                      .detail = Cause::stake,
                      .detail_value = all.stake[d]});
}

}  // namespace

void table_dossiers(Step& step) {
  State& s = step.state;
  const auto total = static_cast<DossierIndex>(s.dossiers.kind.size());
  while (s.next_dossier < total && s.dossiers.tabled_week[s.next_dossier] <= s.week)
    table(step, s.next_dossier++);
}

}  // namespace polder::model
