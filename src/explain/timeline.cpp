#include "explain/timeline.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <utility>

#include "explain/facts.h"
#include "explain/names.h"
#include "explain/sentence.h"
#include "explain/summary.h"
#include "model/outcomes/recorder.h"

namespace polder::explain {

namespace {

using model::Event;
using model::EventType;
using model::kNone;
using model::Week;

Topic topic_of(EventType type) {
  switch (type) {
    case EventType::dossier_tabled:
      return Topic::agenda;
    case EventType::review_demanded:
    case EventType::redrafted:
    case EventType::shelved:
      return Topic::deliberation;
    case EventType::decided:
    case EventType::pushed_through:
    case EventType::ratification_failed:
    case EventType::form_agreed:
      return Topic::decision;
    case EventType::carried_out:
      return Topic::result;
    case EventType::task_taken:
    case EventType::task_unowned:
    case EventType::task_finished:
    case EventType::task_late:
    case EventType::task_dropped:
      return Topic::work;
    case EventType::withdrew:
    case EventType::staff_left:
    case EventType::alderman_replaced:
      return Topic::people;
    case EventType::election_held:
      return Topic::election;
    case EventType::intervention_started:
    case EventType::unit_started:
    case EventType::concept_switched:
      break;
  }
  return Topic::intervention;
}

/// What a brief timeline leaves to others: who works shows at the end, that tasks are done when dossiers
/// close, that they are late when they are dropped.
bool goes_without_saying(EventType type) {
  return type == EventType::task_taken || type == EventType::task_finished || type == EventType::task_late;
}

/// Where it is told that little is said, these are said in whole sentences all the same.
bool deserves_a_sentence(EventType type) {
  return topic_of(type) == Topic::people || topic_of(type) == Topic::intervention ||
         type == EventType::pushed_through || type == EventType::shelved;
}

template <class Index>
void add(std::vector<Index>& to, Index index) {
  if (index == kNone) return;
  const auto place = std::lower_bound(to.begin(), to.end(), index);
  if (place == to.end() || *place != index) to.insert(place, index);
}

/// Where an entry stands. Within a week, what befalls single municipalities comes before what groups do.
struct Place {
  Week week = 0;
  model::GroupIndex group = kNone;
  Topic topic = Topic::opening;
  std::size_t event = 0;  ///< with an entry per event

  auto operator<=>(const Place&) const = default;
};

/// Events that are told as one: the first speaks for all.
struct Told {
  std::size_t event = 0;
  std::size_t count = 0;
  bool alike = true;  ///< the sentence of the first is that of each
};

class Narrator {
 public:
  Narrator(const model::Scenario& scenario, const History& history, const TimelineOptions& options)
      : scenario_(scenario),
        history_(history),
        options_(options),
        names_(scenario, history.events),
        facts_(facts_of(scenario, history.events)),
        teller_(history.events, facts_, names_, options.language) {}

  std::vector<Entry> tell() {
    std::vector<Entry> entries;
    if (options_.filter.empty())
      tell_summary(entries, Topic::opening, 0, opening(scenario_, names_, language()));
    std::map<Place, std::vector<std::size_t>> parts;
    for (std::size_t e = 0; e < history_.events.size(); ++e) {
      const Event& event = history_.events[e];
      if (!options_.filter.lets_through(event)) continue;
      const Topic topic = topic_of(event.type);
      const model::GroupIndex group = topic == Topic::people ? kNone : event.group;
      if (options_.detail == Detail::all) {
        parts[{.week = event.week, .event = e}] = {e};
      } else {
        // Departures at a desk befall a municipality, not the group's meeting.
        const bool whole_meeting = options_.detail == Detail::brief && group != kNone;
        parts[{.week = week_of_meeting(event.week, group),
               .group = group,
               .topic = whole_meeting ? Topic::meeting : topic}]
            .push_back(e);
      }
    }
    for (const auto& [place, events] : parts) {
      const bool of_one = options_.detail == Detail::all;
      const Topic topic = of_one ? topic_of(history_.events[events.front()].type) : place.topic;
      entries.push_back(entry(place.week, topic, events));
    }
    if (options_.filter.empty()) {
      tell_summary(entries, Topic::closing, scenario_.weeks - 1,
                   closing(scenario_, history_, facts_, names_, language()));
    }
    return entries;
  }

