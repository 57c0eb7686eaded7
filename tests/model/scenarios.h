// Scenarios built in code for tests: one that is easy to reason about, and as many random ones as are wanted.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/scenario.h"

namespace polder::testing {

inline constexpr std::array kConcepts{model::Concept::network, model::Concept::centre, model::Concept::matrix,
                                      model::Concept::ssc, model::Concept::mix};

inline std::string name_of(model::Concept which) {
  return std::string(model::kConceptNames[static_cast<std::size_t>(which)]);
}

/// A name with a number behind it.
inline std::string numbered(const char* name, std::int64_t number) {
  std::string text(name);
  text += std::to_string(number);
  return text;
}

/// Replaces the concept of every group.
inline model::Scenario with_concept(model::Scenario scenario, model::Concept which) {
  for (model::Group& group : scenario.groups) group.concept_ = which;
  return scenario;
}

/// Numbers from an integer, the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double real(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11U) * 0x1p-53;
  }
  /// Whole number in [low, high].
  std::int32_t whole(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(double p) { return real(0.0, 1.0) < p; }

 private:
  std::mt19937_64 engine_;
};

inline model::Municipality municipality(std::string name, double population, double colour, double fte,
                                        std::size_t groups) {
  model::Municipality m;
  m.name = std::move(name);
  m.population = population;
  m.latitude = 52.0;
  m.longitude = 5.0;
  m.colour = colour;
  m.staff_fte = fte;
  m.knowledge = 0.5;
  m.need.assign(groups, 0.5);
  m.lettings_per_year = population / 150.0;
  return m;
}

inline model::DossierKind kind(std::string name, model::GroupIndex group, model::Effect effect,
                               std::string field, bool operational) {
  model::DossierKind k;
  k.name = std::move(name);
  k.group = group;
  k.effect = effect;
  k.field = std::move(field);
  k.operational = operational;
  k.per_year = 6.0;
  k.size = effect == model::Effect::capacity ? 20.0 : 0.3;
  return k;
}

/// Half-years of 26 weeks from `first` until they cover `weeks`.
inline std::vector<model::HalfYear> half_years(model::Week first, model::Week weeks, double target,
                                               double population) {
  std::vector<model::HalfYear> all;
  for (model::Week start = first; start < weeks; start += 26) {
    all.push_back({.first_week = start, .end_week = start + 26, .target = target, .population = population});
  }
  return all;
}

