// What changing one parameter alone does.
#pragma once

#include <cstddef>
#include <span>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// Mean of changed - base over replicates, pair by pair: replicate r has the same chance in both.
struct PairedDifference {
  Interval difference;    ///< Student's t over the pairs; NaN limits with fewer than 2
  std::size_t pairs = 0;  ///< with both values; the estimate is NaN when there are none
};

/// NaN values are left out with their pair. Throws std::invalid_argument when sizes differ.
PairedDifference paired_difference(std::span<const double> base, std::span<const double> changed,
                                   double confidence);

}  // namespace polder::sensitivity
