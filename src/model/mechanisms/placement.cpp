#include "model/mechanisms/placement.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/integration.h"
#include "model/mechanisms/step.h"
#include "random/distributions.h"

namespace polder::model {

using random::Purpose;

namespace {

/// Targets, and the rates of arrival they bring, hold until the next half-year or shock.
void set_rates(Step& step, const HalfYear& half_year, double factor) {
  State& s = step.state;
  const double weeks = static_cast<double>(half_year.end_week - half_year.first_week);
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double target = target_of(step.scenario, half_year, i);
    s.half_year_target[i] = std::max(1.0, target);
    s.weekly_target[i] = target / weeks;
    s.arrival_rate[i] = factor * s.weekly_target[i] / s.persons_per_mean_case;
    s.arrival_exp[i] = random::portable_exp(-s.arrival_rate[i]);
  }
  s.rates_end = half_year.end_week;
  s.rates_factor = factor;
}

/// Places up to `count` cases of type k of municipality i, oldest first.
std::int32_t place(Step& step, std::int32_t k, MunicipalityIndex i, std::int32_t count) {
  State& s = step.state;
  const std::size_t slot = s.at(k, i);
  const std::int32_t placed = std::min(count, s.waiting[slot]);
  if (placed <= 0) return 0;
  std::int32_t* cohorts = s.cohort.data() + slot * static_cast<std::size_t>(s.history);
  const std::int32_t now = s.week + s.before;
  const auto term = static_cast<std::int32_t>(step.parameters().placement.legal_term_weeks);
  const double persons = s.persons_per_case[static_cast<std::size_t>(k)];
  std::int32_t left = placed;
  std::int32_t head = s.head[slot];
  double waited = 0.0;
  while (left > 0) {
    const std::int32_t taken = std::min(left, cohorts[head]);
    cohorts[head] -= taken;
    left -= taken;
    waited += static_cast<double>(taken) * static_cast<double>(now - head);
    if (now - head > term) s.overdue[slot] -= taken;
    if (cohorts[head] == 0 && head < now) ++head;
  }
  s.head[slot] = head;
  s.waiting[slot] -= placed;
  const double people = persons * static_cast<double>(placed);
  s.owed[i] -= people;
  s.placed_this_week[i] += people;
  s.flows.placements[i] += people;
  s.flows.waited_weeks[i] += persons * waited;
  return placed;
}

/// Cohort of the oldest case of a queue that is not empty; moves its head up to it.
std::int32_t oldest_of(State& s, std::size_t slot) {
  std::int32_t& head = s.head[slot];
  const std::int32_t* cohorts = s.cohort.data() + slot * static_cast<std::size_t>(s.history);
  while (cohorts[head] == 0) ++head;
  return head;
}

/// The municipality whose oldest case of type k waits longest, or kNone. Ties go to the first.
MunicipalityIndex longest_waiting(State& s, std::int32_t k, std::span<const double> eligible) {
  MunicipalityIndex who = kNone;
  std::int32_t oldest = 0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const std::size_t slot = s.at(k, i);
    if (eligible[i] == 0.0 || s.waiting[slot] == 0) continue;
    const std::int32_t head = oldest_of(s, slot);
    if (who == kNone || head < oldest) {
      who = i;
      oldest = head;
    }
  }
  return who;
}

}  // namespace

void receive_arrivals(Step& step) {
  State& s = step.state;
  double factor = step.scenario.demand.scale;
  const InterventionSize& size = step.parameters().intervention_size;
  const Week shock = step.scenario.interventions.inflow_shock;
  if (shock != kNone && s.week >= shock && s.week < shock + static_cast<Week>(size.inflow_weeks))
    factor *= size.inflow_factor;
  if (s.week >= s.rates_end || factor != s.rates_factor)
    set_rates(step, half_year_at(step.scenario, s.week), factor);

  const std::int32_t now = s.week + s.before;
  const std::int32_t crossed =
      now - static_cast<std::int32_t>(step.parameters().placement.legal_term_weeks) - 1;
  const auto week = static_cast<std::uint32_t>(s.week);
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.owed[i] += s.weekly_target[i];
    s.arrears[i] = std::clamp(s.owed[i] / s.half_year_target[i], -1.0, 2.0);
  }
  std::fill(s.placed_this_week.begin(), s.placed_this_week.end(), 0.0);
  random::fill_blocks(step.draws, Purpose::arrivals, week, s.blocks);
  for (std::int32_t i = 0; i < s.n; ++i) {
    const auto entity = static_cast<std::uint32_t>(i);
    const auto& u = s.blocks[i];
    const std::int32_t cases = random::poisson(u[0], s.arrival_rate[i], s.arrival_exp[i], step.draws,
                                               Purpose::arrivals, entity, week);
    random::assign_types(
        cases, s.case_shares, step.draws, u, Purpose::arrivals, entity, week, [&](std::int32_t k) {
          const std::size_t slot = s.at(k, i);
          ++s.cohort[slot * static_cast<std::size_t>(s.history) + static_cast<std::size_t>(now)];
          ++s.waiting[slot];
          s.flows.arrivals[i] += s.persons_per_case[static_cast<std::size_t>(k)];
          s.to_house += s.persons_per_case[static_cast<std::size_t>(k)];
        });
  }
  if (crossed < 0) return;
  const auto queues = static_cast<std::size_t>(s.k) * static_cast<std::size_t>(s.n);
  for (std::size_t slot = 0; slot < queues; ++slot) {
    if (s.waiting[slot] > 0) {
      s.overdue[slot] +=
          s.cohort[slot * static_cast<std::size_t>(s.history) + static_cast<std::size_t>(crossed)];
    }
  }
}

