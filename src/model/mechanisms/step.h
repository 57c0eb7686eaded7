// What every mechanism is given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/events.h"
#include "model/scenario.h"
#include "model/state.h"
#include "model/vectorise.h"
#include "random/batch.h"
#include "random/stream.h"

namespace polder::model {

/// One week of one replicate, passed from mechanism to mechanism.
struct Step {
  const Scenario& scenario;
  State& state;
  const random::Draws& draws;
  EventLog& events;

  [[nodiscard]] const Parameters& parameters() const { return scenario.parameters; }
  [[nodiscard]] const Mechanisms& mechanisms() const { return scenario.mechanisms; }
  [[nodiscard]] const RuleSet& rules(GroupIndex group, bool operational) const {
    return rules_of(state.concepts[group]).of(operational);
  }
  [[nodiscard]] const RuleSet& rules_of_dossier(DossierIndex d) const {
    const GroupIndex group = state.dossiers.group[d];
    const bool operational = scenario.dossier_kinds[state.dossiers.kind[d]].operational;
    return rules(group, operational && state.takes_work[group] != 0 && form_is_settled(group, d));
  }

 private:
  /// A field of operations whose form members still talk about is done as policy is.
  [[nodiscard]] bool form_is_settled(GroupIndex group, DossierIndex d) const {
    if (!mechanisms().setup || rules(group, true).forming == Forming::with_concept) return true;
    const Week from = state.form_week[state.field_of_kind[state.dossiers.kind[d]]];
    return from != kNone && state.week >= from;
  }
};

/// One uniform per element of `out` from the stream (purpose, entity, this week).
inline void fill_uniforms(const random::Draws& draws, random::Purpose purpose, std::uint32_t entity,
                          Week week, std::span<double> out, std::uint32_t first_index = 0) {
  random::fill_uniforms(draws, purpose, entity, static_cast<std::uint32_t>(week), out, first_index);
}

/// The one of those marked with 1 that u in (0, 1) picks, all alike; kNone where there are none.
inline MunicipalityIndex any_of(std::span<const double> marked, double u) {
  double left = 0.0;
  for (const double mark : marked) left += mark;
  left *= u;
  MunicipalityIndex last = kNone;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == 0.0) continue;
    last = static_cast<MunicipalityIndex>(i);
    left -= 1.0;
    if (left <= 0.0) break;
  }
  return last;
}

/// x limited to [0, 1].
inline double unit(double x) { return x < 0.0 ? 0.0 : (x > 1.0 ? 1.0 : x); }

}  // namespace polder::model
