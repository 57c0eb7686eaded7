#include "model/mechanisms/learning.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

void learn(Step& step, MunicipalityIndex i, double amount) {
  State& s = step.state;
  s.knowledge[i] += amount;
  s.knowledge_gain[i] = unit(s.knowledge_gain[i] + step.parameters().learning.gain_scale * amount);
}

}  // namespace

void spread_knowledge(Step& step, DossierIndex d, double gain) {
  if (!step.mechanisms().learning) return;
  State& s = step.state;
  const auto members = s.row(s.in_group, s.dossiers.group[d]);
  const auto read = s.row(s.dossiers.read, d);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] > 0.0) learn(step, i, unit(gain) * read[i] * (1.0 - s.knowledge[i]));
  }
}

void learn_from_each_other(Step& step, GroupIndex g) {
  if (!step.mechanisms().learning) return;
  State& s = step.state;
  const auto attends = s.row(s.attends, g);
  const auto awareness = s.row(s.awareness, g);
  MunicipalityIndex best = kNone;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (attends[i] > 0.0 && (best == kNone || s.knowledge[i] > s.knowledge[best])) best = i;
  }
  if (best == kNone) return;
  const double known = s.knowledge[best];
  const auto in_best = s.row(s.trust, best);
  const double rate = step.parameters().learning.diffusion;
  for (std::int32_t i = 0; i < s.n; ++i) {
    // Half from having read what it is about, half from daring to ask.
    const double open = 0.5 * (awareness[i] + in_best[i]);
    if (attends[i] > 0.0 && i != best) learn(step, i, rate * open * (known - s.knowledge[i]));
  }
}

void fade_learning(Step& step) {
  State& s = step.state;
  const double kept = 1.0 - step.parameters().learning.memory;
  for (std::int32_t i = 0; i < s.n; ++i) s.knowledge_gain[i] *= kept;
}

}  // namespace polder::model