namespace {

/// Dwellings a week that a municipality of average backing gets for so many persons a week.
double dwellings_for(const Step& step, MunicipalityIndex i, double persons) {
  const PlacementParameters& p = step.parameters().placement;
  const double market = 1.0 - p.pressure * (step.state.housing_pressure[i] - 0.5);
  return std::max(0.0, p.secured_share * market * persons / step.state.persons_per_mean_case);
}

/// Dwellings a week that suffice for the target and, in time, for arrears, as far as they can be got:
/// backing, the province and a lobby help.
double dwellings_sought(const Step& step, MunicipalityIndex i, double lobby) {
  const State& s = step.state;
  const PlacementParameters& p = step.parameters().placement;
  const double persons = std::max(0.0, s.weekly_target[i] + s.owed[i] / p.catch_up_weeks);
  return std::max(0.0, 1.0 + p.backing_weight * (2.0 * s.backed[i] - 1.0)) *
         (1.0 + p.supervision_response * s.supervision[i]) * (1.0 + p.lobby_gain * lobby) *
         dwellings_for(step, i, persons);
}

/// What is agreed with housing corporations follows what is sought, with delay.
void agree_on_dwellings(Step& step) {
  State& s = step.state;
  const std::span<double> lobby{s.u.data(), static_cast<std::size_t>(s.n)};
  std::fill(lobby.begin(), lobby.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    for (std::int32_t i = 0; i < s.n; ++i) lobby[i] = std::max(lobby[i], members[i] * s.lobby[g]);
  }
  const double rate = 1.0 / step.parameters().placement.response_weeks;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.agreed_dwellings[i] += rate * (dwellings_sought(step, i, lobby[i]) - s.agreed_dwellings[i]);
  }
}

/// A dwelling of type k at home: for who has waited longest of those for whom it is made, or else, once
/// beyond the legal term, of those for whom it is too large. False when nobody takes it.
bool let_at_home(Step& step, std::int32_t k, MunicipalityIndex i) {
  State& s = step.state;
  if (place(step, k, i, 1) > 0) return true;
  std::int32_t smaller = kNone;
  std::int32_t oldest = 0;
  const double persons = s.persons_per_case[static_cast<std::size_t>(k)];
  for (std::int32_t other = 0; other < s.k; ++other) {
    const std::size_t slot = s.at(other, i);
    if (s.overdue[slot] == 0 || s.persons_per_case[static_cast<std::size_t>(other)] >= persons) continue;
    const std::int32_t head = oldest_of(s, slot);
    if (smaller != kNone && head >= oldest) continue;
    smaller = other;
    oldest = head;
  }
  return smaller != kNone && place(step, smaller, i, 1) > 0;
}

/// Lettings of the regular stock that may be claimed, at home: those that fit, as far as they were agreed on.
/// What fits nobody there this week and could still be claimed is noted as free.
void place_at_home(Step& step) {
  State& s = step.state;
  agree_on_dwellings(step);
  const double kept = step.parameters().placement.catch_up_weeks;
  const auto week = static_cast<std::uint32_t>(s.week);
  std::fill(s.free_dwellings.begin(), s.free_dwellings.end(), 0);
  random::fill_blocks(step.draws, Purpose::vacancies, week, s.blocks);
  for (std::int32_t i = 0; i < s.n; ++i) {
    double& claims = s.claims[i];
    claims = std::min(claims, 1.0 + kept * s.agreed_dwellings[i]) + s.agreed_dwellings[i];
    double free = 0.0;
    const auto entity = static_cast<std::uint32_t>(i);
    const auto& u = s.blocks[i];
    const std::int32_t dwellings = random::poisson(u[0], s.claimable_per_week[i], s.claimable_exp[i],
                                                   step.draws, Purpose::vacancies, entity, week);
    random::assign_types(dwellings, s.vacancy_shares[static_cast<std::size_t>(i)], step.draws, u,
                         Purpose::vacancies, entity, week, [&](std::int32_t k) {
                           if (claims - free < 0.5) return;  // to the nearest whole dwelling
                           if (let_at_home(step, k, i)) {
                             claims -= 1.0;
                           } else {
                             ++s.free_dwellings[s.at(k, i)];
                             free += 1.0;
                           }
                         });
  }
}

