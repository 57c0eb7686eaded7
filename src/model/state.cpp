#include "model/state.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/mechanisms/staffing.h"
#include "random/portable_math.h"

namespace polder::model {

namespace {

std::size_t size(std::int32_t count) { return static_cast<std::size_t>(count); }

/// Numbers the fields of all kinds; a field belongs to one group.
void number_fields(State& s, const Scenario& scenario) {
  std::vector<std::pair<GroupIndex, std::string>> fields;
  const auto number = [&](GroupIndex group, const std::string& name) {
    const auto found = std::find(fields.begin(), fields.end(), std::pair{group, name});
    if (found != fields.end()) return static_cast<std::int32_t>(found - fields.begin());
    fields.emplace_back(group, name);
    s.field_group.push_back(group);
    return static_cast<std::int32_t>(fields.size() - 1);
  };
  for (const DossierKind& kind : scenario.dossier_kinds)
    s.field_of_kind.push_back(number(kind.group, kind.field));
  for (const DossierKind& kind : scenario.dossier_kinds) {
    auto& also = s.also_fields.emplace_back();
    for (const std::string& name : kind.also_fields) also.push_back(number(kind.group, name));
  }
}

/// Deals fields to members in the order of staff times knowledge, one each as long as there are members.
void deal_fields(State& s, const Scenario& scenario) {
  for (GroupIndex g = 0; g < s.g; ++g) {
    std::vector<MunicipalityIndex> able = scenario.groups[g].members;
    std::stable_sort(able.begin(), able.end(), [&](MunicipalityIndex a, MunicipalityIndex b) {
      const auto& first = scenario.municipalities[a];
      const auto& second = scenario.municipalities[b];
      return first.staff_fte * first.knowledge > second.staff_fte * second.knowledge;
    });
    std::size_t next = 0;
    for (std::size_t f = 0; f < s.field_group.size(); ++f) {
      if (s.field_group[f] == g) s.field_owner[f] = able[next++ % able.size()];
    }
  }
}

MunicipalityIndex largest(const Scenario& scenario, const std::vector<MunicipalityIndex>& members) {
  return *std::max_element(members.begin(), members.end(), [&](MunicipalityIndex a, MunicipalityIndex b) {
    return scenario.municipalities[a].population < scenario.municipalities[b].population;
  });
}

void add_desk(State& s, GroupIndex group, std::int32_t field, bool later) {
  s.desk_group.push_back(group);
  s.desk_field.push_back(field);
  s.desk_is_later.push_back(later ? 1 : 0);
  ++s.q;
}

/// Desks by the rules of a concept for operations.
void place_desks(State& s, GroupIndex g, Concept which, bool later) {
  switch (rules_of(which).operations.working) {
    case Working::raised_hands:
      break;
    case Working::centre_desk:
    case Working::unit_desk:
      add_desk(s, g, kNone, later);
      break;
    case Working::field_desks:
      for (std::size_t f = 0; f < s.field_group.size(); ++f) {
        if (s.field_group[f] == g) add_desk(s, g, static_cast<std::int32_t>(f), later);
      }
      break;
  }
}

/// Desks of what groups start with, then, so that those keep their numbers, of what they switch to.
void place_all_desks(State& s, const Scenario& scenario) {
  for (GroupIndex g = 0; g < s.g; ++g) place_desks(s, g, scenario.groups[g].concept_, false);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const ConceptSwitch change = switch_of(scenario, g);
    if (change.to && change.week != kNone && *change.to != scenario.groups[g].concept_) {
      place_desks(s, g, *change.to, true);
    }
  }
  s.desk_host.assign(size(s.q), kNone);
  s.desk_in_use.assign(size(s.q), 0);
}

/// Who waits at the start, by case type in proportion: those linked lately, evenly over the weeks in which
/// they came, and those in arrears, evenly over the weeks before. Who is ahead of target housed the oldest.
void fill_queue(State& s, const Scenario& scenario) {
  const auto term = static_cast<std::int32_t>(scenario.parameters.placement.legal_term_weeks);
  const HalfYear& half_year = half_year_at(scenario, 0);
  const double weeks = static_cast<double>(half_year.end_week - half_year.first_week);
  const auto linked_weeks = static_cast<std::int32_t>(std::ceil(scenario.demand.linked_weeks));
  const std::int32_t earlier = s.before - linked_weeks;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double linked = scenario.demand.linked_weeks * target_of(scenario, half_year, i) / weeks;
    const double backlog = std::max(0.0, linked + scenario.municipalities[i].arrears_at_start);
    const double fresh = backlog > 0.0 ? std::min(1.0, linked / backlog) : 0.0;
    double carried = 0.0;
    for (std::int32_t k = 0; k < s.k; ++k) {
      const auto type = static_cast<std::size_t>(k);
      const double share = s.case_shares[type] - (k > 0 ? s.case_shares[type - 1] : 0.0);
      const double exact = backlog / s.persons_per_mean_case * share + carried;
      const auto cases = static_cast<std::int32_t>(std::floor(exact + 0.5));
      carried = exact - static_cast<double>(cases);
      const std::size_t slot = s.at(k, i);
      std::int32_t* cohorts = s.cohort.data() + slot * size(s.history);
      const auto lately = static_cast<std::int32_t>(std::floor(fresh * static_cast<double>(cases) + 0.5));
      const std::int32_t old = cases - lately;
      for (std::int32_t c = 0; c < old; ++c) ++cohorts[(c * earlier) / old];
      for (std::int32_t c = 0; c < lately; ++c) ++cohorts[earlier + (c * linked_weeks) / lately];
      s.waiting[slot] = cases;
      s.to_house += s.persons_per_case[type] * static_cast<double>(cases);
      for (std::int32_t w = 0; w < s.before - term - 1; ++w) s.overdue[slot] += cohorts[w];
    }
  }
}

