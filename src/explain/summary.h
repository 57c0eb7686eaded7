// How a timeline begins and ends.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "explain/facts.h"
#include "explain/history.h"
#include "explain/language.h"
#include "explain/names.h"
#include "model/scenario.h"

namespace polder::explain {

/// A sentence or two each: who works together under which concept, and what is at stake.
struct Paragraph {
  model::GroupIndex group = model::kNone;
  std::string text;
};

std::vector<Paragraph> opening(const model::Scenario& scenario, const Names& names, Language language);

/// What was decided and carried out, who was housed, who worked most.
std::vector<Paragraph> closing(const model::Scenario& scenario, const History& history,
                               std::span<const Fact> facts, const Names& names, Language language);

/// Persons that the municipalities are to house within the horizon, arrears at the start not included.
double persons_to_house(const model::Scenario& scenario);

}  // namespace polder::explain
