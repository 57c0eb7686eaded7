#include "model/mechanisms/work.h"

#include <algorithm>
#include <span>

#include "model/mechanisms/costs.h"
#include "model/mechanisms/delivery.h"
#include "model/mechanisms/setup.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/trust.h"
#include "random/portable_math.h"

namespace polder::model {

void do_casework(Step& step) {
  State& s = step.state;
  const WorkParameters& p = step.parameters().work;
  std::fill(s.weight.begin(), s.weight.end(), 0.0);
  for (std::int32_t k = 0; k < s.k; ++k) {
    const double persons = step.scenario.demand.case_types[k].persons;
    const std::int32_t* waiting = s.waiting.data() + s.at(k, 0);
    for (std::int32_t i = 0; i < s.n; ++i) s.weight[i] += persons * static_cast<double>(waiting[i]);
  }
  const double own = step.mechanisms().casework ? 1.0 : 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.weight[i] = own * (p.hours_per_placement * s.placed_this_week[i] + p.hours_per_waiting * s.weight[i]);
    const double casework = std::min(s.home_share[i] * s.weight[i], p.casework_cap * s.hours[i]);
    const double elsewhere = p.other_partnerships * s.hours[i];
    s.hours_left[i] = std::max(0.0, s.hours[i] - casework - elsewhere);
  }
  // Staff that moved took its casework along, in equal parts to the group's desks.
  for (std::int32_t d = 0; d < s.q; ++d) {
    const GroupIndex g = s.desk_group[d];
    const double moved = moved_share(step, g);
    if (moved == 0.0) continue;
    const auto members = s.row(s.in_group, g);
    double asked = 0.0;
    for (std::int32_t i = 0; i < s.n; ++i) asked += members[i] * s.weight[i];
    const std::int32_t c = s.n + d;
    s.hours_left[c] = s.hours[c] - std::min(moved * asked / s.desks[g], p.casework_cap * s.hours[c]);
  }
  // Last week's meetings, as far as there is time to account for.
  for (GroupIndex g = 0; g < s.g; ++g) {
    double* debt = s.meeting_debt.data() + s.at(g, 0);
    for (std::int32_t i = 0; i < s.n; ++i) {
      const double meeting = std::min(debt[i], s.hours_left[i]);
      debt[i] = 0.0;
      s.hours_left[i] -= meeting;
      s.flows.workload[i] += meeting;
      s.flows.joint_hours[g] += meeting;
    }
  }
  update_skill(step);
}

void update_skill(Step& step) {
  State& s = step.state;
  const double floor = step.parameters().work.knowledge_floor;
  for (std::int32_t i = 0; i < s.n; ++i) s.skill[i] = floor + (1.0 - floor) * s.knowledge[i];
  for (std::int32_t d = 0; d < s.q; ++d) {
    const MunicipalityIndex host = s.desk_host[d];
    double knowledge = host == kNone ? 0.0 : s.knowledge[host];
    if (host == kNone) {
      // A unit of nobody's brings together what its members know.
      const auto members = s.row(s.in_group, s.desk_group[d]);
      double total = 0.0;
      for (std::int32_t i = 0; i < s.n; ++i) {
        knowledge += members[i] * s.fte[i] * s.knowledge[i];
        total += members[i] * s.fte[i];
      }
      knowledge = total > 0.0 ? knowledge / total : 0.0;
    }
    s.skill[s.n + d] = floor + (1.0 - floor) * knowledge;
  }
}

