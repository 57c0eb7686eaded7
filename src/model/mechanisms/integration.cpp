#include "model/mechanisms/integration.h"

#include "model/mechanisms/step.h"

namespace polder::model {

void start_integration(Step& step, MunicipalityIndex i, double persons) {
  State& s = step.state;
  const IntegrationParameters& p = step.parameters().integration;
  double chain = 0.0;
  double pilot = 0.0;
  double need = 0.5;
  for (GroupIndex g = 0; g < s.g; ++g) {
    const bool on_subject = s.integration_group[g] != 0;
    if (!on_subject) continue;
    need = step.scenario.municipalities[i].need[g];
    if (s.in_group[s.at(g, i)] > 0.0 && step.mechanisms().integration_chain) {
      chain += s.integration[g] * (1.0 - chain);
      pilot += s.pilot[g] * (1.0 - pilot);
    }
  }
  const double used = s.hours[i] > 0.0 ? 1.0 - s.hours_left[i] / s.hours[i] : 1.0;
  const double weeks = (p.first_weeks * (1.0 - chain) + p.second_weeks * (1.0 - pilot)) *
                       (1.0 + p.difficulty * (need - 0.5)) * (1.0 + p.busy * unit(used));
  s.flows.integration_weeks[i] += persons * weeks;
}

}  // namespace polder::model
