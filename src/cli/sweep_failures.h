#pragma once

#include <string>

#include "cli/exit_status.h"
#include "output/result_reader.h"

namespace polder::cli {

/// Tells on standard error which runs of a sweep's results file failed, if any did, and how one is run alone.
/// ExitStatus::refused when there are some.
ExitStatus report_failed_runs(const output::ResultReader& reader, const std::string& file);

}  // namespace polder::cli
