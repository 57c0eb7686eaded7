// From what the user typed to a sweep that can run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sweep/load.h"

namespace polder::cli {

struct SweepInput {
  std::string file;              ///< a sweep file, or the results file of a sweep
  std::vector<std::string> set;  ///< PATH=VALUE
  std::optional<std::string> seed;
  std::optional<std::string> replicates;
  std::optional<std::string> weeks;
  std::optional<std::string> samples;
};

/// Throws Unusable with everything that is wrong, output::IoError or output::NotAResultFile.
sweep::Sweep load_sweep(const SweepInput& input);

}  // namespace polder::cli
