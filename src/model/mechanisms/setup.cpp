#include "model/mechanisms/setup.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/costs.h"
#include "model/mechanisms/forming.h"
#include "model/mechanisms/staffing.h"
#include "model/mechanisms/step.h"

namespace polder::model {

double setup_weeks(const SetupParameters& p, Staffing staffing) {
  switch (staffing) {
    case Staffing::paid:
      return p.contract_weeks;
    case Staffing::moved:
      return p.move_weeks;
    case Staffing::merged:
      return p.merge_weeks;
    case Staffing::grown:
      return p.grow_weeks;
    case Staffing::stay:
      break;
  }
  return 0.0;
}

namespace {

double setup_cost(const SetupParameters& p, Staffing staffing) {
  switch (staffing) {
    case Staffing::paid:
      return p.contract_cost;
    case Staffing::moved:
      return p.move_cost;
    case Staffing::merged:
    case Staffing::grown:
      return p.merge_cost;
    case Staffing::stay:
      break;
  }
  return 0.0;
}

/// Staff moves in a block once arrangements stand, except in a unit that grows.
double filled_share(const State& s, GroupIndex g, Staffing staffing) {
  if (staffing == Staffing::grown) return s.setup_progress[g];
  return s.setup_progress[g] > 1.0 - 1e-9 ? 1.0 : 0.0;
}

/// A unit that grows takes up work when enough of its staff is there; until then operations are done as
/// policy is. All other desks have the work from the start.
void take_up_work(Step& step, GroupIndex g, Staffing staffing) {
  State& s = step.state;
  const bool before = s.takes_work[g] != 0;
  const bool now = staffing != Staffing::grown || s.setup_progress[g] >= step.parameters().setup.unit_from;
  s.takes_work[g] = now ? 1 : 0;
  if (staffing != Staffing::grown || before || !now) return;
  step.events.record({.week = s.week,
                      .type = EventType::unit_started,
                      .cause = Cause::schedule,
                      .group = g,
                      .value = s.setup_progress[g],
                      .threshold = step.parameters().setup.unit_from});
}

/// A one-off cost is shared by inhabitants among the members.
void share_cost(State& s, GroupIndex group, double cost) {
  share_among_members(s, group, cost, s.flows.cost_borne);
  s.flows.cost[group] += cost;
  s.flows.setup_cost[group] += cost;
}

}  // namespace

double moved_share(const Step& step, GroupIndex g) {
  const Staffing staffing = step.rules(g, true).staffing;
  if (staffing == Staffing::stay || staffing == Staffing::paid || step.state.desks[g] == 0.0) return 0.0;
  return step.parameters().setup.joint_share * filled_share(step.state, g, staffing);
}

Week desks_ready_week(const Step& step, GroupIndex g) {
  const State& s = step.state;
  const Staffing staffing = step.rules(g, true).staffing;
  if (!step.mechanisms().setup || staffing == Staffing::stay || staffing == Staffing::grown) return s.week;
  const double left = (1.0 - s.setup_progress[g]) * setup_weeks(step.parameters().setup, staffing);
  return s.week + static_cast<Week>(std::ceil(left - 1e-9));
}

void advance_setup(Step& step) {
  State& s = step.state;
  const SetupParameters& p = step.parameters().setup;
  std::fill(s.home_share.begin(), s.home_share.end(), 1.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    // Only operations have desks; in all concepts but the mix policy follows the same rules.
    const Staffing staffing = step.rules(g, true).staffing;
    // Without operations there is no desk to set up.
    if (staffing == Staffing::stay || s.desks[g] == 0.0) continue;
    const double weeks = setup_weeks(p, staffing);
    const double before = s.setup_progress[g];
    const double most = settled_share(step, g);
    if (step.mechanisms().setup && weeks > 0.0) {
      const double gained = std::min(1.0 / weeks, most - before);
      if (gained > 0.0) {
        s.setup_progress[g] = gained < 1.0 / weeks ? most : before + gained;
        share_cost(s, g, gained * setup_cost(p, staffing));
      }
    } else {
      s.setup_progress[g] = most;
    }
    take_up_work(step, g, staffing);

    const bool complete = s.setup_progress[g] > 1.0 - 1e-9;
    const double filled = filled_share(s, g, staffing);
    const double moved = moved_share(step, g);
    const double share = staffing == Staffing::paid ? p.bought_share * filled : moved;
    const auto members = s.row(s.in_group, g);
    double joint_fte = 0.0;
    for (std::int32_t i = 0; i < s.n; ++i) {
      joint_fte += members[i] * s.fte[i] * share;
      s.home_share[i] = std::max(0.0, s.home_share[i] - members[i] * moved);
    }
    if (staffing == Staffing::merged || staffing == Staffing::grown) joint_fte *= 1.0 - p.management_share;
    if (filled > 0.0 && step.mechanisms().setup && staffing != Staffing::paid) {
      // While it grows, all are new to one another.
      const double since =
          complete ? std::max(0.0, static_cast<double>(s.week - s.setup_from[g]) - weeks) : 0.0;
      joint_fte *= 1.0 - p.start_dip * std::max(0.0, 1.0 - since / p.dip_weeks);
    }
    std::int32_t desks = 0;
    for (std::int32_t d = 0; d < s.q; ++d) desks += s.desk_group[d] == g && s.desk_in_use[d] != 0 ? 1 : 0;
    for (std::int32_t d = 0; d < s.q; ++d) {
      if (s.desk_group[d] != g || s.desk_in_use[d] == 0) continue;
      s.fte[s.n + d] = joint_fte / static_cast<double>(desks);
      s.persons[s.n + d] = std::max(persons_for(s.fte[s.n + d]), s.vacant[s.n + d]);
    }
  }
}

}  // namespace polder::model
