#include "sensitivity/sobol_indices.h"

#include <algorithm>
#include <stdexcept>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {
namespace {

/// Every index is a ratio of sums over base samples; these are the terms of the sums.
class Terms {
 public:
  explicit Terms(const SaltelliValues& values)
      : parameters_(values.parameters), samples_(values.a.size()), has_ba_(!values.ba.empty()) {
    if (samples_ < 2 || parameters_ == 0 || values.b.size() != samples_ ||
        values.ab.size() != parameters_ * samples_ || (has_ba_ && values.ba.size() != values.ab.size())) {
      throw std::invalid_argument("sobol_indices: the blocks do not belong together");
    }
    magnitude_ = std::max(magnitude_of(values.a), magnitude_of(values.b));
    mean_ = (mean_of(values.a) + mean_of(values.b)) / 2.0;

    const auto centred = [this](std::span<const double> block) {
      std::vector<double> result(block.begin(), block.end());
      for (double& value : result) value -= mean_;
      return result;
    };
    const std::vector<double> a = centred(values.a);
    const std::vector<double> b = centred(values.b);
    ab_ = centred(values.ab);
    ba_ = centred(values.ba);
    half_sum_.resize(samples_);
    half_squares_.resize(samples_);
    product_.resize(samples_);
    for (std::size_t s = 0; s < samples_; ++s) {
      half_sum_[s] = (a[s] + b[s]) / 2.0;
      half_squares_[s] = (a[s] * a[s] + b[s] * b[s]) / 2.0;
      product_[s] = a[s] * b[s];
    }
    first_.resize(ab_.size());
    total_.resize(ab_.size());
    for (std::size_t i = 0; i < ab_.size(); ++i) {
      const std::size_t s = i % samples_;
      const double ab = ab_[i];
      first_[i] = b[s] * (ab - a[s]);
      total_[i] = (a[s] - ab) * (a[s] - ab) / 2.0;
      if (has_ba_) {
        const double ba = ba_[i];
        first_[i] = (first_[i] + a[s] * (ba - b[s])) / 2.0;
        total_[i] = (total_[i] + (b[s] - ba) * (b[s] - ba) / 2.0) / 2.0;
      }
    }
  }

  [[nodiscard]] std::size_t pairs() const { return has_ba_ ? parameters_ * (parameters_ - 1) / 2 : 0; }
  [[nodiscard]] std::size_t statistics() const { return 2 * parameters_ + pairs(); }
  [[nodiscard]] double mean() const { return mean_; }

  /// Unbiased where weights are 1.
  [[nodiscard]] double variance(std::span<const double> weights) const {
    const auto n = static_cast<double>(samples_);
    const double mean = weighted_sum(weights, half_sum_) / n;
    return (weighted_sum(weights, half_squares_) / n - mean * mean) * 2.0 * n / (2.0 * n - 1.0);
  }

  [[nodiscard]] bool no_variance(double variance) const { return numerically_zero(variance, magnitude_); }

  /// First order of all parameters, total of all, shares of all pairs.
  void indices(std::span<const double> weights, std::span<double> out) const {
    const double variance = this->variance(weights);
    if (no_variance(variance)) return;
    const double scale = 1.0 / (static_cast<double>(samples_) * variance);
    for (std::size_t j = 0; j < parameters_; ++j) {
      out[j] = scale * weighted_sum(weights, of(first_, j));
      out[parameters_ + j] = scale * weighted_sum(weights, of(total_, j));
    }
    if (!has_ba_) return;
    const double square_of_mean = scale * weighted_sum(weights, product_);
    std::size_t at = 2 * parameters_;
    for (std::size_t i = 0; i < parameters_; ++i) {
      for (std::size_t j = i + 1; j < parameters_; ++j) {
        const double closed = scale * pair_sum(weights, i, j) - square_of_mean;
        out[at++] = closed - out[i] - out[j];
      }
    }
  }

 private:
  [[nodiscard]] std::span<const double> of(const std::vector<double>& block, std::size_t parameter) const {
    return std::span(block).subspan(parameter * samples_, samples_);
  }

  /// B with column i from A and A with column j from B have exactly these two columns in common; so have the
  /// same two with i and j exchanged.
  [[nodiscard]] double pair_sum(std::span<const double> weights, std::size_t i, std::size_t j) const {
    const auto ab_i = of(ab_, i);
    const auto ab_j = of(ab_, j);
    const auto ba_i = of(ba_, i);
    const auto ba_j = of(ba_, j);
    double one = 0.0;
    double other = 0.0;
    for (std::size_t s = 0; s < samples_; ++s) {
      one += weights[s] * ba_i[s] * ab_j[s];
      other += weights[s] * ba_j[s] * ab_i[s];
    }
    return (one + other) / 2.0;
  }

  std::size_t parameters_;
  std::size_t samples_;
  bool has_ba_;
  double magnitude_ = 0.0;
  double mean_ = 0.0;
  std::vector<double> ab_;            // centred; [parameter][sample]
  std::vector<double> ba_;            // likewise
  std::vector<double> half_sum_;      // [sample]: of A and B
  std::vector<double> half_squares_;  // [sample]
  std::vector<double> product_;       // [sample]: A times B
  std::vector<double> first_;         // [parameter][sample]
  std::vector<double> total_;         // [parameter][sample]
};

}  // namespace

SobolIndices sobol_indices(const SaltelliValues& values, const Bootstrap& bootstrap) {
  const Terms terms(values);
  const std::vector<double> once(values.a.size(), 1.0);
  const double variance = terms.variance(once);
  SobolIndices result{.mean = terms.mean(),
                      .variance = terms.no_variance(variance) ? 0.0 : variance,
                      .first = {},
                      .total = {},
                      .pairs = {}};
  const auto intervals = bootstrap_intervals(
      values.a.size(), terms.statistics(),
      [&terms](std::span<const double> weights, std::span<double> out) { terms.indices(weights, out); },
      bootstrap);
  const auto pairs = intervals.begin() + static_cast<std::ptrdiff_t>(2 * values.parameters);
  const auto total = intervals.begin() + static_cast<std::ptrdiff_t>(values.parameters);
  result.first.assign(intervals.begin(), total);
  result.total.assign(total, pairs);
  result.pairs.assign(pairs, intervals.end());
  return result;
}

}  // namespace polder::sensitivity
