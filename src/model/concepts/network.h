// Network (thesis table 1): a covenant to share knowledge and experience. Staff stays at home, no
// say is lost; noncommittal, no scale economies.
#pragma once

#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kNetworkRules{
    .deciding = Deciding::consent,
    .drafting = Drafting::able_and_willing,
    .working = Working::raised_hands,
    .staffing = Staffing::stay,
    .forming = Forming::with_concept,
    .channels = Channels::everyone,
    .bond = Bond::covenant,
    .accounts_to_board = false,
    .ratified_at_home = true,
};

}  // namespace polder::model
