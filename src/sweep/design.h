// Lays out the points of a design.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sweep/factor.h"
#include "sweep/points.h"

namespace polder::sweep {

/// What a design needs besides its parameters.
struct Design {
  Method method = Method::factorial;
  std::uint64_t samples =
      0;  ///< latin_hypercube, sobol: points; saltelli: base samples; morris: trajectories
  bool second_order = false;  ///< saltelli
  std::uint32_t levels = 0;   ///< morris: of the grid; factorial, one_at_a_time: of numbers
  std::uint64_t seed = 1;     ///< of the design's own chance
};

/// Points of a design, for all values of crossed columns; infinity when that overflows.
double number_of_points(const Design& design, std::span<const Factor> factors);

/// Dimensions of the Sobol sequence that a design uses; 0 when none.
std::size_t sobol_dimensions(const Design& design, std::span<const Factor> factors);

/// The points, for any method but a table. There is at least one factor that is not crossed, save in a
/// factorial; every number is finite, and low < high.
///
/// Earlier samples do not change when `samples` grows, except in a Latin hypercube, whose strata are of all
/// points. Values of earlier parameters do not change when a parameter is added at the end: of a Sobol
/// sequence, of A and B of a Saltelli design (parameter j uses dimensions 2j and 2j + 1), of a Latin
/// hypercube, of a Morris trajectory (start, direction, and the order among them).
Points lay_out(const Design& design, std::vector<Factor> factors);

}  // namespace polder::sweep
