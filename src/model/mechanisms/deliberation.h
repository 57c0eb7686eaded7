// Members judge a draft by their own position; the vaguer it is, the more they tolerate. A draft
// that fails is redrafted towards the objectors and made vaguer: watering down.
#pragma once

#include <array>
#include <span>

#include "model/events.h"
#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct DeliberationParameters {
  double tolerance = 0.3;
  double vagueness_tolerance = 0.9;
  double trust_tolerance = 0.3;
  double consent_share = 0.9;
  double board_majority = 0.6;
  double board_size_weight = 0.5;
  double concession = 0.35;
  double centre_concession = 0.15;
  double anticipation = 0.8;
  double watering = 0.45;
  double least_concreteness = 0.1;
  double reread = 0.35;
  double redraft_pages = 1.05;
  double most_redrafts = 7.0;
  double shelf_weeks = 78.0;
  double manager_patience = 2.0;
};

inline constexpr std::array kDeliberationFields{
    NumberField<DeliberationParameters>{"tolerance", &DeliberationParameters::tolerance, "1", 0.0, 2.0,
                                        "distance to a fully concrete draft that a member still accepts",
                                        "assumption"},
    NumberField<DeliberationParameters>{"vagueness_tolerance", &DeliberationParameters::vagueness_tolerance,
                                        "1", 0.0, 4.0, "further distance accepted at concreteness 0",
                                        "assumption; thesis §4.2.2 (yes to fine words)"},
    NumberField<DeliberationParameters>{
        "trust_tolerance", &DeliberationParameters::trust_tolerance, "1", 0.0, 2.0,
        "further distance accepted per point of relational trust in the drafter above 0.5",
        "assumption; bounded confidence that widens with trust"},
    NumberField<DeliberationParameters>{"consent_share", &DeliberationParameters::consent_share, "1", 0.5,
                                        1.0, "share of those present that consent takes", "assumption"},
    NumberField<DeliberationParameters>{"board_majority", &DeliberationParameters::board_majority, "1", 0.5,
                                        1.0, "share of weighted votes that a board takes", "assumption"},
    NumberField<DeliberationParameters>{
        "board_size_weight", &DeliberationParameters::board_size_weight, "1", 0.0, 1.0,
        "votes in a board go with inhabitants to this power (0: equal)", "assumption"},
    NumberField<DeliberationParameters>{"concession", &DeliberationParameters::concession, "1", 0.0, 1.0,
                                        "step of a redraft towards the objectors", "assumption"},
    NumberField<DeliberationParameters>{"centre_concession", &DeliberationParameters::centre_concession, "1",
                                        0.0, 1.0, "step of a centre or field owner towards those it heard",
                                        "assumption; thesis table 1 (less say)"},
    NumberField<DeliberationParameters>{
        "anticipation", &DeliberationParameters::anticipation, "1", 0.0, 1.0,
        "share of the objections that a drafter foresees which it avoids by vaguer words",
        "assumption; thesis §4.2.2 (kept vague because needs and colour differ); Eisenberg 1984"},
    NumberField<DeliberationParameters>{"watering", &DeliberationParameters::watering, "1", 0.0, 1.0,
                                        "share of concreteness lost in a redraft when all object",
                                        "assumption"},
    NumberField<DeliberationParameters>{"least_concreteness", &DeliberationParameters::least_concreteness,
                                        "1", 0.01, 1.0, "concreteness below which a draft says nothing",
                                        "assumption"},
    NumberField<DeliberationParameters>{"reread", &DeliberationParameters::reread, "1", 0.0, 1.0,
                                        "share of a redraft that has to be read anew", "assumption"},
    NumberField<DeliberationParameters>{"redraft_pages", &DeliberationParameters::redraft_pages, "1", 0.5,
                                        3.0, "factor on pages per redraft", "assumption"},
    NumberField<DeliberationParameters>{"most_redrafts", &DeliberationParameters::most_redrafts, "redrafts",
                                        0.0, 100.0, "redrafts after which a dossier is shelved", "assumption",
                                        true},
    NumberField<DeliberationParameters>{"shelf_weeks", &DeliberationParameters::shelf_weeks, "weeks", 1.0,
                                        520.0, "weeks on the table after which a dossier is shelved",
                                        "assumption", true},
    NumberField<DeliberationParameters>{
        "manager_patience", &DeliberationParameters::manager_patience, "redrafts", 0.0, 100.0,
        "redrafts after which a deciding process manager settles", "assumption", true},
};

/// A judgement of one draft by the members of its audience.
struct Judgement {
  double present = 0.0;     ///< members present whom it concerns
  double accepting = 0.0;   ///< of those, who accept
  double vote_share = 0.0;  ///< share of board votes that accept
};

/// What member i tolerates between its own position and the draft.
double tolerance_of(const Step& step, DossierIndex d, MunicipalityIndex i);

/// Weight of what member i says at the table: those who bring staff and knowledge bring text. All alike with
/// selection off.
double voice(const Step& step, MunicipalityIndex i);

/// Writes 1 per member of the audience that accepts the draft into `accepts`, present or not.
Judgement judge(const Step& step, DossierIndex d, std::span<double> accepts);

/// The concreteness at which as many as have to agree would accept the draft, going by their colour and
/// need, which its drafter knows: 1 where nobody else has to agree. Strategic ambiguity (Eisenberg 1984).
double foreseen_concreteness(Step& step, DossierIndex d);

/// Moves the draft towards those with a weight, by `step_size`; books their influence.
void concede(Step& step, DossierIndex d, std::span<const double> weights, double step_size);

/// Below this nothing is written; higher while concrete goals are asked for.
double least_concreteness(const Step& step);

/// Takes a dossier off the table without a decision.
void shelve(Step& step, DossierIndex d, Cause cause, double value, double threshold);

/// Redrafts after objections: concede to present objectors by voice, vaguer, to be read anew;
/// shelves what was redrafted too often.
void redraft(Step& step, DossierIndex d, const Judgement& judgement, std::span<const double> accepts);

}  // namespace polder::model
