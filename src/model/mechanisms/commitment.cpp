#include "model/mechanisms/commitment.h"

#include <algorithm>

#include "model/mechanisms/ratification.h"
#include "model/mechanisms/step.h"
#include "random/distributions.h"

namespace polder::model {

using random::Purpose;

namespace {

/// How far joint work goes over its budget, 1 at twice the budget or more.
double over_budget(const Step& step, MunicipalityIndex i) {
  const State& s = step.state;
  const double budget = step.parameters().commitment.budget * s.population[i];
  if (!step.mechanisms().budgets || budget <= 0.0) return 0.0;
  return unit(52.0 * s.spending[i] / budget - 1.0);
}

double backing_of(const Step& step, MunicipalityIndex i, double results) {
  const CommitmentParameters& p = step.parameters().commitment;
  const State& s = step.state;
  return unit(p.base + p.colour * s.colour[i] + p.salience * std::max(0.0, s.arrears[i]) +
              p.results * results + p.supervision * s.supervision[i] - p.overspending * over_budget(step, i));
}

std::span<double> scratch(std::vector<double>& array, std::int32_t n) {
  return {array.data(), static_cast<std::size_t>(n)};
}

}  // namespace

void pledge_at_start(Step& step) {
  State& s = step.state;
  const CommitmentParameters& p = step.parameters().commitment;
  fill_uniforms(step.draws, Purpose::initial_commitment, 0, 0, scratch(s.u, s.n));
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.pledged[i] = unit(p.pledge + p.pledge_spread * (2.0 * s.u[i] - 1.0));
    // Signing and backing start together; backing then goes its own way.
    s.backed[i] = s.pledged[i];
  }
}

void move_commitment(Step& step) {
  State& s = step.state;
  const CommitmentParameters& p = step.parameters().commitment;
  if (step.mechanisms().elections) {
    const auto& elections = step.scenario.elections;
    if (std::find(elections.begin(), elections.end(), s.week) != elections.end()) {
      fill_uniforms(step.draws, Purpose::election, 0, s.week, scratch(s.u, s.n));
      for (std::int32_t i = 0; i < s.n; ++i) {
        const double shift = p.election_spread * random::standard_normal(s.u[i]);
        s.colour_drift[i] += shift;
        step.events.record({.week = s.week,
                            .type = EventType::election_held,
                            .cause = Cause::schedule,
                            .municipality = i,
                            .value = shift,
                            .threshold = 0.0});
      }
    }
  }
  const Week change = step.scenario.interventions.colour_change;
  const double common =
      change != kNone && s.week >= change ? step.parameters().intervention_size.colour_shift : 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.colour[i] = std::clamp(step.scenario.municipalities[i].colour + s.colour_drift[i] + common, -1.0, 1.0);
  }

  fill_uniforms(step.draws, Purpose::alderman_turnover, 0, s.week, scratch(s.u, s.n));
  const double weekly = p.alderman_exit_per_year / 52.0;
  const double exit = executives_formed(step) ? std::max(weekly, p.election_exit) : weekly;
  const auto results = scratch(s.v, s.n);
  std::fill(results.begin(), results.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    for (std::int32_t i = 0; i < s.n; ++i)
      results[i] = std::max(results[i], members[i] * s.visible_results[g]);
  }
  if (!step.mechanisms().commitment) {
    s.backed = s.pledged;
    return;
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double target = backing_of(step, i, results[i]);
    s.backed[i] += p.rate * (target - s.backed[i]);
    if (step.mechanisms().elections && s.u[i] < exit) {
      const double u = step.draws.uniform(Purpose::new_alderman, static_cast<std::uint32_t>(i),
                                          static_cast<std::uint32_t>(s.week));
      // Whoever comes new has had no part in what was achieved together.
      s.backed[i] = unit(target - p.results * results[i] + p.alderman_spread * random::standard_normal(u));
      step.events.record({.week = s.week,
                          .type = EventType::alderman_replaced,
                          .cause = Cause::draw,
                          .municipality = i,
                          .value = s.u[i],
                          .threshold = exit,
                          .detail = Cause::backing,
                          .detail_value = s.backed[i]});
    }
  }
}

}  // namespace polder::model
