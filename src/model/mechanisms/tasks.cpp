#include "model/mechanisms/tasks.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "model/mechanisms/delivery.h"
#include "model/mechanisms/ratification.h"
#include "model/mechanisms/setup.h"
#include "model/mechanisms/step.h"
#include "random/portable_math.h"

namespace polder::model {

namespace {

/// The carrier that owns the dossier's tasks by rule; kNone where hands are raised.
std::int32_t owner_by_rule(const Step& step, DossierIndex d) {
  const State& s = step.state;
  const RuleSet& rules = step.rules_of_dossier(d);
  if (rules.working == Working::raised_hands) return kNone;
  if (rules.working == Working::field_desks) return s.n + s.field_desk[s.field_of_kind[s.dossiers.kind[d]]];
  return s.n + s.group_desk[s.dossiers.group[d]];
}

/// The member with most free hours and knowledge per task in hand, less so the more it has
/// done already for its staff: roles give duties to all.
MunicipalityIndex most_due(const State& s, GroupIndex g) {
  const auto members = s.row(s.in_group, g);
  double hours = 0.0;
  double staff = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    hours += members[i] * s.task_hours_total[i];
    staff += members[i] * s.fte[i];
  }
  const double usual = hours > 0.0 && staff > 0.0 ? hours / staff : 1.0;
  MunicipalityIndex who = kNone;
  double best = -1.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0) continue;
    const double able = s.hours_left[i] * s.knowledge[i] / static_cast<double>(1 + s.open_tasks[i]);
    const double done = s.fte[i] > 0.0 ? s.task_hours_total[i] / s.fte[i] / usual : 0.0;
    const double due = able / (1.0 + done);
    if (due > best) {
      best = due;
      who = i;
    }
  }
  return who;
}

/// Any member that is marked, for a task with which nobody is better placed than another (selection off).
MunicipalityIndex anyone_for(const Step& step, TaskIndex t, std::span<const double> marked) {
  const State& s = step.state;
  const DossierIndex d = s.tasks.dossier[t];
  const auto task = static_cast<std::uint32_t>(t - s.dossiers.first_task[d]);
  return any_of(marked, step.draws.uniform(random::Purpose::any_member, s.dossiers.stream[d],
                                           static_cast<std::uint32_t>(s.week), task));
}

/// Explicit roles: who the task is assigned to.
MunicipalityIndex assigned(const Step& step, TaskIndex t, GroupIndex g) {
  const State& s = step.state;
  return step.mechanisms().selection ? most_due(s, g) : anyone_for(step, t, s.row(s.in_group, g));
}

/// The carrier takes the task: by rule or role (cause none), by raising a hand (stimulus), or as the one all
/// look to (draw).
void take(Step& step, TaskIndex t, std::int32_t owner, Cause cause = Cause::none, double value = 0.0,
          double threshold = 0.0) {
  State& s = step.state;
  const DossierIndex d = s.tasks.dossier[t];
  s.tasks.owner[t] = owner;
  ++s.open_tasks[owner];
  step.events.record({.week = s.week,
                      .type = EventType::task_taken,
                      .cause = cause,
                      .group = s.dossiers.group[d],
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .task = t,
                      .municipality = s.answerable(owner),
                      .value = value,
                      .threshold = threshold});
}

/// One of the factors of willingness to take a task.
struct Factor {
  Cause what;     ///< the quantity behind it
  double value;   ///< of that quantity
  double leaves;  ///< of willingness, as a share
};

/// The factor that takes most away.
void note_what_lacked(Event& event, std::initializer_list<Factor> factors) {
  const Factor& least = *std::min_element(
      factors.begin(), factors.end(), [](const Factor& a, const Factor& b) { return a.leaves < b.leaves; });
  event.detail = least.what;
  event.detail_value = least.value;
}

}  // namespace

