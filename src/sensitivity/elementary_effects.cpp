#include "sensitivity/elementary_effects.h"

#include <cmath>
#include <stdexcept>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {

ElementaryEffects elementary_effects(std::span<const double> effects, std::size_t parameters,
                                     const Bootstrap& bootstrap) {
  if (parameters == 0 || effects.empty() || effects.size() % parameters != 0) {
    throw std::invalid_argument("elementary_effects: as many effects of every parameter are needed");
  }
  const std::size_t trajectories = effects.size() / parameters;
  const auto n = static_cast<double>(trajectories);
  std::vector<double> absolute(effects.begin(), effects.end());
  for (double& effect : absolute) effect = std::abs(effect);

  const auto statistics = [&](std::span<const double> weights, std::span<double> out) {
    for (std::size_t j = 0; j < parameters; ++j) {
      const auto own = effects.subspan(j * trajectories, trajectories);
      const double mu = weighted_sum(weights, own) / n;
      double squares = 0.0;
      for (std::size_t t = 0; t < trajectories; ++t) squares += weights[t] * (own[t] - mu) * (own[t] - mu);
      out[j] = mu;
      out[parameters + j] =
          weighted_sum(weights, std::span(absolute).subspan(j * trajectories, trajectories)) / n;
      out[2 * parameters + j] = trajectories < 2 ? kNaN : std::sqrt(squares / (n - 1.0));
    }
  };
  const auto intervals = bootstrap_intervals(trajectories, 3 * parameters, statistics, bootstrap);
  const auto part = [&](std::size_t number) {
    const auto begin = intervals.begin() + static_cast<std::ptrdiff_t>(number * parameters);
    return std::vector<Interval>(begin, begin + static_cast<std::ptrdiff_t>(parameters));
  };
  return {.mu = part(0), .mu_star = part(1), .sigma = part(2)};
}

}  // namespace polder::sensitivity
