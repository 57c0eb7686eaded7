#include <chrono>
#include <cstddef>
#include <variant>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

using model::CaseType;
using model::Demand;
using model::HalfYear;

constexpr auto demand_at = [](auto& scenario, std::size_t) -> auto& { return scenario.demand; };
constexpr auto half_year_at = [](auto& scenario, std::size_t i) -> auto& {
  return scenario.demand.half_years[i];
};
constexpr auto case_type_at = [](auto& scenario, std::size_t i) -> auto& {
  return scenario.demand.case_types[i];
};

Value half_year_start(const model::Scenario& scenario, std::size_t i) {
  const model::Week week = scenario.demand.half_years[i].first_week;
  return Date(std::chrono::sys_days(scenario.start) + std::chrono::days(7 * week));
}

void set_half_year_start(model::Scenario& scenario, std::size_t i, const Value& value) {
  const Date& date = std::get<Date>(value);
  HalfYear& half_year = scenario.demand.half_years[i];
  half_year.first_week = week_of(date, scenario.start);
  half_year.end_week = week_of(half_year_after(date), scenario.start);
}

Table half_years_table() {
  Table table{.key = "half_years",
              .path = "half_years",
              .repeat = Repeat::list,
              .fewest = 1,
              .most = 200,
              .meaning = "a half-year with its national target; each starts where the one before ends"};
  table.fields = {
      {.name = "start",
       .type = Type::date,
       .required = true,
       .meaning = "first day (shown: first day of the week of the run that holds it)",
       .source = "scenario data",
       .get = half_year_start,
       .set = set_half_year_start},
      bound({.name = "target",
             .unit = "persons",
             .range = {0, 1e7},
             .required = true,
             .meaning = "persons to be housed, whole country",
             .source = "scenario data"},
            half_year_at, &HalfYear::target),
      bound({.name = "population",
             .unit = "inhabitants",
             .range = {0, 1e10, true},
             .required = true,
             .meaning = "inhabitants over which the target is shared",
             .source = "scenario data"},
            half_year_at, &HalfYear::population),
      note_field(),
  };
  table.count = [](const model::Scenario& s) { return s.demand.half_years.size(); };
  table.resize = [](model::Scenario& s, std::size_t n) { s.demand.half_years.resize(n); };
  return table;
}

}  // namespace

Table demand_table() {
  Table table{.key = "demand", .path = "demand", .required = true, .meaning = "what comes in, from outside"};
  table.fields = {
      bound({.name = "scale",
             .unit = "1",
             .range = {0, 100},
             .meaning = "factor on all arrivals",
             .source = "assumption"},
            demand_at, &Demand::scale),
      bound({.name = "linked_weeks",
             .unit = "weeks",
             .range = {0, 104},
             .meaning = "weeks of arrivals that wait at the start without being in arrears",
             .source = "administrative agreement on 14 weeks; default assumption"},
            demand_at, &Demand::linked_weeks),
      note_field(),
  };
  table.tables = {half_years_table()};
  return table;
}

Table case_type_table() {
  Table table{.key = "case_type",
              .path = "case_types",
              .repeat = Repeat::named_list,
              .fewest = 1,
              .most = model::kMaxCaseTypes,
              .meaning = "a type of household among those waiting, and the dwellings that fit it"};
  table.fields = {
      bound({.name = "name",
             .type = Type::text,
             .required = true,
             .meaning = "name",
             .source = "scenario data"},
            case_type_at, &CaseType::name),
      bound({.name = "persons",
             .type = Type::whole,
             .unit = "persons",
             .range = {1, 20},
             .required = true,
             .meaning = "persons per case",
             .source = "scenario data"},
            case_type_at, &CaseType::persons),
      bound({.name = "share",
             .unit = "1",
             .range = {0, 1e6, true},
             .required = true,
             .meaning = "share of the cases; the shares are normalised",
             .source = "scenario data"},
            case_type_at, &CaseType::share),
      bound({.name = "vacancy_share",
             .unit = "1",
             .range = {0, 1e6},
             .required = true,
             .meaning = "share of the vacancies that fits; normalised, at least one above 0",
             .source = "scenario data"},
            case_type_at, &CaseType::vacancy_share),
      note_field(),
  };
  table.count = [](const model::Scenario& s) { return s.demand.case_types.size(); };
  table.resize = [](model::Scenario& s, std::size_t n) { s.demand.case_types.resize(n); };
  return table;
}

}  // namespace polder::scenario
