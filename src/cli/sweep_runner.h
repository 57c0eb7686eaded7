// Runs a sweep from what is there already to a finished file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_status.h"
#include "cli/progress_meter.h"
#include "cluster/mail.h"
#include "engine/ensemble.h"
#include "output/description.h"
#include "sweep/load.h"

namespace polder::cli {

struct SweepRunOptions {
  std::filesystem::path out;
  bool force = false;                ///< replace a file of this name
  bool resume = false;               ///< go on with an unfinished file, and use the runs of a finished one
  std::vector<std::string> reuse{};  ///< further results files whose runs are used
  unsigned threads = 0;              ///< of each rank; 0: one per core
  ProgressMode progress = ProgressMode::automatic;
  bool quiet = false;
  std::vector<std::string> arguments;  ///< the whole command, to say how to go on
  engine::Simulate simulate = engine::simulate;
};

/// What the results file of a sweep says about itself; of one shard where `points` are some of its points.
output::Description describe_sweep(const sweep::Sweep& sweep, sweep::Points points);

/// Which experiment this is and by which program, so that ranks can tell whether they are in the same one.
std::string identity_of(const output::Description& description);

/// Rank 0. Prints what was made to standard output, failures and how to go on to standard error. Calls
/// `begin` when it is about to work with the other ranks. Throws output::IoError and output::Refused.
ExitStatus run_sweep(const sweep::Sweep& sweep, const output::Description& description,
                     const SweepRunOptions& options, const cluster::Mail& mail,
                     const std::function<void()>& begin);

/// Other ranks.
void work_on_sweep(const sweep::Sweep& sweep, const output::Description& description,
                   const SweepRunOptions& options, const cluster::Mail& mail);

}  // namespace polder::cli
