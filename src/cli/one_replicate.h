#pragma once

#include <cstdint>

#include "cli/exit_status.h"
#include "cli/experiment.h"

namespace polder::cli {

/// Runs one replicate of every variant and prints each outcome with all its digits: the numbers that a
/// results file has for this replicate.
ExitStatus run_one_replicate(const Experiment& experiment, std::uint32_t replicate);

}  // namespace polder::cli