/// Joint dwellings go to whoever waits longest among members, of the cases that fit.
void place_in_joint_dwellings(Step& step) {
  State& s = step.state;
  const PlacementParameters& p = step.parameters().placement;
  double rate = 0.0;
  if (step.mechanisms().joint_capacity) {
    for (GroupIndex g = 0; g < s.g; ++g) rate += s.capacity[g];
  }
  if (s.active.temporary_housing) {
    const InterventionSize& size = step.parameters().intervention_size;
    const Week since = s.week - step.scenario.interventions.temporary_housing;
    if (static_cast<double>(since) < size.temporary_build_weeks)
      rate += size.temporary_dwellings / size.temporary_build_weeks;
  }
  s.joint_dwellings += rate;
  while (s.joint_dwellings >= 1.0) {
    std::int32_t type = kNone;
    MunicipalityIndex who = kNone;
    std::int32_t oldest = 0;
    for (std::int32_t k = 0; k < s.k; ++k) {
      if (s.persons_per_case[static_cast<std::size_t>(k)] > p.temporary_persons) continue;
      const MunicipalityIndex candidate = longest_waiting(s, k, s.member);
      if (candidate == kNone) continue;
      const std::int32_t head = s.head[s.at(k, candidate)];
      if (who != kNone && head >= oldest) continue;
      type = k;
      who = candidate;
      oldest = head;
    }
    if (who == kNone) break;
    place(step, type, who, 1);
    s.flows.joint_placed[who] += s.persons_per_case[static_cast<std::size_t>(type)];
    s.joint_dwellings -= 1.0;
  }
}

/// The regional pool: what nobody at home needs this week, for whoever waits longest in the region.
/// Who houses takes over the target, so the sum stays the same (Housing Act 2014, art. 29(2)).
void place_from_pool(Step& step) {
  State& s = step.state;
  for (GroupIndex g = 0; g < s.g; ++g) {
    const double strength = s.active.target_exchange ? 1.0 : s.exchange[g];
    if (strength <= 0.0) continue;
    const auto members = s.row(s.in_group, g);
    for (std::int32_t k = 0; k < s.k; ++k) {
      double offered = 0.0;
      for (std::int32_t i = 0; i < s.n; ++i) {
        if (members[i] == 0.0) continue;
        const auto free = static_cast<double>(s.free_dwellings[s.at(k, i)]);
        offered += free;
        s.claims[i] -= strength * free;
        s.free_dwellings[s.at(k, i)] = 0;
      }
      double& pool = s.pool[static_cast<std::size_t>(k)];
      pool += strength * (1.0 - step.parameters().placement.matching_loss) * offered;
      while (pool >= 1.0) {
        const MunicipalityIndex who = longest_waiting(s, k, members);
        if (who == kNone) break;
        place(step, k, who, 1);
        s.flows.exchanged[who] += s.persons_per_case[static_cast<std::size_t>(k)];
        pool -= 1.0;
      }
      // A dwelling does not stay empty for a case that may come.
      pool -= std::floor(pool);
    }
  }
}

}  // namespace

void agree_at_start(Step& step) {
  State& s = step.state;
  const HalfYear& first = half_year_at(step.scenario, 0);
  const auto weeks = static_cast<double>(first.end_week - first.first_week);
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.agreed_dwellings[i] = dwellings_for(step, i, target_of(step.scenario, first, i) / weeks);
  }
}

void place_cases(Step& step) {
  State& s = step.state;
  place_at_home(step);
  place_in_joint_dwellings(step);
  if (step.mechanisms().pooled_matching) place_from_pool(step);
  for (std::int32_t k = 0; k < s.k; ++k) {
    std::int32_t waiting = 0;
    for (std::int32_t i = 0; i < s.n; ++i) waiting += s.waiting[s.at(k, i)];
    s.weeks_waited += s.persons_per_case[static_cast<std::size_t>(k)] * static_cast<double>(waiting);
  }
  start_integration(step);
}

}  // namespace polder::model
