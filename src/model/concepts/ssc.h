// Shared-service centre (thesis table 1): staff merges in a new unit that serves all by contract; a
// board of participants decides on what the unit drafts. Professional; hard to steer.
#pragma once

#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kSscRules{
    .deciding = Deciding::board,
    .drafting = Drafting::unit,
    .working = Working::unit_desk,
    .staffing = Staffing::merged,
    .forming = Forming::with_concept,
    .channels = Channels::unit_and_board,
    .bond = Bond::public_law,
    .accounts_to_board = true,
    .ratified_at_home = false,
};

}  // namespace polder::model
