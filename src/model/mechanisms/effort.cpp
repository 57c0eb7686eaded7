#include "model/mechanisms/effort.h"

#include <algorithm>

#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"
#include "model/mechanisms/urgency.h"

namespace polder::model {

namespace {

/// What the partnership brought each member, weighed by its motives (thesis §4.1.3): knowledge, standing
/// outside, and work delivered for the hours that go into it, as far as a member sees that and did not do
/// most of it.
void compare_with_expectations(Step& step) {
  State& s = step.state;
  const double rate = step.parameters().effort.benefit_rate;
  const std::span<double> lobby{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> delivered{s.v.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> hours{s.w.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> equal_hours{s.weight.data(), static_cast<std::size_t>(s.n)};
  for (const auto& array : {lobby, delivered, hours, equal_hours}) std::fill(array.begin(), array.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    const auto awareness = s.row(s.awareness, g);
    const double equal = s.flows.joint_hours[g] / static_cast<double>(std::max(1, s.size[g]));
    for (std::int32_t i = 0; i < s.n; ++i) {
      lobby[i] = std::max(lobby[i], members[i] * s.lobby[g]);
      delivered[i] += members[i] * visibility(step, g, awareness[i]) * s.flows.delivered_hours[g];
      hours[i] += members[i] * s.flows.joint_hours[g];
      equal_hours[i] += members[i] * equal;
    }
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double own_share = s.flows.workload[i] / std::max(1.0, equal_hours[i]);
    const double yield = delivered[i] / std::max(1.0, hours[i]);
    s.efficiency[i] = unit(yield * (1.5 - 0.5 * std::min(own_share, 3.0)));
    const double met = s.knowledge_motive[i] * s.knowledge_gain[i] + s.strength_motive[i] * lobby[i] +
                       s.efficiency_motive[i] * s.efficiency[i];
    s.benefit[i] += rate * (met - s.benefit[i]);
  }
}

double hold(const EffortParameters& p, Bond bond) {
  switch (bond) {
    case Bond::covenant:
      return p.covenant_holds;
    case Bond::contract:
      return p.contract_holds;
    case Bond::public_law:
      break;
  }
  return p.law_holds;
}

}  // namespace

void see_clarity(const State& s, std::span<double> clarity) {
  std::fill(clarity.begin(), clarity.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    const auto awareness = s.row(s.awareness, g);
    const double owners = s.known_owners[g];
    for (std::int32_t i = 0; i < s.n; ++i) {
      clarity[i] += members[i] * owners * (s.active.explicit_roles ? 1.0 : awareness[i]);
    }
  }
  for (std::int32_t i = 0; i < s.n; ++i) clarity[i] /= std::max(1.0, s.groups_of[i]);
}

void move_effort(Step& step) {
  State& s = step.state;
  const EffortParameters& p = step.parameters().effort;
  compare_with_expectations(step);
  const std::span<double> clarity{s.u.data(), static_cast<std::size_t>(s.n)};
  see_clarity(s, clarity);
  const double rate = step.mechanisms().effort ? p.rate : 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.flows.member_weeks[i] += s.member[i];
    const double unsupported = std::max(0.0, s.pledged[i] - s.backed[i]);
    const double balance = p.trust * 0.5 * (s.mean_trust[i] + s.content_trust[i]) + p.urgency * s.urgency[i] +
                           p.backing * s.backed[i] + p.clarity * clarity[i] + p.expectations * s.benefit[i] -
                           p.overload * 0.5 * (s.overload[i] + unsupported);
    s.effort[i] += rate * s.member[i] * (unit(balance) - s.effort[i]);
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.wants_out[i] = s.member[i] > 0.0 && s.effort[i] < p.leave_below ? 1.0 : 0.0;
    s.flows.trapped_weeks[i] += s.wants_out[i];
  }
}

bool may_leave(const Step& step, MunicipalityIndex i) {
  const State& s = step.state;
  if (s.member[i] == 0.0) return false;
  for (GroupIndex g = 0; g < s.g; ++g) {
    if (s.hosted[s.at(g, i)] > 0.0) return false;
    if (s.in_group[s.at(g, i)] > 0.0 && s.size[g] <= 2) return false;
  }
  return true;
}

void leave_partnership(Step& step, MunicipalityIndex i, double value, double threshold) {
  State& s = step.state;
  feel_left(step, i);
  s.member[i] = 0.0;
  s.drafting_debt[i] = 0.0;
  s.wants_out[i] = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) {
    double& in = s.in_group[s.at(g, i)];
    if (in == 0.0) continue;
    in = 0.0;
  }
  update_membership(s);
  for (GroupIndex g = 0; g < s.g; ++g) {
    if (s.content_leader[g] == i) s.content_leader[g] = most_able(s, g);
  }
  for (const TaskIndex t : s.live_tasks) {
    if (s.tasks.owner[t] == i) s.tasks.owner[t] = kNone;
  }
  step.events.record({.week = s.week,
                      .type = EventType::withdrew,
                      .cause = Cause::effort,
                      .municipality = i,
                      .value = value,
                      .threshold = threshold});
}

void consider_leaving(Step& step, GroupIndex g) {
  if (!step.mechanisms().withdrawal) return;
  State& s = step.state;
  const EffortParameters& p = step.parameters().effort;
  const Group& group = step.scenario.groups[g];
  const double per_meeting = p.leave_per_year * static_cast<double>(group.meeting_interval_weeks) / 52.0 *
                             (1.0 - hold(p, step.rules(g, true).bond));
  const std::span<double> u{s.u.data(), static_cast<std::size_t>(s.n)};
  fill_uniforms(step.draws, random::Purpose::withdrawal, static_cast<std::uint32_t>(g), s.week, u);
  const auto members = s.row(s.in_group, g);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0 || s.wants_out[i] == 0.0 || u[i] >= per_meeting || !may_leave(step, i)) continue;
    leave_partnership(step, i, s.effort[i], p.leave_below);
  }
}

}  // namespace polder::model
