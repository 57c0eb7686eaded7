// Runs an experiment from the first replicate to the printed table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_status.h"
#include "cli/experiment.h"
#include "cli/progress_meter.h"
#include "engine/replicate.h"

namespace polder::cli {

struct RunOptions {
  std::string input;                         ///< as the user typed it
  std::optional<std::filesystem::path> out;  ///< none: results are kept only as long as the table needs them
  bool force = false;                        ///< replace a file of this name
  bool resume = false;                       ///< go on with an unfinished file
  unsigned threads = 0;                      ///< 0: one per core
  ProgressMode progress = ProgressMode::automatic;
  bool quiet = false;
  std::vector<std::string> arguments;  ///< the whole command, to say how to go on
  engine::Simulate simulate = engine::simulate;
};

/// Prints the table to standard output, failures and how to go on to standard error. Throws output::IoError
/// and output::Refused.
ExitStatus run_experiment(const Experiment& experiment, const RunOptions& options);

}  // namespace polder::cli