/// share(k) of types, normalised and cumulated.
template <typename Share>
std::array<double, kMaxCaseTypes> cumulate(std::size_t types, Share share) {
  double total = 0.0;
  for (std::size_t k = 0; k < types; ++k) total += share(k);
  std::array<double, kMaxCaseTypes> cumulative;
  cumulative.fill(1.0);
  double sum = 0.0;
  for (std::size_t k = 0; k + 1 < types; ++k) {
    sum += share(k) / total;
    cumulative[k] = sum;
  }
  return cumulative;
}

void lay_out_demand(State& s, const Scenario& scenario) {
  const Demand& demand = scenario.demand;
  double persons = 0.0;
  double shares = 0.0;
  for (const CaseType& type : demand.case_types) {
    s.persons_per_case.push_back(type.persons);
    persons += type.share * type.persons;
    shares += type.share;
  }
  s.persons_per_mean_case = persons / shares;
  const std::size_t types = demand.case_types.size();
  s.case_shares = cumulate(types, [&](std::size_t k) { return demand.case_types[k].share; });
  for (MunicipalityIndex i = 0; i < s.n; ++i) {
    s.vacancy_shares.push_back(
        cumulate(types, [&](std::size_t k) { return vacancy_share_of(scenario, k, i); }));
  }
  for (const Municipality& m : scenario.municipalities) {
    const double claimable = scenario.parameters.placement.most_share * m.lettings_per_year / 52.0;
    s.claimable_per_week.push_back(claimable);
    s.claimable_exp.push_back(random::portable_exp(-claimable));
    const double weights = m.motives.knowledge + m.motives.strength + m.motives.efficiency;
    s.knowledge_motive.push_back(m.motives.knowledge / weights);
    s.strength_motive.push_back(m.motives.strength / weights);
    s.efficiency_motive.push_back(m.motives.efficiency / weights);
  }
}

/// Channels that member i of group g keeps up (thesis table 1 seen as a communication structure:
/// 16 equals keep 120 channels, a hub 15).
double channels_of(const State& s, Channels channels, GroupIndex g, MunicipalityIndex i) {
  const auto others = static_cast<double>(s.size[g] - 1);
  const double hosted = s.hosted[s.at(g, i)];
  switch (channels) {
    case Channels::everyone:
      return others;
    case Channels::hub:
      return hosted > 0.0 ? others : 1.0;
    case Channels::field_owners:
      return hosted > 0.0 ? others : s.desks[g];
    case Channels::unit_and_board:
      return 1.0 + 0.25 * others;
  }
  return others;
}

/// A middling market where no group is about housing.
double housing_pressure_of(const State& s, MunicipalityIndex i) {
  double sum = 0.0;
  double groups = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) {
    if (s.integration_group[g] != 0) continue;
    sum += s.need[s.at(g, i)];
    groups += 1.0;
  }
  return groups > 0.0 ? sum / groups : 0.5;
}

}  // namespace

