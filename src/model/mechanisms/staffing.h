// Staff present: leave and illness, departures, vacancies, newcomers who learn the job.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct StaffingParameters {
  double week_hours = 36.0;
  double leave_share = 0.16;
  double exit_per_year = 0.085;
  double vacancy_weeks = 13.0;
  double unit_vacancy_weeks = 4.0;
  double ramp_weeks = 39.0;
  double newcomer_experience = 0.4;
  double knowledge_lost = 0.4;
  double work_lost = 0.5;
  double key_share = 0.6;
  double handover = 0.7;
};

inline constexpr std::array kStaffingFields{
    NumberField<StaffingParameters>{"week_hours", &StaffingParameters::week_hours, "h/week", 1.0, 60.0,
                                    "working hours of one fte",
                                    "collective agreement of municipalities (36 hours)"},
    NumberField<StaffingParameters>{
        "leave_share", &StaffingParameters::leave_share, "1", 0.0, 0.9,
        "share of weeks that a person is absent",
        "Personeelsmonitor Gemeenten 2022 (illness 6.7 %); assumption: holidays 9 %"},
    NumberField<StaffingParameters>{"exit_per_year", &StaffingParameters::exit_per_year, "1/year", 0.0, 1.0,
                                    "chance that a person leaves the job",
                                    "Personeelsmonitor Gemeenten 2016-2022 (6.3 to 8.8 %)"},
    NumberField<StaffingParameters>{"vacancy_weeks", &StaffingParameters::vacancy_weeks, "weeks", 0.0, 104.0,
                                    "time until a leaver is replaced", "assumption", true},
    NumberField<StaffingParameters>{
        "unit_vacancy_weeks", &StaffingParameters::unit_vacancy_weeks, "weeks", 0.0, 104.0,
        "the same at a desk of moved or merged staff, which members can fill from their own", "assumption",
        true},
    NumberField<StaffingParameters>{"ramp_weeks", &StaffingParameters::ramp_weeks, "weeks", 1.0, 208.0,
                                    "time in which a newcomer gains full experience",
                                    "assumption, after 9.1 months reported for the Netherlands"},
    NumberField<StaffingParameters>{"newcomer_experience", &StaffingParameters::newcomer_experience, "1", 0.0,
                                    1.0, "share of full output of a newcomer in the first week",
                                    "assumption"},
    NumberField<StaffingParameters>{"knowledge_lost", &StaffingParameters::knowledge_lost, "1", 0.0, 1.0,
                                    "share of a leaver's part in the knowledge that goes along",
                                    "assumption"},
    NumberField<StaffingParameters>{"work_lost", &StaffingParameters::work_lost, "1", 0.0, 1.0,
                                    "share of a leaver's unfinished joint work that has to be done again",
                                    "assumption"},
    NumberField<StaffingParameters>{
        "key_share", &StaffingParameters::key_share, "1", 0.0, 1.0,
        "share of a municipality's joint work and contacts that rests on one person",
        "assumption; thesis §4.2.1, §4.2.5 (one contact per municipality)"},
    NumberField<StaffingParameters>{
        "handover", &StaffingParameters::handover, "1", 0.0, 1.0,
        "share of a leaver's work that colleagues can take over at a desk of moved or merged staff",
        "assumption; thesis table 1 (less vulnerable)"},
};

/// Persons that share `fte` full-time equivalents.
std::int32_t persons_for(double fte);

/// Departures, replacements and the hours present this week, for municipalities and desks.
void staff_the_week(Step& step);

/// Any one person of the carrier leaves now.
void lose_one_person(Step& step, std::int32_t carrier);

/// The person on whom most of the carrier's joint work rests leaves now.
void lose_key_person(Step& step, std::int32_t carrier);

}  // namespace polder::model
