#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

constexpr auto at = [](auto& scenario, std::size_t) -> auto& { return scenario; };

/// The concept that all groups have in common.
Value common_concept(const model::Scenario& scenario, std::size_t) {
  if (scenario.groups.empty()) return {};
  const model::Concept first = scenario.groups.front().concept_;
  const bool same = std::all_of(scenario.groups.begin(), scenario.groups.end(),
                                [&](const model::Group& group) { return group.concept_ == first; });
  if (!same) return std::string("differs per group");
  return std::string(model::kConceptNames[static_cast<std::size_t>(first)]);
}

void set_all_concepts(model::Scenario& scenario, std::size_t, const Value& value) {
  const auto name =
      std::find(model::kConceptNames.begin(), model::kConceptNames.end(), std::get<std::string>(value));
  for (model::Group& group : scenario.groups) {
    group.concept_ = static_cast<model::Concept>(name - model::kConceptNames.begin());
  }
}

Value election_dates(const model::Scenario& scenario, std::size_t) {
  std::vector<Date> dates;
  for (const model::Week week : scenario.elections) {
    dates.emplace_back(std::chrono::sys_days(scenario.start) + std::chrono::days(7 * week));
  }
  return dates;
}

void set_elections(model::Scenario& scenario, std::size_t, const Value& value) {
  std::vector<model::Week>& weeks = scenario.elections;
  weeks.clear();
  for (const Date& date : std::get<std::vector<Date>>(value)) {
    const model::Week week = week_of(date, scenario.start);
    if (week >= 0 && week < scenario.weeks) weeks.push_back(week);
  }
  std::sort(weeks.begin(), weeks.end());
  weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
}

}  // namespace

std::vector<Field> top_level_fields() {
  // Order matters for reading: start and weeks come before what is counted from them.
  return {
      bound({.name = "title",
             .type = Type::text,
             .required = true,
             .meaning = "what the scenario is about, in one line",
             .source = "scenario data"},
            at, &model::Scenario::title),
      bound({.name = "start",
             .type = Type::date,
             .required = true,
             .meaning = "first day of week 0",
             .source = "scenario data"},
            at, &model::Scenario::start),
      bound({.name = "weeks",
             .type = Type::whole,
             .unit = "weeks",
             .range = {1, 2600},
             .required = true,
             .meaning = "horizon",
             .source = "scenario data"},
            at, &model::Scenario::weeks),
      bound({.name = "seed",
             .type = Type::whole,
             .unit = "1",
             .range = {0, static_cast<double>(std::numeric_limits<std::int64_t>::max())},
             .meaning = "key of all random numbers: same seed, same results",
             .source = "assumption"},
            at, &model::Scenario::seed),
      bound({.name = "replicates",
             .type = Type::whole,
             .unit = "1",
             .range = {1, 1e9},
             .meaning = "histories to simulate",
             .source = "assumption"},
            at, &model::Scenario::replicates),
      {.name = "concept",
       .type = Type::choice,
       .choices = model::kConceptNames,
       .meaning =
           "cooperation concept of all groups that name none of their own; set on the command line, of all",
       .source = "thesis §2.4",
       .get = common_concept,
       .set = set_all_concepts},
      {.name = "elections",
       .type = Type::dates,
       .meaning = "days of municipal elections; those outside the horizon are left out (shown: first day of "
                  "the week)",
       .source = "scenario data",
       .get = election_dates,
       .set = set_elections},
      {.name = "extends",
       .type = Type::text,
       .meaning =
           "scenario file, relative to this one, that this one changes: tables and named list elements are "
           "merged, everything else is replaced"},
  };
}

}  // namespace polder::scenario
