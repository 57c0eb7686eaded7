#include "explain/filter.h"

#include <algorithm>
#include <charconv>

namespace polder::explain {

namespace {

constexpr std::array kLanguages{Language::nl, Language::en};

std::optional<model::DossierIndex> whole_number(std::string_view text) {
  model::DossierIndex value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

bool Filter::lets_through(const model::Event& event) const {
  if (municipality && event.municipality != *municipality) return false;
  if (group && event.group != *group) return false;
  return !dossiers || dossiers->contains(event.dossier);
}

std::optional<model::MunicipalityIndex> municipality_named(const model::Scenario& scenario,
                                                           std::string_view name) {
  const auto& all = scenario.municipalities;
  const auto found = std::ranges::find(all, name, &model::Municipality::name);
  if (found == all.end()) return std::nullopt;
  return static_cast<model::MunicipalityIndex>(found - all.begin());
}

std::optional<model::GroupIndex> group_named(const model::Scenario& scenario, const Names& names,
                                             std::string_view name) {
  for (const Language language : kLanguages) {
    for (model::GroupIndex g = 0; g < static_cast<model::GroupIndex>(scenario.groups.size()); ++g) {
      if (names.group(g, language) == name || names.group(g, Language::en) == name) return g;
    }
  }
  return std::nullopt;
}

std::set<model::DossierIndex> dossiers_named(const Names& names, std::string_view name) {
  std::set<model::DossierIndex> found;
  const std::optional<model::DossierIndex> number = whole_number(name);
  for (const auto& [dossier, kind] : names.dossiers()) {
    for (const Language language : kLanguages) {
      if (number == dossier || names.dossier(dossier, language) == name ||
          names.kind(kind, language) == name) {
        found.insert(dossier);
      }
    }
  }
  return found;
}

std::vector<std::string> known_groups(const model::Scenario& scenario, const Names& names,
                                      Language language) {
  std::vector<std::string> known;
  known.reserve(scenario.groups.size());
  for (model::GroupIndex g = 0; g < static_cast<model::GroupIndex>(scenario.groups.size()); ++g) {
    known.push_back(names.group(g, language));
  }
  return known;
}

std::vector<std::string> known_dossiers(const Names& names, Language language) {
  std::vector<std::string> known;
  for (const auto& [dossier, kind] : names.dossiers()) {
    if (std::ranges::find(known, names.kind(kind, language)) == known.end()) {
      known.push_back(names.kind(kind, language));
    }
  }
  for (const auto& [dossier, kind] : names.dossiers()) known.push_back(names.dossier(dossier, language));
  return known;
}

}  // namespace polder::explain
