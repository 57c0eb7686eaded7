// Arrivals wait in a queue; dwellings that fit come free at home, as far as a municipality agrees on them
// with its housing corporations, from joint measures and, where members exchange targets, from a regional
// pool.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct PlacementParameters {
  double legal_term_weeks = 14.0;
  double secured_share = 0.75;
  double catch_up_weeks = 13.0;
  double response_weeks = 26.0;
  double most_share = 0.4;
  double pressure = 1.0;
  double backing_weight = 0.5;
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
    NumberField<PlacementParameters>{
        "secured_share", &PlacementParameters::secured_share, "1", 0.0, 2.0,
        "share of the dwellings it is after that a municipality of average backing and pressure agrees on",
        "assumption, of the order of national placements over target and arrears (0.78 in both halves of "
        "2016)"},
    NumberField<PlacementParameters>{
        "catch_up_weeks", &PlacementParameters::catch_up_weeks, "weeks", 1.0, 208.0,
        "time in which a municipality is after catching up with its target", "assumption, a quarter"},
    NumberField<PlacementParameters>{"response_weeks", &PlacementParameters::response_weeks, "weeks", 1.0,
                                     208.0, "time in which what is agreed with corporations follows",
                                     "assumption, a half-year (agreements follow half-yearly targets)"},
    NumberField<PlacementParameters>{
        "most_share", &PlacementParameters::most_share, "1", 0.0, 1.0,
        "share of lettings that may be claimed at most",
        "utrecht-monitor.nl (40 % of Utrecht's lettings of 2015 by any mediation)"},
    NumberField<PlacementParameters>{
        "pressure", &PlacementParameters::pressure, "1", 0.0, 2.0,
        "fall of what is agreed from the least to the most pressed housing market",
        "assumption; thesis §4.2.2 (small, remote ones have less trouble)"},
    NumberField<PlacementParameters>{"backing_weight", &PlacementParameters::backing_weight, "1", 0.0, 2.0,
                                     "share of what is agreed that hangs on the administrators' backing",
                                     "assumption; thesis §4.2.8"},
    NumberField<PlacementParameters>{
        "supervision_response", &PlacementParameters::supervision_response, "1", 0.0, 5.0,
        "growth of what is agreed at the top of the supervision ladder", "assumption"},
    NumberField<PlacementParameters>{"lobby_gain", &PlacementParameters::lobby_gain, "1", 0.0, 2.0,
                                     "growth of what is agreed at full strength of the outside lobby",
                                     "assumption"},
    NumberField<PlacementParameters>{"matching_loss", &PlacementParameters::matching_loss, "1", 0.0, 1.0,
                                     "share of pooled dwellings refused or lost on the way",
                                     "assumption; pooling may narrow choice"},
    NumberField<PlacementParameters>{"temporary_persons", &PlacementParameters::temporary_persons, "persons",
                                     1.0, 20.0, "largest case that fits a joint dwelling", "assumption"},
};

/// What was agreed with housing corporations before week 0: enough for the first target, at average backing.
void agree_at_start(Step& step);

/// Draws this week's arrivals into the queues and accrues targets.
void receive_arrivals(Step& step);

/// Matches cases with dwellings: at home, joint dwellings, pool; oldest case first.
void place_cases(Step& step);

}  // namespace polder::model
