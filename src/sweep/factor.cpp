#include "sweep/factor.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>

#include <algorithm>
#include <cmath>

#include "random/portable_math.h"

namespace polder::sweep {
namespace {

// In doubles throughout: long double is not the same on every platform.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Policy>;
using Triangular = boost::math::triangular_distribution<double, Policy>;

/// Which of `count` equal parts of [0, 1] `u` lies in. Morris grids have points on the borders, which
/// rounding must not put below them.
double part_of_unit(double u, double count) {
  constexpr double kRounding = 1e-12;
  return std::min(std::floor(u * count + kRounding), count - 1.0);
}

/// By the tail that both limits are nearer to, where differences keep their digits.
double truncated_normal(double mean, double sd, double low, double high, double u) {
  const Normal normal(mean, sd);
  using boost::math::complement;
  if (low > mean) {
    const double above_low = cdf(complement(normal, low));
    const double above_high = cdf(complement(normal, high));
    return quantile(complement(normal, above_low + u * (above_high - above_low)));
  }
  const double below_low = cdf(normal, low);
  const double below_high = cdf(normal, high);
  return quantile(normal, below_low + u * (below_high - below_low));
}

double quantile_of(const Factor& factor, double u) {
  switch (factor.distribution) {
    case Distribution::uniform:
      break;
    case Distribution::log_uniform: {
      const double log_low = random::portable_log(factor.low);
      return random::portable_exp(log_low + u * (random::portable_log(factor.high) - log_low));
    }
    case Distribution::normal:
      return truncated_normal(factor.mean, factor.sd, factor.low, factor.high, u);
    case Distribution::triangular:
      return quantile(Triangular(factor.low, factor.mode, factor.high), u);
  }
  return factor.low + u * (factor.high - factor.low);
}

}  // namespace

double Factor::at(double u) const {
  if (column.is_category()) return part_of_unit(u, static_cast<double>(column.levels.size()));
  if (column.whole) return low + part_of_unit(u, high - low + 1.0);
  // Exact at the ends, whatever the distribution.
  if (u <= 0.0) return low;
  if (u >= 1.0) return high;
  return std::clamp(quantile_of(*this, u), low, high);
}

std::vector<double> Factor::levels(std::uint32_t count) const {
  std::vector<double> values;
  if (column.is_category()) {
    for (std::size_t l = 0; l < column.levels.size(); ++l) values.push_back(static_cast<double>(l));
    return values;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const double u = static_cast<double>(i) / static_cast<double>(count - 1);
    values.push_back(column.whole ? std::round(low + u * (high - low)) : at(u));
  }
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

double normal_share(double mean, double sd, double low, double high) {
  const Normal normal(mean, sd);
  using boost::math::complement;
  return low > mean ? cdf(complement(normal, low)) - cdf(complement(normal, high))
                    : cdf(normal, high) - cdf(normal, low);
}

}  // namespace polder::sweep
