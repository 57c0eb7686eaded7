// Who comes to a meeting, and what meeting does: those who meet get to know each other.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct AttendanceParameters {
  double base = 0.55;
  double effort = 0.45;
  double hours = 5.0;
  double acquaintance = 0.01;
};

inline constexpr std::array kAttendanceFields{
    NumberField<AttendanceParameters>{"base", &AttendanceParameters::base, "1", 0.0, 1.0,
                                      "chance to attend at effort 0, when somebody is present at home",
                                      "assumption"},
    NumberField<AttendanceParameters>{"effort", &AttendanceParameters::effort, "1", 0.0, 1.0,
                                      "further chance at effort 1", "assumption"},
    NumberField<AttendanceParameters>{"hours", &AttendanceParameters::hours, "h", 0.0, 40.0,
                                      "hours of a meeting with travel, per member present", "assumption"},
    NumberField<AttendanceParameters>{
        "acquaintance", &AttendanceParameters::acquaintance, "1/meeting", 0.0, 1.0,
        "relational trust gained by meeting, as a share of what is missing", "assumption; thesis §2.5"},
};

/// Decides who attends this meeting of group g; those present gain some trust in each other.
void attend(Step& step, GroupIndex g);

}  // namespace polder::model
