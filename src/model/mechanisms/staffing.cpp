#include "model/mechanisms/staffing.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"
#include "random/distributions.h"

namespace polder::model {

using random::Purpose;

std::int32_t persons_for(double fte) { return std::max(1, static_cast<std::int32_t>(std::ceil(fte - 0.05))); }

namespace {

/// Colleagues whose whole job is the joint work know each other's files; at home, and at a centre that does
/// it beside its own work, files are one person's.
bool shares_files(const Step& step, std::int32_t carrier) {
  if (carrier < step.state.n) return false;
  const Staffing staffing = step.rules(step.state.desk_group[carrier - step.state.n], true).staffing;
  return staffing == Staffing::moved || staffing == Staffing::merged;
}

/// Who raised a hand at home took the task personally: about `count` of the tasks in hand, the oldest ones,
/// have no owner any more.
void drop_promises(State& s, std::int32_t carrier, double count) {
  double left = std::floor(count + 0.5);
  for (const TaskIndex t : s.live_tasks) {
    if (left < 1.0) return;
    if (s.tasks.owner[t] != carrier) continue;
    s.tasks.owner[t] = kNone;
    left -= 1.0;
  }
}

/// One person of the carrier leaves, on whom the share `rests` of its joint work and contacts rested.
void lose_person(Step& step, std::int32_t carrier, double rests) {
  State& s = step.state;
  const StaffingParameters& p = step.parameters().staffing;
  if (s.vacant[carrier] >= s.persons[carrier] || s.fte[carrier] <= 0.0) return;
  const double share = 1.0 / static_cast<double>(s.persons[carrier] - s.vacant[carrier]);
  const bool shared = shares_files(step, carrier);
  const double gone = shared ? share * (1.0 - p.handover) : std::max(share, rests);
  ++s.vacant[carrier];
  s.vacant_until[carrier] = s.week + static_cast<Week>(shared ? p.unit_vacancy_weeks : p.vacancy_weeks);
  double held = 0.0;
  for (const TaskIndex t : s.live_tasks) {
    if (s.tasks.owner[t] != carrier) continue;
    const double done = s.tasks.hours[t] - s.tasks.remaining[t];
    s.tasks.remaining[t] += gone * p.work_lost * done;
    held += 1.0;
  }
  if (carrier < s.n) {
    drop_promises(s, carrier, gone * held);
    s.knowledge[carrier] *= 1.0 - share * p.knowledge_lost;
    forget_after_departure(step, carrier, gone);
  }
  step.events.record({.week = s.week,
                      .type = EventType::staff_left,
                      .cause = Cause::none,
                      .group = carrier < s.n ? kNone : s.desk_group[carrier - s.n],
                      .municipality = s.answerable(carrier),
                      .value = share,
                      .threshold = 0.0});
}

}  // namespace

void lose_one_person(Step& step, std::int32_t carrier) { lose_person(step, carrier, 0.0); }

void lose_key_person(Step& step, std::int32_t carrier) {
  lose_person(step, carrier, step.parameters().staffing.key_share);
}

void staff_the_week(Step& step) {
  State& s = step.state;
  const StaffingParameters& p = step.parameters().staffing;
  const std::int32_t carriers = s.carriers();
  const auto count = static_cast<std::size_t>(carriers);
  const std::span<double> leaving{s.u.data(), count};
  const std::span<double> absent{s.v.data(), count};
  fill_uniforms(step.draws, Purpose::turnover, 0, s.week, leaving);
  fill_uniforms(step.draws, Purpose::leave, 0, s.week, absent);

  const double weekly_exit = p.exit_per_year / 52.0;
  const double learning = 1.0 / p.ramp_weeks;
  for (std::int32_t c = 0; c < carriers; ++c) {
    const auto persons = static_cast<double>(s.persons[c]);
    if (s.vacant[c] > 0 && s.week >= s.vacant_until[c]) {
      const auto filled = static_cast<double>(s.vacant[c]);
      s.experience[c] = (s.experience[c] * (persons - filled) + p.newcomer_experience * filled) / persons;
      s.vacant[c] = 0;
    }
    s.experience[c] = std::min(1.0, s.experience[c] + learning * (1.0 - p.newcomer_experience) / persons);
    // Who moved to a desk leaves from there.
    const double at_home = c < s.n ? s.home_share[c] : 1.0;
    if (step.mechanisms().turnover && leaving[c] < weekly_exit * persons * at_home) lose_one_person(step, c);
    const std::int32_t staffed = s.persons[c] - s.vacant[c];
    const std::int32_t away =
        step.mechanisms().leave ? random::binomial_by_inversion(absent[c], staffed, p.leave_share) : 0;
    const double present = static_cast<double>(staffed - away) / persons;
    s.hours[c] = s.fte[c] * p.week_hours * present * s.experience[c];
    if (c < s.n) s.hours[c] *= s.home_share[c];
    s.hours_left[c] = s.hours[c];
  }
}

}  // namespace polder::model
