#include "model/mechanisms/decision.h"

#include <algorithm>
#include <cmath>

#include "model/mechanisms/attendance.h"
#include "model/mechanisms/deliberation.h"
#include "model/mechanisms/forming.h"
#include "model/mechanisms/ratification.h"
#include "model/mechanisms/review.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/tasks.h"
#include "model/mechanisms/tempo.h"
#include "model/mechanisms/trust.h"

namespace polder::model {

namespace {

/// Who had the right to decide, as shares per member that sum to 1 at most; the rest is the
/// process manager's.
using Right = std::span<const double>;

/// Why a dossier was decided now, for the record of events.
struct Reason {
  Cause cause = Cause::none;          ///< draw: pushed through; none: nobody else had to agree
  MunicipalityIndex decider = kNone;  ///< who decided alone; kNone where several did
  double value = 0.0;
  double threshold = 0.0;
};

void decide(Step& step, DossierIndex d, std::span<const double> accepts, Right right, const Reason& reason) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const bool pushed = reason.cause == Cause::draw;
  const auto members = s.row(s.in_group, g);
  const auto audience = s.row(s.dossiers.audience, d);
  const auto influence = s.row(s.dossiers.influence, d);
  const auto position = s.row(s.dossiers.position, d);

  double concerned = 0.0;
  double agreeing = 0.0;
  double mean_position = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    concerned += audience[i] * members[i];
    agreeing += accepts[i];
    s.flows.accepted[i] += accepts[i];
    mean_position += audience[i] * members[i] * position[i];
    // Say: influence on the text and the right to decide, half each.
    s.flows.say[i] += 0.5 * influence[i] + 0.5 * right[i];
    s.flows.possible_say[i] += members[i];
  }
  concerned = std::max(1.0, concerned);
  s.dossiers.state[d] = DossierState::decided;
  s.dossiers.decided_week[d] = s.week;
  s.flows.decisions[g] += 1.0;
  s.flows.decision_weeks[g] += static_cast<double>(s.week - s.dossiers.tabled_week[d]);
  s.flows.concreteness[g] += s.dossiers.c[d];
  s.flows.agreement[g] += agreeing / concerned;
  s.flows.drift[g] += std::abs(s.dossiers.y[d] - mean_position / concerned);
  if (pushed) s.flows.pushed[g] += 1.0;
  step.events.record({.week = s.week,
                      .type = pushed ? EventType::pushed_through : EventType::decided,
                      .cause = reason.cause,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .municipality = reason.decider,
                      .value = reason.value,
                      .threshold = reason.threshold,
                      .detail = Cause::concreteness,
                      .detail_value = s.dossiers.c[d]});
  judge_tempo(step, d);
  if (pushed) feel_passed_over(step, d, accepts);
  ratify(step, d, accepts);
  make_tasks(step, d);
}

/// Right to decide of one member alone.
void only(std::span<double> right, MunicipalityIndex who) {
  std::fill(right.begin(), right.end(), 0.0);
  if (who != kNone) right[who] = 1.0;
}

/// Nothing too vague is decided while concrete goals are asked for.
bool concrete_enough(const Step& step, DossierIndex d) {
  if (!step.state.active.concrete_goals) return true;
  return step.state.dossiers.c[d] >= step.parameters().intervention_size.concreteness_floor - 1e-12;
}

/// A draft below the floor is worked out further before it may be decided.
void work_out(Step& step, DossierIndex d) {
  State& s = step.state;
  const double floor = step.parameters().intervention_size.concreteness_floor;
  const double vague = s.dossiers.c[d];
  s.dossiers.c[d] = std::max(vague, floor);
  ++s.dossiers.redrafts[d];
  const GroupIndex g = s.dossiers.group[d];
  s.flows.redrafts[g] += 1.0;
  step.events.record({.week = s.week,
                      .type = EventType::redrafted,
                      .cause = Cause::concreteness,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .municipality = s.dossiers.drafter[d],
                      .value = vague,
                      .threshold = floor,
                      .detail = Cause::concreteness,
                      .detail_value = s.dossiers.c[d]});
}

