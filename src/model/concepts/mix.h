// Mix (thesis §2.4.5): working groups on policy as in a network, a unit for operations that grows as
// the groups find they want it. Made to measure per field, so that members first agree on the form.
#pragma once

#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kMixPolicyRules{
    .deciding = Deciding::consent,
    .drafting = Drafting::able_and_willing,
    .working = Working::raised_hands,
    .staffing = Staffing::stay,
    .forming = Forming::per_field,
    .channels = Channels::everyone,
    .bond = Bond::covenant,
    .accounts_to_board = false,
    .ratified_at_home = true,
};

inline constexpr RuleSet kMixOperationsRules{
    .deciding = Deciding::consent,
    .drafting = Drafting::unit,
    .working = Working::unit_desk,
    .staffing = Staffing::grown,
    .forming = Forming::per_field,
    .channels = Channels::everyone,
    .bond = Bond::covenant,
    .accounts_to_board = false,
    .ratified_at_home = true,
};

}  // namespace polder::model
