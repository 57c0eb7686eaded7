// Which part of a timeline is told.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "explain/names.h"
#include "model/events.h"
#include "model/scenario.h"

namespace polder::explain {

/// What is left open lets everything through.
struct Filter {
  std::optional<model::MunicipalityIndex> municipality;  ///< who acted or whom it befell
  std::optional<model::GroupIndex> group;
  std::optional<std::set<model::DossierIndex>> dossiers;

  [[nodiscard]] bool empty() const { return !municipality && !group && !dossiers; }
  [[nodiscard]] bool lets_through(const model::Event& event) const;
};

std::optional<model::MunicipalityIndex> municipality_named(const model::Scenario& scenario,
                                                           std::string_view name);

/// In either language.
std::optional<model::GroupIndex> group_named(const model::Scenario& scenario, const Names& names,
                                             std::string_view name);

/// A number as in /events; the name of a dossier; or that of a kind, which means all of its dossiers. In
/// either language. Empty: there is none.
std::set<model::DossierIndex> dossiers_named(const Names& names, std::string_view name);

/// What `group_named` and `dossiers_named` know, for suggestions.
std::vector<std::string> known_groups(const model::Scenario& scenario, const Names& names, Language language);
std::vector<std::string> known_dossiers(const Names& names, Language language);

}  // namespace polder::explain
