// The order of a week.
#pragma once

namespace polder::model {

struct Step;

/// Before week 0: draws what differs between replicates from the start.
void begin(Step& step);

/// One week, mechanism by mechanism.
void live_one_week(Step& step);

}  // namespace polder::model
