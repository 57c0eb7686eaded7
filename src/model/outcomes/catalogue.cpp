#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "model/outcomes/outcome.h"
#include "model/outcomes/own_scalars.h"
#include "model/outcomes/survey.h"
#include "model/scenario.h"
#include "model/state.h"

namespace polder::model {

namespace {

using Out = std::span<double>;

void copy(const std::vector<double>& from, Out out) { std::copy_n(from.begin(), out.size(), out.begin()); }

/// Reads a running total of the state as it is.
template <std::vector<double> Flows::*Total>
void flow(const State& s, Out out) {
  copy(s.flows.*Total, out);
}

/// Reads a level of the state as it is.
template <std::vector<double> State::*Level>
void level(const State& s, Out out) {
  copy(s.*Level, out);
}

void open_dossiers(const State& s, Out out) {
  std::fill(out.begin(), out.end(), 0.0);
  for (const DossierIndex d : s.open_dossiers) out[static_cast<std::size_t>(s.dossiers.group[d])] += 1.0;
}

void manager_awareness(const State& s, Out out) { copy(s.believed_awareness, out); }

/// Persons waiting; `cases` is [case type][municipality].
void persons(const State& s, const std::vector<std::int32_t>& cases, Out out) {
  std::fill(out.begin(), out.end(), 0.0);
  for (std::int32_t k = 0; k < s.k; ++k) {
    for (std::int32_t i = 0; i < s.n; ++i) {
      out[static_cast<std::size_t>(i)] +=
          s.persons_per_case[static_cast<std::size_t>(k)] * static_cast<double>(cases[s.at(k, i)]);
    }
  }
}
void backlog(const State& s, Out out) { persons(s, s.waiting, out); }
void overdue(const State& s, Out out) { persons(s, s.overdue, out); }

/// Mean over the groups of a member; 0 for who left.
void awareness(const State& s, Out out) {
  for (std::int32_t i = 0; i < s.n; ++i) {
    double sum = 0.0;
    double groups = 0.0;
    for (GroupIndex g = 0; g < s.g; ++g) {
      sum += s.in_group[s.at(g, i)] * s.awareness[s.at(g, i)];
      groups += s.in_group[s.at(g, i)];
    }
    out[static_cast<std::size_t>(i)] = groups > 0.0 ? sum / groups : 0.0;
  }
}

constexpr std::array kSeries{
    // Per group.
    SeriesOutcome{"decisions", "1", "dossiers decided", Shape::group, Reading::flow, flow<&Flows::decisions>,
                  nullptr},
    SeriesOutcome{"decision_delay", "weeks", "weeks from tabled to decided, mean over decisions",
                  Shape::group, Reading::ratio, flow<&Flows::decision_weeks>, flow<&Flows::decisions>},
    SeriesOutcome{"open_dossiers", "1", "dossiers on the table", Shape::group, Reading::level, open_dossiers,
                  nullptr},
    SeriesOutcome{"concreteness", "1", "concreteness of what was decided, mean over decisions", Shape::group,
                  Reading::ratio, flow<&Flows::concreteness>, flow<&Flows::decisions>},
    SeriesOutcome{"agreement", "1", "share of members concerned that accept, mean over decisions",
                  Shape::group, Reading::ratio, flow<&Flows::agreement>, flow<&Flows::decisions>},
    SeriesOutcome{"pushed_through", "1", "decisions pushed through", Shape::group, Reading::flow,
                  flow<&Flows::pushed>, nullptr},
    SeriesOutcome{"shelved", "1", "dossiers shelved", Shape::group, Reading::flow, flow<&Flows::shelved>,
                  nullptr},
    SeriesOutcome{"reviews", "1", "times that members asked for time to read", Shape::group, Reading::flow,
                  flow<&Flows::reviews>, nullptr},
    SeriesOutcome{"redrafts", "1", "redrafts", Shape::group, Reading::flow, flow<&Flows::redrafts>, nullptr},
    SeriesOutcome{"too_slow", "1", "share of judgements of tempo that say too slow", Shape::group,
                  Reading::ratio, flow<&Flows::too_slow>, flow<&Flows::judgements>},
    SeriesOutcome{"too_fast", "1", "share of judgements of tempo that say too fast", Shape::group,
                  Reading::ratio, flow<&Flows::too_fast>, flow<&Flows::judgements>},
    SeriesOutcome{"drift", "1",
                  "distance of what was decided to the members' mean position, mean over decisions",
                  Shape::group, Reading::ratio, flow<&Flows::drift>, flow<&Flows::decisions>},
    SeriesOutcome{"tasks_made", "1", "tasks made by decisions", Shape::group, Reading::flow,
                  flow<&Flows::tasks_made>, nullptr},
    SeriesOutcome{"tasks_done", "1", "tasks finished, in time or late", Shape::group, Reading::flow,
                  flow<&Flows::tasks_done>, nullptr},
    SeriesOutcome{"tasks_late", "1", "tasks that passed their due week", Shape::group, Reading::flow,
                  flow<&Flows::tasks_late>, nullptr},
    SeriesOutcome{"tasks_dropped", "1", "tasks given up, half done or without an owner", Shape::group,
                  Reading::flow, flow<&Flows::tasks_dropped>, nullptr},
    SeriesOutcome{"carried_out", "1", "dossiers carried out in full, as a share of those closed",
                  Shape::group, Reading::ratio, flow<&Flows::carried_out>, flow<&Flows::closed_dossiers>},
    SeriesOutcome{"delivered", "1", "concreteness x quality x coverage of closed dossiers, summed",
                  Shape::group, Reading::flow, flow<&Flows::delivered>, nullptr},
    SeriesOutcome{"joint_hours", "hours", "hours of joint work, at home and at desks", Shape::group,
                  Reading::flow, flow<&Flows::joint_hours>, nullptr},
    SeriesOutcome{"cost", "EUR", "cost of joint work and set-up", Shape::group, Reading::flow,
                  flow<&Flows::cost>, nullptr},
    SeriesOutcome{"manager_awareness", "1", "awareness of members as the process manager believes it to be",
                  Shape::group, Reading::level, manager_awareness, nullptr},
    // Per municipality.
    SeriesOutcome{"arrivals", "persons", "persons linked to the municipality", Shape::municipality,
                  Reading::flow, flow<&Flows::arrivals>, nullptr},
    SeriesOutcome{"placements", "persons", "persons placed", Shape::municipality, Reading::flow,
                  flow<&Flows::placements>, nullptr},
    SeriesOutcome{"exchanged", "persons", "of those, persons placed in another member's dwelling",
                  Shape::municipality, Reading::flow, flow<&Flows::exchanged>, nullptr},
    SeriesOutcome{"backlog", "persons", "persons waiting", Shape::municipality, Reading::level, backlog,
                  nullptr},
    SeriesOutcome{"overdue", "persons", "persons waiting beyond the legal term", Shape::municipality,
                  Reading::level, overdue, nullptr},
    SeriesOutcome{"housing_delay", "weeks", "weeks waited by those placed, mean", Shape::municipality,
                  Reading::ratio, flow<&Flows::waited_weeks>, flow<&Flows::placements>},
    SeriesOutcome{"integration_delay", "weeks",
                  "weeks from placement to the assessment, mean over those placed", Shape::municipality,
                  Reading::ratio, flow<&Flows::integration_weeks>, flow<&Flows::placements>},
    SeriesOutcome{"arrears", "1",
                  "target accrued less placed, in half-year targets (-1 to 2), before the week's placements",
                  Shape::municipality, Reading::level, level<&State::arrears>, nullptr},
    SeriesOutcome{"content_trust", "1", "trust in the group's judgement", Shape::municipality, Reading::level,
                  level<&State::content_trust>, nullptr},
    SeriesOutcome{"relational_trust", "1", "trust in the other members, mean, as of the last meeting",
                  Shape::municipality, Reading::level, level<&State::mean_trust>, nullptr},
    SeriesOutcome{"urgency", "1", "urgency felt", Shape::municipality, Reading::level, level<&State::urgency>,
                  nullptr},
    SeriesOutcome{"pledged", "1", "commitment pledged by administrators", Shape::municipality, Reading::level,
                  level<&State::pledged>, nullptr},
    SeriesOutcome{"backed", "1", "commitment backed by administrators", Shape::municipality, Reading::level,
                  level<&State::backed>, nullptr},
    SeriesOutcome{"effort", "1", "effort for the partnership", Shape::municipality, Reading::level,
                  level<&State::effort>, nullptr},
    SeriesOutcome{"awareness", "1", "share of what matters that was read, mean over own groups",
                  Shape::municipality, Reading::level, awareness, nullptr},
    SeriesOutcome{"read_share", "1", "pages read of pages received", Shape::municipality, Reading::ratio,
                  flow<&Flows::pages_read>, flow<&Flows::pages_received>},
    SeriesOutcome{"knowledge", "1", "knowledge of the domain", Shape::municipality, Reading::level,
                  level<&State::knowledge>, nullptr},
    SeriesOutcome{"workload", "hours", "joint hours of own and hosted staff", Shape::municipality,
                  Reading::flow, flow<&Flows::workload>, nullptr},
    SeriesOutcome{"say", "1", "influence on decisions, as a share of each", Shape::municipality,
                  Reading::ratio, flow<&Flows::say>, flow<&Flows::possible_say>},
    SeriesOutcome{"dependence", "1", "mutual dependence on exclusive providers", Shape::municipality,
                  Reading::level, level<&State::dependence>, nullptr},
    SeriesOutcome{"trapped", "1", "share of member-weeks that want to step back and do not",
                  Shape::municipality, Reading::ratio, flow<&Flows::trapped_weeks>,
                  flow<&Flows::member_weeks>},
    SeriesOutcome{"cost_borne", "EUR", "cost borne", Shape::municipality, Reading::flow,
                  flow<&Flows::cost_borne>, nullptr},
    SeriesOutcome{"loss_borne", "EUR", "work done on tasks that were given up, borne", Shape::municipality,
                  Reading::flow, flow<&Flows::loss_borne>, nullptr},
    SeriesOutcome{"member", "1", "1 while in the partnership, 0 after leaving", Shape::municipality,
                  Reading::level, level<&State::member>, nullptr},
};

/// Series whose scalar is a row of the printed tables.
constexpr std::array<std::string_view, 13> kMain{
    "decisions",     "decision_delay", "concreteness",     "carried_out",      "placements",
    "housing_delay", "overdue",        "content_trust",    "relational_trust", "urgency",
    "joint_hours",   "cost",           "integration_delay"};

/// Series of which more, or less, is better.
constexpr std::array<std::string_view, 17> kHigherIsBetter{
    "decisions",  "concreteness", "agreement",     "tasks_done",       "carried_out", "delivered",
    "placements", "exchanged",    "content_trust", "relational_trust", "urgency",     "backed",
    "effort",     "awareness",    "read_share",    "knowledge",        "member"};
constexpr std::array<std::string_view, 17> kLowerIsBetter{
    "decision_delay", "shelved",           "reviews",       "redrafts", "too_slow",  "too_fast",
    "drift",          "tasks_late",        "tasks_dropped", "cost",     "backlog",   "overdue",
    "housing_delay",  "integration_delay", "arrears",       "trapped",  "loss_borne"};

Better better_of(std::string_view series) {
  if (std::find(kHigherIsBetter.begin(), kHigherIsBetter.end(), series) != kHigherIsBetter.end()) {
    return Better::higher;
  }
  const bool lower = std::find(kLowerIsBetter.begin(), kLowerIsBetter.end(), series) != kLowerIsBetter.end();
  return lower ? Better::lower : Better::neither;
}

/// The scalar catalogue with the strings it points to.
struct Scalars {
  std::vector<std::string> names;
  std::vector<std::string> long_names;
  std::vector<ScalarOutcome> outcomes;
  std::size_t without_survey = 0;

