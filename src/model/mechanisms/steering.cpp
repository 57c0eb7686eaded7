#include "model/mechanisms/steering.h"

#include <cmath>

#include "model/mechanisms/step.h"
#include "random/distributions.h"

namespace polder::model {

void drift_apart(Step& step, GroupIndex g) {
  State& s = step.state;
  if (!step.mechanisms().drift || s.takes_work[g] == 0) return;
  if (step.rules(g, true).drafting != Drafting::unit) return;
  const double years = static_cast<double>(step.scenario.groups[g].meeting_interval_weeks) / 52.0;
  const double u = step.draws.uniform(random::Purpose::unit_drift, static_cast<std::uint32_t>(g),
                                      static_cast<std::uint32_t>(s.week));
  s.unit_drift[g] +=
      step.parameters().steering.drift_per_year * std::sqrt(years) * random::standard_normal(u);
}

void steer_back(Step& step, GroupIndex g, double objecting) {
  step.state.unit_drift[g] *= 1.0 - step.parameters().steering.correction * objecting;
}

}  // namespace polder::model