void by_consent(Step& step, DossierIndex d) {
  State& s = step.state;
  const DeliberationParameters& p = step.parameters().deliberation;
  const GroupIndex g = s.dossiers.group[d];
  const Form form = form_of(step, d);
  if (form == Form::awaits_ratification) return;
  const std::span<double> accepts{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> right{s.v.data(), static_cast<std::size_t>(s.n)};
  const Judgement judgement = judge(step, d, accepts);
  if (judgement.present == 0.0) return;
  const bool wants_time = review_is_demanded(step, d, false);
  if (form == Form::open) {
    if (!wants_time) talk_about_form(step, d, judgement, accepts);
    return;
  }
  const bool consents = judgement.accepting >= p.consent_share * judgement.present;
  if (!wants_time && consents) {
    const auto attends = s.row(s.attends, g);
    const auto audience = s.row(s.dossiers.audience, d);
    for (std::int32_t i = 0; i < s.n; ++i) right[i] = attends[i] * audience[i] / judgement.present;
    const double support = judgement.accepting / judgement.present;
    decide(step, d, accepts, right, {Cause::support, kNone, support, p.consent_share});
    return;
  }
  const Push push = try_to_push(step, d, accepts);
  if (push.succeeds()) {
    only(right, s.content_leader[g]);
    decide(step, d, accepts, right, {Cause::draw, s.content_leader[g], push.draw, push.chance});
    return;
  }
  if (wants_time) return;
  if (s.active.manager_decides && static_cast<double>(s.dossiers.redrafts[d]) >= p.manager_patience) {
    only(right, kNone);
    const auto redrafts = static_cast<double>(s.dossiers.redrafts[d]);
    decide(step, d, accepts, right, {Cause::redrafts, kNone, redrafts, p.manager_patience});
    return;
  }
  redraft(step, d, judgement, accepts);
}

/// One municipality hears the others once and decides near its own position: it gives in to those who object,
/// the less the fewer they are.
void by_one(Step& step, DossierIndex d, MunicipalityIndex decider) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const std::span<double> accepts{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> objectors{s.v.data(), static_cast<std::size_t>(s.n)};
  if (s.attends[s.at(g, decider)] == 0.0) return;
  if (step.mechanisms().review && s.dossiers.read[s.at(d, decider)] < enough_for(step, d, decider)) {
    ask_for_time(step, d, decider);
    return;
  }
  judge(step, d, accepts);
  const auto attends = s.row(s.attends, g);
  const auto audience = s.row(s.dossiers.audience, d);
  double heard = 0.0;
  double objecting = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double says = i == decider ? 0.0 : attends[i] * audience[i] * voice(step, i);
    objectors[i] = says * (1.0 - accepts[i]);
    heard += says;
    objecting += objectors[i];
  }
  if (objecting > 0.0) {
    concede(step, d, objectors, step.parameters().deliberation.centre_concession * objecting / heard);
    judge(step, d, accepts);
  }
  const auto right = objectors;  // conceding is done with it
  only(right, decider);
  decide(step, d, accepts, right, {Cause::none, decider, 0.0, 0.0});
}

