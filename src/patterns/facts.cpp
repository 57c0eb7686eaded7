#include "patterns/facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "patterns/statistics.h"
#include "patterns/variant.h"

namespace polder::patterns {
namespace {

using model::State;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kIdle = 0.03;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double sum_over(const std::vector<double>& values, std::span<const std::size_t> some) {
  double total = 0.0;
  for (const std::size_t i : some) total += values[i];
  return total;
}

/// An odd one in the middle is in neither half.
std::span<const std::size_t> lower_half(const std::vector<std::size_t>& order) {
  return std::span(order).first(order.size() / 2);
}
std::span<const std::size_t> upper_half(const std::vector<std::size_t>& order) {
  return std::span(order).last(order.size() / 2);
}

double mean_over(const std::vector<double>& values, const std::vector<double>& counts,
                 std::span<const std::size_t> some) {
  return share(sum_over(values, some), sum_over(counts, some));
}

bool is_member(const State& s, std::size_t i) { return s.member[i] > 0.0; }

/// Mean over the own groups of what `of_group(g)` and the municipality make.
template <typename OfGroup>
double over_own_groups(const State& s, std::size_t i, OfGroup of_group) {
  double total = 0.0;
  double groups = 0.0;
  for (std::int32_t g = 0; g < s.g; ++g) {
    const double in = s.in_group[s.at(g, static_cast<std::int32_t>(i))];
    total += in * of_group(g);
    groups += in;
  }
  return groups > 0.0 ? total / groups : 0.0;
}

double persons_waiting(const State& s, std::int32_t i) {
  double persons = 0.0;
  for (std::int32_t k = 0; k < s.k; ++k) {
    persons += s.persons_per_case[static_cast<std::size_t>(k)] * static_cast<double>(s.waiting[s.at(k, i)]);
  }
  return persons;
}

void add_decisions(const State& s, Facts& f) {
  f.decided = sum(s.flows.decisions);
  f.shelved = sum(s.flows.shelved);
  f.pushed = sum(s.flows.pushed);
  f.decision_weeks = sum(s.flows.decision_weeks);
  f.agreement = sum(s.flows.agreement);
  f.drift = sum(s.flows.drift);
  f.judgements = sum(s.flows.judgements);
  f.too_slow = sum(s.flows.too_slow);
  f.too_fast = sum(s.flows.too_fast);
  std::vector<double> concreteness;
  for (std::size_t d = 0; d < s.dossiers.state.size(); ++d) {
    const model::DossierState state = s.dossiers.state[d];
    if (state != model::DossierState::decided && state != model::DossierState::closed) continue;
    concreteness.push_back(s.dossiers.c[d]);
    const auto weeks = static_cast<double>(s.dossiers.decided_week[d] - s.dossiers.tabled_week[d]);
    const bool cross = s.dossiers.cross_cutting[d] != 0;
    (cross ? f.cross_cutting : f.single_field) += 1.0;
    (cross ? f.cross_cutting_weeks : f.single_field_weeks) += weeks;
  }
  f.median_concreteness = median(std::move(concreteness));
}

void add_delivery(const State& s, const model::Scenario& scenario, Facts& f) {
  f.closed = sum(s.flows.closed_dossiers);
  f.carried_out = sum(s.flows.carried_out);
  f.delivered = sum(s.flows.delivered);
  f.tasks_dropped = sum(s.flows.tasks_dropped);
  f.tasks_closed = f.tasks_dropped + sum(s.flows.tasks_done);
  f.tasks_unowned = sum(s.flows.tasks_unowned);
  f.loss = sum(s.flows.loss_borne);
  f.first_carried_out = static_cast<double>(scenario.weeks);
  for (const model::Week week : s.first_delivery) {
    if (week != model::kNone) f.first_carried_out = std::min(f.first_carried_out, static_cast<double>(week));
  }
}

void add_pairs(const State& s, std::span<const double> at_start, Facts& f) {
  std::vector<double> pairs;
  double fallen = 0.0;
  double gained = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    for (std::int32_t i = 0; i < s.n; ++i) {
      const bool both =
          is_member(s, static_cast<std::size_t>(i)) && is_member(s, static_cast<std::size_t>(j));
      if (i == j || !both) continue;
      pairs.push_back(s.trust[s.at(j, i)]);
      fallen += s.trust[s.at(j, i)] < at_start[s.at(j, i)] ? 1.0 : 0.0;
      gained += s.trust[s.at(j, i)] - at_start[s.at(j, i)];
    }
  }
  const Spread relational = spread(pairs);
  f.relational_trust_end = relational.mean;
  f.relational_trust_spread = relational.sd;
  f.pairs_fallen = share(fallen, static_cast<double>(pairs.size()));
  f.relational_trust_gain = share(gained, static_cast<double>(pairs.size()));
  std::vector<double> content;
  for (std::size_t i = 0; i < s.content_trust.size(); ++i) {
    if (is_member(s, i)) content.push_back(s.content_trust[i]);
  }
  const Spread of_content = spread(content);
  f.content_trust_end = of_content.mean;
  f.content_trust_spread = of_content.sd;
}

}  // namespace

