// Many outcomes of `polder analyse` at a glance, for people.
#pragma once

#include <span>
#include <string>

#include "cli/analyse_report.h"
#include "cli/terminal.h"

namespace polder::cli {

/// A line per outcome: how much of its differences is chance, and the parameters that it depends on most;
/// then which alternative is best, and how to ask for more. Without intervals.
std::string overview_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                          const Terminal& terminal);

}  // namespace polder::cli
