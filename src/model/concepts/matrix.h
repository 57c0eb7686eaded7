// Matrix (thesis table 1): each municipality takes one field for all, under public law; staff moves
// to the responsible municipality. Strong mutual dependence; fields become silos.
#pragma once

#include "model/concepts/rules.h"

namespace polder::model {

inline constexpr RuleSet kMatrixRules{
    .deciding = Deciding::field_owner,
    .drafting = Drafting::field_owner,
    .working = Working::field_desks,
    .staffing = Staffing::moved,
    .forming = Forming::with_concept,
    .channels = Channels::field_owners,
    .bond = Bond::public_law,
    .accounts_to_board = false,
    .ratified_at_home = false,
};

}  // namespace polder::model
