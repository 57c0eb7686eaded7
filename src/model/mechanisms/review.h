// A member asks for time until it has read enough; how much is enough grows with distrust of the
// group's judgement and with the stake.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct ReviewParameters {
  double enough = 0.4;
  double distrust = 0.9;
  double stake_weight = 0.7;
  double blocking_share = 0.2;
};

inline constexpr std::array kReviewFields{
    NumberField<ReviewParameters>{"enough", &ReviewParameters::enough, "1", 0.0, 1.0,
                                  "share of a dossier that a fully trusting member wants to have read",
                                  "assumption"},
    NumberField<ReviewParameters>{"distrust", &ReviewParameters::distrust, "1", 0.0, 2.0,
                                  "further share at content trust 0", "assumption; thesis §4.2.1"},
    NumberField<ReviewParameters>{"stake_weight", &ReviewParameters::stake_weight, "1", 0.0, 1.0,
                                  "share of that wish which goes with the stake", "assumption"},
    NumberField<ReviewParameters>{
        "blocking_share", &ReviewParameters::blocking_share, "1", 0.0, 1.0,
        "share of those present (or of votes) asking for time that postpones a dossier", "assumption"},
};

/// Works out this week's wish to read of every member, from its content trust.
void update_enough(Step& step);

/// Share of dossier d that member i wants to have read before it is decided, 0 to 1.
double enough_for(const Step& step, DossierIndex d, MunicipalityIndex i);

/// Notes the first week in which each member had read enough.
void note_who_has_read(Step& step, DossierIndex d);

/// The dossier waits because member i has not read enough of it.
void ask_for_time(Step& step, DossierIndex d, MunicipalityIndex i);

/// True when so many of those present ask for time that the dossier waits for the next meeting;
/// with `by_votes` members count by their votes.
bool review_is_demanded(Step& step, DossierIndex d, bool by_votes);

}  // namespace polder::model
