// A meeting of a working group: what comes on the agenda and who decides on it, by the rules of the
// concept.
#pragma once

#include "model/index.h"

namespace polder::model {

struct Step;

/// Holds the meeting of group g.
void hold_meeting(Step& step, GroupIndex g);

}  // namespace polder::model