 private:
  [[nodiscard]] Language language() const { return options_.language; }

  /// The week of the meeting by which the week belongs; without a group, the week itself.
  [[nodiscard]] Week week_of_meeting(Week week, model::GroupIndex group) const {
    if (group == kNone) return week;
    const Week interval = scenario_.groups[static_cast<std::size_t>(group)].meeting_interval_weeks;
    return std::min(scenario_.weeks - 1, (week / interval + 1) * interval - 1);
  }

  [[nodiscard]] Entry dated(Week week, Topic topic) const {
    const std::chrono::sys_days start = scenario_.start;
    Entry entry;
    entry.week = week;
    entry.first_week = week;
    entry.round = week / model::round_weeks(scenario_) + 1;
    entry.date = start + std::chrono::days(7 * week);
    entry.topic = topic;
    return entry;
  }

  void tell_summary(std::vector<Entry>& entries, Topic topic, Week week,
                    std::vector<Paragraph> paragraphs) const {
    for (Paragraph& paragraph : paragraphs) {
      Entry entry = dated(week, topic);
      entry.group = paragraph.group;
      entry.sentence = std::move(paragraph.text);
      entries.push_back(std::move(entry));
    }
  }

  [[nodiscard]] Entry entry(Week week, Topic topic, std::span<const std::size_t> events) const {
    const Event& first = history_.events[events.front()];
    Entry entry = dated(week, topic);
    entry.first_week = first.week;
    entry.group = first.group;
    entry.events.assign(events.begin(), events.end());
    for (const std::size_t e : events) {
      add(entry.dossiers, history_.events[e].dossier);
      add(entry.municipalities, history_.events[e].municipality);
      if (history_.events[e].group != entry.group) entry.group = kNone;
    }
    entry.sentence = text(events);
    return entry;
  }

  [[nodiscard]] std::string text(std::span<const std::size_t> events) const {
    std::map<std::pair<Topic, EventType>, std::vector<std::size_t>> by_type;
    for (const std::size_t e : events) {
      const EventType type = history_.events[e].type;
      by_type[{topic_of(type), type}].push_back(e);
    }
    const bool brief = options_.detail == Detail::brief;
    const auto tells = [](const auto& part) { return !goes_without_saying(part.first.second); };
    const bool routine = std::none_of(by_type.begin(), by_type.end(), tells);
    std::string all;
    for (const auto& part : by_type) {
      if (brief && !routine && !tells(part)) continue;
      if (!all.empty()) all += ' ';
      all += of_one_type(part.first.second, part.second);
    }
    return all;
  }

  [[nodiscard]] std::string of_one_type(EventType type, std::span<const std::size_t> events) const {
    const bool brief = options_.detail == Detail::brief;
    if (brief && type == EventType::dossier_tabled) return counted(type, events.size(), {});
    if (events.size() == 1 && (!brief || deserves_a_sentence(type))) return teller_.sentence(events.front());
    if (topic_of(type) == Topic::intervention) {
      std::string all;
      for (const std::size_t e : events) {
        if (!all.empty()) all += ' ';
        all += teller_.sentence(e);
      }
      return all;
    }
    if (brief && type == EventType::ratification_failed) {
      return counted(type, events.size(), {refusals({&most_telling(events), 1}).front()});
    }
    if (type == EventType::ratification_failed) return listed(type, refusals(events));
    const std::vector<Told> told = gathered(type, events);
    if (told.size() == 1 && told.front().alike && (!brief || deserves_a_sentence(type))) {
      return teller_.sentence(told.front().event, told.front().count);
    }
    if (brief) return in_brief(type, events.size(), told);
    std::vector<std::string> clauses;
    clauses.reserve(told.size());
    for (const Told& one : told) clauses.push_back(teller_.clause(one.event, one.count));
    return listed(type, clauses);
  }

