#include "model/mechanisms/integration.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

/// Whether all members of `part` work in `whole` too, with others: it is a part of that group.
bool is_part_of(const Scenario& scenario, GroupIndex part, GroupIndex whole) {
  const auto& few = scenario.groups[part].members;
  const auto& many = scenario.groups[whole].members;
  return few.size() < many.size() && std::includes(many.begin(), many.end(), few.begin(), few.end());
}

}  // namespace

void start_integration(Step& step) {
  State& s = step.state;
  const IntegrationParameters& p = step.parameters().integration;
  const std::span<double> chain{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> pilot{s.v.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> need{s.w.data(), static_cast<std::size_t>(s.n)};
  std::fill(chain.begin(), chain.end(), 0.0);
  std::fill(pilot.begin(), pilot.end(), 0.0);
  std::fill(need.begin(), need.end(), 0.5);
  const double on = step.mechanisms().integration_chain ? 1.0 : 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) {
    if (s.integration_group[g] == 0) continue;
    const auto members = s.row(s.in_group, g);
    const auto need_here = s.row(s.need, g);
    bool is_part = false;
    for (GroupIndex whole = 0; whole < s.g; ++whole) {
      if (s.integration_group[whole] == 0 || !is_part_of(step.scenario, g, whole)) continue;
      is_part = true;
      // What some try holds for the others, who did not take part.
      const auto all = s.row(s.in_group, whole);
      for (std::int32_t i = 0; i < s.n; ++i) {
        pilot[i] += on * all[i] * (1.0 - members[i]) * s.pilot[g] * (1.0 - pilot[i]);
      }
    }
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (!is_part) need[i] = need_here[i];
      chain[i] += on * members[i] * s.integration[g] * (1.0 - chain[i]);
      pilot[i] += on * members[i] * s.pilot[g] * (1.0 - pilot[i]);
    }
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double used = 1.0 - s.hours_left[i] / std::max(1e-9, s.hours[i]);
    const double weeks = (p.first_weeks * (1.0 - chain[i]) + p.second_weeks * (1.0 - pilot[i])) *
                         (1.0 + p.difficulty * (need[i] - 0.5)) * (1.0 + p.busy * unit(used));
    const double alone = (p.first_weeks + p.second_weeks) * (1.0 + p.difficulty * (need[i] - 0.5)) *
                         (1.0 + p.busy * unit(used));
    s.flows.integration_weeks[i] += s.placed_this_week[i] * weeks;
    s.flows.integration_alone[i] += s.placed_this_week[i] * alone;
  }
}

}  // namespace polder::model
