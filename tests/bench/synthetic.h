// A region of any size, for how cost grows with it.
#pragma once

#include "scenarios.h"

namespace polder::bench {

/// The given scenario's groups, kinds and demand over n municipalities, of which half are in the second group
/// too.
inline model::Scenario of_size(model::Scenario scenario, std::int32_t n) {
  const auto original = scenario.municipalities;
  scenario.municipalities.clear();
  for (auto& group : scenario.groups) {
    group.members.clear();
    group.centre = model::kNone;
  }
  for (std::int32_t i = 0; i < n; ++i) {
    model::Municipality m = original[static_cast<std::size_t>(i) % original.size()];
    m.name.append(testing::numbered(" ", i));
    scenario.municipalities.push_back(m);
    for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
      if (g == 0 || i % 2 == 0) scenario.groups[g].members.push_back(i);
    }
  }
  return scenario;
}

/// The given scenario over another horizon; the last half-year's target goes on.
inline model::Scenario of_weeks(model::Scenario scenario, model::Week weeks) {
  auto& half_years = scenario.demand.half_years;
  while (half_years.back().end_week < weeks) {
    model::HalfYear next = half_years.back();
    next.first_week = next.end_week;
    next.end_week += 26;
    half_years.push_back(next);
    for (auto& m : scenario.municipalities) {
      if (!m.targets.empty()) m.targets.push_back(m.targets.back());
    }
  }
  scenario.weeks = weeks;
  return scenario;
}

}  // namespace polder::bench
