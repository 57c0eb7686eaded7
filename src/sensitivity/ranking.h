// Which of several alternatives is best, over matched samples of everything that is uncertain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// One outcome for every alternative under the same circumstances, sample by sample. No NaN.
struct MatchedValues {
  std::size_t alternatives = 0;
  std::span<const double> values;  ///< [sample][alternative]
  bool higher_is_better = true;
  /// [sample]: samples with the same number belong together and are resampled together; numbers from 0
  /// without gaps. Empty: every sample by itself.
  std::span<const std::uint32_t> cluster;
};

struct Standing {
  Interval mean;
  Interval best;       ///< share of the samples in which it is best; ties count in equal parts
  Interval regret;     ///< how much worse than the best of the sample, mean; in units of the outcome
  Interval regret_95;  ///< the same, 95th percentile over samples
};

/// Per alternative. Expected regret after Savage (1951, doi:10.1080/01621459.1951.10500768). Intervals by
/// resampling samples or clusters. Throws std::invalid_argument when sizes do not match or there is no
/// sample.
std::vector<Standing> ranking(const MatchedValues& values, const Bootstrap& bootstrap);

/// Alternatives, most often best first; ties by regret.
std::vector<std::size_t> order_of(std::span<const Standing> standings);

/// [sample]: 1 where alternative `a` is better than `b`, 0 where worse, 1/2 where as good.
std::vector<double> wins(const MatchedValues& values, std::size_t a, std::size_t b);

}  // namespace polder::sensitivity
