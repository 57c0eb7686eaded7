// Events in words.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "explain/facts.h"
#include "explain/language.h"
#include "explain/names.h"
#include "explain/phrases.h"
#include "model/events.h"

namespace polder::explain {

/// Tells events of one replicate in one language. What it is made of must outlive it.
class Teller {
 public:
  Teller(std::span<const model::Event> events, std::span<const Fact> facts, const Names& names,
         Language language)
      : events_(events), facts_(facts), names_(names), language_(language) {}

  /// One event, or `count` events that differ in their task only, as a whole sentence.
  [[nodiscard]] std::string sentence(std::size_t event, std::size_t count = 1) const;

  /// The same as one of several of its type.
  [[nodiscard]] std::string clause(std::size_t event, std::size_t count = 1) const;

  /// In quotation marks.
  [[nodiscard]] std::string dossier(model::DossierIndex d) const;

  /// Who acted or whom it befell: a municipality, its desk, the joint unit.
  [[nodiscard]] std::string who(std::size_t event) const;

 private:
  [[nodiscard]] std::string filled(std::string_view phrase, std::size_t event, std::size_t count) const;

  std::span<const model::Event> events_;
  std::span<const Fact> facts_;
  const Names& names_;
  Language language_;
};

}  // namespace polder::explain