  /// The most telling in full; of other dossiers the name and what became of them.
  [[nodiscard]] std::string in_brief(EventType type, std::size_t count, const std::vector<Told>& told) const {
    const auto most = std::max_element(told.begin(), told.end(), [&](const Told& a, const Told& b) {
      return std::pair(weight(a.event), a.count) < std::pair(weight(b.event), b.count);
    });
    std::vector<std::string> clauses{teller_.clause(most->event, most->count)};
    for (const Told& one : told) {
      const bool names_all = topic_of(type) != Topic::work && history_.events[one.event].dossier != kNone;
      if (one.event == most->event || !names_all) continue;
      const std::string_view outcome = outcome_of(facts_[one.event].manner).in(language());
      std::string clause = teller_.dossier(history_.events[one.event].dossier);
      if (!outcome.empty()) clause.append(" (").append(outcome).append(")");
      clauses.push_back(std::move(clause));
    }
    return counted(type, count, clauses);
  }

  /// How much an event tells beside others of its type.
  [[nodiscard]] double weight(std::size_t e) const {
    const Event& event = history_.events[e];
    switch (event.type) {
      case EventType::review_demanded:
        return facts_[e].reviews;
      case EventType::redrafted:
        return facts_[e].redrafts;
      case EventType::decided:
      case EventType::pushed_through:
        return facts_[e].weeks_on_table;
      case EventType::carried_out:
        return -event.value;
      case EventType::ratification_failed:
      case EventType::task_dropped:
        return event.threshold;
      case EventType::election_held:
        return std::abs(event.value);
      default:
        return 0.0;
    }
  }

  [[nodiscard]] const std::size_t& most_telling(std::span<const std::size_t> events) const {
    return *std::max_element(events.begin(), events.end(),
                             [&](std::size_t a, std::size_t b) { return weight(a) < weight(b); });
  }

  /// "Teruggestuurd (4): 'A' (...); 'B'."
  [[nodiscard]] std::string counted(EventType type, std::size_t count,
                                    const std::vector<std::string>& clauses) const {
    std::string all(lead_of(type).in(language()));
    if (clauses.empty()) return all.append(": ").append(std::to_string(count)).append(".");
    if (count > 1) all.append(" (").append(std::to_string(count)).append(")");
    for (std::size_t i = 0; i < clauses.size(); ++i) all.append(i > 0 ? "; " : ": ").append(clauses[i]);
    return all.append(".");
  }

  [[nodiscard]] std::string listed(EventType type, std::span<const std::string> clauses) const {
    std::string all(lead_of(type).in(language()));
    for (std::size_t i = 0; i < clauses.size(); ++i) all.append(i > 0 ? "; " : ": ").append(clauses[i]);
    return all.append(".");
  }

  /// Tasks of a dossier that nobody takes are told by the member that came nearest to any; otherwise what
  /// would be said in the same words is said once.
  [[nodiscard]] std::vector<Told> gathered(EventType type, std::span<const std::size_t> events) const {
    std::vector<Told> told;
    std::map<std::string, std::size_t> seen;
    for (const std::size_t e : events) {
      const bool unowned = type == EventType::task_unowned;
      const std::string key = unowned ? teller_.dossier(history_.events[e].dossier) : teller_.clause(e);
      const auto [place, is_new] = seen.try_emplace(key, told.size());
      if (is_new) {
        told.push_back({.event = e, .count = 1});
        continue;
      }
      Told& one = told[place->second];
      ++one.count;
      if (unowned) {
        if (history_.events[e].threshold > history_.events[one.event].threshold) one.event = e;
      } else {
        one.alike = one.alike && teller_.sentence(e) == teller_.sentence(one.event);
      }
    }
    return told;
  }

  /// "'A' door Zeist (oneens) en Lopik (...)", one per dossier.
  [[nodiscard]] std::vector<std::string> refusals(std::span<const std::size_t> events) const {
    std::map<model::DossierIndex, std::vector<std::string>> who;
    for (const std::size_t e : events) who[history_.events[e].dossier].push_back(teller_.clause(e));
    std::vector<std::string> clauses;
    clauses.reserve(who.size());
    for (const auto& [dossier, refusers] : who) {
      clauses.push_back(teller_.dossier(dossier) + (language() == Language::nl ? " door " : " by ") +
                        enumeration(refusers, language()));
    }
    return clauses;
  }

  const model::Scenario& scenario_;
  const History& history_;
  const TimelineOptions& options_;
  Names names_;
  std::vector<Fact> facts_;
  Teller teller_;
};

}  // namespace

std::vector<Entry> timeline(const model::Scenario& scenario, const History& history,
                            const TimelineOptions& options) {
  return Narrator(scenario, history, options).tell();
}

}  // namespace polder::explain
