// Tables whose keys the model itself documents: interventions, mechanisms and their numbers.
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

/// The section of that type; each section has a type of its own.
template <class Section, class ParametersRef>
auto& section_of(ParametersRef& parameters) {
  std::conditional_t<std::is_const_v<ParametersRef>, const Section, Section>* found = nullptr;
  model::for_each_section(parameters, [&](std::string_view, auto& section, const auto&) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(section)>, Section>) found = &section;
  });
  return *found;
}

}  // namespace

Table interventions_table() {
  Table table{
      .key = "interventions",
      .path = "interventions",
      .meaning = "interventions and shocks: never (false), from the start (true) or the week it starts"};
  for (const model::InterventionField& documented : model::kInterventionFields) {
    const auto member = documented.member;
    table.fields.push_back({.name = documented.name,
                            .type = Type::on_off_or_week,
                            .unit = "week",
                            .range = {0, 2600},
                            .meaning = documented.meaning,
                            .source = documented.source,
                            .get = [member](const model::Scenario& s,
                                            std::size_t) { return week_or_off(s.interventions.*member); },
                            .set = [member](model::Scenario& s, std::size_t,
                                            const Value& v) { s.interventions.*member = start_week(v); }});
  }
  return table;
}

Table mechanisms_table() {
  Table table{.key = "mechanisms", .path = "mechanisms", .meaning = "off switches of the model's mechanisms"};
  constexpr auto at = [](auto& scenario, std::size_t) -> auto& { return scenario.mechanisms; };
  for (const auto& documented : model::kMechanismFields) {
    table.fields.push_back(bound({.name = documented.name,
                                  .type = Type::on_off,
                                  .meaning = documented.meaning,
                                  .source = documented.source},
                                 at, documented.member));
  }
  return table;
}

std::vector<Table> parameter_tables() {
  std::vector<Table> tables;
  const model::Parameters parameters;
  model::for_each_section(parameters,
                          [&](std::string_view name, const auto& section, const auto& documented) {
                            using Section = std::remove_cvref_t<decltype(section)>;
                            constexpr auto at = [](auto& scenario, std::size_t) -> auto& {
                              return section_of<Section>(scenario.parameters);
                            };
                            Table table{.key = name, .path = name, .meaning = "numbers of the mechanism"};
                            for (const model::NumberField<Section>& field : documented) {
                              table.fields.push_back(bound({.name = field.name,
                                                            .type = field.whole ? Type::whole : Type::number,
                                                            .unit = field.unit,
                                                            .range = {field.low, field.high},
                                                            .meaning = field.meaning,
                                                            .source = field.source},
                                                           at, field.member));
                            }
                            tables.push_back(std::move(table));
                          });
  return tables;
}

}  // namespace polder::scenario
