// What everything in a replicate is called.
#pragma once

#include <map>
#include <span>
#include <string>

#include "explain/language.h"
#include "model/events.h"
#include "model/scenario.h"

namespace polder::explain {

/// Dossiers are called after their kind, with a number: the third "matching round" that was tabled is
/// "matching round 3". The scenario must outlive the names.
class Names {
 public:
  /// The events are those of one whole replicate.
  Names(const model::Scenario& scenario, std::span<const model::Event> events);

  [[nodiscard]] const std::string& municipality(model::MunicipalityIndex i) const;
  [[nodiscard]] const std::string& group(model::GroupIndex g, Language language) const;
  [[nodiscard]] const std::string& kind(model::KindIndex k, Language language) const;
  /// Without quotation marks.
  [[nodiscard]] std::string dossier(model::DossierIndex d, Language language) const;
  /// Of every dossier that was tabled.
  [[nodiscard]] const std::map<model::DossierIndex, model::KindIndex>& dossiers() const { return kind_; }

 private:
  const model::Scenario* scenario_;
  std::map<model::DossierIndex, model::KindIndex> kind_;
  std::map<model::DossierIndex, int> number_;
};

}  // namespace polder::explain