namespace {

/// Books joint hours of a carrier for a group: who works, and for whom.
void book_hours(Step& step, std::int32_t carrier, GroupIndex group, double hours) {
  State& s = step.state;
  s.task_hours_total[carrier] += hours;
  s.flows.joint_hours[group] += hours;
  const MunicipalityIndex who = s.answerable(carrier);
  if (who != kNone) {
    s.flows.workload[who] += hours;
    s.flows.task_hours[who] += hours;
  }
}

/// Drafts owed by a carrier come before its tasks; returns the free hours that are left.
double write_drafts(Step& step, std::int32_t carrier, double free) {
  State& s = step.state;
  const double hours = std::min(free, s.drafting_debt[carrier]);
  if (hours <= 0.0) return free;
  s.drafting_debt[carrier] -= hours;
  s.hours_left[carrier] -= hours;
  if (carrier >= s.n) {
    book_hours(step, carrier, s.desk_group[carrier - s.n], hours);
    return free - hours;
  }
  double groups = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) groups += s.in_group[s.at(g, carrier)];
  for (GroupIndex g = 0; g < s.g; ++g) {
    const double in = s.in_group[s.at(g, carrier)];
    if (in > 0.0) book_hours(step, carrier, g, hours * in / groups);
  }
  return free - hours;
}

/// Books whether who answers for a task kept its word. What nobody took on was promised by nobody.
void book_promise(State& s, MunicipalityIndex who, double kept) {
  if (who == kNone) return;
  s.flows.promises[who] += 1.0;
  s.flows.promises_kept[who] += kept;
}

/// A pooled budget hires hands for tasks that have an owner: hours per open task of each group.
void hire_hands(const Step& step, std::span<double> hired) {
  const State& s = step.state;
  std::fill(hired.begin(), hired.end(), 0.0);
  if (!s.active.pooled_budget) return;
  for (const TaskIndex t : s.live_tasks) {
    if (s.tasks.owner[t] != kNone && s.tasks.made_week[t] <= s.week)
      hired[s.dossiers.group[s.tasks.dossier[t]]] += 1.0;
  }
  const double hours = step.parameters().intervention_size.pooled_hours;
  for (double& h : hired) h = h > 0.0 ? hours / h : 0.0;
}

/// Place of (carrier, kind) in the arrays of experience.
std::size_t experience_slot(const Step& step, std::int32_t carrier, KindIndex kind) {
  const std::size_t kinds = step.scenario.dossier_kinds.size();
  return static_cast<std::size_t>(carrier) * kinds + static_cast<std::size_t>(kind);
}

/// Learning curve: a task of the kind was finished.
void gain_practice(Step& step, std::int32_t carrier, KindIndex kind) {
  State& s = step.state;
  const std::size_t slot = experience_slot(step, carrier, kind);
  ++s.times_done[slot];
  if (!step.mechanisms().learning_by_doing) return;
  s.practice[slot] = random::portable_pow(static_cast<double>(s.times_done[slot]) + 1.0,
                                          step.parameters().work.experience_exponent);
}

/// Weeks that a task may run late before it is called late: the vaguer the decision, the more.
double slack_of(const Step& step, TaskIndex t) {
  const State& s = step.state;
  const Week lead = s.tasks.due_week[t] - s.tasks.made_week[t];
  return step.parameters().work.vague_slack * (1.0 - s.dossiers.c[s.tasks.dossier[t]]) *
         static_cast<double>(lead);
}

/// Share of a task that was done; nothing without an owner.
double done_of(const State& s, TaskIndex t) {
  return s.tasks.owner[t] == kNone ? 0.0 : unit(1.0 - s.tasks.remaining[t] / s.tasks.hours[t]);
}

void close_task(Step& step, TaskIndex t, TaskState outcome, double quality) {
  State& s = step.state;
  const DossierIndex d = s.tasks.dossier[t];
  const GroupIndex g = s.dossiers.group[d];
  s.tasks.state[t] = outcome;
  s.dossiers.quality_sum[d] += quality;
  const std::int32_t owner = s.tasks.owner[t];
  const MunicipalityIndex who = s.answerable(owner);
  if (outcome == TaskState::done) {
    s.flows.tasks_done[g] += 1.0;
    gain_practice(step, owner, s.dossiers.kind[d]);
    if (s.tasks.late[t] == 0) {
      book_promise(s, who, 1.0);
      keep_promise(step, g, owner);
    }
  } else {
    s.flows.tasks_dropped[g] += 1.0;
    if (owner == kNone) s.flows.tasks_unowned[g] += 1.0;
    bear_loss(step, t);
    break_promise(step, g, owner, 1.0);
  }
  step.events.record(
      {.week = s.week,
       .type = outcome == TaskState::done ? EventType::task_finished : EventType::task_dropped,
       .cause = outcome == TaskState::done ? Cause::quality : Cause::weeks_overdue,
       .group = g,
       .dossier = d,
       .kind = s.dossiers.kind[d],
       .task = t,
       .municipality = who,
       .value = outcome == TaskState::done ? quality : static_cast<double>(s.week - s.tasks.due_week[t]),
       .threshold = outcome == TaskState::done ? 1.0 : step.parameters().work.late_weeks + slack_of(step, t),
       .detail = Cause::quality,
       .detail_value = quality});
  if (--s.dossiers.tasks_open[d] == 0) close_dossier(step, d);
}

}  // namespace

