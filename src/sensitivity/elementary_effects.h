// Screening: which parameters matter at all (Morris 1991, doi:10.1080/00401706.1991.10484804).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// Per parameter, in units of the outcome per step over the parameter's whole range.
struct ElementaryEffects {
  std::vector<Interval> mu;       ///< mean effect, with its sign
  std::vector<Interval> mu_star;  ///< mean absolute effect (Campolongo, Cariboni & Saltelli 2007,
                                  ///< doi:10.1016/j.envsoft.2006.10.004): what to rank by
  std::vector<Interval> sigma;    ///< standard deviation: curvature and interactions; NaN for one trajectory
};

/// `effects` is [parameter][trajectory]: the change of the outcome over the change of the parameter, whose
/// range is scaled to [0, 1]. Intervals by resampling trajectories. Throws std::invalid_argument when sizes
/// do not match or there is no trajectory.
ElementaryEffects elementary_effects(std::span<const double> effects, std::size_t parameters,
                                     const Bootstrap& bootstrap);

}  // namespace polder::sensitivity
