// Patterns at every point of a sweep.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "cli/exit_status.h"
#include "cli/progress_meter.h"
#include "patterns/pattern.h"
#include "sweep/load.h"

namespace polder::cli {

struct PatternSweepOptions {
  std::filesystem::path out;
  bool force = false;   ///< replace the file
  bool resume = false;  ///< go on after the rows that the file has
  std::uint32_t replicates = 20;
  unsigned threads = 0;
  ProgressMode progress = ProgressMode::automatic;
  std::vector<std::string> arguments;
};

/// Writes a CSV file of one row per point: its number, the seed, the replicates, the value of every
/// parameter, of each figure its value and whether it is as it has to be, and how many patterns hold. A point
/// that the scenario refuses, and a figure that cannot be had, leave cells empty. Rows are written as they
/// are finished, in their order. Throws output::Refused and output::IoError.
ExitStatus run_pattern_sweep(const sweep::Sweep& sweep, std::span<const patterns::Pattern* const> chosen,
                             const PatternSweepOptions& options);

}  // namespace polder::cli