void make_tasks(Step& step, DossierIndex d) {
  State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  const DossierKind& kind = step.scenario.dossier_kinds[s.dossiers.kind[d]];
  const GroupIndex g = s.dossiers.group[d];
  const double hours = kind.task_hours * (p.vague_hours + (1.0 - p.vague_hours) * s.dossiers.c[d]);
  const auto count = static_cast<std::int32_t>(kind.tasks);
  s.dossiers.tasks_total[d] = count;
  s.dossiers.tasks_open[d] = count;
  s.flows.tasks_made[g] += static_cast<double>(count);
  const std::int32_t owner = owner_by_rule(step, d);
  // Work of a desk that is still being set up is planned for when it will be there.
  const Week start =
      owner == kNone ? binding_week(step, d) : std::max(binding_week(step, d), desks_ready_week(step, g));
  for (std::int32_t k = 0; k < count; ++k) {
    const TaskIndex t = s.dossiers.first_task[d] + k;
    s.tasks.dossier[t] = d;
    s.tasks.owner[t] = kNone;
    s.tasks.hours[t] = hours;
    s.tasks.remaining[t] = hours;
    s.tasks.made_week[t] = start;
    s.tasks.due_week[t] = start + static_cast<Week>(kind.lead_weeks);
    s.tasks.late[t] = 0;
    s.tasks.state[t] = TaskState::open;
    s.live_tasks.push_back(t);
    if (owner != kNone) {
      take(step, t, owner);
    } else if (s.active.explicit_roles) {
      take(step, t, assigned(step, t, g));
    }
  }
  if (count == 0) close_dossier(step, d);
}

void hand_over_tasks(Step& step, GroupIndex g) {
  State& s = step.state;
  const double lost = step.parameters().staffing.work_lost;
  for (const TaskIndex t : s.live_tasks) {
    const DossierIndex d = s.tasks.dossier[t];
    const std::int32_t before = s.tasks.owner[t];
    if (s.dossiers.group[d] != g || (before != kNone && before < s.n)) continue;
    if (before != kNone) s.tasks.remaining[t] += lost * (s.tasks.hours[t] - s.tasks.remaining[t]);
    s.tasks.owner[t] = kNone;
    const std::int32_t owner = owner_by_rule(step, d);
    if (owner == kNone) continue;
    // What the new desk finds is planned anew for when it will be there.
    const Week ready = desks_ready_week(step, g);
    if (ready > s.tasks.made_week[t] && ready > s.week) {
      const Week lead = s.tasks.due_week[t] - s.tasks.made_week[t];
      s.tasks.made_week[t] = ready;
      s.tasks.due_week[t] = std::max(s.tasks.due_week[t], ready + lead);
    }
    take(step, t, owner);
  }
}

