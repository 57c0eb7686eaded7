#include "sensitivity/ranking.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {
namespace {

/// Sample by sample, one vector per alternative.
struct Scores {
  std::vector<double> value;
  std::vector<double> best;
  std::vector<double> regret;
  std::vector<std::size_t> by_regret;  ///< samples, least regret first
};

std::vector<Scores> scores_of(const MatchedValues& values, std::size_t samples) {
  std::vector<Scores> scores(values.alternatives);
  const double sign = values.higher_is_better ? 1.0 : -1.0;
  for (std::size_t s = 0; s < samples; ++s) {
    const auto row = values.values.subspan(s * values.alternatives, values.alternatives);
    double top = sign * row[0];
    for (const double value : row) top = std::max(top, sign * value);
    const auto ties =
        static_cast<double>(std::ranges::count_if(row, [&](double value) { return sign * value == top; }));
    for (std::size_t a = 0; a < row.size(); ++a) {
      const double regret = top - sign * row[a];
      scores[a].value.push_back(row[a]);
      scores[a].best.push_back(regret == 0.0 ? 1.0 / ties : 0.0);
      scores[a].regret.push_back(regret);
    }
  }
  for (Scores& one : scores) {
    one.by_regret.resize(samples);
    std::iota(one.by_regret.begin(), one.by_regret.end(), std::size_t{0});
    std::ranges::stable_sort(one.by_regret, {}, [&one](std::size_t s) { return one.regret[s]; });
  }
  return scores;
}

/// The least regret that is not exceeded in a share p of the weight.
double weighted_quantile(const Scores& scores, std::span<const double> weights, double weight, double p) {
  double below = 0.0;
  for (const std::size_t s : scores.by_regret) {
    below += weights[s];
    if (below >= p * weight) return scores.regret[s];
  }
  return scores.regret[scores.by_regret.back()];
}

}  // namespace

std::vector<Standing> ranking(const MatchedValues& values, const Bootstrap& bootstrap) {
  const std::size_t samples = values.alternatives == 0 ? 0 : values.values.size() / values.alternatives;
  if (samples == 0 || samples * values.alternatives != values.values.size() ||
      (!values.cluster.empty() && values.cluster.size() != samples)) {
    throw std::invalid_argument("ranking: every sample needs a value of every alternative");
  }
  constexpr double kHigh = 0.95;
  constexpr std::size_t kEach = 4;  // statistics
  const std::vector<Scores> scores = scores_of(values, samples);
  const std::size_t clusters =
      values.cluster.empty() ? samples : std::size_t{*std::ranges::max_element(values.cluster)} + 1;
  std::vector<double> own(samples);
  const auto statistics = [&](std::span<const double> weights, std::span<double> out) {
    for (std::size_t s = 0; s < samples; ++s) {
      own[s] = weights[values.cluster.empty() ? s : values.cluster[s]];
    }
    const double weight = std::accumulate(own.begin(), own.end(), 0.0);
    if (weight == 0.0) return;
    for (std::size_t a = 0; a < scores.size(); ++a) {
      out[kEach * a] = weighted_sum(own, scores[a].value) / weight;
      out[kEach * a + 1] = weighted_sum(own, scores[a].best) / weight;
      out[kEach * a + 2] = weighted_sum(own, scores[a].regret) / weight;
      out[kEach * a + 3] = weighted_quantile(scores[a], own, weight, kHigh);
    }
  };
  const auto intervals = bootstrap_intervals(clusters, kEach * scores.size(), statistics, bootstrap);
  std::vector<Standing> standings;
  for (std::size_t a = 0; a < scores.size(); ++a) {
    standings.push_back({.mean = intervals[kEach * a],
                         .best = intervals[kEach * a + 1],
                         .regret = intervals[kEach * a + 2],
                         .regret_95 = intervals[kEach * a + 3]});
  }
  return standings;
}

std::vector<std::size_t> order_of(std::span<const Standing> standings) {
  std::vector<std::size_t> order(standings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const Standing& one = standings[a];
    const Standing& other = standings[b];
    if (one.best.estimate != other.best.estimate) return one.best.estimate > other.best.estimate;
    return one.regret.estimate < other.regret.estimate;
  });
  return order;
}

std::vector<double> wins(const MatchedValues& values, std::size_t a, std::size_t b) {
  std::vector<double> result;
  for (std::size_t at = 0; at < values.values.size(); at += values.alternatives) {
    const double lead =
        (values.values[at + a] - values.values[at + b]) * (values.higher_is_better ? 1.0 : -1.0);
    result.push_back(lead > 0.0 ? 1.0 : lead < 0.0 ? 0.0 : 0.5);
  }
  return result;
}

}  // namespace polder::sensitivity
