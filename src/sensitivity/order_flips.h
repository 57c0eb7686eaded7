// Under which circumstances another of two alternatives is the better one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sensitivity/given_data.h"
#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// Samples whose parameter lies in a range, or is one category.
struct Part {
  double low = 0.0;   ///< least value in it; of a category its position
  double high = 0.0;  ///< largest value in it
  std::size_t samples = 0;
  double share = 0.0;  ///< of the samples that the first alternative wins; NaN without samples
};

/// Cuts the samples in two by one parameter.
struct Split {
  std::size_t input = 0;
  double threshold = 0.0;                 ///< numbers: inside is below it
  std::vector<std::uint32_t> categories;  ///< categories: inside are these; empty for numbers
  std::size_t samples_inside = 0;
  std::size_t samples_outside = 0;
  double share_inside = 0.0;  ///< of the samples there that the first alternative wins
  double share_outside = 0.0;
  double gain = 0.0;  ///< decrease of the impurity p (1 - p) (Breiman et al. 1984, Gini's up to a factor)

  /// One alternative wins more often inside, the other outside.
  [[nodiscard]] bool flips() const { return (share_inside - 0.5) * (share_outside - 0.5) < 0.0; }
};

struct OrderFlips {
  double share = 0.0;                    ///< of the samples that the first alternative wins
  std::vector<std::vector<Part>> parts;  ///< [input]: low, middle and high third, or each category
  std::vector<Split> splits;             ///< the best split of every input that has one, largest gain first
  /// How often shuffled wins give a split with as much gain by chance (Westfall & Young 1993): over all
  /// inputs, hence the look at many is paid for. 1 without a split. Not below 1/200.
  double p_value = 1.0;
};

/// Which samples belong together, so that they are shuffled together. Both empty: every sample by itself.
struct SampleBlocks {
  /// [sample]: those of one cluster differ in few inputs, or are of one draw: they are one observation.
  std::span<const std::uint32_t> cluster;
  /// [sample]: samples of a cluster with another of these numbers are its circumstances under another value
  /// of a crossed parameter. The samples of each member are in the same order.
  std::span<const std::uint32_t> member;
};

/// `wins` [sample] holds 1 where the first alternative is better, 0 where the second is, 1/2 for ties. Both
/// sides of a split hold a twentieth of the samples, 5 at least. The p value takes clusters for independent:
/// their wins change places as wholes (Winkler et al. 2015, doi:10.1016/j.neuroimage.2015.05.092) with those
/// of clusters that have the same members, and within a cluster members change places, where each has as many
/// samples. Throws std::invalid_argument when sizes do not match.
OrderFlips order_flips(std::span<const double> wins, std::span<const Input> inputs,
                       const SampleBlocks& blocks, const Bootstrap& bootstrap);

}  // namespace polder::sensitivity