/// The owner of the field decides alone; owners of other fields concerned must agree.
void by_field_owner(Step& step, DossierIndex d) {
  State& s = step.state;
  const KindIndex kind = s.dossiers.kind[d];
  const MunicipalityIndex owner = s.field_owner[s.field_of_kind[kind]];
  if (s.dossiers.cross_cutting[d] == 0) {
    by_one(step, d, owner);
    return;
  }
  const GroupIndex g = s.dossiers.group[d];
  const std::span<double> accepts{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> right{s.v.data(), static_cast<std::size_t>(s.n)};
  judge(step, d, accepts);
  std::fill(right.begin(), right.end(), 0.0);
  right[owner] = 1.0;
  for (const std::int32_t field : s.also_fields[static_cast<std::size_t>(kind)])
    right[s.field_owner[field]] = 1.0;
  double owners = 0.0;
  double willing = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (right[i] == 0.0) continue;
    owners += 1.0;
    // Silos: an owner who is absent or has not read does not sign.
    if (s.attends[s.at(g, i)] == 0.0) return;
    if (step.mechanisms().review && s.dossiers.read[s.at(d, i)] < enough_for(step, d, i)) {
      ask_for_time(step, d, i);
      return;
    }
    willing += accepts[i];
  }
  if (willing == owners) {
    for (std::int32_t i = 0; i < s.n; ++i) right[i] /= owners;
    decide(step, d, accepts, right, {Cause::support, kNone, 1.0, 1.0});
    return;
  }
  const Judgement judgement{.present = owners, .accepting = willing};
  // Only owners negotiate: the others' objections do not count here.
  for (std::int32_t i = 0; i < s.n; ++i) accepts[i] = right[i] == 0.0 ? 1.0 : accepts[i];
  redraft(step, d, judgement, accepts);
}

void by_board(Step& step, DossierIndex d) {
  State& s = step.state;
  const DeliberationParameters& p = step.parameters().deliberation;
  const GroupIndex g = s.dossiers.group[d];
  const std::span<double> accepts{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> right{s.v.data(), static_cast<std::size_t>(s.n)};
  const Judgement judgement = judge(step, d, accepts);
  if (judgement.present == 0.0 || review_is_demanded(step, d, true)) return;
  if (judgement.vote_share >= p.board_majority) {
    const auto attends = s.row(s.attends, g);
    const auto audience = s.row(s.dossiers.audience, d);
    double votes = 0.0;
    for (std::int32_t i = 0; i < s.n; ++i) votes += attends[i] * audience[i] * s.board_votes[i];
    for (std::int32_t i = 0; i < s.n; ++i) right[i] = attends[i] * audience[i] * s.board_votes[i] / votes;
    decide(step, d, accepts, right, {Cause::support, kNone, judgement.vote_share, p.board_majority});
    return;
  }
  redraft(step, d, judgement, accepts);
}

}  // namespace

void hold_meeting(Step& step, GroupIndex g) {
  State& s = step.state;
  attend(step, g);
  s.asked_for_time[g] = 0.0;
  s.asked_about[g] = 0.0;
  repair_relations(step, g);
  raise_hands(step, g);

  const auto items = static_cast<std::int32_t>(step.parameters().agenda.items_per_meeting);
  std::int32_t treated = 0;
  // Oldest first; what comes in this week has not been sent round yet.
  for (const DossierIndex d : s.open_dossiers) {
    if (s.dossiers.group[d] != g || s.dossiers.tabled_week[d] >= s.week) continue;
    if (treated++ == items) break;
    const Week waited = s.week - s.dossiers.tabled_week[d];
    const double longest = step.parameters().deliberation.shelf_weeks;
    if (static_cast<double>(waited) > longest) {
      shelve(step, d, Cause::waiting_weeks, static_cast<double>(waited), longest);
      continue;
    }
    if (!concrete_enough(step, d)) {
      work_out(step, d);
      continue;
    }
    const RuleSet& rules = step.rules_of_dossier(d);
    switch (rules.deciding) {
      case Deciding::consent:
        by_consent(step, d);
        break;
      case Deciding::centre:
        by_one(step, d, s.centre[g]);
        break;
      case Deciding::field_owner:
        by_field_owner(step, d);
        break;
      case Deciding::board:
        by_board(step, d);
        break;
    }
  }
  std::erase_if(s.open_dossiers, [&](DossierIndex d) { return s.dossiers.state[d] != DossierState::tabled; });
}

}  // namespace polder::model
