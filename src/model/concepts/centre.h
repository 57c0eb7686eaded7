// Centre municipality (thesis table 1): the others buy services from one of them, usually the
// largest and most expert, which builds on its own base. Quick to start; the others have less say.
#pragma once

#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kCentreRules{
    .deciding = Deciding::centre,
    .drafting = Drafting::centre,
    .working = Working::centre_desk,
    .staffing = Staffing::paid,
    .forming = Forming::with_concept,
    .channels = Channels::hub,
    .bond = Bond::contract,
    .accounts_to_board = false,
    .ratified_at_home = false,
};

}  // namespace polder::model
