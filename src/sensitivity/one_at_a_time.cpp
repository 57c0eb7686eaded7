#include "sensitivity/one_at_a_time.h"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {

PairedDifference paired_difference(std::span<const double> base, std::span<const double> changed,
                                   double confidence) {
  if (base.size() != changed.size()) throw std::invalid_argument("paired_difference: sizes differ");
  std::vector<double> differences;
  for (std::size_t r = 0; r < base.size(); ++r) {
    const double difference = changed[r] - base[r];
    if (!std::isnan(difference)) differences.push_back(difference);
  }
  PairedDifference result{.difference = {.estimate = kNaN, .low = kNaN, .high = kNaN},
                          .pairs = differences.size()};
  if (differences.empty()) return result;
  const auto n = static_cast<double>(differences.size());
  const double mean = mean_of(differences);
  result.difference.estimate = mean;
  if (differences.size() < 2) return result;
  double squares = 0.0;
  for (const double d : differences) squares += (d - mean) * (d - mean);
  const boost::math::students_t distribution(n - 1.0);
  const double half =
      boost::math::quantile(distribution, (1.0 + confidence) / 2.0) * std::sqrt(squares / (n - 1.0) / n);
  result.difference.low = mean - half;
  result.difference.high = mean + half;
  return result;
}

}  // namespace polder::sensitivity
