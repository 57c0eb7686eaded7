// One replicate as a timeline that says why: entries with a sentence and the recorded causes it is derived
// from.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "explain/filter.h"
#include "explain/history.h"
#include "explain/language.h"
#include "model/scenario.h"

namespace polder::explain {

/// What an entry is about. Within a week, entries come in this order.
enum class Topic : std::uint8_t {
  opening,
  intervention,
  election,
  people,  ///< departures, new aldermen, municipalities that leave
  agenda,
  result,
  work,
  deliberation,
  decision,
  meeting,  ///< agenda to decision in one
  closing,
};

/// Names in the order of the values.
inline constexpr std::array<std::string_view, 11> kTopicNames{
    "opening", "intervention", "election", "people",  "agenda", "result",
    "work",    "deliberation", "decision", "meeting", "closing"};

struct Entry {
  model::Week week = 0;        ///< in which it is told: that of the group's meeting, or of the event itself
  model::Week first_week = 0;  ///< of its earliest event
  std::int32_t round = 0;      ///< from 1
  std::chrono::year_month_day date{};  ///< first day of the week
  Topic topic = Topic::opening;
  model::GroupIndex group = model::kNone;
  std::vector<model::DossierIndex> dossiers;             ///< ascending
  std::vector<model::MunicipalityIndex> municipalities;  ///< ascending
  std::vector<std::size_t> events;                       ///< positions in the history, ascending
  std::string sentence;
};

enum class Detail : std::uint8_t {
  brief,  ///< an entry per meeting: what happened since the last, with the most telling cause of each kind
  full,   ///< an entry per meeting and topic, with every cause
  all     ///< an entry per event
};

struct TimelineOptions {
  Language language = Language::en;
  Detail detail = Detail::brief;
  Filter filter = {};  ///< with one, there is no opening or closing
};

/// Entries by week. Every event that the filter lets through is in exactly one.
std::vector<Entry> timeline(const model::Scenario& scenario, const History& history,
                            const TimelineOptions& options);

}  // namespace polder::explain