Observer::Observer(const model::Scenario& scenario) : scenario_(&scenario) {
  std::vector<double> population;
  std::vector<double> staff;
  std::vector<double> colour;
  for (const model::Municipality& m : scenario.municipalities) {
    population.push_back(m.population);
    staff.push_back(m.staff_fte);
    colour.push_back(m.colour);
  }
  by_size_ = ascending(population);
  by_staff_ = ascending(staff);
  by_colour_ = ascending(colour);
  largest_ = static_cast<std::size_t>(std::ranges::max_element(population) - population.begin());
}

void Observer::start(const State& s) {
  const auto n = static_cast<std::size_t>(s.n);
  trust_at_start_ = s.trust;
  urgency_.assign(n, 0.0);
  gap_.assign(n, 0.0);
  benefit_.assign(n, 0.0);
  waiting_.assign(n, 0.0);
  weeks_.assign(n, 0.0);
  members_ = sum(s.member);
  member_weeks_ = awareness_ = visible_ = content_trust_ = relational_trust_ = dependence_ = 0.0;
  learning_ = efficiency_ = lead_of_behind_ = lead_weeks_ = ahead_ = all_weeks_ = delivered_early_ = 0.0;
}

void Observer::observe(const State& s) {
  double effort_ahead = 0.0;
  double effort_behind = 0.0;
  double ahead = 0.0;
  double behind = 0.0;
  for (std::size_t i = 0; i < weeks_.size(); ++i) {
    const bool is_ahead = s.owed[i] < 0.0;
    ahead_ += is_ahead ? 1.0 : 0.0;
    all_weeks_ += 1.0;
    const auto column = static_cast<std::int32_t>(i);
    waiting_[i] += persons_waiting(s, column) / s.fte[i];
    if (!is_member(s, i)) continue;
    weeks_[i] += 1.0;
    member_weeks_ += 1.0;
    urgency_[i] += s.urgency[i];
    gap_[i] += s.pledged[i] - s.backed[i];
    benefit_[i] += s.benefit[i];
    learning_ += s.knowledge_gain[i];
    efficiency_ += s.efficiency[i];
    content_trust_ += s.content_trust[i];
    relational_trust_ += s.mean_trust[i];
    dependence_ += s.dependence[i];
    awareness_ += over_own_groups(s, i, [&](std::int32_t g) { return s.awareness[s.at(g, column)]; });
    visible_ +=
        over_own_groups(s, i, [&](std::int32_t g) { return s.visible_results[static_cast<std::size_t>(g)]; });
    (is_ahead ? effort_ahead : effort_behind) += s.effort[i];
    (is_ahead ? ahead : behind) += 1.0;
  }
  if (ahead > 0.0 && behind > 0.0) {
    lead_of_behind_ += effort_behind / behind - effort_ahead / ahead;
    lead_weeks_ += 1.0;
  }
  // The week number is that of the next week already.
  if (s.week == loss_week(*scenario_)) delivered_early_ = sum(s.flows.delivered);
}

double Observer::learnt_by(const State& s, std::span<const std::size_t> some) const {
  double learnt = 0.0;
  for (const std::size_t i : some) learnt += s.knowledge[i] - scenario_->municipalities[i].knowledge;
  return share(learnt, static_cast<double>(some.size()));
}

