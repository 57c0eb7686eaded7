#include "model/mechanisms/information.h"

#include <algorithm>

#include "model/mechanisms/review.h"
#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

void read_group(Step& step, GroupIndex g) {
  State& s = step.state;
  const InformationParameters& p = step.parameters().information;
  const bool overload = step.mechanisms().overload;
  const auto members = s.row(s.in_group, g);
  const auto pile = s.row(s.pile, g);
  const auto reading = s.row(s.reading, g);
  const std::span<double> dossier_pages{s.u.data(), static_cast<std::size_t>(s.n)};
  const std::span<double> dossier_share{s.v.data(), static_cast<std::size_t>(s.n)};

  std::fill(dossier_pages.begin(), dossier_pages.end(), 0.0);
  for (const DossierIndex d : s.open_dossiers) {
    if (s.dossiers.group[d] != g) continue;
    const auto read = s.row(s.dossiers.read, d);
    const auto audience = s.row(s.dossiers.audience, d);
    const double pages = s.dossiers.pages[d];
    for (std::int32_t i = 0; i < s.n; ++i) dossier_pages[i] += audience[i] * pages * (1.0 - read[i]);
  }

  const double general = p.message_pages * (s.active.manager_present ? p.bundling : 1.0);
  const auto channels = s.row(s.channels, g);
  for (std::int32_t i = 0; i < s.n; ++i) {
    if (members[i] == 0.0) {
      reading[i] = 0.0;
      dossier_share[i] = 0.0;
      continue;
    }
    const double incoming = general + p.channel_pages * channels[i];
    pile[i] = pile[i] * (1.0 - p.stale_per_week) + incoming;
    const double wanted = pile[i] + dossier_pages[i];
    const double groups = s.groups_of[i];  // among which it shares its reading time
    const double budget = p.reading_share * s.hours_left[i] / groups * p.pages_per_hour;
    const double pages = overload ? std::min(wanted, budget) : wanted;
    if (s.active.forum) {
      // Pull: what concerns the member comes first, the rest with what time is left.
      dossier_share[i] = dossier_pages[i] > 0.0 ? std::min(1.0, pages / dossier_pages[i]) : 1.0;
      const double rest = pages - std::min(pages, dossier_pages[i]);
      pile[i] -= std::min(pile[i], rest);
    } else {
      dossier_share[i] = wanted > 0.0 ? pages / wanted : 1.0;
      pile[i] -= pile[i] * dossier_share[i];
    }
    reading[i] = wanted > 0.0 ? pages / wanted : 1.0;
    s.overload[i] += (0.5 / groups) * ((1.0 - reading[i]) - s.overload[i]);
    // What matters counts as received once, in the week it lies unread for the first time.
    s.flows.pages_received[i] += incoming + s.fresh_pages[g];
    s.flows.pages_read[i] += std::min(pages, incoming + s.fresh_pages[g]);
    const double hours = overload ? pages / p.pages_per_hour : std::min(pages / p.pages_per_hour, s.hours_left[i]);
    s.hours_left[i] = std::max(0.0, s.hours_left[i] - hours);
    s.flows.workload[i] += hours;
    s.flows.joint_hours[g] += hours;
  }
  s.fresh_pages[g] = 0.0;

  // Awareness: how much of what matters, by stake, was read by now.
  const std::span<double> signal{s.w.data(), static_cast<std::size_t>(s.n)};
  std::fill(signal.begin(), signal.end(), 0.0);
  double stakes = 0.0;
  for (const DossierIndex d : s.open_dossiers) {
    if (s.dossiers.group[d] != g) continue;
    const auto read = s.row(s.dossiers.read, d);
    const double stake = s.dossiers.stake[d];
    stakes += stake;
    for (std::int32_t i = 0; i < s.n; ++i) {
      read[i] += dossier_share[i] * (1.0 - read[i]);
      signal[i] += stake * read[i];
    }
    note_who_has_read(step, d);
  }
  const auto awareness = s.row(s.awareness, g);
  double mean = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double seen = stakes > 0.0 ? signal[i] / stakes : dossier_share[i];
    awareness[i] += p.awareness_rate * (seen - awareness[i]);
    mean += members[i] * awareness[i];
  }
  mean /= static_cast<double>(std::max(1, s.size[g]));

  double& belief = s.believed_awareness[g];
  if (step.mechanisms().manager_belief && s.active.manager_present) {
    // Sent is read, unless a forum shows who read what.
    const double told = s.active.forum ? mean : (1.0 - p.feedback) + p.feedback * mean;
    belief += p.belief_rate * (told - belief);
  } else {
    belief = mean;
  }
  s.manager_gap_sum += belief - mean;
  s.manager_gap_count += 1.0;
}

}  // namespace

void inform_members(Step& step) {
  update_enough(step);
  for (GroupIndex g = 0; g < step.state.g; ++g) read_group(step, g);
}

}  // namespace polder::model
