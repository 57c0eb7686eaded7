#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

using model::Motives;
using model::Municipality;

constexpr auto at = [](auto& scenario, std::size_t i) -> auto& { return scenario.municipalities[i]; };
constexpr auto motives_at = [](auto& scenario, std::size_t i) -> auto& {
  return scenario.municipalities[i].motives;
};

Value need_by_group(const model::Scenario& scenario, std::size_t i) {
  const std::vector<double>& need = scenario.municipalities[i].need;
  NumberByName result;
  for (std::size_t g = 0; g < scenario.groups.size() && g < need.size(); ++g) {
    result.emplace_back(scenario.groups[g].name, need[g]);
  }
  return result;
}

void set_need(model::Scenario& scenario, std::size_t i, const Value& value) {
  for (const auto& [name, number] : std::get<NumberByName>(value)) {
    for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
      if (scenario.groups[g].name == name) scenario.municipalities[i].need[g] = number;
    }
  }
}

Value vacancy_shares(const model::Scenario& scenario, std::size_t i) {
  NumberByName result;
  for (std::size_t k = 0; k < scenario.demand.case_types.size(); ++k) {
    result.emplace_back(scenario.demand.case_types[k].name,
                        model::vacancy_share_of(scenario, k, static_cast<model::MunicipalityIndex>(i)));
  }
  return result;
}

void set_vacancy_shares(model::Scenario& scenario, std::size_t i, const Value& value) {
  for (const auto& [name, number] : std::get<NumberByName>(value)) {
    for (std::size_t k = 0; k < scenario.demand.case_types.size(); ++k) {
      if (scenario.demand.case_types[k].name == name) scenario.municipalities[i].vacancy_shares[k] = number;
    }
  }
}

Value targets(const model::Scenario& scenario, std::size_t i) {
  if (scenario.municipalities[i].targets.empty()) return {};
  return scenario.municipalities[i].targets;
}

void set_targets(model::Scenario& scenario, std::size_t i, const Value& value) {
  scenario.municipalities[i].targets = std::get<std::vector<double>>(value);
}

Table motives_table() {
  const auto motive = [](std::string_view name, double Motives::*member, std::string_view meaning) {
    return bound({.name = name, .unit = "1", .range = {0, 1e6}, .meaning = meaning, .source = "assumption"},
                 motives_at, member);
  };
  return {.key = "motives",
          .path = "motives",
          .meaning = "relative weights of the motives to cooperate (thesis §2.3); at least one above 0",
          .fields = {
              motive("knowledge", &Motives::knowledge, "weight of sharing knowledge"),
              motive("strength", &Motives::strength, "weight of standing stronger towards outside parties"),
              motive("efficiency", &Motives::efficiency, "weight of lower cost and less work")}};
}

}  // namespace

Table municipality_table() {
  Table table{.key = "municipality",
              .path = "municipalities",
              .repeat = Repeat::named_list,
              .fewest = 2,
              .most = 4096,
              .meaning = "a municipality"};
  table.fields = {
      bound({.name = "name",
             .type = Type::text,
             .required = true,
             .meaning = "name by which everything else refers to the municipality",
             .source = "scenario data"},
            at, &Municipality::name),
      bound({.name = "population",
             .unit = "inhabitants",
             .range = {0, 1e9, true},
             .required = true,
             .meaning = "inhabitants",
             .source = "scenario data"},
            at, &Municipality::population),
      bound({.name = "latitude",
             .unit = "degrees",
             .range = {-90, 90},
             .required = true,
             .meaning = "latitude, WGS 84",
             .source = "scenario data"},
            at, &Municipality::latitude),
      bound({.name = "longitude",
             .unit = "degrees",
             .range = {-180, 180},
             .required = true,
             .meaning = "longitude, WGS 84",
             .source = "scenario data"},
            at, &Municipality::longitude),
      bound({.name = "colour",
             .unit = "1",
             .range = {-1, 1},
             .required = true,
             .meaning = "political colour, -1 restrictive to +1 welcoming",
             .source = "scenario data"},
            at, &Municipality::colour),
      bound({.name = "staff_fte",
             .unit = "fte",
             .range = {0, 1000, true},
             .required = true,
             .meaning = "staff on the domain at the start",
             .source = "scenario data"},
            at, &Municipality::staff_fte),
      bound({.name = "knowledge",
             .unit = "1",
             .range = {0, 1},
             .required = true,
             .meaning = "knowledge of the domain at the start",
             .source = "scenario data"},
            at, &Municipality::knowledge),
      {.name = "need",
       .type = Type::number_by_name,
       .unit = "1",
       .range = {0, 1},
       .meaning = "per group: difficulty of the group's subject at home",
       .source = "assumption",
       .unset = "0.5",
       .get = need_by_group,
       .set = set_need},
      bound({.name = "lettings_per_year",
             .unit = "dwellings/year",
             .range = {0, 1e7},
             .required = true,
             .meaning = "vacancies of the regular stock",
             .source = "scenario data"},
            at, &Municipality::lettings_per_year),
      {.name = "vacancy_share",
       .type = Type::number_by_name,
       .unit = "1",
       .range = {0, 1e6},
       .meaning = "per case type: share of the vacancies that fits; normalised, at least one above 0",
       .source = "assumption",
       .unset = "that of the case type",
       .get = vacancy_shares,
       .set = set_vacancy_shares},
      bound({.name = "arrears_at_start",
             .unit = "persons",
             .range = {-1e6, 1e6},
             .meaning = "persons of earlier targets still to be housed; below 0 when ahead of target",
             .source = "assumption"},
            at, &Municipality::arrears_at_start),
      {.name = "targets",
       .type = Type::numbers,
       .unit = "persons",
       .range = {0, 1e7},
       .meaning = "own target per half-year of the demand",
       .source = "scenario data",
       .unset = "share of population",
       .get = targets,
       .set = set_targets},
      note_field(),
  };
  table.tables = {motives_table()};
  table.count = [](const model::Scenario& s) { return s.municipalities.size(); };
  table.resize = [](model::Scenario& s, std::size_t n) { s.municipalities.resize(n); };
  return table;
}

}  // namespace polder::scenario
