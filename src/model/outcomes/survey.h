// The simulated survey: in chosen weeks every member answers the questions of the thesis (appendix 2) from
// what it perceives, and what is true of the same thing is kept beside each answer. It is an observation: it
// reads the state after a week, draws nothing and changes nothing.
//
// What a member perceives is its own state (trust, urgency, backing, overload, benefit), its own judgements
// of decisions, who came to meetings, what was accepted there, results as far as they are visible, and tasks
// with an owner as far as it is aware. Real results, the deeds of others that it does not know of, and what
// it has not read stay hidden from it: they are in the truths only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/field.h"
#include "model/index.h"
#include "model/outcomes/outcome.h"

namespace polder::model {

struct Scenario;
struct State;

/// When the survey is held, and how its answers come about. Section [survey].
struct Survey {
  std::vector<Week> weeks;  ///< at the end of which it is held, ascending, within the horizon; empty: never
  double own_problem = 0.7;
  double results_weight = 0.5;
  double grade_promises = 1.0;
  double grade_contribution = 1.0;
  double grade_added_value = 1.0;
  double grade_agreement = 1.0;
  double grade_say = 1.0;
  double grade_informed = 1.0;
  double grade_roles = 1.0;
  double grade_others = 1.0;
  double grade_urgency = 1.0;
  double grade_backing = 1.0;
};

inline constexpr std::array kSurveyFields{
    NumberField<Survey>{
        "own_problem", &Survey::own_problem, "1", 0.0, 1.0,
        "share of what a member cannot read that it takes as its own problem, and does not hold "
        "against the partnership",
        "assumption; thesis §4.2.3 (nobody says that there is too much)"},
    NumberField<Survey>{"results_weight", &Survey::results_weight, "1", 0.0, 1.0,
                        "weight of results that can be seen, against content trust, in the trust that "
                        "cooperation contributes",
                        "assumption"},
    NumberField<Survey>{"grade_promises", &Survey::grade_promises, "1", 0.0, 100.0,
                        "weight in the grade: others do what they promise",
                        "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_contribution", &Survey::grade_contribution, "1", 0.0, 100.0,
                        "weight in the grade: cooperation contributes to the aims",
                        "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_added_value", &Survey::grade_added_value, "1", 0.0, 100.0,
                        "weight in the grade: it brings what was hoped for",
                        "assumption: all equal; thesis §4.1.3"},
    NumberField<Survey>{"grade_agreement", &Survey::grade_agreement, "1", 0.0, 100.0,
                        "weight in the grade: members agree on what they want",
                        "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_say", &Survey::grade_say, "1", 0.0, 100.0,
                        "weight in the grade: a say in decisions", "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_informed", &Survey::grade_informed, "1", 0.0, 100.0,
                        "weight in the grade: being kept informed", "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_roles", &Survey::grade_roles, "1", 0.0, 100.0,
                        "weight in the grade: clear who does what", "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_others", &Survey::grade_others, "1", 0.0, 100.0,
                        "weight in the grade: others still take part", "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_urgency", &Survey::grade_urgency, "1", 0.0, 100.0,
                        "weight in the grade: a need to act together", "assumption: all equal; thesis §2.5"},
    NumberField<Survey>{"grade_backing", &Survey::grade_backing, "1", 0.0, 100.0,
                        "weight in the grade: own administrators stand behind it",
                        "assumption: all equal; thesis §4.2.8"},
};

/// A question, and what is true of the thing asked.
struct Question {
  std::string_view name;       ///< of the variables: survey_NAME and survey_NAME_true
  std::string_view unit;       ///< of the answer; "1" for a share or a grade
  std::string_view asks;       ///< the question, with what the ends of its scale mean
  std::string_view asks_nl;    ///< in Dutch
  std::string_view true_unit;  ///< empty where nothing in the model is its truth
  std::string_view truth;      ///< what is true instead, in words; empty likewise
  bool same_scale;             ///< answer less truth has a meaning
  Shape shape;                 ///< group: answered by the process manager
  Better better;               ///< of the answer
  std::string_view source;     ///< of the question
  /// Writes the answer, or the truth, of every municipality or group. Those of who is no member are not used.
  /// Null for the grade, which follows from the other answers.
  void (*answer)(const Scenario&, const State&, std::span<double>);
  void (*true_value)(const Scenario&, const State&, std::span<double>);
};

/// All questions, those to municipalities first. Order is stable within a version.
std::span<const Question> survey_questions();

/// A column of the answers: those to a question, or their truths.
struct SurveyVariable {
  std::string_view name;  ///< survey_NAME or survey_NAME_true
  std::string_view unit;
  std::string_view long_name;
  std::string_view long_name_nl;  ///< empty for a truth
  Shape shape;
  std::size_t question;
  bool truth;
};

/// For every question its answer, then its truth if it has one; in the order of the questions.
std::span<const SurveyVariable> survey_variables();

/// Positions of a question's variables in survey_variables(); `truth` is `kNoTruth` where there is no truth.
struct QuestionVariables {
  static constexpr std::size_t kNoTruth = static_cast<std::size_t>(-1);
  std::size_t answer = 0;
  std::size_t truth = kNoTruth;
};
QuestionVariables variables_of(std::size_t question);

/// One replicate's answers to one survey, as of the state after a week. `values` is
/// [variable][municipality or group], one after another. NaN: who is no member, what has not happened yet,
/// or, for groups, no process manager.
void take_survey(const Scenario& scenario, const State& state, std::span<double> values);

/// Scalars of the survey: for every question its mean over surveys and who answered (`survey_NAME_mean`),
/// then, where both are on one scale, the mean of answer less truth (`survey_NAME_gap`).
struct SurveyScalar {
  std::size_t question;
  bool gap;
};
std::span<const SurveyScalar> survey_scalars();

}  // namespace polder::model
