// What a sweep would be, before it is run.
#pragma once

#include "cli/exit_status.h"
#include "output/description.h"
#include "sweep/load.h"

namespace polder::cli {

/// Prints parameters, points, runs, disk use, and how long it would take by a short measured probe with this
/// many threads (0: one per core). ExitStatus::refused when points of the probe cannot be run.
ExitStatus print_plan(const sweep::Sweep& sweep, const output::Description& description, unsigned threads);

}  // namespace polder::cli