void raise_hands(Step& step, GroupIndex g) {
  State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  const auto attends = s.row(s.attends, g);
  const bool free_riding = step.mechanisms().free_riding;

  double present = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) present += attends[i];
  if (present == 0.0) return;
  double owned = 0.0;
  double live = 0.0;
  std::fill(s.weight.begin(), s.weight.end(), 0.0);
  for (const TaskIndex t : s.live_tasks) {
    if (s.dossiers.group[s.tasks.dossier[t]] != g) continue;
    live += 1.0;
    if (s.tasks.owner[t] == kNone) continue;
    owned += 1.0;
    s.weight[s.tasks.owner[t]] += 1.0;
  }
  s.known_owners[g] = live > 0.0 ? owned / live : 1.0;

  const MunicipalityIndex leader = s.content_leader[g];
  // Volunteer's dilemma (Diekmann 1985): the chance of one among n against that of one among two.
  const double others = std::max(1.0, present - 1.0);
  const double crowd =
      free_riding ? (1.0 - random::portable_pow(p.cost_benefit, 1.0 / others)) / (1.0 - p.cost_benefit) : 1.0;
  for (const TaskIndex t : s.live_tasks) {
    const DossierIndex d = s.tasks.dossier[t];
    if (s.dossiers.group[d] != g || s.tasks.owner[t] != kNone) continue;
    const DossierKind& kind = step.scenario.dossier_kinds[s.dossiers.kind[d]];
    if (s.active.explicit_roles) {
      take(step, t, assigned(step, t, g));
      continue;
    }
    const double clear = p.vague_appeal + (1.0 - p.vague_appeal) * s.dossiers.c[d];
    const double hours_per_week = s.tasks.remaining[t] / std::max(1.0, kind.lead_weeks);
    const std::span<double> draw{s.v.data(), static_cast<std::size_t>(s.n)};
    fill_uniforms(step.draws, random::Purpose::volunteering, s.dossiers.stream[d], s.week, draw,
                  static_cast<std::uint32_t>(t - s.dossiers.first_task[d]) << 16U);
    MunicipalityIndex taker = kNone;
    double strongest = 0.0;
    double its_threshold = 0.0;
    double leaders_chance = 0.0;
    Event nobody{.week = s.week,
                 .type = EventType::task_unowned,
                 .cause = Cause::draw,
                 .group = g,
                 .dossier = d,
                 .kind = s.dossiers.kind[d],
                 .task = t};
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (attends[i] == 0.0) continue;
      // Hours that a task would really get, the share of members' time already promised included.
      const double free = s.hours_left[i] / static_cast<double>(1 + s.open_tasks[i]);
      const double able = free / (free + 2.0 * hours_per_week);
      const double interest = 0.5 + 0.5 * s.need[s.at(g, i)];
      const double by_others = live > 0.0 ? (owned - s.weight[i]) / live : 0.0;
      const double seen = free_riding ? 1.0 - p.free_riding * by_others * s.awareness[s.at(g, i)] : 1.0;
      const double knowing = 1.0 - p.knowledge_weight * (1.0 - s.knowledge[i]);
      const double stimulus = able * knowing * interest * clear * s.backed[i] * s.effort[i] * seen;
      const double theta = s.threshold[i];
      const double response = stimulus * stimulus / (stimulus * stimulus + theta * theta);
      const double chance = crowd * response;
      if (i == leader) leaders_chance = p.looked_at * response;
      if (draw[i] < chance && stimulus > strongest) {
        strongest = stimulus;
        taker = i;
        its_threshold = theta;
      }
      if (nobody.municipality == kNone || chance > nobody.threshold) {
        nobody.municipality = i;
        nobody.value = draw[i];
        nobody.threshold = chance;
        note_what_lacked(nobody, {{Cause::time, able, able},
                                  {Cause::backing, s.backed[i], s.backed[i]},
                                  {Cause::effort, s.effort[i], s.effort[i]},
                                  {Cause::knowledge, s.knowledge[i], knowing},
                                  {Cause::concreteness, s.dossiers.c[d], clear}});
      }
    }
    Cause why = Cause::stimulus;
    if (taker == kNone) {
      // When no hand goes up, all look to who leads on content: the one who is asked has no others to wait
      // for.
      const double u = step.draws.uniform(random::Purpose::looked_at, s.dossiers.stream[d],
                                          static_cast<std::uint32_t>(s.week),
                                          static_cast<std::uint32_t>(t - s.dossiers.first_task[d]));
      if (u >= leaders_chance) {
        step.events.record(nobody);
        continue;
      }
      taker = leader;
      why = Cause::draw;
      strongest = u;
      its_threshold = leaders_chance;
    }
    if (step.mechanisms().selection) {
      take(step, t, taker, why, strongest, its_threshold);
    } else {
      taker = anyone_for(step, t, attends);
      take(step, t, taker);
    }
    if (!step.mechanisms().specialisation) continue;
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (attends[i] == 0.0) continue;
      const double move = i == taker ? -p.threshold_falls : p.threshold_rises / present;
      s.threshold[i] = std::clamp(s.threshold[i] + move, 0.02, 1.0);
    }
  }
}

}  // namespace polder::model
