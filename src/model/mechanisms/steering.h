// A unit that drafts for all grows away from the views of its members, and a board that sends drafts back
// steers it: bureaucratic drift (McCubbins, Noll & Weingast 1987; thesis table 1, steering problems).
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct SteeringParameters {
  double drift_per_year = 0.3;
  double correction = 0.3;
};

inline constexpr std::array kSteeringFields{
    NumberField<SteeringParameters>{"drift_per_year", &SteeringParameters::drift_per_year, "1/year^0.5", 0.0,
                                    2.0, "standard deviation of the drift of a unit's own view after a year",
                                    "assumption; thesis table 1 (steering problems)"},
    NumberField<SteeringParameters>{"correction", &SteeringParameters::correction, "1", 0.0, 1.0,
                                    "share of that drift given up when all send a draft of the unit back",
                                    "assumption"},
};

/// At a meeting of group g: the view of its unit, where it has one that drafts, moves on.
void drift_apart(Step& step, GroupIndex g);

/// A draft of the unit was sent back by the share `objecting` of those present.
void steer_back(Step& step, GroupIndex g, double objecting);

}  // namespace polder::model
