// Urgency follows own arrears, dependence on others, visible results and what others feel. It is
// hardly felt where results are invisible and few cases are at stake.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct UrgencyParameters {
  double start = 0.4;
  double base = -1.4;
  double arrears = 0.9;
  double dependence = 1.5;
  double results = 2.0;
  double supervision = 1.0;
  double others = 0.8;
  double small_weight = 0.4;
  double small_placements = 20.0;
  double rate = 0.05;
  double monitoring_rate = 1.0;
  double accounted_rate = 0.5;
  double result_memory = 0.1;
  double result_weight = 0.25;
  double result_fade = 0.02;
};

inline constexpr std::array kUrgencyFields{
    NumberField<UrgencyParameters>{"start", &UrgencyParameters::start, "1", 0.0, 1.0, "urgency at the start",
                                   "assumption; thesis §4.1 (intensity rose with the inflow of 2015)"},
    NumberField<UrgencyParameters>{"base", &UrgencyParameters::base, "log-odds", -20.0, 20.0,
                                   "urgency without arrears, dependence or results", "assumption"},
    NumberField<UrgencyParameters>{"arrears", &UrgencyParameters::arrears, "log-odds", 0.0, 20.0,
                                   "weight of own arrears, per half-year target",
                                   "assumption; thesis §4.2.4"},
    NumberField<UrgencyParameters>{"dependence", &UrgencyParameters::dependence, "log-odds", 0.0, 20.0,
                                   "weight of mutual dependence", "assumption; thesis §2.5"},
    NumberField<UrgencyParameters>{"results", &UrgencyParameters::results, "log-odds", 0.0, 20.0,
                                   "weight of visible joint results", "assumption; thesis §4.2.4, §5.2.1"},
    NumberField<UrgencyParameters>{"supervision", &UrgencyParameters::supervision, "log-odds", 0.0, 20.0,
                                   "weight of the supervision step", "assumption"},
    NumberField<UrgencyParameters>{"others", &UrgencyParameters::others, "log-odds", 0.0, 20.0,
                                   "weight of the mean urgency of the members", "assumption; thesis §4.2.4"},
    NumberField<UrgencyParameters>{"small_weight", &UrgencyParameters::small_weight, "log-odds", 0.0, 20.0,
                                   "loss when hardly anyone has to be placed",
                                   "assumption; thesis §4.2.4 (ten placements a year)"},
    NumberField<UrgencyParameters>{"small_placements", &UrgencyParameters::small_placements, "persons/year",
                                   0.1, 1000.0, "yearly target at which half of that loss is felt",
                                   "assumption; thesis §4.2.4"},
    NumberField<UrgencyParameters>{"rate", &UrgencyParameters::rate, "1/week", 0.0, 1.0,
                                   "speed at which urgency moves (half-life 3 to 12 months)", "assumption"},
    NumberField<UrgencyParameters>{"monitoring_rate", &UrgencyParameters::monitoring_rate, "1", 0.0, 1.0,
                                   "share of results that monitoring makes visible",
                                   "assumption; thesis §5.2.1"},
    NumberField<UrgencyParameters>{"accounted_rate", &UrgencyParameters::accounted_rate, "1", 0.0, 1.0,
                                   "share of results that a unit makes visible that accounts to a board",
                                   "assumption; thesis table 1 (transparent)"},
    NumberField<UrgencyParameters>{"result_memory", &UrgencyParameters::result_memory, "1/week", 0.0, 1.0,
                                   "speed at which visible results follow results", "assumption"},
    NumberField<UrgencyParameters>{"result_weight", &UrgencyParameters::result_weight, "1/event", 0.0, 1.0,
                                   "weight of a new result against earlier ones", "assumption"},
    NumberField<UrgencyParameters>{"result_fade", &UrgencyParameters::result_fade, "1/week", 0.0, 1.0,
                                   "speed at which a result is forgotten", "assumption"},
};

/// Share of the joint results of group g that a member with this awareness sees, 0 to 1.
double visibility(const Step& step, GroupIndex g, double awareness);

/// What members see of joint results, how they depend on each other, and this week's urgency.
void move_urgency(Step& step);

}  // namespace polder::model
