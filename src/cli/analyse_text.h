// The findings of `polder analyse` for people.
#pragma once

#include <span>
#include <string>

#include "cli/analyse_report.h"
#include "cli/terminal.h"

namespace polder::cli {

/// Which sweep this is, and how far it is.
std::string sweep_text(const AnalysedSweep& sweep, const Terminal& terminal);

/// What the numbers of outcome_text() mean, and how their intervals were made; empty where there are none.
std::string guide_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                       const Terminal& terminal);

/// One outcome: what it depends on, under each combination of crossed values, and which alternative is best.
std::string outcome_text(const AnalysedSweep& sweep, const AnalysedOutcome& outcome,
                         const Terminal& terminal);

}  // namespace polder::cli
