// Shares of an outcome's variance that parameters account for, from a design made for it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// One outcome over a Saltelli design: f at the points of the blocks. All base samples complete: whoever
/// fills this leaves out samples that lack a value.
struct SaltelliValues {
  std::size_t parameters = 0;
  std::span<const double> a;   ///< [sample]
  std::span<const double> b;   ///< [sample]
  std::span<const double> ab;  ///< [parameter][sample]: A with the parameter's column from B
  std::span<const double> ba;  ///< [parameter][sample]: B with the parameter's column from A; or empty
};

struct SobolIndices {
  double mean = 0.0;
  double variance = 0.0;        ///< of the outcome over the parameters; the indices are NaN where it is 0
  std::vector<Interval> first;  ///< [parameter]: share by itself
  std::vector<Interval> total;  ///< [parameter]: share with all interactions
  std::vector<Interval> pairs;  ///< [pair (i, j), i < j, row by row]: share of the pair beyond both (second
                                ///< order); empty without BA
};

/// First order after Saltelli et al. (2010, doi:10.1016/j.cpc.2009.09.018, table 2b), total after Jansen
/// (1999, doi:10.1016/S0010-4655(98)00154-4), second order after Saltelli (2002,
/// doi:10.1016/S0010-4655(02)00280-1), all of outputs less their mean over A and B. With BA each is the mean
/// of the estimate from A with AB and the one from B with BA. Estimates of small indices may be below 0.
/// Intervals by resampling base samples: as if these were independent, hence too wide for a Sobol sequence.
/// Throws std::invalid_argument when sizes do not match or there are fewer than 2 samples.
SobolIndices sobol_indices(const SaltelliValues& values, const Bootstrap& bootstrap);

}  // namespace polder::sensitivity
