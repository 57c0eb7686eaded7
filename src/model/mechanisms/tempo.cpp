#include "model/mechanisms/tempo.h"

#include <algorithm>

#include "model/mechanisms/review.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"
#include "random/portable_math.h"

namespace polder::model {

Push try_to_push(Step& step, DossierIndex d, std::span<const double> accepts) {
  if (!step.mechanisms().pushing_through) return {};
  const State& s = step.state;
  const TempoParameters& p = step.parameters().tempo;
  const GroupIndex g = s.dossiers.group[d];
  const MunicipalityIndex leader = s.content_leader[g];
  if (leader == kNone || s.attends[s.at(g, leader)] == 0.0) return {};
  if (accepts[leader] == 0.0 || s.dossiers.read[s.at(d, leader)] < enough_for(step, d, leader)) return {};

  const double half_years = static_cast<double>(s.week - s.dossiers.tabled_week[d]) / 26.0;
  const double possible = s.flows.possible_say[leader];
  const double say = possible > 0.0 ? s.flows.say[leader] / possible : 0.0;
  double guard = 0.0;
  if (s.active.manager_present) {
    guard = s.active.manager_capacity * (s.active.manager_employer == leader ? p.employed_guard : 1.0);
  }
  const double odds = p.push_base + p.push_waiting * half_years + p.push_say * say +
                      p.push_deadline * static_cast<double>(s.dossiers.deadline[d]) - p.push_guard * guard;
  const double chance = random::logistic(odds);
  const double u = step.draws.uniform(random::Purpose::pushing_through, s.dossiers.stream[d],
                                      static_cast<std::uint32_t>(s.week));
  return {.chance = chance, .draw = u};
}

void judge_tempo(Step& step, DossierIndex d) {
  State& s = step.state;
  const TempoParameters& p = step.parameters().tempo;
  const GroupIndex g = s.dossiers.group[d];
  const auto audience = s.row(s.dossiers.audience, d);
  const auto read = s.row(s.dossiers.read, d);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (audience[i] * s.member[i] == 0.0) continue;
    const double enough = enough_for(step, d, i);
    const double ready = s.dossiers.read_week[s.at(d, i)];
    s.flows.judgements[g] += 1.0;
    s.flows.judged[i] += 1.0;
    if (read[i] < p.fast_margin * enough) {
      s.flows.too_fast[g] += 1.0;
      s.flows.found_fast[i] += 1.0;
      feel_tempo(step, i, -1.0);
    } else if (ready >= 0.0 && static_cast<double>(s.week) - ready > p.patience_weeks) {
      s.flows.too_slow[g] += 1.0;
      s.flows.found_slow[i] += 1.0;
      feel_tempo(step, i, -1.0);
    } else {
      feel_tempo(step, i, 1.0);
    }
  }
}

}  // namespace polder::model
