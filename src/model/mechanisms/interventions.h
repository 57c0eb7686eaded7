// Which interventions are in force, and the shocks that strike once.
#pragma once

namespace polder::model {

struct Step;

/// Reads the calendar of interventions for this week and lets one-off shocks strike.
void intervene(Step& step);

}  // namespace polder::model
