#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

using model::Group;
using model::MunicipalityIndex;

constexpr auto at = [](auto& scenario, std::size_t i) -> auto& { return scenario.groups[i]; };

MunicipalityIndex municipality_index(const model::Scenario& scenario, std::string_view name) {
  const auto& all = scenario.municipalities;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.name == name; });
  return found == all.end() ? model::kNone : static_cast<MunicipalityIndex>(found - all.begin());
}

const std::string& municipality_name(const model::Scenario& scenario, MunicipalityIndex index) {
  return scenario.municipalities[static_cast<std::size_t>(index)].name;
}

Value members(const model::Scenario& scenario, std::size_t i) {
  std::vector<std::string> names;
  for (const MunicipalityIndex m : scenario.groups[i].members)
    names.push_back(municipality_name(scenario, m));
  return names;
}

void set_members(model::Scenario& scenario, std::size_t i, const Value& value) {
  std::vector<MunicipalityIndex>& indices = scenario.groups[i].members;
  indices.clear();
  for (const std::string& name : std::get<std::vector<std::string>>(value)) {
    indices.push_back(municipality_index(scenario, name));
  }
  std::sort(indices.begin(), indices.end());
}

model::Concept concept_named(const Value& value) {
  const auto name =
      std::find(model::kConceptNames.begin(), model::kConceptNames.end(), std::get<std::string>(value));
  return static_cast<model::Concept>(name - model::kConceptNames.begin());
}

Value group_concept(const model::Scenario& scenario, std::size_t i) {
  return std::string(model::kConceptNames[static_cast<std::size_t>(scenario.groups[i].concept_)]);
}

void set_group_concept(model::Scenario& scenario, std::size_t i, const Value& value) {
  scenario.groups[i].concept_ = concept_named(value);
}

Value centre(const model::Scenario& scenario, std::size_t i) {
  const MunicipalityIndex index = scenario.groups[i].centre;
  if (index == model::kNone) return {};
  return municipality_name(scenario, index);
}

void set_centre(model::Scenario& scenario, std::size_t i, const Value& value) {
  scenario.groups[i].centre = municipality_index(scenario, std::get<std::string>(value));
}

/// The concept to change to, kept in what `change(scenario, element)` returns.
template <class Change>
Field switch_target(Field field, Change change) {
  field.type = Type::choice;
  field.choices = model::kConceptNames;
  field.get = [=](const model::Scenario& s, std::size_t i) -> Value {
    const auto& to = change(s, i).to;
    if (!to) return {};
    return std::string(model::kConceptNames[static_cast<std::size_t>(*to)]);
  };
  field.set = [=](model::Scenario& s, std::size_t i, const Value& v) { change(s, i).to = concept_named(v); };
  return field;
}

/// The week of a group's own change; one that shall not change gives its own concept to change to.
Value own_switch_week(const model::Scenario& scenario, std::size_t i) {
  const model::Week week = scenario.groups[i].own_switch.week;
  if (week == model::kNone) return {};
  return to_value(week);
}

void set_own_switch_week(model::Scenario& scenario, std::size_t i, const Value& value) {
  scenario.groups[i].own_switch.week = from_value<model::Week>(value);
}

constexpr auto own_switch = [](auto& scenario, std::size_t i) -> auto& {
  return scenario.groups[i].own_switch;
};
constexpr auto common_switch = [](auto& scenario, std::size_t) -> auto& { return scenario.concept_switch; };

Value employer(const model::Scenario& scenario, std::size_t) {
  const MunicipalityIndex index = scenario.process_manager.employer;
  return index == model::kNone ? std::string(kIndependent) : municipality_name(scenario, index);
}

void set_employer(model::Scenario& scenario, std::size_t, const Value& value) {
  // kIndependent is no municipality's name, so that it becomes kNone.
  scenario.process_manager.employer = municipality_index(scenario, std::get<std::string>(value));
}

}  // namespace

