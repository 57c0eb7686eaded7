#include "model/mechanisms/attendance.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

void attend(Step& step, GroupIndex g) {
  State& s = step.state;
  const AttendanceParameters& p = step.parameters().attendance;
  const auto members = s.row(s.in_group, g);
  const auto attends = s.row(s.attends, g);
  fill_uniforms(step.draws, random::Purpose::attendance, static_cast<std::uint32_t>(g), s.week, attends);
  for (std::int32_t i = 0; i < s.n; ++i) {
    const bool somebody = s.hours[i] > 0.0;
    const double chance = unit(p.base + p.effort * s.effort[i]);
    attends[i] = members[i] > 0.0 && somebody && attends[i] < chance ? 1.0 : 0.0;
    s.meeting_debt[s.at(g, i)] = attends[i] * p.hours;
  }
  if (!step.mechanisms().informal_contact || !step.mechanisms().relational_trust) return;
  const double factor = s.active.informal_contact ? step.parameters().intervention_size.informal_factor : 1.0;
  const double gain = std::min(1.0, p.acquaintance * factor);
  for (std::int32_t j = 0; j < s.n; ++j) {
    if (attends[j] == 0.0) continue;
    const auto in_j = s.row(s.trust, j);
    for (std::int32_t i = 0; i < s.n; ++i) in_j[i] += gain * attends[i] * (1.0 - in_j[i]);
  }
}

}  // namespace polder::model