void work_on_tasks(Step& step) {
  State& s = step.state;
  const WorkParameters& p = step.parameters().work;
  std::fill(s.open_tasks.begin(), s.open_tasks.end(), 0);
  for (const TaskIndex t : s.live_tasks) {
    if (s.tasks.owner[t] != kNone && s.tasks.made_week[t] <= s.week) ++s.open_tasks[s.tasks.owner[t]];
  }
  // Hours per open task of each carrier, after drafts.
  const double reminded = s.active.explicit_roles ? p.reminder : 0.0;
  for (std::int32_t c = 0; c < s.carriers(); ++c) {
    double share = 1.0;  // desks do nothing else
    if (c < s.n) share = unit(p.base_willingness + p.effort_willingness * s.effort[c] + reminded);
    const double free = write_drafts(step, c, share * s.hours_left[c]);
    s.weight[c] = s.open_tasks[c] > 0 ? free / static_cast<double>(s.open_tasks[c]) : 0.0;
  }

  const std::span<double> hired{s.hired.data(), s.hired.size()};
  hire_hands(step, hired);

  for (const TaskIndex t : s.live_tasks) {
    Tasks& tasks = s.tasks;
    const std::int32_t owner = tasks.owner[t];
    const DossierIndex d = tasks.dossier[t];
    const GroupIndex g = s.dossiers.group[d];
    if (tasks.made_week[t] > s.week) continue;
    if (owner != kNone) {
      const double speed = s.skill[owner] * s.practice[experience_slot(step, owner, s.dossiers.kind[d])];
      const double hours = std::min(s.weight[owner], tasks.remaining[t] / speed);
      tasks.remaining[t] -= hours * speed;
      s.hours_left[owner] -= hours;
      book_hours(step, owner, g, hours);
      if (hired[g] > 0.0) {
        const double help = std::min(hired[g], tasks.remaining[t]);
        tasks.remaining[t] -= help;
        pay_hired_hands(step, g, help);
      }
      if (tasks.remaining[t] <= 1e-9) {
        close_task(step, t, TaskState::done, 1.0);
        continue;
      }
    }
    const double slack = slack_of(step, t);
    const Week past = s.week - tasks.due_week[t];
    const auto overdue = static_cast<double>(past);
    if (overdue > slack && tasks.late[t] == 0) {
      tasks.late[t] = 1;
      s.flows.tasks_late[g] += 1.0;
      book_promise(s, s.answerable(owner), 0.0);
      break_promise(step, g, owner, 0.5);
      step.events.record({.week = s.week,
                          .type = EventType::task_late,
                          .cause = Cause::weeks_overdue,
                          .group = g,
                          .dossier = d,
                          .kind = s.dossiers.kind[d],
                          .task = t,
                          .municipality = s.answerable(owner),
                          .value = overdue,
                          .threshold = slack,
                          .detail = Cause::quality,
                          .detail_value = done_of(s, t)});
    }
    if (overdue > slack + p.late_weeks) {
      const double done = done_of(s, t);
      close_task(step, t, TaskState::dropped, done >= p.half_done_limit ? done : 0.0);
    }
  }
  std::erase_if(s.live_tasks, [&](TaskIndex t) { return s.tasks.state[t] != TaskState::open; });
}

}  // namespace polder::model
