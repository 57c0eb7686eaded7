// What a group agrees is ratified at home, with a lag and a chance to fail; under a contract or
// public law it binds at once, but those passed over carry it out half-heartedly. After municipal elections
// nothing is ratified until executives have been formed.
#pragma once

#include <array>
#include <span>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct RatificationParameters {
  double lag_weeks = 6.0;
  double formation_weeks = 9.0;
  double failure = 0.03;
  double gap_weight = 0.25;
  double objection_weight = 0.25;
  double resistance = 0.6;
  double full_coverage = 0.75;
};

inline constexpr std::array kRatificationFields{
    NumberField<RatificationParameters>{"lag_weeks", &RatificationParameters::lag_weeks, "weeks", 0.0, 52.0,
                                        "weeks until members have ratified",
                                        "regional practice (4 to 16 weeks); assumption", true},
    NumberField<RatificationParameters>{"formation_weeks", &RatificationParameters::formation_weeks, "weeks",
                                        0.0, 52.0, "weeks after an election until executives are formed",
                                        "assumption; local government practice (around two months)", true},
    NumberField<RatificationParameters>{"failure", &RatificationParameters::failure, "1", 0.0, 1.0,
                                        "chance that a member that agrees and backs does not ratify",
                                        "assumption"},
    NumberField<RatificationParameters>{"gap_weight", &RatificationParameters::gap_weight, "1", 0.0, 2.0,
                                        "further chance per point between pledged and backed",
                                        "assumption; thesis §4.2.8"},
    NumberField<RatificationParameters>{
        "objection_weight", &RatificationParameters::objection_weight, "1", 0.0, 1.0,
        "further chance for a member that did not accept the decision", "assumption"},
    NumberField<RatificationParameters>{
        "resistance", &RatificationParameters::resistance, "1", 0.0, 1.0,
        "share of an objecting member's part that is not carried out where a decision binds",
        "assumption; thesis §4.2.6 (else they will not carry it out well)"},
    NumberField<RatificationParameters>{
        "full_coverage", &RatificationParameters::full_coverage, "1", 0.0, 1.0,
        "share of members' inhabitants above which a decision counts as carried out by all", "assumption"},
};

/// Chance, 0 to 1, that a member does not ratify: \p gap is what it pledged less what it backs, \p objects is
/// 1 if it was asked and did not accept, else 0.
double chance_not_to_ratify(const RatificationParameters& p, double gap, double objects);

/// True in the week in which, after an election, executives have been formed.
bool executives_formed(const Step& step);

/// The week from which what is decided now on dossier d holds: the next one, or where members ratify at home
/// the one in which they have, which is not between an election and the new executives.
Week binding_week(const Step& step, DossierIndex d);

/// Works out which share of the members (by inhabitants) carries the decision out.
void ratify(Step& step, DossierIndex d, std::span<const double> accepts);

}  // namespace polder::model
