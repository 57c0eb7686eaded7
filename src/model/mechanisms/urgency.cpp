#include "model/mechanisms/urgency.h"

#include <algorithm>

#include "model/mechanisms/step.h"
#include "random/portable_math.h"

namespace polder::model {

double visibility(const Step& step, GroupIndex g, double awareness) {
  const State& s = step.state;
  const UrgencyParameters& p = step.parameters().urgency;
  if (s.active.monitoring) return p.monitoring_rate;
  const double unasked = step.parameters().trust.unmonitored_visibility * awareness;
  if (!step.rules(g, true).accounts_to_board) return unasked;
  return std::max(unasked, p.accounted_rate * s.setup_progress[g]);
}

namespace {

void see_results(Step& step) {
  State& s = step.state;
  const UrgencyParameters& p = step.parameters().urgency;
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    const auto awareness = s.row(s.awareness, g);
    double aware = 0.0;
    for (std::int32_t i = 0; i < s.n; ++i) aware += members[i] * awareness[i];
    aware /= static_cast<double>(std::max(1, s.size[g]));
    const double visible = visibility(step, g, aware);
    s.results[g] *= 1.0 - p.result_fade;
    s.visible_results[g] += p.result_memory * (visible * s.results[g] - s.visible_results[g]);
  }
}

/// Dependence is on providers one cannot do without: desks that hold the joint work. It is mutual
/// where a member hosts a desk that the others cannot do without either.
void depend(State& s) {
  std::fill(s.dependence.begin(), s.dependence.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    if (s.desks[g] == 0.0) continue;
    const double ready = 0.5 * s.setup_progress[g];
    const auto members = s.row(s.in_group, g);
    const auto hosted = s.row(s.hosted, g);
    for (std::int32_t i = 0; i < s.n; ++i) {
      const double relies = (s.desks[g] - hosted[i]) / s.desks[g];  // on what others hold for it
      const double relied_on = hosted[i] > 0.0 ? 1.0 : 0.0;
      s.dependence[i] = std::max(s.dependence[i], members[i] * ready * (relies + relied_on));
    }
  }
}

}  // namespace

void move_urgency(Step& step) {
  State& s = step.state;
  see_results(step);
  depend(s);
  if (!step.mechanisms().urgency) return;
  const UrgencyParameters& p = step.parameters().urgency;
  double mean = 0.0;
  double count = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    mean += s.member[i] * s.urgency[i];
    count += s.member[i];
  }
  mean = count > 0.0 ? mean / count : 0.0;
  const std::span<double> felt{s.u.data(), static_cast<std::size_t>(s.n)};
  std::fill(felt.begin(), felt.end(), 0.0);
  for (GroupIndex g = 0; g < s.g; ++g) {
    const auto members = s.row(s.in_group, g);
    for (std::int32_t i = 0; i < s.n; ++i) felt[i] = std::max(felt[i], members[i] * s.visible_results[g]);
  }
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double little = p.small_placements / (p.small_placements + 52.0 * s.weekly_target[i]);
    felt[i] = p.base + p.arrears * s.arrears[i] + p.dependence * s.dependence[i] + p.results * felt[i] +
              p.supervision * s.supervision[i] + p.others * mean - p.small_weight * little;
  }
  for (std::int32_t i = 0; i < s.n; ++i) s.urgency[i] += p.rate * (random::logistic(felt[i]) - s.urgency[i]);
}

}  // namespace polder::model
