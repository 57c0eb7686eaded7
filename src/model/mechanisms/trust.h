// Two trusts with two dynamics. Relational trust (of i in j) follows deeds that i knows of: promises
// kept and broken, being passed over, leaving. Content trust (of i in the group's judgement) follows
// the tempo of decisions and the results they bring. Both are lost faster than won.
#pragma once

#include <array>
#include <span>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct TrustParameters {
  double relational_start = 0.55;
  double relational_spread = 0.15;
  double content_start = 0.5;
  double content_spread = 0.1;
  double relational_gain = 0.05;
  double relational_loss_ratio = 2.0;
  double content_gain = 0.03;
  double content_loss_ratio = 3.0;
  double result_gain = 0.05;
  double nobodys_promise = 0.5;
  double unmonitored_visibility = 0.15;
  double kept_visibility = 0.6;
  double passed_over = 0.5;
  double leaving = 0.3;
  double repair = 0.05;
  double employed_repair = 0.5;
  double relational_carried = 0.3;
  double content_carried = 0.7;
};

inline constexpr std::array kTrustFields{
    NumberField<TrustParameters>{"relational_start", &TrustParameters::relational_start, "1", 0.0, 1.0,
                                 "mean relational trust at the start", "assumption, 0.3 to 0.7"},
    NumberField<TrustParameters>{"relational_spread", &TrustParameters::relational_spread, "1", 0.0, 0.5,
                                 "half width of its spread over pairs", "assumption"},
    NumberField<TrustParameters>{"content_start", &TrustParameters::content_start, "1", 0.0, 1.0,
                                 "mean content trust at the start", "assumption, 0.3 to 0.7"},
    NumberField<TrustParameters>{"content_spread", &TrustParameters::content_spread, "1", 0.0, 0.5,
                                 "half width of its spread", "assumption"},
    NumberField<TrustParameters>{"relational_gain", &TrustParameters::relational_gain, "1/event", 0.0, 1.0,
                                 "relational trust gained by a kept promise, as a share of what is missing",
                                 "Pant & Yu 2025 (form, 0.03 to 0.15)"},
    NumberField<TrustParameters>{"relational_loss_ratio", &TrustParameters::relational_loss_ratio, "1", 0.0,
                                 10.0, "loss by a broken promise over gain by a kept one (1: symmetric null)",
                                 "assumption, 1 to 5"},
    NumberField<TrustParameters>{
        "content_gain", &TrustParameters::content_gain, "1/event", 0.0, 1.0,
        "content trust gained by a decision of fitting tempo, as a share of what is missing",
        "Pant & Yu 2025 (form)"},
    NumberField<TrustParameters>{
        "content_loss_ratio", &TrustParameters::content_loss_ratio, "1", 0.0, 10.0,
        "loss by a decision too fast or too slow over gain by a fitting one (1: symmetric null)",
        "assumption, 1 to 5; Poortinga & Pidgeon 2004 (asymmetry)"},
    NumberField<TrustParameters>{"result_gain", &TrustParameters::result_gain, "1/event", 0.0, 1.0,
                                 "content trust gained by a result fully delivered and seen",
                                 "assumption; thesis §5.2.1"},
    NumberField<TrustParameters>{
        "nobodys_promise", &TrustParameters::nobodys_promise, "1", 0.0, 5.0,
        "weight of a promise without a member to thank or blame, in judgements of tempo", "assumption"},
    NumberField<TrustParameters>{"unmonitored_visibility", &TrustParameters::unmonitored_visibility, "1", 0.0,
                                 1.0, "share of a result that an aware member sees without monitoring",
                                 "assumption; thesis §4.2.4"},
    NumberField<TrustParameters>{
        "kept_visibility", &TrustParameters::kept_visibility, "1", 0.0, 1.0,
        "share of kept promises that an aware member hears of without monitoring; broken ones are missed",
        "assumption; thesis §4.2.4, §5.2.1; negativity bias (Slovic 1993)"},
    NumberField<TrustParameters>{"passed_over", &TrustParameters::passed_over, "1", 0.0, 5.0,
                                 "loss by being passed over, in broken promises",
                                 "assumption; thesis §4.2.1, §4.2.6"},
    NumberField<TrustParameters>{"leaving", &TrustParameters::leaving, "1", 0.0, 1.0,
                                 "share of trust in a member lost when it leaves the partnership",
                                 "assumption; thesis §4.2.4"},
    NumberField<TrustParameters>{"repair", &TrustParameters::repair, "1/meeting", 0.0, 1.0,
                                 "repair by a neutral process manager of trust below 0.5",
                                 "assumption; thesis §2.5"},
    NumberField<TrustParameters>{"employed_repair", &TrustParameters::employed_repair, "1", 0.0, 1.0,
                                 "share of that repair left when the process manager is employed by a member",
                                 "assumption; thesis §4.2.6"},
    NumberField<TrustParameters>{"relational_carried", &TrustParameters::relational_carried, "1", 0.0, 1.0,
                                 "share of relational trust that stays when a person is replaced",
                                 "assumption, 0 to 0.6; Zaheer, McEvily & Perrone 1998 (two levels)"},
    NumberField<TrustParameters>{"content_carried", &TrustParameters::content_carried, "1", 0.0, 1.0,
                                 "share of content trust that stays when a person is replaced",
                                 "assumption, 0.4 to 0.9"},
};

/// Draws both trusts at the start of a replicate.
void trust_at_start(Step& step);

/// Members of g who know of it gain trust in the owner (a carrier) for a promise kept in time; in the
/// group's judgement where the owner is nobody's unit.
void keep_promise(Step& step, GroupIndex g, std::int32_t owner);

/// They lose trust for a promise broken; weight 1 for one given up, less for one late. Where nobody
/// or nobody's unit is to blame, trust in the group's judgement suffers instead.
void break_promise(Step& step, GroupIndex g, std::int32_t owner, double weight);

/// Members who did not accept a decision that was pushed through lose trust in the content leader.
void feel_passed_over(Step& step, DossierIndex d, std::span<const double> accepts);

/// The process manager repairs a little at each meeting.
void repair_relations(Step& step, GroupIndex g);

/// A member leaves the partnership: the others' trust in it drops.
void feel_left(Step& step, MunicipalityIndex leaver);

/// `share` of a municipality's staff is new: trust in and of the persons who left is lost in part.
void forget_after_departure(Step& step, MunicipalityIndex i, double share);

/// One judgement of tempo: +1 fitting, -1 too fast or too slow.
void feel_tempo(Step& step, MunicipalityIndex i, double judgement);

/// A dossier was carried out: members see it as far as results are visible.
void see_result(Step& step, GroupIndex g, double delivered);

/// Mean relational trust of each member in the other members; worked out at the start and after each
/// meeting, so that between meetings everyone acts on how things stood at the last one.
void update_mean_trust(Step& step);

}  // namespace polder::model