/// Five municipalities, of which the first is the largest; two groups, the second without the last
/// municipality; every effect; two years. No interventions.
inline model::Scenario five_municipalities(model::Concept which = model::Concept::network) {
  using model::Effect;
  model::Scenario s;
  s.title = "five";
  s.weeks = 104;
  s.seed = 3;
  s.municipalities = {municipality("A", 200'000, 0.4, 4.0, 2), municipality("B", 60'000, -0.3, 1.5, 2),
                      municipality("C", 40'000, 0.1, 1.0, 2), municipality("D", 20'000, -0.5, 0.5, 2),
                      municipality("E", 10'000, 0.2, 0.3, 2)};
  s.municipalities[0].knowledge = 0.8;
  s.municipalities[3].need = {0.2, 0.9};
  s.municipalities[1].arrears_at_start = 30.0;
  s.municipalities[4].arrears_at_start = -5.0;
  model::Group housing;
  housing.name = "housing";
  housing.members = {0, 1, 2, 3, 4};
  model::Group integration;
  integration.name = "integration";
  integration.members = {0, 1, 2, 3};
  integration.meeting_interval_weeks = 4;
  s.groups = {housing, integration};
  s.process_manager.employer = 0;
  s.demand.half_years = half_years(0, s.weeks, 15'000, 16.9e6);
  s.demand.case_types = {{.name = "single", .persons = 1, .share = 0.6, .vacancy_share = 0.5},
                         {.name = "family", .persons = 4, .share = 0.4, .vacancy_share = 0.5}};
  s.dossier_kinds = {kind("exchange", 0, Effect::exchange, "allocation", false),
                     kind("homes", 0, Effect::capacity, "building", true),
                     kind("lobby", 0, Effect::lobby, "outside", false),
                     kind("sheets", 0, Effect::knowledge, "knowing", false),
                     kind("chain", 1, Effect::integration, "chain", true),
                     kind("pilot", 1, Effect::pilot, "assessment", true)};
  s.dossier_kinds[0].also_fields = {"building"};
  s.dossier_kinds[0].cross_cutting = 0.5;
  s.dossier_kinds[4].also_fields = {"assessment"};
  s.dossier_kinds[4].cross_cutting = 0.5;
  for (auto& k : s.dossier_kinds) k.deadline = 0.2;
  return with_concept(s, which);
}

/// Moves each parameter with chance `p` to an end of its range or anywhere inside.
inline void shake_parameters(model::Parameters& parameters, Dice& dice, double p) {
  model::for_each_section(parameters, [&](const char*, auto& section, const auto& fields) {
    for (const auto& field : fields) {
      const double how = dice.real(0.0, 1.0);
      const double inside = dice.real(field.low, field.high);
      if (!dice.chance(p)) continue;
      double value = how < 0.25 ? field.low : (how < 0.5 ? field.high : inside);
      if (field.whole) value = std::floor(value);
      section.*field.member = value;
    }
  });
}

/// A valid scenario for every number: 2 to 20 municipalities, 1 to 3 groups with concepts of their own, kinds
/// of every effect, interventions, mechanisms off. With `shaken`, parameters lie anywhere in their ranges
/// too.
inline model::Scenario random_scenario(std::uint64_t number, bool shaken = false) {
  using namespace model;
  Dice dice(number * 2 + (shaken ? 1 : 0) + 1000);
  Scenario s;
  s.title = numbered("random ", static_cast<std::int64_t>(number));
  s.weeks = dice.whole(1, 150);
  s.seed = number;
  const std::int32_t n = dice.whole(2, 20);
  const std::int32_t groups = dice.whole(1, 3);
  double population = 0.0;
  for (std::int32_t i = 0; i < n; ++i) {
    Municipality m = municipality(numbered("M", i), std::exp(dice.real(8.0, 13.0)), dice.real(-1.0, 1.0),
                                  std::exp(dice.real(-2.5, 2.5)), static_cast<std::size_t>(groups));
    m.knowledge = dice.chance(0.1) ? 0.0 : dice.real(0.0, 1.0);
    for (double& need : m.need) need = dice.real(0.0, 1.0);
    m.lettings_per_year = dice.chance(0.1) ? 0.0 : m.population / dice.real(50.0, 400.0);
    m.arrears_at_start = dice.chance(0.5) ? 0.0 : dice.real(-50.0, 300.0);
    m.motives = {dice.real(0.1, 2.0), dice.real(0.0, 2.0), dice.real(0.0, 2.0)};
    population += m.population;
    s.municipalities.push_back(m);
  }
  s.demand.half_years =
      half_years(-dice.whole(0, 25), s.weeks, population / 1000.0 * dice.real(0.0, 2.0), population);
  s.demand.scale = dice.chance(0.8) ? 1.0 : dice.real(0.0, 10.0);
  if (dice.chance(0.3)) {
    for (Municipality& m : s.municipalities) {
      for (std::size_t h = 0; h < s.demand.half_years.size(); ++h)
        m.targets.push_back(std::floor(dice.real(0.0, 100.0)));
    }
  }
  const std::int32_t types = dice.whole(1, static_cast<std::int32_t>(kMaxCaseTypes));
  for (std::int32_t k = 0; k < types; ++k) {
    s.demand.case_types.push_back({.name = numbered("T", k),
                                   .persons = static_cast<double>(dice.whole(1, 6)),
                                   .share = dice.real(0.05, 1.0),
                                   .vacancy_share = k > 0 && dice.chance(0.2) ? 0.0 : dice.real(0.05, 1.0)});
  }
  for (GroupIndex g = 0; g < groups; ++g) {
    Group group;
    group.name = numbered("G", g);
    for (MunicipalityIndex i = 0; i < n; ++i) {
      if (dice.chance(0.7)) group.members.push_back(i);
    }
    if (group.members.size() < 2) group.members = {0, 1};
    group.meeting_interval_weeks = dice.whole(1, 9);
    group.concept_ = kConcepts[static_cast<std::size_t>(dice.whole(0, 4))];
    if (dice.chance(0.3)) {
      group.centre = group.members[static_cast<std::size_t>(
          dice.whole(0, static_cast<std::int32_t>(group.members.size()) - 1))];
    }
    s.groups.push_back(group);
  }
  // Every effect occurs, wherever.
  for (std::int32_t e = 0; e < 6 + dice.whole(0, 4); ++e) {
    const GroupIndex g = dice.whole(0, groups - 1);
    DossierKind k = kind(numbered("K", e), g, static_cast<Effect>(e % 6),
                         numbered("F", g * 10 + dice.whole(0, 3)), dice.chance(0.5));
    k.per_year = dice.real(0.0, 15.0);
    k.pages = dice.real(1.0, 80.0);
    k.stake = dice.real(0.0, 1.0);
    k.colour_loading = dice.real(0.0, 2.0);
    k.need_loading = dice.real(0.0, 2.0);
    k.concreteness = dice.real(0.05, 1.0);
    k.cross_cutting = dice.chance(0.5) ? dice.real(0.0, 1.0) : 0.0;
    k.deadline = dice.real(0.0, 1.0);
    k.tasks = static_cast<double>(dice.whole(0, 6));
    k.task_hours = dice.chance(0.1) ? 0.0 : dice.real(0.0, 150.0);
    k.lead_weeks = static_cast<double>(dice.whole(1, 40));
    k.size = k.effect == Effect::capacity ? dice.real(0.0, 100.0) : dice.real(0.0, 2.0);
    s.dossier_kinds.push_back(k);
  }
  for (std::size_t e = 0; e < s.dossier_kinds.size(); ++e) {
    for (std::size_t f = 0; f < s.dossier_kinds.size(); ++f) {
      const bool other = s.dossier_kinds[f].group == s.dossier_kinds[e].group &&
                         s.dossier_kinds[f].field != s.dossier_kinds[e].field;
      if (other && dice.chance(0.3)) s.dossier_kinds[e].also_fields.push_back(s.dossier_kinds[f].field);
    }
  }
  s.process_manager = {.present = dice.chance(0.8),
                       .employer = dice.chance(0.5) ? kNone : dice.whole(0, n - 1),
                       .hours_per_week = 24.0,
                       .decides = dice.chance(0.3)};
  for (const InterventionField& field : kInterventionFields) {
    if (dice.chance(0.25)) s.interventions.*field.member = dice.whole(0, s.weeks);
  }
  for (const auto& field : kMechanismFields) {
    if (dice.chance(0.08)) s.mechanisms.*field.member = false;
  }
  if (dice.chance(0.5)) s.elections = {dice.whole(0, s.weeks - 1)};
  // Members leave now and then, so that what follows from it is met.
  if (dice.chance(0.4)) {
    s.parameters.effort.leave_below = 0.7;
    s.parameters.effort.leave_per_year = 20.0;
    s.parameters.effort.covenant_holds = dice.real(0.0, 0.9);
    s.parameters.effort.contract_holds = dice.real(0.0, 0.9);
    s.parameters.effort.law_holds = dice.real(0.0, 0.9);
  }
  if (shaken) shake_parameters(s.parameters, dice, 0.3);
  if (dice.chance(0.3)) {
    s.concept_switch = {.to = kConcepts[static_cast<std::size_t>(dice.whole(0, 4))],
                        .week = dice.whole(0, s.weeks)};
  }
  for (Group& group : s.groups) {
    if (!dice.chance(0.2)) continue;
    group.own_switch = {.to = kConcepts[static_cast<std::size_t>(dice.whole(0, 4))],
                        .week = dice.whole(0, s.weeks)};
  }
  for (Municipality& m : s.municipalities) {
    if (!dice.chance(0.2)) continue;
    for (std::int32_t k = 0; k < types; ++k)
      m.vacancy_shares.push_back(k > 0 && dice.chance(0.3) ? -1.0 : dice.real(0.05, 1.0));
  }
  return s;
}

}  // namespace polder::testing