  Scalars() {
    names.reserve(kSeries.size() + survey_scalars().size());
    long_names.reserve(kSeries.size() + survey_scalars().size());
    for (const SeriesOutcome& series : kSeries) {
      const bool total = series.reading == Reading::flow;
      names.push_back(std::string(series.name) + (total ? "_total" : "_mean"));
      const char* how =
          total ? ", total over the horizon"
                : (series.reading == Reading::ratio ? ", over the horizon" : ", mean over rounds");
      long_names.push_back(std::string(series.long_name) + how);
      const bool main = std::find(kMain.begin(), kMain.end(), series.name) != kMain.end();
      outcomes.push_back({names.back(), series.unit, long_names.back(), main, better_of(series.name)});
    }
    for (const OwnScalar& own : own_scalars()) outcomes.push_back(own.outcome);
    without_survey = outcomes.size();
    for (const SurveyScalar& scalar : survey_scalars()) {
      const Question& question = survey_questions()[scalar.question];
      names.push_back("survey_" + std::string(question.name) + (scalar.gap ? "_gap" : "_mean"));
      long_names.push_back(scalar.gap ? "survey: answer less truth, mean: " + std::string(question.asks)
                                      : "survey: mean answer: " + std::string(question.asks));
      const bool main = !scalar.gap && question.name == "grade";
      outcomes.push_back({names.back(), question.unit, long_names.back(), main,
                          scalar.gap ? Better::neither : question.better});
    }
  }
};

const Scalars& scalars() {
  static const Scalars all;
  return all;
}

}  // namespace

std::span<const SeriesOutcome> series_catalogue() { return kSeries; }

std::span<const ScalarOutcome> scalar_catalogue() { return scalars().outcomes; }

std::span<const ScalarOutcome> scalar_catalogue(const Scenario& scenario) {
  const std::span<const ScalarOutcome> all = scalars().outcomes;
  return scenario.survey.weeks.empty() ? all.first(scalars().without_survey) : all;
}

}  // namespace polder::model