MunicipalityIndex most_able(const State& s, GroupIndex group) {
  MunicipalityIndex best = kNone;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (s.in_group[s.at(group, i)] == 0.0) continue;
    if (best == kNone || s.fte[i] * s.knowledge[i] > s.fte[best] * s.knowledge[best]) best = i;
  }
  return best;
}

void use_desks(State& s, GroupIndex g, bool later) {
  s.group_desk[g] = kNone;
  s.desks[g] = 0.0;
  const auto hosted = s.row(s.hosted, g);
  std::fill(hosted.begin(), hosted.end(), 0.0);
  for (std::size_t f = 0; f < s.field_group.size(); ++f) {
    if (s.field_group[f] == g) s.field_desk[f] = kNone;
  }
  const Working working = rules_of(s.concepts[g]).operations.working;
  for (std::int32_t d = 0; d < s.q; ++d) {
    if (s.desk_group[d] != g) continue;
    s.desk_in_use[d] = (s.desk_is_later[d] != 0) == later ? 1 : 0;
    if (s.desk_in_use[d] == 0) continue;
    const std::int32_t field = s.desk_field[d];
    (field == kNone ? s.group_desk[g] : s.field_desk[field]) = d;
    s.desk_host[d] = field != kNone                    ? s.field_owner[field]
                     : working == Working::centre_desk ? s.centre[g]
                                                       : kNone;
    s.desks[g] += 1.0;
    if (s.desk_host[d] != kNone) hosted[s.desk_host[d]] += 1.0;
  }
}

void update_membership(State& s) {
  std::fill(s.groups_of.begin(), s.groups_of.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    s.size[g] = 0;
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.groups_of[i] += members[i];
      s.size[g] += members[i] > 0.0 ? 1 : 0;
    }
    const Channels channels = rules_of(s.concepts[g]).policy.channels;
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.channels[s.at(g, i)] = members[i] > 0.0 ? channels_of(s, channels, g, i) : 0.0;
    }
  }
}

/// The concepts that groups start with, their centres, field owners and desks.
void take_first_concepts(State& s, const Scenario& scenario) {
  deal_fields(s, scenario);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const Group& its = scenario.groups[g];
    s.concepts[g] = its.concept_;
    s.takes_work[g] = rules_of(its.concept_).operations.staffing == Staffing::grown ? 0 : 1;
    s.centre[g] = its.centre != kNone ? its.centre : largest(scenario, its.members);
    use_desks(s, g, false);
  }
}

void lay_out(State& s, const Scenario& scenario) {
  s.n = static_cast<std::int32_t>(scenario.municipalities.size());
  s.g = static_cast<std::int32_t>(scenario.groups.size());
  s.k = static_cast<std::int32_t>(scenario.demand.case_types.size());
  s.q = 0;
  number_fields(s, scenario);
  s.operational_field.assign(s.field_group.size(), 0);
  for (std::size_t k = 0; k < scenario.dossier_kinds.size(); ++k) {
    if (scenario.dossier_kinds[k].operational) s.operational_field[s.field_of_kind[k]] = 1;
  }
  s.field_owner.assign(s.field_group.size(), kNone);
  s.field_desk.assign(s.field_group.size(), kNone);
  s.centre.resize(size(s.g));
  s.content_leader.resize(size(s.g));
  s.group_desk.resize(size(s.g));
  s.concepts.resize(size(s.g));
  s.integration_group.assign(size(s.g), 0);
  for (const DossierKind& kind : scenario.dossier_kinds) {
    if (kind.effect == Effect::integration || kind.effect == Effect::pilot)
      s.integration_group[kind.group] = 1;
  }
  place_all_desks(s, scenario);
  s.desks.assign(size(s.g), 0.0);
  s.hosted.assign(size(s.g) * size(s.n), 0.0);
  s.takes_work.resize(size(s.g));
  take_first_concepts(s, scenario);
  lay_out_demand(s, scenario);
  const double kept = std::max(scenario.parameters.placement.legal_term_weeks, scenario.demand.linked_weeks);
  s.before = static_cast<std::int32_t>(std::ceil(kept)) + 6;
  s.history = s.before + scenario.weeks;

  s.need.resize(size(s.g) * size(s.n));
  for (GroupIndex g = 0; g < s.g; ++g) {
    for (std::int32_t i = 0; i < s.n; ++i) s.need[s.at(g, i)] = scenario.municipalities[i].need[g];
  }
  for (std::int32_t i = 0; i < s.n; ++i) s.housing_pressure.push_back(housing_pressure_of(s, i));
  s.blocks.resize(size(s.n));

  const auto scratch = std::max(size(s.carriers()), size(s.n));
  for (auto* array : {&s.u, &s.v, &s.w, &s.weight}) array->assign(scratch, 0.0);
}

