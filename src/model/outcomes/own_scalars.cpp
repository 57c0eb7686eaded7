#include "model/outcomes/own_scalars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "model/state.h"

namespace polder::model {

namespace {

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double share(double part, double whole) { return whole > 0.0 ? part / whole : kNever; }

std::size_t largest_member(const Scenario& scenario) {
  const auto& all = scenario.municipalities;
  const auto found = std::max_element(
      all.begin(), all.end(), [](const auto& a, const auto& b) { return a.population < b.population; });
  return static_cast<std::size_t>(found - all.begin());
}

/// Gini coefficient of non-negative values.
double gini(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double weighted = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += static_cast<double>(i + 1) * values[i];
    total += values[i];
  }
  const auto n = static_cast<double>(values.size());
  return total > 0.0 ? 2.0 * weighted / (n * total) - (n + 1.0) / n : kNever;
}

double workload_gini(const State& s, const Scenario&) { return gini(s.flows.workload); }

double largest_workload_share(const State& s, const Scenario& scenario) {
  return share(s.flows.workload[largest_member(scenario)], sum(s.flows.workload));
}

double say_of_others(const State& s, const Scenario& scenario) {
  const double largest = s.flows.say[largest_member(scenario)];
  return share(sum(s.flows.say) - largest, sum(s.flows.decisions));
}

double say_concentration(const State& s, const Scenario&) { return gini(s.flows.say); }

double sham_cooperation(const State& s, const Scenario&) {
  const double closed = sum(s.flows.closed_dossiers);
  return share(closed - sum(s.flows.carried_out), closed);
}

double agreed_share(const State& s, const Scenario&) {
  const double decided = sum(s.flows.decisions);
  return share(decided, decided + sum(s.flows.shelved));
}

double cost_per_placement(const State& s, const Scenario&) {
  return share(sum(s.flows.cost), sum(s.flows.placements));
}

double wait_of_all(const State& s, const Scenario&) { return share(s.weeks_waited, s.to_house); }

double hours_per_delivered(const State& s, const Scenario&) {
  return share(sum(s.flows.joint_hours), sum(s.flows.delivered));
}

double cost_per_delivered(const State& s, const Scenario&) {
  return share(sum(s.flows.cost), sum(s.flows.delivered));
}

double unowned_share(const State& s, const Scenario&) {
  return share(sum(s.flows.tasks_unowned), sum(s.flows.tasks_done) + sum(s.flows.tasks_dropped));
}

double dropped_share(const State& s, const Scenario&) {
  return share(sum(s.flows.tasks_dropped), sum(s.flows.tasks_done) + sum(s.flows.tasks_dropped));
}

double vulnerability(const State& s, const Scenario&) {
  return share(s.vulnerability_sum, s.vulnerability_count);
}

double manager_gap(const State& s, const Scenario&) { return share(s.manager_gap_sum, s.manager_gap_count); }

double first_delivery(const State& s, const Scenario&) {
  double first = kNever;
  for (const Week week : s.first_delivery) {
    if (week != kNone && !(first <= static_cast<double>(week))) first = static_cast<double>(week);
  }
  return first;
}

double withdrawals(const State& s, const Scenario& scenario) {
  double members = 0.0;
  for (std::size_t i = 0; i < scenario.municipalities.size(); ++i) {
    const bool member = std::any_of(scenario.groups.begin(), scenario.groups.end(), [&](const Group& g) {
      return std::find(g.members.begin(), g.members.end(), static_cast<MunicipalityIndex>(i)) !=
             g.members.end();
    });
    members += member ? 1.0 : 0.0;
  }
  return members - sum(s.member);
}

double losses_of_largest(const State& s, const Scenario& scenario) {
  return share(s.flows.loss_borne[largest_member(scenario)], sum(s.flows.loss_borne));
}

double trust_spread(const State& s, const Scenario&) {
  double total = 0.0;
  double squares = 0.0;
  double pairs = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    for (std::int32_t i = 0; i < s.n; ++i) {
      if (i == j) continue;
      const double r = s.trust[s.at(j, i)];
      total += r;
      squares += r * r;
      pairs += 1.0;
    }
  }
  const double mean = total / pairs;
  return std::sqrt(std::max(0.0, squares / pairs - mean * mean));
}

double support_gap(const State& s, const Scenario&) {
  double gap = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) gap += s.pledged[i] - s.backed[i];
  return gap / static_cast<double>(s.n);
}

constexpr std::array kOwnScalars{
    OwnScalar{{"sham_cooperation", "1", "share of agreed and closed dossiers not carried out in full", false,
               Better::lower},
              sham_cooperation},
    OwnScalar{{"agreed_share", "1", "decided, as a share of decided and shelved", false, Better::higher},
              agreed_share},
    OwnScalar{{"dropped_share", "1", "share of closed tasks that were given up", false, Better::lower},
              dropped_share},
    OwnScalar{
        {"unowned_share", "1", "share of closed tasks that had no owner when given up", false, Better::lower},
        unowned_share},
    OwnScalar{
        {"workload_gini", "1", "Gini coefficient of joint hours over municipalities", true, Better::lower},
        workload_gini},
    OwnScalar{{"largest_workload_share", "1", "share of joint hours done by the largest municipality", false,
               Better::lower},
              largest_workload_share},
    OwnScalar{{"say_of_others", "1", "influence on decisions of all but the largest municipality", true,
               Better::higher},
              say_of_others},
    OwnScalar{{"say_gini", "1", "Gini coefficient of influence over municipalities", false, Better::lower},
              say_concentration},
    OwnScalar{{"vulnerability", "1",
               "largest share of joint work in hand that rests on one person, mean over meetings", false,
               Better::lower},
              vulnerability},
    OwnScalar{{"manager_gap", "1", "awareness believed by the process manager less real awareness, mean",
               false, Better::lower},
              manager_gap},
    OwnScalar{
        {"first_delivery", "weeks", "weeks to the first dossier carried out in full", false, Better::lower},
        first_delivery},
    OwnScalar{
        {"hours_per_delivered", "hours", "joint hours per unit of delivered work", false, Better::lower},
        hours_per_delivered},
    OwnScalar{{"cost_per_delivered", "EUR", "cost per unit of delivered work", false, Better::lower},
              cost_per_delivered},
    OwnScalar{
        {"wait_of_all", "weeks",
         "weeks waited within the run by all who had to be housed, housed or not, mean", true, Better::lower},
        wait_of_all},
    OwnScalar{{"cost_per_placement", "EUR", "cost of cooperation per person placed", false, Better::lower},
              cost_per_placement},
    OwnScalar{{"losses_of_largest", "1", "share of losses borne by the largest municipality", false},
              losses_of_largest},
    OwnScalar{{"trust_spread", "1", "standard deviation of relational trust over pairs at the end", false},
              trust_spread},
    OwnScalar{{"support_gap", "1", "commitment pledged less backed at the end, mean", false, Better::lower},
              support_gap},
    OwnScalar{{"withdrawals", "1", "members that left the partnership", false, Better::lower}, withdrawals},
};

}  // namespace

std::span<const OwnScalar> own_scalars() { return kOwnScalars; }

}  // namespace polder::model
