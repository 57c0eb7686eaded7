// The province looks at arrears at the end of each half-year and climbs a ladder of six steps,
// which it rarely does to the end.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct SupervisionParameters {
  double tolerance = 0.1;
  double patience = 1.0;
};

inline constexpr std::array kSupervisionFields{
    NumberField<SupervisionParameters>{"tolerance", &SupervisionParameters::tolerance, "1", 0.0, 2.0,
                                       "arrears, in half-year targets, that the province lets pass",
                                       "assumption"},
    NumberField<SupervisionParameters>{"patience", &SupervisionParameters::patience, "half-years", 0.0, 20.0,
                                       "half-years in arrears before the first step",
                                       "assumption; taking over is possible after four", true},
};

/// At the end of a half-year: up a step after repeated arrears, back to the floor without.
void supervise(Step& step);

}  // namespace polder::model
