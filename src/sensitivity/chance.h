// How much of what differs is chance.
#pragma once

#include <cstddef>
#include <span>

namespace polder::sensitivity {

/// Variance components of one outcome over points and replicates, where replicate r has the same chance at
/// every point (common random numbers). Analysis of variance of a two-way layout with random effects, one
/// value per cell (Searle, Casella & McCulloch 1992, "Variance components", ch. 4).
struct ChanceShares {
  std::size_t points = 0;  ///< with a value for every replicate; the others are left out

  double variance_points = 0.0;      ///< between points: the parameters
  double variance_replicates = 0.0;  ///< between replicates: chance that is common to all points
  double variance_rest = 0.0;        ///< chance that works out differently from point to point
  bool clipped = false;              ///< an unbiased estimate was below 0 and is told as 0

  /// Of the variance between points' means over all replicates, the share that is chance: 0 none, 1 all.
  double chance_in_means = 0.0;
  /// Replicates for which that share would be `kLittleChance`; infinite when points do not differ.
  double replicates_needed = 0.0;

  /// Of the sum of the three; NaN where that is 0.
  [[nodiscard]] double share_points() const;
  [[nodiscard]] double share_replicates() const;
  [[nodiscard]] double share_rest() const;
};

/// Less chance than this in the means of points does little to what is concluded from them.
inline constexpr double kLittleChance = 0.05;

/// `values` is [point][replicate]. All NaN, points aside, with fewer than 2 points or replicates.
/// chance_in_means and replicates_needed are NaN where nothing differs.
ChanceShares chance_shares(std::span<const double> values, std::size_t replicates);

}  // namespace polder::sensitivity