void reset(State& s, const Scenario& scenario) {
  const std::size_t n = size(s.n);
  const std::size_t g = size(s.g);
  const std::size_t p = size(s.carriers());
  s.week = 0;
  s.active = {};
  Flows& f = s.flows;
  for (auto* array : {&f.decisions,      &f.decision_weeks, &f.concreteness,
                      &f.agreement,      &f.pushed,         &f.shelved,
                      &f.reviews,        &f.redrafts,       &f.drift,
                      &f.tasks_made,     &f.tasks_done,     &f.tasks_late,
                      &f.tasks_dropped,  &f.tasks_unowned,  &f.closed_dossiers,
                      &f.carried_out,    &f.delivered,      &f.delivered_hours,
                      &f.joint_hours,    &f.cost,           &f.judgements,
                      &f.too_slow,       &f.too_fast,       &f.setup_cost,
                      &s.setup_progress, &s.unit_drift,     &s.fresh_pages,
                      &s.asked_for_time, &s.asked_about,    &s.visible_results,
                      &s.results,        &s.exchange,       &s.integration,
                      &s.pilot,          &s.lobby,          &s.capacity,
                      &s.settled_hours,  &s.hired}) {
    array->assign(g, 0.0);
  }
  for (auto* array : {&f.arrivals,
                      &f.placements,
                      &f.exchanged,
                      &f.waited_weeks,
                      &f.integration_weeks,
                      &f.workload,
                      &f.task_hours,
                      &f.pages_received,
                      &f.pages_read,
                      &f.say,
                      &f.possible_say,
                      &f.cost_borne,
                      &f.loss_borne,
                      &f.member_weeks,
                      &f.trapped_weeks,
                      &s.efficiency,
                      &s.benefit,
                      &s.overload,
                      &s.wants_out,
                      &s.spending,
                      &s.settled_cost,
                      &s.colour_drift,
                      &s.weekly_target,
                      &s.arrears,
                      &s.supervision,
                      &s.placed_this_week,
                      &s.knowledge_gain,
                      &s.dependence,
                      &s.mean_trust,
                      &s.content_trust,
                      &s.pledged,
                      &s.backed,
                      &s.settled_workload,
                      &s.groups_of,
                      &s.half_year_target,
                      &s.arrival_rate,
                      &s.arrival_exp,
                      &s.wish_to_read,
                      &s.reading_pages,
                      &s.agreed_dwellings,
                      &s.claims}) {
    array->assign(n, 0.0);
  }
  for (auto* array : {&f.judged, &f.found_slow, &f.found_fast, &f.accepted, &f.promises, &f.promises_kept,
                      &f.joint_placed, &f.integration_alone}) {
    array->assign(n, 0.0);
  }
  s.population.resize(n);
  s.colour.resize(n);
  s.knowledge.resize(n);
  s.owed.resize(n);
  s.board_votes.resize(n);
  s.home_share.assign(n, 1.0);
  s.member.assign(n, 0.0);
  s.urgency.assign(n, scenario.parameters.urgency.start);
  s.effort.assign(n, scenario.parameters.effort.start);
  s.missed.assign(n, 0);
  s.fte.assign(p, 0.0);
  s.persons.assign(p, 1);
  s.vacant.assign(p, 0);
  s.vacant_until.assign(p, 0);
  s.experience.assign(p, 1.0);
  for (auto* array : {&s.hours, &s.hours_left, &s.drafting_debt, &s.task_hours_total}) array->assign(p, 0.0);
  s.threshold.assign(n, scenario.parameters.tasks.threshold);
  s.open_tasks.assign(p, 0);
  s.settled_desk_hours.assign(size(s.q), 0.0);
  const std::size_t kinds = scenario.dossier_kinds.size();
  s.practice.assign(p * kinds, 1.0);
  s.skill.assign(p, 1.0);
  s.times_done.assign(p * kinds, 0);

  const std::size_t queues = size(s.k) * n;
  s.cohort.assign(queues * size(s.history), 0);
  for (auto* array : {&s.head, &s.waiting, &s.overdue, &s.free_dwellings}) array->assign(queues, 0);
  s.to_house = 0.0;
  s.weeks_waited = 0.0;
  s.pool = {};
  s.joint_dwellings = 0.0;

  s.believed_awareness.assign(g, 0.5);
  s.known_owners.assign(g, 1.0);
  s.size.assign(g, 0);
  s.setup_from.assign(g, 0);
  s.form_week.assign(s.field_group.size(), kNone);
  s.form_agreed.assign(s.field_group.size() * n, 0.0);
  s.first_delivery.assign(g, kNone);
  for (auto* array : {&s.in_group, &s.channels, &s.pile, &s.attends, &s.meeting_debt, &s.reading})
    array->assign(g * n, 0.0);
  s.awareness.assign(g * n, 0.5);
  s.trust.assign(n * n, 0.0);

  for (std::int32_t i = 0; i < s.n; ++i) {
    const Municipality& m = scenario.municipalities[i];
    s.population[i] = m.population;
    s.colour[i] = m.colour;
    s.fte[i] = m.staff_fte;
    s.persons[i] = persons_for(m.staff_fte);
    s.knowledge[i] = m.knowledge;
    s.owed[i] = m.arrears_at_start;
    const double weight = scenario.parameters.deliberation.board_size_weight;
    s.board_votes[i] = random::portable_pow(m.population, weight);
  }
  for (GroupIndex group = 0; group < s.g; ++group) {
    for (const MunicipalityIndex i : scenario.groups[group].members) {
      s.in_group[s.at(group, i)] = 1.0;
      s.member[i] = 1.0;
    }
  }
  take_first_concepts(s, scenario);
  update_membership(s);
  for (GroupIndex group = 0; group < s.g; ++group) s.content_leader[group] = most_able(s, group);
  s.rates_end = 0;
  fill_queue(s, scenario);

  // What the agenda fills by itself; the rest is sized in make_room().
  s.dossiers.kind.clear();
  s.dossiers.group.clear();
  s.dossiers.tabled_week.clear();
  s.dossiers.stream.clear();
  s.next_dossier = 0;
  s.open_dossiers.clear();
  s.live_tasks.clear();
  s.vulnerability_sum = 0.0;
  s.vulnerability_count = 0.0;
  s.manager_gap_sum = 0.0;
  s.manager_gap_count = 0.0;
}

