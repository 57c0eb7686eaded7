// The findings of `polder analyse` for programs.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/analyse_report.h"

namespace polder::cli {

/// Keys are stable within a `format`; numbers that do not exist are null.
std::string analysis_json(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                          const std::optional<StopRule>& stop);

}  // namespace polder::cli
