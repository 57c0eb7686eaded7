#include "model/mechanisms/information.h"

#include <algorithm>

#include "model/mechanisms/review.h"
#include "model/mechanisms/step.h"

namespace polder::model {

namespace {

using Row = std::span<double>;

/// Pages of the group's open dossiers that each member concerned has not read.
void count_unread(const State& s, GroupIndex g, Row unread) {
  std::fill(unread.begin(), unread.end(), 0.0);
  for (const DossierIndex d : s.open_dossiers) {
    if (s.dossiers.group[d] != g) continue;
    const double* read = s.dossiers.read.data() + s.at(d, 0);
    const double* audience = s.dossiers.audience.data() + s.at(d, 0);
    const double pages = s.dossiers.pages[d];
    for (std::int32_t i = 0; i < s.n; ++i) unread[i] += audience[i] * pages * (1.0 - read[i]);
  }
}

/// What comes in, what time there is, what is read of it. Writes the share of unread dossier pages
/// that is read this week.
void read_mail(Step& step, GroupIndex g, const Row unread, Row share) {
  State& s = step.state;
  const InformationParameters& p = step.parameters().information;
  const double* members = s.in_group.data() + s.at(g, 0);
  const double* channels = s.channels.data() + s.at(g, 0);
  double* pile = s.pile.data() + s.at(g, 0);
  double* reading = s.reading.data() + s.at(g, 0);
  double* hours_left = s.hours_left.data();
  double* overload = s.overload.data();
  double* workload = s.flows.workload.data();
  double* received = s.flows.pages_received.data();
  double* taken_in = s.flows.pages_read.data();
  const double* groups_of = s.groups_of.data();
  const double* time_for = s.reading_pages.data();
  double* spent = s.weight.data();
  const double general = p.message_pages * (1.0 - (1.0 - p.bundling) * s.active.manager_capacity);
  const double fresh = s.fresh_pages[g];
  const bool bounded = step.mechanisms().overload;
  // In a forum members look up what concerns them; a process manager who believes that they do not know of it
  // tells them to.
  const double pull =
      s.active.forum ? 1.0 : p.pointing_out * s.active.manager_capacity * (1.0 - s.believed_awareness[g]);
  POLDER_INDEPENDENT
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double incoming = members[i] * (general + p.channel_pages * channels[i]);
    const double lying = members[i] * (pile[i] * (1.0 - p.stale_per_week)) + incoming;
    const double wanted = lying + unread[i];
    const double groups = std::max(1.0, groups_of[i]);
    const double pages = bounded ? std::min(wanted, time_for[i]) : wanted;
    const double read = (pages + 1e-9) / (wanted + 1e-9);
    // Pull: what concerns the member comes first, the rest with what time is left.
    const double first = std::min(pages, unread[i]);
    const double pulled = (first + 1e-9) / (unread[i] + 1e-9);
    share[i] = members[i] * (read + pull * (pulled - read));
    pile[i] = lying - (lying * read + pull * (std::min(lying, pages - first) - lying * read));
    reading[i] = members[i] * read;
    overload[i] += members[i] * (0.5 / groups) * ((1.0 - read) - overload[i]);
    // What matters counts as received once, in the week it is sent.
    const double sent = incoming + members[i] * fresh;
    received[i] += sent;
    taken_in[i] += std::min(pages, sent);
    const double hours = members[i] * std::min(pages / p.pages_per_hour, hours_left[i]);
    hours_left[i] -= hours;
    workload[i] += hours;
    spent[i] = hours;
  }
  for (std::int32_t i = 0; i < s.n; ++i) s.flows.joint_hours[g] += spent[i];
  s.fresh_pages[g] = 0.0;
}

/// What was read is taken in; awareness follows how much of what matters, by stake, is read by now.
void become_aware(Step& step, GroupIndex g, const Row share) {
  State& s = step.state;
  const Row signal{s.w.data(), static_cast<std::size_t>(s.n)};
  const Row stakes{s.weight.data(), static_cast<std::size_t>(s.n)};
  std::fill(signal.begin(), signal.end(), 0.0);
  std::fill(stakes.begin(), stakes.end(), 0.0);
  for (const DossierIndex d : s.open_dossiers) {
    if (s.dossiers.group[d] != g) continue;
    double* read = s.dossiers.read.data() + s.at(d, 0);
    const double* audience = s.dossiers.audience.data() + s.at(d, 0);
    const double stake = s.dossiers.stake[d];
    POLDER_INDEPENDENT
    for (std::int32_t i = 0; i < s.n; ++i) {
      read[i] += audience[i] * share[i] * (1.0 - read[i]);
      signal[i] += audience[i] * stake * read[i];
      stakes[i] += audience[i] * stake;
    }
    note_who_has_read(step, d);
  }
  const double rate = step.parameters().information.awareness_rate;
  double* awareness = s.awareness.data() + s.at(g, 0);
  POLDER_INDEPENDENT
  for (std::int32_t i = 0; i < s.n; ++i) {
    // With nothing on the table that concerns a member, its mail tells how far it keeps up.
    const double seen = stakes[i] > 0.0 ? signal[i] / stakes[i] : share[i];
    awareness[i] += rate * (seen - awareness[i]);
  }
}

/// The process manager believes that what was sent was read, but for who asked for time to read at the last
/// meeting, unless a forum shows who read what.
void believe(Step& step, GroupIndex g) {
  State& s = step.state;
  const InformationParameters& p = step.parameters().information;
  const auto members = s.row(s.in_group, g);
  const auto awareness = s.row(s.awareness, g);
  double mean = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) mean += members[i] * awareness[i];
  mean /= static_cast<double>(std::max(1, s.size[g]));
  double& belief = s.believed_awareness[g];
  if (step.mechanisms().manager_belief && s.active.manager_present) {
    const double asking = s.asked_about[g] > 0.0 ? s.asked_for_time[g] / s.asked_about[g] : 0.0;
    const double heard = (1.0 - p.feedback) + p.feedback * mean - p.asked * asking;
    const double told = s.active.forum ? mean : unit(heard);
    belief += p.belief_rate * (told - belief);
  } else {
    belief = mean;
  }
  s.manager_gap_sum += belief - mean;
  s.manager_gap_count += 1.0;
}

}  // namespace

void inform_members(Step& step) {
  State& s = step.state;
  update_enough(step);
  const Row unread{s.u.data(), static_cast<std::size_t>(s.n)};
  const Row share{s.v.data(), static_cast<std::size_t>(s.n)};
  // A member of several groups shares its reading time equally among them.
  const InformationParameters& p = step.parameters().information;
  for (std::int32_t i = 0; i < s.n; ++i) {
    s.reading_pages[i] = p.reading_share * s.hours_left[i] / std::max(1.0, s.groups_of[i]) * p.pages_per_hour;
  }
  for (GroupIndex g = 0; g < s.g; ++g) {
    count_unread(s, g, unread);
    read_mail(step, g, unread, share);
    become_aware(step, g, share);
    believe(step, g);
  }
}

}  // namespace polder::model
