// Arrivals wait in a queue; dwellings that fit come free at home, from joint measures and, where
// members exchange targets, from a regional pool.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct PlacementParameters {
  double legal_term_weeks = 14.0;
  double reserved_share = 0.12;
  double pressure = 1.0;
  double backing_weight = 0.5;
  double arrears_response = 0.4;
  double supervision_response = 0.5;
  double lobby_gain = 0.25;
  double matching_loss = 0.15;
  double temporary_persons = 3.0;
};

inline constexpr std::array kPlacementFields{
    NumberField<PlacementParameters>{
        "legal_term_weeks", &PlacementParameters::legal_term_weeks, "weeks", 1.0, 104.0,
        "weeks within which a case should be placed (2 to link, 10 to find, 2 to move)",
        "administrative agreement between municipalities and reception agency", true},
    NumberField<PlacementParameters>{"reserved_share", &PlacementParameters::reserved_share, "1", 0.0, 1.0,
                                     "share of lettings offered to those waiting when backing is average",
                                     "Viveste, Dec 2015 (12 % of lettings in Houten in 2015)"},
    NumberField<PlacementParameters>{"pressure", &PlacementParameters::pressure, "1", 0.0, 2.0,
                                     "fall of the offer from the least to the most pressed housing market",
                                     "assumption; thesis §4.2.2 (small, remote ones have less trouble)"},
    NumberField<PlacementParameters>{"backing_weight", &PlacementParameters::backing_weight, "1", 0.0, 2.0,
                                     "share of the offer that hangs on the administrators' backing",
                                     "assumption; thesis §4.2.8"},
    NumberField<PlacementParameters>{"arrears_response", &PlacementParameters::arrears_response, "1", 0.0,
                                     5.0, "growth of the offer per half-year target in arrears",
                                     "assumption"},
    NumberField<PlacementParameters>{"supervision_response", &PlacementParameters::supervision_response, "1",
                                     0.0, 5.0, "growth of the offer at the top of the supervision ladder",
                                     "assumption"},
    NumberField<PlacementParameters>{"lobby_gain", &PlacementParameters::lobby_gain, "1", 0.0, 2.0,
                                     "growth of the offer at full strength of the outside lobby",
                                     "assumption"},
    NumberField<PlacementParameters>{"matching_loss", &PlacementParameters::matching_loss, "1", 0.0, 1.0,
                                     "share of pooled dwellings refused or lost on the way",
                                     "assumption; pooling may narrow choice"},
    NumberField<PlacementParameters>{"temporary_persons", &PlacementParameters::temporary_persons, "persons",
                                     1.0, 20.0, "largest case that fits a joint dwelling", "assumption"},
};

/// Draws this week's arrivals into the queues and accrues targets.
void receive_arrivals(Step& step);

/// Matches cases with dwellings: at home, joint dwellings, pool; oldest case first.
void place_cases(Step& step);

}  // namespace polder::model
