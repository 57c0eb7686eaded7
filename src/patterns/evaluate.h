// Which patterns the ensembles show.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "patterns/pattern.h"
#include "patterns/sample.h"
#include "sensitivity/interval.h"

namespace polder::patterns {

struct PartVerdict {
  /// Over all replicates, with an interval by resampling replicates, the same in all variants.
  sensitivity::Interval figure;
  bool holds = false;    ///< the estimate is as it has to be
  bool clearly = false;  ///< so is, or is not, the whole interval with it
};

struct Verdict {
  const Pattern* pattern = nullptr;
  std::vector<PartVerdict> parts;

  [[nodiscard]] bool holds() const;    ///< all parts do
  [[nodiscard]] bool clearly() const;  ///< all parts clearly do, or one clearly does not
};

/// In the order of the patterns. Throws std::logic_error when a variant that a pattern looks at did not run.
std::vector<Verdict> evaluate(std::span<const Pattern* const> patterns, const Recorded& recorded,
                              std::size_t replicates, const sensitivity::Bootstrap& bootstrap);

}  // namespace polder::patterns
