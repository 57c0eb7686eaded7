// Mix (thesis §2.4): working groups on policy as in a network, a unit for operations that grows as
// the groups find they want it. Room to grow together; slow.
#pragma once

#include "model/concepts/network.h"
#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kMixOperationsRules{
    .deciding = Deciding::consent,
    .drafting = Drafting::unit,
    .working = Working::unit_desk,
    .staffing = Staffing::grown,
    .channels = Channels::everyone,
    .bond = Bond::covenant,
    .accounts_to_board = false,
    .ratified_at_home = true,
};

}  // namespace polder::model