void make_room(State& s, const Scenario& scenario) {
  Dossiers& d = s.dossiers;
  const std::size_t count = d.kind.size();
  const std::size_t pairs = count * size(s.n);
  d.decided_week.assign(count, kNone);
  d.state.assign(count, DossierState::expected);
  d.cross_cutting.assign(count, 0);
  d.deadline.assign(count, 0);
  for (auto* array : {&d.pages, &d.stake, &d.y, &d.c, &d.unit_influence, &d.coverage, &d.quality_sum}) {
    array->assign(count, 0.0);
  }
  d.drafter.assign(count, kNone);
  d.reviews.assign(count, 0);
  d.redrafts.assign(count, 0);
  d.tasks_open.assign(count, 0);
  d.tasks_total.assign(count, 0);
  for (auto* array : {&d.position, &d.read, &d.influence, &d.audience}) array->assign(pairs, 0.0);
  d.read_week.assign(pairs, static_cast<double>(kNone));

  TaskIndex tasks = 0;
  d.first_task.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    d.first_task[i] = tasks;
    tasks += static_cast<TaskIndex>(scenario.dossier_kinds[d.kind[i]].tasks);
  }
  Tasks& t = s.tasks;
  const std::size_t total = size(tasks);
  t.dossier.assign(total, kNone);
  t.owner.assign(total, kNone);
  t.hours.assign(total, 0.0);
  t.remaining.assign(total, 0.0);
  t.made_week.assign(total, 0);
  t.due_week.assign(total, 0);
  t.late.assign(total, 0);
  t.state.assign(total, TaskState::open);
  s.open_dossiers.reserve(count);
  s.live_tasks.reserve(total);
}

}  // namespace polder::model