Table group_table() {
  Table table{.key = "group",
              .path = "groups",
              .repeat = Repeat::named_list,
              .fewest = 1,
              .most = 64,
              .meaning = "a working group"};
  table.fields = {
      bound({.name = "name",
             .type = Type::text,
             .required = true,
             .meaning = "name by which everything else refers to the group",
             .source = "scenario data"},
            at, &Group::name),
      optional_text({.name = "name_nl",
                     .meaning = "name in Dutch, for `polder explain`",
                     .source = "scenario data",
                     .unset = "its name"},
                    at, &Group::name_nl),
      {.name = "members",
       .type = Type::names,
       .fewest = 2,
       .required = true,
       .meaning = "names of the municipalities in the group",
       .source = "scenario data",
       .get = members,
       .set = set_members},
      bound({.name = "meeting_interval_weeks",
             .type = Type::whole,
             .unit = "weeks",
             .range = {1, 52},
             .meaning = "weeks from one meeting to the next",
             .source = "thesis §4.1 (once in six weeks)"},
            at, &Group::meeting_interval_weeks),
      {.name = "concept",
       .type = Type::choice,
       .choices = model::kConceptNames,
       .meaning = "cooperation concept of this group",
       .source = "thesis §2.4",
       .unset = "that of the scenario",
       .get = group_concept,
       .set = set_group_concept},
      {.name = "centre",
       .type = Type::text,
       .meaning = "the member that serves as centre municipality",
       .source = "assumption",
       .unset = "the member with most inhabitants",
       .get = centre,
       .set = set_centre},
      switch_target({.name = "switch_to",
                     .meaning = "the concept that this group changes to",
                     .source = "thesis §2.4",
                     .unset = "that of `concept_switch`"},
                    own_switch),
      {.name = "switch_week",
       .type = Type::whole,
       .unit = "week",
       .range = {0, 2600},
       .meaning = "the week from which it does",
       .source = "assumption",
       .unset = "that of `concept_switch`",
       .get = own_switch_week,
       .set = set_own_switch_week},
      note_field(),
  };
  table.count = [](const model::Scenario& s) { return s.groups.size(); };
  table.resize = [](model::Scenario& s, std::size_t n) { s.groups.resize(n); };
  return table;
}

Table concept_switch_table() {
  Table table{.key = "concept_switch",
              .path = "concept_switch",
              .meaning = "a change of concept during the run, of all groups that give none of their own"};
  table.fields = {
      switch_target({.name = "to",
                     .meaning = "the concept that groups change to; one that has it already does not change",
                     .source = "thesis §2.4",
                     .unset = "none"},
                    common_switch),
      {.name = "week",
       .type = Type::on_off_or_week,
       .unit = "week",
       .range = {0, 2600},
       .meaning = "the week from which they do: set-up starts anew, desks are dissolved",
       .source = "assumption",
       .get = [](const model::Scenario& s, std::size_t) { return week_or_off(s.concept_switch.week); },
       .set = [](model::Scenario& s, std::size_t, const Value& v) { s.concept_switch.week = start_week(v); }},
      note_field(),
  };
  return table;
}

Table process_manager_table() {
  using model::ProcessManager;
  constexpr auto manager = [](auto& scenario, std::size_t) -> auto& { return scenario.process_manager; };
  Table table{
      .key = "process_manager", .path = "process_manager", .meaning = "the process manager of all groups"};
  table.fields = {
      bound({.name = "present",
             .type = Type::on_off,
             .meaning = "whether there is one",
             .source = "thesis §4.1"},
            manager, &ProcessManager::present),
      {.name = "employer",
       .type = Type::text,
       .meaning = "the municipality that employs the process manager, or \"independent\"",
       .source = "assumption",
       .get = employer,
       .set = set_employer},
      bound({.name = "hours_per_week",
             .unit = "h/week",
             .range = {0, 200},
             .meaning = "hours for all groups together",
             .source = "assumption"},
            manager, &ProcessManager::hours_per_week),
      bound({.name = "decides",
             .type = Type::on_off,
             .meaning = "true: settles what members leave open; false: facilitates only",
             .source = "thesis §4.2.6 (decides nothing)"},
            manager, &ProcessManager::decides),
      note_field(),
  };
  return table;
}

}  // namespace polder::scenario