Facts Observer::finish(const State& s) const {
  Facts f;
  add_decisions(s, f);
  add_delivery(s, *scenario_, f);
  add_pairs(s, trust_at_start_, f);
  f.delivered_late = f.delivered - delivered_early_;
  f.loss_of_largest = s.flows.loss_borne[largest_];

  f.joint_hours = sum(s.flows.joint_hours);
  f.cost = sum(s.flows.cost);
  const double work = sum(s.flows.workload);
  const std::size_t three = std::min<std::size_t>(3, by_size_.size());
  f.largest_share = share(s.flows.workload[largest_], work);
  f.three_share = share(sum_over(s.flows.workload, std::span(by_size_).last(three)), work);
  f.workload_gini = gini(s.flows.workload);
  double idle = 0.0;
  for (std::size_t i = 0; i < weeks_.size(); ++i) {
    if (weeks_[i] > 0.0 && s.flows.workload[i] < kIdle * work) idle += 1.0;
  }
  f.idle_members = share(idle, members_);
  f.say = sum(s.flows.say);
  f.say_of_largest = s.flows.say[largest_];
  f.say_of_three = sum_over(s.flows.say, std::span(by_size_).last(three));
  f.say_of_small = sum_over(s.flows.say, lower_half(by_size_));
  f.say_gini = gini(s.flows.say);

  f.pages_received = sum(s.flows.pages_received);
  f.pages_read = sum(s.flows.pages_read);
  f.thin_received = sum_over(s.flows.pages_received, lower_half(by_staff_));
  f.thin_read = sum_over(s.flows.pages_read, lower_half(by_staff_));
  f.thick_received = sum_over(s.flows.pages_received, upper_half(by_staff_));
  f.thick_read = sum_over(s.flows.pages_read, upper_half(by_staff_));
  f.awareness = share(awareness_, member_weeks_);
  f.manager_gap = share(s.manager_gap_sum, s.manager_gap_count);
  f.visible_results = share(visible_, member_weeks_);

  f.content_trust = share(content_trust_, member_weeks_);
  f.relational_trust = share(relational_trust_, member_weeks_);
  double urgency = 0.0;
  double gap = 0.0;
  double benefit = 0.0;
  std::vector<double> own_urgency;
  std::vector<double> own_benefit;
  std::vector<double> inhabitants;
  for (std::size_t i = 0; i < weeks_.size(); ++i) {
    urgency += urgency_[i];
    gap += gap_[i];
    benefit += benefit_[i];
    if (weeks_[i] == 0.0) continue;
    own_urgency.push_back(urgency_[i] / weeks_[i]);
    own_benefit.push_back(benefit_[i] / weeks_[i]);
    inhabitants.push_back(s.population[i]);
  }
  f.urgency = share(urgency, member_weeks_);
  f.urgency_by_size = std::abs(rank_correlation(own_urgency, inhabitants));
  f.dependence = share(dependence_, member_weeks_);
  f.backing_gap = share(gap, member_weeks_);
  f.restrictive_gap =
      mean_over(gap_, weeks_, lower_half(by_colour_)) - mean_over(gap_, weeks_, upper_half(by_colour_));
  f.effort_lead_of_behind = lead_weeks_ > 0.0 ? lead_of_behind_ / lead_weeks_ : kNaN;
  f.ahead_of_target = share(ahead_, all_weeks_);
  f.member_weeks = sum(s.flows.member_weeks);
  f.trapped_weeks = sum(s.flows.trapped_weeks);
  f.members = members_;
  f.withdrawals = members_ - sum(s.member);
  f.benefit = share(benefit, member_weeks_);
  f.benefit_by_size = std::abs(rank_correlation(own_benefit, inhabitants));
  f.learning_felt = share(learning_, member_weeks_);
  f.efficiency_felt = share(efficiency_, member_weeks_);
  f.learnt_by_small = learnt_by(s, lower_half(by_size_));
  f.learnt_by_large = learnt_by(s, upper_half(by_size_));
  const std::vector<std::size_t> by_load = ascending(waiting_);
  f.busy_promises = sum_over(s.flows.promises, upper_half(by_load));
  f.busy_kept = sum_over(s.flows.promises_kept, upper_half(by_load));
  f.free_promises = sum_over(s.flows.promises, lower_half(by_load));
  f.free_kept = sum_over(s.flows.promises_kept, lower_half(by_load));

  const auto& placements = s.flows.placements;
  const auto& waited = s.flows.waited_weeks;
  const auto& integration = s.flows.integration_weeks;
  f.placements = sum(placements);
  f.wait = share(sum(waited), f.placements);
  f.wait_of_small = mean_over(waited, placements, lower_half(by_size_));
  f.wait_of_large = mean_over(waited, placements, upper_half(by_size_));
  f.integration = share(sum(integration), f.placements);
  f.integration_of_small = mean_over(integration, placements, lower_half(by_size_));
  f.integration_of_large = mean_over(integration, placements, upper_half(by_size_));
  std::vector<double> waits;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    if (placements[i] > 0.0) waits.push_back(waited[i] / placements[i]);
  }
  f.wait_range = waits.empty() ? kNaN : std::ranges::max(waits) - std::ranges::min(waits);
  return f;
}

}  // namespace polder::patterns
