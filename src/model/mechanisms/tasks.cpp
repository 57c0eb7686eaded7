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

// Assumptions, of which the document tells (7.20).
constexpr double kComfort = 2.0;         ///< free hours that halve the stimulus, over those a task asks
constexpr double kInterestOfNone = 0.5;  ///< interest of who has no need of the subject
constexpr double kLeastThreshold = 0.02;

/// Task t's number within its dossier.
std::uint32_t number_of(const State& s, TaskIndex t) {
  return static_cast<std::uint32_t>(t - s.dossiers.first_task[s.tasks.dossier[t]]);
}

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
  return any_of(marked, step.draws.uniform(random::Purpose::any_member, s.dossiers.stream[s.tasks.dossier[t]],
                                           static_cast<std::uint32_t>(s.week), number_of(s, t)));
}

/// Explicit roles: who the task is assigned to.
MunicipalityIndex assigned(const Step& step, TaskIndex t, GroupIndex g) {
  const State& s = step.state;
  return step.mechanisms().selection ? most_due(s, g) : anyone_for(step, t, s.row(s.in_group, g));
}

/// The carrier takes the task: by the concept's rule, by role or lot (cause none), by raising a hand
/// (stimulus), or as the one all look to (draw).
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

/// What holds for all tasks that come up at one meeting of a group.
struct Meeting {
  GroupIndex group;
  double crowd;  ///< chance to act among those present over that of one of two (volunteer's dilemma)
  double live;   ///< live tasks of the group
  double owned;  ///< of these, those that somebody has; by owner in State::weight
};

Meeting meeting_of(Step& step, GroupIndex g, double present) {
  State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  // Volunteer's dilemma (Diekmann 1985): the chance of one among n against that of one among two.
  const double others = std::max(1.0, present - 1.0);
  const double crowd =
      step.mechanisms().free_riding
          ? (1.0 - random::portable_pow(p.cost_benefit, 1.0 / others)) / (1.0 - p.cost_benefit)
          : 1.0;
  Meeting meeting{.group = g, .crowd = crowd, .live = 0.0, .owned = 0.0};
  std::fill(s.weight.begin(), s.weight.end(), 0.0);
  for (const TaskIndex t : s.live_tasks) {
    if (s.dossiers.group[s.tasks.dossier[t]] != g) continue;
    meeting.live += 1.0;
    if (s.tasks.owner[t] == kNone) continue;
    meeting.owned += 1.0;
    s.weight[s.tasks.owner[t]] += 1.0;
  }
  return meeting;
}

/// What a task asks of whoever takes it.
struct Asked {
  double hours_per_week;
  double clear;  ///< what vagueness leaves of its appeal
};

Asked asked_by(const Step& step, TaskIndex t) {
  const State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  const DossierIndex d = s.tasks.dossier[t];
  const DossierKind& kind = step.scenario.dossier_kinds[s.dossiers.kind[d]];
  return {.hours_per_week = s.tasks.remaining[t] / std::max(1.0, kind.lead_weeks),
          .clear = p.vague_appeal + (1.0 - p.vague_appeal) * s.dossiers.c[d]};
}

/// How much a task moves a municipality to take it, 0 to 1, and the factors that an event may have to name.
struct Stimulus {
  double value;
  double able;     ///< hours that the task would get, half at twice what it asks per week
  double knowing;  ///< what knowledge leaves of it
};

Stimulus stimulus_of(const Step& step, const Meeting& meeting, const Asked& task, MunicipalityIndex i) {
  const State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  // Hours that a task would really get, the share of members' time already promised included.
  const double free = s.hours_left[i] / static_cast<double>(1 + s.open_tasks[i]);
  const double able = free / (free + kComfort * task.hours_per_week);
  const double interest = kInterestOfNone + (1.0 - kInterestOfNone) * s.need[s.at(meeting.group, i)];
  const double by_others = meeting.live > 0.0 ? (meeting.owned - s.weight[i]) / meeting.live : 0.0;
  const double seen = step.mechanisms().free_riding
                          ? 1.0 - p.free_riding * by_others * s.awareness[s.at(meeting.group, i)]
                          : 1.0;
  const double knowing = 1.0 - p.knowledge_weight * (1.0 - s.knowledge[i]);
  return {.value = able * knowing * interest * task.clear * s.backed[i] * s.effort[i] * seen,
          .able = able,
          .knowing = knowing};
}

