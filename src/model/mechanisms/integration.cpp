#include "model/mechanisms/integration.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

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
    for (std::int32_t i = 0; i < s.n; ++i) {
      need[i] = need_here[i];
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
