// Recorded ensembles as the figures of patterns see them.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "patterns/facts.h"
#include "patterns/variant.h"

namespace polder::patterns {

/// [variant][replicate]: replicate r has the same chance in every variant. Empty: the variant did not run.
using Recorded = std::array<std::vector<Facts>, kVariants>;

/// A number of one history.
using Fact = double Facts::*;

/// Ensembles in which each replicate counts a number of times: once for an estimate, as often as it was drawn
/// for a resample. The same replicates in every variant, so that comparisons are paired. Throws
/// std::logic_error when asked for a variant that did not run.
class Sample {
 public:
  Sample(const Recorded& recorded, std::span<const double> weights)
      : recorded_(&recorded), weights_(weights) {}

  /// Mean over replicates, without those in which it did not occur; NaN when it never did.
  [[nodiscard]] double mean(Variant variant, Fact fact) const;

  /// Sum of one over the sum of the other: a share of all that happened in all replicates. NaN over 0.
  [[nodiscard]] double pooled(Variant variant, Fact part, Fact whole) const;

  /// Mean of the paired difference `variant` - `base`, over replicates that have both.
  [[nodiscard]] double difference(Variant variant, Variant base, Fact fact) const;

 private:
  [[nodiscard]] std::span<const Facts> of(Variant variant) const;

  const Recorded* recorded_;
  std::span<const double> weights_;  ///< [replicate]
};

}  // namespace polder::patterns
