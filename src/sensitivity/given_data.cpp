#include "sensitivity/given_data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {
namespace {

std::vector<std::size_t> ascending_order(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [values](std::size_t i) { return values[i]; });
  return order;
}

struct Bins {
  std::vector<std::uint32_t> of;  ///< [point]
  std::size_t count = 0;
};

/// Equal values are never in different bins.
Bins bins_of(const Input& input) {
  const std::size_t n = input.values.size();
  const std::vector<std::size_t> order = ascending_order(input.values);
  std::size_t distinct = 1;
  for (std::size_t r = 1; r < n; ++r) {
    if (input.values[order[r]] != input.values[order[r - 1]]) ++distinct;
  }
  const auto wanted = static_cast<std::size_t>(2.0 * std::cbrt(static_cast<double>(n)));
  const bool own_bins = input.category || distinct <= wanted;
  Bins bins{.of = std::vector<std::uint32_t>(n), .count = 0};
  for (std::size_t r = 0; r < n; ++r) {
    const bool tied = r > 0 && input.values[order[r]] == input.values[order[r - 1]];
    const bool due = own_bins || r * wanted / n >= bins.count;
    if (!tied && due) ++bins.count;
    bins.of[order[r]] = static_cast<std::uint32_t>(bins.count - 1);
  }
  return bins;
}

/// Share of the variance between bins, noise corrected for.
class Explained {
 public:
  Explained(std::span<const double> centred, double magnitude, const Input& input)
      : centred_(centred), magnitude_(magnitude), bins_(bins_of(input)) {}

  [[nodiscard]] double operator()(std::span<const double> weights) {
    sums_.assign(bins_.count, 0.0);
    weights_.assign(bins_.count, 0.0);
    double squares = 0.0;
    for (std::size_t i = 0; i < centred_.size(); ++i) {
      const double product = weights[i] * centred_[i];
      sums_[bins_.of[i]] += product;
      weights_[bins_.of[i]] += weights[i];
      squares += product * centred_[i];
    }
    double sum = 0.0;
    double between = 0.0;
    double filled = 0.0;
    for (std::size_t b = 0; b < bins_.count; ++b) {
      if (weights_[b] == 0.0) continue;
      sum += sums_[b];
      between += sums_[b] * sums_[b] / weights_[b];
      filled += 1.0;
    }
    const auto n = static_cast<double>(centred_.size());
    const double all = squares - sum * sum / n;
    if (n <= filled || numerically_zero(all / n, magnitude_)) return kNaN;
    return 1.0 - (squares - between) / (n - filled) / (all / (n - 1.0));
  }

 private:
  std::span<const double> centred_;
  double magnitude_;
  Bins bins_;
  std::vector<double> sums_;
  std::vector<double> weights_;
};

double correlation(std::span<const double> weights, std::span<const double> x, std::span<const double> y) {
  double total = 0.0;
  double sum_x = 0.0;
  double sum_y = 0.0;
  double xx = 0.0;
  double yy = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double w = weights[i];
    total += w;
    sum_x += w * x[i];
    sum_y += w * y[i];
    xx += w * x[i] * x[i];
    yy += w * y[i] * y[i];
    xy += w * x[i] * y[i];
  }
  const double variance_x = xx - sum_x * sum_x / total;
  const double variance_y = yy - sum_y * sum_y / total;
  if (!(variance_x > 0.0) || !(variance_y > 0.0)) return kNaN;
  return (xy - sum_x * sum_y / total) / std::sqrt(variance_x * variance_y);
}

/// Ranks less their mean, which is the same for all values.
std::vector<double> centred_ranks(std::span<const double> values) {
  std::vector<double> result = ranks(values);
  const double mean = (static_cast<double>(values.size()) + 1.0) / 2.0;
  for (double& rank : result) rank -= mean;
  return result;
}

}  // namespace

GivenData given_data(std::span<const double> outcome, std::span<const Input> inputs,
                     const Bootstrap& bootstrap) {
  const std::size_t n = outcome.size();
  if (n < kGivenDataNeeds ||
      std::ranges::any_of(inputs, [n](const Input& x) { return x.values.size() != n; })) {
    throw std::invalid_argument("given_data: every input needs a value at every point, of 4 at least");
  }
  GivenData result;
  const double magnitude = magnitude_of(outcome);
  result.mean = mean_of(outcome);
  std::vector<double> centred(outcome.begin(), outcome.end());
  for (double& y : centred) y -= result.mean;
  result.variance = std::inner_product(centred.begin(), centred.end(), centred.begin(), 0.0) /
                    (static_cast<double>(n) - 1.0);
  if (numerically_zero(result.variance, magnitude)) result.variance = 0.0;

  std::vector<Explained> explained;
  explained.reserve(inputs.size());
  for (const Input& input : inputs) explained.emplace_back(centred, magnitude, input);
  result.first = bootstrap_intervals(
      n, inputs.size(),
      [&](std::span<const double> weights, std::span<double> out) {
        for (std::size_t j = 0; j < out.size(); ++j) out[j] = explained[j](weights);
      },
      bootstrap, Bias::remove);

  const std::vector<double> outcome_ranks = centred_ranks(outcome);
  std::vector<std::vector<double>> input_ranks;
  for (const Input& input : inputs) {
    input_ranks.push_back(input.category ? std::vector<double>() : centred_ranks(input.values));
  }
  result.spearman = bootstrap_intervals(
      n, inputs.size(),
      [&](std::span<const double> weights, std::span<double> out) {
        if (result.variance == 0.0) return;
        for (std::size_t j = 0; j < out.size(); ++j) {
          if (!inputs[j].category) out[j] = correlation(weights, input_ranks[j], outcome_ranks);
        }
      },
      bootstrap);
  return result;
}

std::vector<double> ranks(std::span<const double> values) {
  const std::vector<std::size_t> order = ascending_order(values);
  std::vector<double> result(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double rank = static_cast<double>(begin + end + 1) / 2.0;
    for (std::size_t r = begin; r < end; ++r) result[order[r]] = rank;
    begin = end;
  }
  return result;
}

}  // namespace polder::sensitivity