/// Whose hand is up for a task, and why; kNone where nobody's is.
struct Hand {
  MunicipalityIndex who = kNone;
  Cause cause = Cause::stimulus;
  double value = 0.0;
  double threshold = 0.0;
};

/// The strongest of the hands that go up. When none does, all look to who leads on content: the one who is
/// asked has no others to wait for. Records that nobody takes the task, with who came nearest.
Hand strongest_hand(Step& step, const Meeting& meeting, TaskIndex t) {
  State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  const DossierIndex d = s.tasks.dossier[t];
  const auto attends = s.row(s.attends, meeting.group);
  const Asked task = asked_by(step, t);
  const std::span<double> draw{s.v.data(), static_cast<std::size_t>(s.n)};
  fill_uniforms(step.draws, random::Purpose::volunteering, s.dossiers.stream[d], s.week, draw,
                number_of(s, t) << 16U);
  Hand hand;
  double leaders_chance = 0.0;
  Event nobody{.week = s.week,
               .type = EventType::task_unowned,
               .cause = Cause::draw,
               .group = meeting.group,
               .dossier = d,
               .kind = s.dossiers.kind[d],
               .task = t};
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (attends[i] == 0.0) continue;
    const Stimulus stimulus = stimulus_of(step, meeting, task, i);
    const double theta = s.threshold[i];
    const double response =
        stimulus.value * stimulus.value / (stimulus.value * stimulus.value + theta * theta);
    const double chance = meeting.crowd * response;
    if (i == s.content_leader[meeting.group]) leaders_chance = p.looked_at * response;
    if (draw[i] < chance && stimulus.value > hand.value) {
      hand = {.who = i, .value = stimulus.value, .threshold = theta};
    }
    if (nobody.municipality == kNone || chance > nobody.threshold) {
      nobody.municipality = i;
      nobody.value = draw[i];
      nobody.threshold = chance;
      note_what_lacked(nobody, {{Cause::time, stimulus.able, stimulus.able},
                                {Cause::backing, s.backed[i], s.backed[i]},
                                {Cause::effort, s.effort[i], s.effort[i]},
                                {Cause::knowledge, s.knowledge[i], stimulus.knowing},
                                {Cause::concreteness, s.dossiers.c[d], task.clear}});
    }
  }
  if (hand.who != kNone) return hand;
  const double u = step.draws.uniform(random::Purpose::looked_at, s.dossiers.stream[d],
                                      static_cast<std::uint32_t>(s.week), number_of(s, t));
  if (u < leaders_chance) {
    return {.who = s.content_leader[meeting.group],
            .cause = Cause::draw,
            .value = u,
            .threshold = leaders_chance};
  }
  step.events.record(nobody);
  return {};
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
      take(step, t, owner, Cause::rule);
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
    take(step, t, owner, Cause::rule);
  }
}

void raise_hands(Step& step, GroupIndex g) {
  State& s = step.state;
  const TaskParameters& p = step.parameters().tasks;
  const auto attends = s.row(s.attends, g);
  double present = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) present += attends[i];
  if (present == 0.0) return;
  const Meeting meeting = meeting_of(step, g, present);
  s.known_owners[g] = meeting.live > 0.0 ? meeting.owned / meeting.live : 1.0;

  for (const TaskIndex t : s.live_tasks) {
    if (s.dossiers.group[s.tasks.dossier[t]] != g || s.tasks.owner[t] != kNone) continue;
    if (s.active.explicit_roles) {
      take(step, t, assigned(step, t, g));
      continue;
    }
    const Hand hand = strongest_hand(step, meeting, t);
    if (hand.who == kNone) continue;
    MunicipalityIndex taker = hand.who;
    if (step.mechanisms().selection) {
      take(step, t, taker, hand.cause, hand.value, hand.threshold);
    } else {
      taker = anyone_for(step, t, attends);
      take(step, t, taker);
    }
    if (!step.mechanisms().specialisation) continue;
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (attends[i] == 0.0) continue;
      const double move = i == taker ? -p.threshold_falls : p.threshold_rises / present;
      s.threshold[i] = std::clamp(s.threshold[i] + move, kLeastThreshold, 1.0);
    }
  }
}

}  // namespace polder::model
