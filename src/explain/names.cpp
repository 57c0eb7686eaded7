#include "explain/names.h"

#include <fmt/format.h>

#include <cstddef>

namespace polder::explain {

namespace {

template <class Named>
const std::string& name_of(const Named& named, Language language) {
  return language == Language::nl && !named.name_nl.empty() ? named.name_nl : named.name;
}

}  // namespace

Names::Names(const model::Scenario& scenario, std::span<const model::Event> events) : scenario_(&scenario) {
  std::map<model::KindIndex, int> tabled;
  for (const model::Event& event : events) {
    if (event.type != model::EventType::dossier_tabled) continue;
    kind_[event.dossier] = event.kind;
    number_[event.dossier] = ++tabled[event.kind];
  }
}

const std::string& Names::municipality(model::MunicipalityIndex i) const {
  return scenario_->municipalities[static_cast<std::size_t>(i)].name;
}

const std::string& Names::group(model::GroupIndex g, Language language) const {
  return name_of(scenario_->groups[static_cast<std::size_t>(g)], language);
}

const std::string& Names::kind(model::KindIndex k, Language language) const {
  return name_of(scenario_->dossier_kinds[static_cast<std::size_t>(k)], language);
}

std::string Names::dossier(model::DossierIndex d, Language language) const {
  return fmt::format("{} {}", kind(kind_.at(d), language), number_.at(d));
}

}  // namespace polder::explain
