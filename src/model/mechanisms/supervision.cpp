#include "model/mechanisms/supervision.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

void supervise(Step& step) {
  if (!step.mechanisms().supervision) return;
  State& s = step.state;
  const SupervisionParameters& p = step.parameters().supervision;
  const auto& half_years = step.scenario.demand.half_years;
  const bool last_week = std::any_of(half_years.begin(), half_years.end(),
                                     [&](const HalfYear& h) { return h.end_week == s.week + 1; });
  if (!last_week) return;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.missed[i] = s.arrears[i] > p.tolerance ? s.missed[i] + 1 : 0;
    const double steps = std::clamp(static_cast<double>(s.missed[i]) - p.patience, 0.0, 6.0);
    s.supervision[i] = steps / 6.0;
  }
}

}  // namespace polder::model
