// Three fictional municipalities in two groups: small enough to run many times in a test.
#pragma once

#include <string>
#include <utility>

#include "model/scenario.h"

namespace polder::testing {

inline model::Scenario small_scenario(model::Week weeks = 30) {
  const auto municipality = [](std::string name, double population, double colour) {
    model::Municipality m;
    m.name = std::move(name);
    m.population = population;
    m.latitude = 52.0 + colour;
    m.longitude = 5.0 - colour;
    m.colour = colour;
    m.staff_fte = population / 50000.0;
    m.need = {0.5, 0.4};
    m.lettings_per_year = population / 200.0;
    return m;
  };
  const auto kind = [](std::string name, model::GroupIndex group, model::Effect effect) {
    model::DossierKind k;
    k.name = std::move(name);
    k.field = k.name;
    k.group = group;
    k.effect = effect;
    k.per_year = 12.0;
    return k;
  };
  model::Scenario s;
  s.title = "Three on a river";
  s.weeks = weeks;
  s.municipalities = {municipality("Boven", 100000, 0.3), municipality("Midden", 50000, -0.2),
                      municipality("Súd-West", 30000, 0.0)};
  model::Group housing;
  housing.name = "housing";
  housing.members = {0, 1, 2};
  model::Group integration;
  integration.name = "integration";
  integration.members = {0, 2};
  integration.meeting_interval_weeks = 8;
  s.groups = {housing, integration};
  s.demand.half_years = {{.first_week = 0, .end_week = 26, .target = 20000, .population = 17e6},
                         {.first_week = 26, .end_week = 52, .target = 15000, .population = 17e6},
                         {.first_week = 52, .end_week = 2600, .target = 10000, .population = 17e6}};
  s.demand.case_types = {{.name = "alone", .persons = 1, .share = 0.6, .vacancy_share = 0.3},
                         {.name = "family", .persons = 4, .share = 0.4, .vacancy_share = 0.7}};
  s.dossier_kinds = {kind("homes", 0, model::Effect::capacity),
                     kind("course", 1, model::Effect::integration)};
  for (const model::Week week : {11, 29}) {
    if (week < weeks) s.survey.weeks.push_back(week);
  }
  return s;
}

}  // namespace polder::testing
