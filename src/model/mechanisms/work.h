// Hours: own casework first, then meetings, reading, drafts and tasks that were promised.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct WorkParameters {
  double hours_per_placement = 5.0;
  double hours_per_waiting = 0.06;
  double casework_cap = 0.85;
  double other_partnerships = 0.15;
  double base_willingness = 0.2;
  double effort_willingness = 0.5;
  double reminder = 0.25;
  double knowledge_floor = 0.6;
  double experience_exponent = 0.12;
  double late_weeks = 12.0;
  double vague_slack = 1.0;
  double half_done_limit = 0.3;
};

inline constexpr std::array kWorkFields{
    NumberField<WorkParameters>{"hours_per_placement", &WorkParameters::hours_per_placement, "h/person", 0.0,
                                200.0, "own casework per person placed", "assumption"},
    NumberField<WorkParameters>{"hours_per_waiting", &WorkParameters::hours_per_waiting, "h/person/week", 0.0,
                                10.0, "own casework per person waiting", "assumption"},
    NumberField<WorkParameters>{"casework_cap", &WorkParameters::casework_cap, "1", 0.0, 1.0,
                                "largest share of hours that own casework takes", "assumption"},
    NumberField<WorkParameters>{
        "other_partnerships", &WorkParameters::other_partnerships, "1", 0.0, 1.0,
        "share of hours that the other partnerships take (a Dutch municipality has about 33)",
        "Binnenlands Bestuur, Sep 2020 (33 partnerships); the share is an assumption"},
    NumberField<WorkParameters>{"base_willingness", &WorkParameters::base_willingness, "1", 0.0, 1.0,
                                "share of free hours given to joint tasks at effort 0", "assumption"},
    NumberField<WorkParameters>{"effort_willingness", &WorkParameters::effort_willingness, "1", 0.0, 1.0,
                                "further share at effort 1", "assumption"},
    NumberField<WorkParameters>{"reminder", &WorkParameters::reminder, "1", 0.0, 1.0,
                                "further share when explicit roles bring reminders",
                                "assumption; thesis §5.2.3"},
    NumberField<WorkParameters>{"knowledge_floor", &WorkParameters::knowledge_floor, "1", 0.0, 1.0,
                                "output per hour at knowledge 0, against 1 at knowledge 1", "assumption"},
    NumberField<WorkParameters>{
        "experience_exponent", &WorkParameters::experience_exponent, "1", 0.0, 0.6,
        "learning curve: output per hour grows with (tasks done of a kind + 1) to this power",
        "assumption; scale gains are moderate (Gomez-Reino et al. 2021)"},
    NumberField<WorkParameters>{"late_weeks", &WorkParameters::late_weeks, "weeks", 0.0, 260.0,
                                "weeks past the due week after which a task is given up", "assumption", true},
    NumberField<WorkParameters>{
        "vague_slack", &WorkParameters::vague_slack, "1", 0.0, 5.0,
        "a task at concreteness 0 may run late by this share of its lead time before it is called late",
        "assumption; thesis §4.2.7"},
    NumberField<WorkParameters>{"half_done_limit", &WorkParameters::half_done_limit, "1", 0.0, 1.0,
                                "share done above which a task given up still counts in part", "assumption"},
};

/// Takes own casework, other partnerships and last meeting's hours off the hours present.
void do_casework(Step& step);

/// Spends what is left on drafts and tasks; closes tasks that are finished or given up.
void work_on_tasks(Step& step);

/// Output per hour of every carrier by what it knows this week.
void update_skill(Step& step);

}  // namespace polder::model
