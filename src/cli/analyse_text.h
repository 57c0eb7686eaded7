// The findings of `polder analyse` for people.
#pragma once

#include <string>

#include "cli/analyse_report.h"
#include "cli/terminal.h"

namespace polder::cli {

/// Which sweep this is, how far it is, and how intervals were made.
std::string sweep_text(const AnalysedSweep& sweep, const Terminal& terminal);

/// One outcome: what it depends on, under each combination of crossed values, and which alternative is best.
std::string outcome_text(const AnalysedSweep& sweep, const AnalysedOutcome& outcome,
                         const Terminal& terminal);

}  // namespace polder::cli
