// From placement to the first assessment of what a newcomer needs.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct IntegrationParameters {
  double first_weeks = 10.0;
  double second_weeks = 8.0;
  double difficulty = 0.6;
  double busy = 0.5;
};

inline constexpr std::array kIntegrationFields{
    NumberField<IntegrationParameters>{"first_weeks", &IntegrationParameters::first_weeks, "weeks", 0.0,
                                       104.0, "from placement to the municipality's assessment",
                                       "assumption"},
    NumberField<IntegrationParameters>{"second_weeks", &IntegrationParameters::second_weeks, "weeks", 0.0,
                                       104.0,
                                       "lost because the assessment of the reception centre is done again",
                                       "assumption; thesis §4.1 (two assessments)"},
    NumberField<IntegrationParameters>{"difficulty", &IntegrationParameters::difficulty, "1", 0.0, 2.0,
                                       "lengthening from easiest to hardest place to integrate",
                                       "assumption; thesis §4.2.2"},
    NumberField<IntegrationParameters>{"busy", &IntegrationParameters::busy, "1", 0.0, 5.0,
                                       "lengthening when all own hours are taken", "assumption"},
};

/// Books the weeks until their assessment of all who were placed this week.
void start_integration(Step& step);

}  // namespace polder::model
