#include "model/mechanisms/review.h"

#include <algorithm>

#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

/// How far the wish to read goes with the stake of a dossier.
double stake_factor(const Step& step, DossierIndex d) {
  return 1.0 - step.parameters().review.stake_weight * (1.0 - step.state.dossiers.stake[d]);
}

/// The content trust that this week's wish to read goes with; meetings may have changed it since.
double trust_behind_wish(const Step& step, MunicipalityIndex i) {
  const ReviewParameters& p = step.parameters().review;
  const State& s = step.state;
  return p.distrust > 0.0 ? 1.0 - (s.wish_to_read[i] - p.enough) / p.distrust : s.content_trust[i];
}

/// Nobody can read more than all, and the last pages are an appendix.
constexpr double kMostWanted = 0.95;

}  // namespace

void update_enough(Step& step) {
  State& s = step.state;
  const ReviewParameters& p = step.parameters().review;
  for (std::int32_t i = 0; i < s.n; ++i)
    s.wish_to_read[i] = p.enough + p.distrust * (1.0 - s.content_trust[i]);
}

double enough_for(const Step& step, DossierIndex d, MunicipalityIndex i) {
  return std::min(kMostWanted, step.state.wish_to_read[i] * stake_factor(step, d));
}

void note_who_has_read(Step& step, DossierIndex d) {
  State& s = step.state;
  const auto read = s.row(s.dossiers.read, d);
  const auto ready = s.row(s.dossiers.read_week, d);
  const double factor = stake_factor(step, d);
  const auto week = static_cast<double>(s.week);
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double enough = std::min(kMostWanted, s.wish_to_read[i] * factor);
    const bool newly = ready[i] < 0.0 && read[i] >= enough;
    ready[i] = newly ? week : ready[i];
  }
}

void ask_for_time(Step& step, DossierIndex d, MunicipalityIndex i) {
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  ++s.dossiers.reviews[d];
  s.flows.reviews[g] += 1.0;
  step.events.record({.week = s.week,
                      .type = EventType::review_demanded,
                      .cause = Cause::read_share,
                      .group = g,
                      .dossier = d,
                      .kind = s.dossiers.kind[d],
                      .municipality = i,
                      .value = s.dossiers.read[s.at(d, i)],
                      .threshold = enough_for(step, d, i),
                      .detail = Cause::content_trust,
                      .detail_value = trust_behind_wish(step, i)});
}

bool review_is_demanded(Step& step, DossierIndex d, bool by_votes) {
  if (!step.mechanisms().review) return false;
  State& s = step.state;
  const GroupIndex g = s.dossiers.group[d];
  const auto attends = s.row(s.attends, g);
  const auto audience = s.row(s.dossiers.audience, d);
  const auto read = s.row(s.dossiers.read, d);
  double present = 0.0;
  double asking = 0.0;
  MunicipalityIndex furthest = kNone;
  double gap = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (attends[i] * audience[i] == 0.0) continue;
    const double weight = by_votes ? s.board_votes[i] : 1.0;
    present += weight;
    const double enough = enough_for(step, d, i);
    if (read[i] >= enough) continue;
    asking += weight;
    if (enough - read[i] > gap) {
      gap = enough - read[i];
      furthest = i;
    }
  }
  if (present > 0.0) {
    s.asked_for_time[g] += asking / present;
    s.asked_about[g] += 1.0;
  }
  if (furthest == kNone || asking < step.parameters().review.blocking_share * present) return false;
  ask_for_time(step, d, furthest);
  return true;
}

}  // namespace polder::model
