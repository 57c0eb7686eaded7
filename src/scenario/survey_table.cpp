// The simulated survey: when it is held, and how answers come about.
#include <algorithm>
#include <variant>
#include <vector>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

/// Weeks in a file may lie beyond the horizon (check_references.cpp); then nothing is asked in them.
void set_weeks(model::Scenario& scenario, std::size_t, const Value& value) {
  std::vector<model::Week>& weeks = scenario.survey.weeks;
  weeks.clear();
  for (const double number : std::get<std::vector<double>>(value)) {
    const auto week = static_cast<model::Week>(number);
    if (week < scenario.weeks) weeks.push_back(week);
  }
  std::sort(weeks.begin(), weeks.end());
}

}  // namespace

Table survey_table() {
  using model::Survey;
  constexpr auto survey = [](auto& scenario, std::size_t) -> auto& { return scenario.survey; };
  Table table{.key = "survey", .path = "survey", .meaning = "the simulated survey of what members perceive"};
  table.fields.push_back(
      {.name = "weeks",
       .type = Type::weeks,
       .unit = "week",
       .range = {0, 2599},
       .most = 520,
       .meaning = "weeks at the end of which members are asked, the first week of the run is 0; "
                  "where the horizon is shortened, those beyond it are left out",
       .source = "scenario data",
       .get =
           [](const model::Scenario& s, std::size_t) {
             return Value(std::vector<double>(s.survey.weeks.begin(), s.survey.weeks.end()));
           },
       .set = set_weeks});
  for (const model::NumberField<Survey>& field : model::kSurveyFields) {
    table.fields.push_back(bound({.name = field.name,
                                  .type = Type::number,
                                  .unit = field.unit,
                                  .range = {field.low, field.high},
                                  .meaning = field.meaning,
                                  .source = field.source},
                                 survey, field.member));
  }
  return table;
}

}  // namespace polder::scenario
