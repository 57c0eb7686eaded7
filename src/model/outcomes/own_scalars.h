// Scalars that are no total or mean of a series.
#pragma once

#include <span>

#include "model/outcomes/outcome.h"

namespace polder::model {

struct OwnScalar {
  ScalarOutcome outcome;
  double (*value)(const State&, const Scenario&);  ///< at the end of the replicate; NaN: did not occur
};

std::span<const OwnScalar> own_scalars();

}  // namespace polder::model
