#include "sensitivity/bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "random/stream.h"

namespace polder::sensitivity {
namespace {

Interval percentile_interval(double estimate, std::span<const double> resampled, double confidence,
                             Bias bias) {
  std::vector<double> values;
  values.reserve(resampled.size());
  std::ranges::copy_if(resampled, std::back_inserter(values), [](double v) { return !std::isnan(v); });
  if (std::isnan(estimate) || values.empty()) return {.estimate = estimate, .low = kNaN, .high = kNaN};
  std::ranges::sort(values);
  double shift = 0.0;
  if (bias == Bias::remove) {
    for (const double v : values) shift += v - estimate;
    shift /= static_cast<double>(values.size());
  }
  const double outside = (1.0 - confidence) / 2.0;
  return {.estimate = estimate,
          .low = quantile(values, outside) - shift,
          .high = quantile(values, 1.0 - outside) - shift};
}

}  // namespace

std::vector<Interval> bootstrap_intervals(std::size_t units, std::size_t count, const Statistics& statistics,
                                          const Bootstrap& bootstrap, Bias bias) {
  std::vector<double> weights(units, 1.0);
  std::vector<double> estimates(count, kNaN);
  statistics(weights, estimates);
  const std::size_t resamples = units < 2 ? 0 : bootstrap.resamples;
  std::vector<double> resampled(count * resamples);  // [statistic][resample]
  std::vector<double> row(count);
  for (std::size_t b = 0; b < resamples; ++b) {
    draw_resample(bootstrap, static_cast<std::uint32_t>(b), weights);
    std::ranges::fill(row, kNaN);
    statistics(weights, row);
    for (std::size_t s = 0; s < count; ++s) resampled[s * resamples + b] = row[s];
  }
  std::vector<Interval> intervals;
  intervals.reserve(count);
  for (std::size_t s = 0; s < count; ++s) {
    intervals.push_back(percentile_interval(
        estimates[s], std::span(resampled).subspan(s * resamples, resamples), bootstrap.confidence, bias));
  }
  return intervals;
}

void draw_resample(const Bootstrap& bootstrap, std::uint32_t number, std::span<double> weights) {
  const random::Draws draws({.seed = bootstrap.seed, .replicate = 0});
  const auto units = static_cast<double>(weights.size());
  std::ranges::fill(weights, 0.0);
  for (std::size_t i = 0; i < weights.size(); i += 4) {
    const random::Draws::Block block =
        draws.block(random::Purpose::resampling, number, 0, static_cast<std::uint32_t>(i / 4));
    for (std::size_t lane = 0; lane < std::min<std::size_t>(4, weights.size() - i); ++lane) {
      weights[static_cast<std::size_t>(block[lane] * units)] += 1.0;
    }
  }
}

double quantile(std::span<const double> ascending, double p) {
  if (ascending.empty()) return kNaN;
  const double at = p * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (at - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

double mean_of(std::span<const double> values) {
  if (values.empty()) return kNaN;
  double deviations = 0.0;
  for (const double v : values) deviations += v - values.front();
  return values.front() + deviations / static_cast<double>(values.size());
}

double weighted_sum(std::span<const double> weights, std::span<const double> values) {
  // Several sums at once: an addition has to wait for the one before it in the same sum.
  std::array<double, 4> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= values.size(); i += sums.size()) {
    for (std::size_t lane = 0; lane < sums.size(); ++lane) sums[lane] += weights[i + lane] * values[i + lane];
  }
  double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (; i < values.size(); ++i) sum += weights[i] * values[i];
  return sum;
}

bool numerically_zero(double variance, double magnitude) {
  constexpr double kRelative = 1e-12;
  const double least = kRelative * magnitude;
  return !(variance > least * least);
}

double magnitude_of(std::span<const double> values) {
  double most = 0.0;
  for (const double v : values) most = std::max(most, std::abs(v));
  return most;
}

}  // namespace polder::sensitivity
