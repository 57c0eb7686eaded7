#pragma once

#include <cstddef>

#include "model/scenario.h"
#include "scenario/base.h"
#include "sweep/points.h"

namespace polder::sweep {

/// The scenario of a point: the base scenario with the point's settings. Throws std::invalid_argument with
/// what is wrong with the point, for people.
model::Scenario point_scenario(const scenario::Base& base, const Points& points, std::size_t point);

}  // namespace polder::sweep
