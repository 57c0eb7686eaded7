#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "scenario/bind.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

using model::DossierKind;

/// In the order of model::Effect.
constexpr std::array<std::string_view, 6> kEffectNames{"knowledge", "capacity", "integration",
                                                       "pilot",     "lobby",    "exchange"};

constexpr auto at = [](auto& scenario, std::size_t i) -> auto& { return scenario.dossier_kinds[i]; };

Value group_of(const model::Scenario& scenario, std::size_t i) {
  return scenario.groups[static_cast<std::size_t>(scenario.dossier_kinds[i].group)].name;
}

void set_group(model::Scenario& scenario, std::size_t i, const Value& value) {
  const auto& name = std::get<std::string>(value);
  const auto& all = scenario.groups;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& group) { return group.name == name; });
  scenario.dossier_kinds[i].group = static_cast<model::GroupIndex>(found - all.begin());
}

Value effect(const model::Scenario& scenario, std::size_t i) {
  return std::string(kEffectNames[static_cast<std::size_t>(scenario.dossier_kinds[i].effect)]);
}

void set_effect(model::Scenario& scenario, std::size_t i, const Value& value) {
  const auto name = std::find(kEffectNames.begin(), kEffectNames.end(), std::get<std::string>(value));
  scenario.dossier_kinds[i].effect = static_cast<model::Effect>(name - kEffectNames.begin());
}

struct Number {
  std::string_view name;
  double DossierKind::*member;
  std::string_view unit;
  Range range;
  std::string_view meaning;
  Type type = Type::number;
};

constexpr std::array kNumbers{
    Number{"per_year", &DossierKind::per_year, "1/year", {0, 200}, "dossiers tabled per year"},
    Number{"pages", &DossierKind::pages, "pages", {1, 1000}, "pages of a first draft"},
    Number{"stake", &DossierKind::stake, "1", {0, 1}, "what is at stake for a member"},
    Number{"colour_loading",
           &DossierKind::colour_loading,
           "1",
           {0, 2},
           "weight of political colour in the own position"},
    Number{"need_loading", &DossierKind::need_loading, "1", {0, 2}, "weight of own need in the own position"},
    Number{"concreteness", &DossierKind::concreteness, "1", {0.05, 1}, "concreteness of the first draft"},
    Number{"cross_cutting",
           &DossierKind::cross_cutting,
           "1",
           {0, 1},
           "share of these dossiers that concerns also_fields too"},
    Number{
        "deadline", &DossierKind::deadline, "1", {0, 1}, "share of these dossiers with an outside deadline"},
    Number{"tasks", &DossierKind::tasks, "1", {0, 32}, "tasks after a decision", Type::whole},
    Number{"task_hours",
           &DossierKind::task_hours,
           "h",
           {0, 10000},
           "hours per task at full concreteness, without experience"},
    Number{"lead_weeks",
           &DossierKind::lead_weeks,
           "weeks",
           {1, 520},
           "weeks from the decision to the due date",
           Type::whole},
    Number{"size",
           &DossierKind::size,
           "1",
           {0, 1000},
           "full effect: dwellings per year and 100,000 inhabitants (capacity), a share (others)"},
};

}  // namespace

Table dossier_kind_table() {
  Table table{.key = "dossier_kind",
              .path = "dossier_kinds",
              .repeat = Repeat::named_list,
              .fewest = 1,
              .most = 64,
              .meaning = "a kind of dossier that a group works on"};
  table.fields = {
      bound({.name = "name",
             .type = Type::text,
             .required = true,
             .meaning = "name",
             .source = "scenario data"},
            at, &DossierKind::name),
      optional_text({.name = "name_nl",
                     .meaning = "name in Dutch, for `polder explain`",
                     .source = "scenario data",
                     .unset = "its name"},
                    at, &DossierKind::name_nl),
      {.name = "group",
       .type = Type::text,
       .required = true,
       .meaning = "name of the group that decides",
       .source = "scenario data",
       .get = group_of,
       .set = set_group},
      {.name = "effect",
       .type = Type::choice,
       .choices = kEffectNames,
       .required = true,
       .meaning = "what a carried-out dossier brings",
       .source = "scenario data",
       .get = effect,
       .set = set_effect},
      bound({.name = "field",
             .type = Type::text,
             .required = true,
             .meaning = "task field; in the matrix concept each field has one owner",
             .source = "scenario data"},
            at, &DossierKind::field),
      bound({.name = "also_fields",
             .type = Type::names,
             .meaning =
                 "further fields concerned when cross-cutting, each the field of a kind of the same group",
             .source = "scenario data"},
            at, &DossierKind::also_fields),
      bound({.name = "operational",
             .type = Type::on_off,
             .meaning = "operations rather than policy (the mix concept separates them)",
             .source = "scenario data"},
            at, &DossierKind::operational),
  };
  for (const Number& number : kNumbers) {
    table.fields.push_back(bound({.name = number.name,
                                  .type = number.type,
                                  .unit = number.unit,
                                  .range = number.range,
                                  .meaning = number.meaning,
                                  .source = "assumption"},
                                 at, number.member));
  }
  table.fields.push_back(note_field());
  table.count = [](const model::Scenario& s) { return s.dossier_kinds.size(); };
  table.resize = [](model::Scenario& s, std::size_t n) { s.dossier_kinds.resize(n); };
  return table;
}

}  // namespace polder::scenario
