// Messages and dossier pages are pushed to all; what is not read piles up and goes stale. The
// process manager believes that what was sent was read, but for what it hears when members ask for time, and
// points out what matters only as far as it believes that members do not know.
#pragma once

#include <array>

#include "model/field.h"

namespace polder::model {

struct Step;

struct InformationParameters {
  double message_pages = 60.0;
  double bundling = 0.6;
  double manager_hours = 0.9;
  double channel_pages = 2.5;
  double pages_per_hour = 20.0;
  double reading_share = 0.22;
  double stale_per_week = 0.25;
  double awareness_rate = 0.15;
  double belief_rate = 0.2;
  double feedback = 0.05;
  double asked = 0.3;
  double pointing_out = 0.5;
};

inline constexpr std::array kInformationFields{
    NumberField<InformationParameters>{"message_pages", &InformationParameters::message_pages, "pages/week",
                                       0.0, 10000.0, "general messages to every member of a group",
                                       "assumption; thesis §4.2.3 (far too much)"},
    NumberField<InformationParameters>{
        "bundling", &InformationParameters::bundling, "1", 0.0, 1.0,
        "share of messages left when a process manager with enough hours bundles them",
        "assumption, 0.4 to 0.9"},
    NumberField<InformationParameters>{
        "manager_hours", &InformationParameters::manager_hours, "h/week", 0.01, 100.0,
        "hours per seat in a group that a process manager needs to do the work in full", "assumption"},
    NumberField<InformationParameters>{"channel_pages", &InformationParameters::channel_pages, "pages/week",
                                       0.0, 1000.0, "correspondence per channel that a member keeps up",
                                       "assumption"},
    NumberField<InformationParameters>{"pages_per_hour", &InformationParameters::pages_per_hour, "pages/h",
                                       1.0, 200.0, "reading speed", "assumption"},
    NumberField<InformationParameters>{"reading_share", &InformationParameters::reading_share, "1", 0.0, 1.0,
                                       "share of hours left after casework that may go into reading",
                                       "assumption"},
    NumberField<InformationParameters>{"stale_per_week", &InformationParameters::stale_per_week, "1/week",
                                       0.0, 1.0, "share of unread messages that nobody will read any more",
                                       "assumption"},
    NumberField<InformationParameters>{"awareness_rate", &InformationParameters::awareness_rate, "1/week",
                                       0.0, 1.0, "speed at which awareness follows what was read",
                                       "assumption"},
    NumberField<InformationParameters>{"belief_rate", &InformationParameters::belief_rate, "1/week", 0.0, 1.0,
                                       "speed at which the process manager's belief follows what was sent",
                                       "assumption"},
    NumberField<InformationParameters>{
        "feedback", &InformationParameters::feedback, "1", 0.0, 1.0,
        "weight of real awareness in that belief (members hardly say that they do not read)",
        "assumption; thesis §4.2.3"},
    NumberField<InformationParameters>{
        "asked", &InformationParameters::asked, "1", 0.0, 1.0,
        "how far requests for time at a meeting tell the process manager that members have not read",
        "assumption"},
    NumberField<InformationParameters>{"pointing_out", &InformationParameters::pointing_out, "1", 0.0, 1.0,
                                       "share of reading that starts with what matters when a process "
                                       "manager believes that nobody knows of it",
                                       "assumption"},
};

/// Sends, reads, forgets; updates awareness and the manager's belief.
void inform_members(Step& step);

}  // namespace polder::model
