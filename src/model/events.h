// What happened in a replicate and why: each event names who acted, on what, and the quantity with
// its value and threshold that made it happen.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/index.h"

namespace polder::model {

/// Values are stored in files: never renumber.
enum class EventType : std::uint8_t {
  dossier_tabled = 0,
  review_demanded = 1,
  redrafted = 2,
  decided = 3,
  pushed_through = 4,
  shelved = 5,
  ratification_failed = 6,
  carried_out = 7,
  task_taken = 8,
  task_unowned = 9,
  task_finished = 10,
  task_late = 11,
  task_dropped = 12,
  withdrew = 13,
  staff_left = 14,
  alderman_replaced = 15,
  election_held = 16,
  intervention_started = 17,
  form_agreed = 18,       ///< members agreed on the form in which a dossier's field is done
  unit_started = 19,      ///< a unit that grows takes up work
  concept_switched = 20,  ///< value: the concept from now on, threshold: the one before
};

/// Names in the order of the values, as files label them.
inline constexpr std::array<std::string_view, 21> kEventNames{"dossier_tabled",      "review_demanded",
                                                              "redrafted",           "decided",
                                                              "pushed_through",      "shelved",
                                                              "ratification_failed", "carried_out",
                                                              "task_taken",          "task_unowned",
                                                              "task_finished",       "task_late",
                                                              "task_dropped",        "withdrew",
                                                              "staff_left",          "alderman_replaced",
                                                              "election_held",       "intervention_started",
                                                              "form_agreed",         "unit_started",
                                                              "concept_switched"};

/// The quantity that caused an event. Values are stored in files: never renumber.
enum class Cause : std::uint8_t {
  none = 0,
  read_share = 1,     ///< share of the dossier read, against what the member wants to have read
  disagreement = 2,   ///< |own position - draft|, against tolerance
  support = 3,        ///< share (or weight) that accepts, against what the rule asks
  waiting_weeks = 4,  ///< weeks on the table, against patience
  draw = 5,           ///< a random draw, against its probability
  hours_left = 6,     ///< hours free for joint work, against hours asked
  weeks_overdue = 7,  ///< weeks past the due week, against the limit
  quality = 8,        ///< share carried out, against carried out in full
  effort = 9,         ///< effort, against the wish-to-leave threshold
  concreteness = 10,  ///< concreteness, against the floor
  schedule = 11,      ///< the scenario's calendar
  redrafts = 12,      ///< redrafts so far, against the most that are made
  stimulus = 13,      ///< stimulus to raise a hand, against the response threshold
  coverage = 14,      ///< share of members' inhabitants that carries it out, against what is asked
  // 15 to 20 are details only, never what an event was caused by.
  content_trust = 15,  ///< trust in the groups' judgement
  stake = 16,          ///< what is at stake in a dossier
  backing = 17,        ///< commitment that administrators back
  backing_gap = 18,    ///< commitment pledged less backed
  time = 19,           ///< share of a task that there is time for
  knowledge = 20,      ///< knowledge of the domain
  rule = 21,           ///< the concept's division of work; no quantity
};

inline constexpr std::array<std::string_view, 22> kCauseNames{
    "none",        "read_share",    "disagreement", "support",       "waiting_weeks", "draw",
    "hours_left",  "weeks_overdue", "quality",      "effort",        "concreteness",  "schedule",
    "redrafts",    "stimulus",      "coverage",     "content_trust", "stake",         "backing",
    "backing_gap", "time",          "knowledge",    "rule"};

/// One row of `/events`. Indices are kNone where they do not apply.
struct Event {
  std::int32_t week = 0;
  EventType type = EventType::dossier_tabled;
  Cause cause = Cause::none;
  GroupIndex group = kNone;
  DossierIndex dossier = kNone;
  KindIndex kind = kNone;  ///< of the dossier
  TaskIndex task = kNone;
  MunicipalityIndex municipality = kNone;  ///< who acted or whom it befell
  double value = 0.0;                      ///< of the causing quantity
  double threshold = 0.0;                  ///< it was compared with
  Cause detail = Cause::none;  ///< a second quantity: what lies behind the cause, or what it led to
  double detail_value = 0.0;
};

/// Where mechanisms report events; does nothing when switched off. Recording events never changes a
/// draw.
class EventLog {
 public:
  void record(const Event& event) {
    if (on_) events_.push_back(event);
  }
  void switch_on(bool on) { on_ = on; }
  [[nodiscard]] bool on() const { return on_; }
  void clear() { events_.clear(); }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }

 private:
  bool on_ = false;
  std::vector<Event> events_;
};

}  // namespace polder::model
