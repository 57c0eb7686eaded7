#include "model/outcomes/survey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;

using Answers = std::map<std::string, std::vector<double>, std::less<>>;

Answers answers_of(const Scenario& scenario, const State& state) {
  std::size_t size = 0;
  const auto width = [&](const SurveyVariable& variable) {
    return static_cast<std::size_t>(variable.shape == Shape::group ? state.g : state.n);
  };
  for (const SurveyVariable& variable : survey_variables()) size += width(variable);
  std::vector<double> values(size);
  take_survey(scenario, state, values);
  Answers answers;
  auto at = values.begin();
  for (const SurveyVariable& variable : survey_variables()) {
    const auto end = at + static_cast<std::ptrdiff_t>(width(variable));
    answers.emplace(variable.name, std::vector<double>(at, end));
    at = end;
  }
  return answers;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b,
                            [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

Recorder recorded(const Scenario& scenario, Record record, std::uint32_t replicate = 0) {
  Simulation simulation(scenario);
  Recorder recorder(scenario, record);
  simulation.start({.seed = 1, .replicate = replicate});
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  recorder.finish(simulation.state());
  return recorder;
}

/// Lived through `weeks` weeks.
State after(const Scenario& scenario, Week weeks) {
  Simulation simulation(scenario);
  simulation.start({.seed = 1, .replicate = 0});
  while (simulation.state().week < weeks) simulation.step();
  return simulation.state();
}

std::size_t variable_named(std::string_view name) {
  const auto variables = survey_variables();
  return static_cast<std::size_t>(std::ranges::find(variables, name, &SurveyVariable::name) -
                                  variables.begin());
}

double scalar(const Recorder& recorder, std::string_view name) {
  const auto catalogue = scalar_catalogue();
  const auto found = std::ranges::find(catalogue, name, &ScalarOutcome::name);
  EXPECT_NE(found, catalogue.end()) << name;
  return recorder.scalars()[static_cast<std::size_t>(found - catalogue.begin())];
}

/// Something in the world changes; these variables, and no others, may notice.
struct Change {
  const char* what;
  std::function<void(State&)> make;
  std::set<std::string, std::less<>> noticed;
};

void halve(std::vector<double>& values) {
  for (double& value : values) value *= 0.5;
}

const std::vector<Change>& changes() {
  static const std::vector<Change> all{
      // Hidden from members: only truths move.
      {"more results than can be seen",
       [](State& s) {
         for (double& r : s.results) r += 0.2;
       },
       {"survey_results_true"}},
      {"promises of others that were not kept after all",
       [](State& s) { halve(s.flows.promises_kept); },
       {"survey_promises_true", "survey_grade_true"}},
      {"effort", [](State& s) { halve(s.effort); }, {"survey_others_true"}},
      {"persons placed through joint work",
       [](State& s) {
         for (double& x : s.flows.joint_placed) x += 5.0;
       },
       {"survey_added_value_true", "survey_contribution_true"}},
      {"weeks to the assessment saved",
       [](State& s) { halve(s.flows.integration_weeks); },
       {"survey_contribution_true"}},
      {"own positions",
       [](State& s) {
         for (double& x : s.dossiers.position) x *= 20.0;
       },
       {"survey_agreement_true", "survey_grade_true"}},
      {"influence on the text", [](State& s) { halve(s.flows.say); }, {"survey_say_true"}},
      {"pages read", [](State& s) { halve(s.flows.pages_read); }, {"survey_overload_true"}},
      {"tasks that nobody owns",
       [](State& s) {
         for (auto& owner : s.tasks.owner) owner = kNone;
       },
       {"survey_roles_true", "survey_grade_true"}},
      {"how long people wait",
       [](State& s) {
         s.waiting[0] += 11;
         s.overdue[0] += 7;
       },
       {"survey_urgency_true"}},
      {"hours that others work", [](State& s) { halve(s.flows.task_hours); }, {"survey_dependence_true"}},
      {"when dossiers were decided",
       [](State& s) {
         for (std::size_t d = 0; d < s.dossiers.decided_week.size(); ++d)
           s.dossiers.decided_week[d] = s.dossiers.tabled_week[d] + 1;
       },
       {"survey_too_slow_true", "survey_too_fast_true"}},
      // Perceived.
      {"results that can be seen",
       [](State& s) {
         for (double& v : s.visible_results) v += 0.2;
       },
       {"survey_results", "survey_contribution", "survey_grade", "survey_grade_true"}},
      {"relational trust", [](State& s) { halve(s.mean_trust); }, {"survey_promises", "survey_grade"}},
      {"content trust",
       [](State& s) { halve(s.content_trust); },
       {"survey_contribution", "survey_grade", "survey_grade_true"}},
      {"met expectations",
       [](State& s) {
         for (double& b : s.benefit) b += 0.1;
       },
       {"survey_added_value", "survey_grade", "survey_grade_true"}},
      {"own judgements: too slow",
       [](State& s) {
         for (double& x : s.flows.found_slow) x += 1.0;
       },
       {"survey_too_slow"}},
      {"own judgements: too fast",
       [](State& s) {
         for (double& x : s.flows.found_fast) x += 1.0;
       },
       {"survey_too_fast"}},
      {"decisions one could accept",
       [](State& s) { halve(s.flows.accepted); },
       {"survey_say", "survey_grade", "survey_grade_true"}},
      {"agreement shown at meetings",
       [](State& s) { halve(s.flows.agreement); },
       {"survey_agreement", "survey_grade"}},
      {"overload",
       [](State& s) {
         for (double& o : s.overload) o = 0.5 * (o + 1.0);
       },
       {"survey_informed", "survey_overload", "survey_grade"}},
      {"owners known", [](State& s) { halve(s.known_owners); }, {"survey_roles", "survey_grade"}},
      {"who came",
       [](State& s) {
         for (double& a : s.attends) a = 1.0 - a;
       },
       {"survey_others", "survey_grade", "survey_grade_true"}},
      {"urgency",
       [](State& s) { halve(s.urgency); },
       {"survey_urgency", "survey_grade", "survey_grade_true"}},
      {"dependence",
       [](State& s) {
         for (double& d : s.dependence) d += 0.1;
       },
       {"survey_dependence"}},
      {"backing", [](State& s) { halve(s.backed); }, {"survey_backing", "survey_grade", "survey_grade_true"}},
      {"the process manager's belief", [](State& s) { halve(s.believed_awareness); }, {"survey_manager"}},
      // What a member reads tells it who does what, and is what it knows without knowing what it misses.
      {"awareness",
       [](State& s) { halve(s.awareness); },
       {"survey_roles", "survey_grade", "survey_informed_true", "survey_grade_true", "survey_manager_true"}},
  };
  return all;
}

TEST(SurveyTest, AnswersFollowWhatIsPerceivedAndTruthsWhatIs) {
  const Scenario scenario = five_municipalities();
  const State before = after(scenario, 78);
  const Answers asked = answers_of(scenario, before);
  std::set<std::string, std::less<>> moved;
  for (const Change& change : changes()) {
    State changed = before;
    change.make(changed);
    const Answers now = answers_of(scenario, changed);
    for (const auto& [name, values] : asked) {
      EXPECT_EQ(!same(values, now.at(name)), change.noticed.contains(name)) << change.what << ": " << name;
    }
    moved.insert(change.noticed.begin(), change.noticed.end());
  }
  for (const SurveyVariable& variable : survey_variables())
    EXPECT_TRUE(moved.contains(variable.name)) << "nothing moves " << variable.name;
}

TEST(SurveyTest, AnswersStayOnTheirScales) {
  for (const Concept which : kConcepts) {
    Scenario scenario = five_municipalities(which);
    for (const Week weeks : {1, 7, 50, 104}) {
      const Answers answers = answers_of(scenario, after(scenario, weeks));
      for (const auto& [name, values] : answers) {
        const SurveyVariable& variable = survey_variables()[variable_named(name)];
        const double top = variable.unit == "weeks" ? 104.0 : (variable.question == 0 ? 10.0 : 1.0);
        for (const double value : values) {
          if (std::isnan(value)) continue;
          EXPECT_GE(value, -1e-12) << name_of(which) << ' ' << name << " in week " << weeks;
          EXPECT_LE(value, top + 1e-12) << name_of(which) << ' ' << name << " in week " << weeks;
        }
      }
    }
  }
}

TEST(SurveyTest, TheGradeIsTheWeightedMeanOfItsAnswers) {
  Scenario scenario = five_municipalities();
  const State state = after(scenario, 78);
  const Answers equal = answers_of(scenario, state);
  const std::vector<std::pair<std::string, double Survey::*>> factors{
      {"promises", &Survey::grade_promises},
      {"contribution", &Survey::grade_contribution},
      {"added_value", &Survey::grade_added_value},
      {"agreement", &Survey::grade_agreement},
      {"say", &Survey::grade_say},
      {"informed", &Survey::grade_informed},
      {"roles", &Survey::grade_roles},
      {"others", &Survey::grade_others},
      {"urgency", &Survey::grade_urgency},
      {"backing", &Survey::grade_backing}};
  for (std::size_t i = 0; i < 5; ++i) {
    double sum = 0.0;
    for (const auto& [name, weight] : factors) sum += equal.at("survey_" + name)[i];
    EXPECT_NEAR(equal.at("survey_grade")[i], sum, 1e-12);  // ten answers, out of ten
  }
  for (const auto& [name, weight] : factors) {
    for (const auto& [other, of_other] : factors) scenario.survey.*of_other = 0.0;
    scenario.survey.*weight = 3.0;
    const Answers alone = answers_of(scenario, state);
    for (std::size_t i = 0; i < 5; ++i)
      EXPECT_NEAR(alone.at("survey_grade")[i], 10.0 * alone.at("survey_" + name)[i], 1e-12) << name;
  }
  scenario.survey = {};
  scenario.survey.own_problem = 1.0;
  const Answers all_own = answers_of(scenario, state);
  for (const double informed : all_own.at("survey_informed")) EXPECT_EQ(informed, 1.0);
  scenario.survey.results_weight = 1.0;
  const Answers by_results = answers_of(scenario, state);
  EXPECT_EQ(by_results.at("survey_contribution"), by_results.at("survey_results"));
}

TEST(SurveyTest, WhoLeftIsNotAsked) {
  Scenario scenario = five_municipalities();
  scenario.interventions.member_leaves = 30;
  scenario.survey.weeks = {29, 30, 90};
  const Recorder recorder = recorded(scenario, Record::rounds);
  for (std::size_t v = 0; v < survey_variables().size(); ++v) {
    const SurveyVariable& variable = survey_variables()[v];
    if (variable.shape == Shape::group || variable.truth) continue;
    const auto values = recorder.survey(v);
    ASSERT_EQ(values.size(), 15U);
    for (std::size_t survey = 0; survey < 3; ++survey) {
      int missing = 0;
      for (const float x : values.subspan(5 * survey, 5)) missing += std::isnan(x) ? 1 : 0;
      EXPECT_EQ(missing, survey == 0 ? 0 : 1) << variable.name << " in survey " << survey;
    }
  }
}

TEST(SurveyTest, WithoutAProcessManagerNobodyAnswersForOne) {
  Scenario scenario = five_municipalities();
  scenario.process_manager.present = false;
  const Answers answers = answers_of(scenario, after(scenario, 20));
  for (const double belief : answers.at("survey_manager")) EXPECT_TRUE(std::isnan(belief));
  for (const double truth : answers.at("survey_manager_true")) EXPECT_FALSE(std::isnan(truth));
}

TEST(SurveyTest, AskingChangesNothing) {
  for (const Concept which : kConcepts) {
    const Scenario silent = five_municipalities(which);
    Scenario asked = silent;
    for (Week week = 0; week < asked.weeks; week += 5) asked.survey.weeks.push_back(week);
    const Recorder without = recorded(silent, Record::full);
    const Recorder with = recorded(asked, Record::full);
    for (std::size_t k = 0; k < scalar_catalogue(silent).size(); ++k) {
      EXPECT_EQ(std::bit_cast<std::uint64_t>(without.scalars()[k]),
                std::bit_cast<std::uint64_t>(with.scalars()[k]))
          << name_of(which) << ' ' << scalar_catalogue()[k].name;
    }
    for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
      const auto a = without.series(s);
      const auto b = with.series(s);
      for (std::size_t e = 0; e < a.size(); ++e)
        ASSERT_EQ(std::bit_cast<std::uint32_t>(a[e]), std::bit_cast<std::uint32_t>(b[e]))
            << series_catalogue()[s].name;
    }
    EXPECT_TRUE(std::ranges::equal(without.trust(), with.trust()));
  }
}

TEST(SurveyTest, AnswersAreThoseOfTheWeekAndScalarsTheirMeans) {
  Scenario scenario = five_municipalities();
  scenario.survey.weeks = {40, 103};
  const Recorder recorder = recorded(scenario, Record::weeks);
  const Recorder summary = recorded(scenario, Record::summary);
  for (std::size_t q = 0; q < survey_questions().size(); ++q) {
    const auto [answer, truth] = variables_of(q);
    const std::string name(survey_variables()[answer].name);
    double sum = 0.0;
    double count = 0.0;
    double gap = 0.0;
    double gaps = 0.0;
    for (std::size_t survey = 0; survey < 2; ++survey) {
      const Answers answers = answers_of(scenario, after(scenario, scenario.survey.weeks[survey] + 1));
      const std::vector<double>& expected = answers.at(name);
      for (std::size_t e = 0; e < expected.size(); ++e) {
        const float kept = recorder.survey(answer)[survey * expected.size() + e];
        EXPECT_EQ(std::isnan(kept), std::isnan(expected[e])) << name;
        if (std::isnan(expected[e])) continue;
        EXPECT_EQ(kept, static_cast<float>(expected[e])) << name;
        sum += expected[e];
        count += 1.0;
        if (!survey_questions()[q].same_scale || std::isnan(answers.at(name + "_true")[e])) continue;
        gap += expected[e] - answers.at(name + "_true")[e];
        gaps += 1.0;
      }
    }
    ASSERT_GT(count, 0.0) << name;
    EXPECT_NEAR(scalar(recorder, name + "_mean"), sum / count, 1e-12) << name;
    EXPECT_EQ(scalar(summary, name + "_mean"), scalar(recorder, name + "_mean")) << name;
    EXPECT_TRUE(summary.survey(answer).empty());
    if (!survey_questions()[q].same_scale) continue;
    ASSERT_GT(gaps, 0.0) << name;
    EXPECT_NEAR(scalar(recorder, name + "_gap"), gap / gaps, 1e-12) << name;
  }
}

TEST(SurveyTest, WithoutASurveyThereIsNothingOfIt) {
  const Scenario scenario = five_municipalities();
  const Recorder recorder = recorded(scenario, Record::rounds);
  for (const ScalarOutcome& outcome : scalar_catalogue(scenario))
    EXPECT_FALSE(outcome.name.starts_with("survey_"));
  for (std::size_t k = scalar_catalogue(scenario).size(); k < scalar_catalogue().size(); ++k) {
    EXPECT_TRUE(scalar_catalogue()[k].name.starts_with("survey_"));
    EXPECT_TRUE(std::isnan(recorder.scalars()[k]));
  }
  for (std::size_t v = 0; v < survey_variables().size(); ++v) EXPECT_TRUE(recorder.survey(v).empty());
}

TEST(SurveyTest, AUsedRecorderGivesWhatAFreshOneGives) {
  Scenario scenario = five_municipalities(Concept::mix);
  scenario.survey.weeks = {20, 60};
  Simulation simulation(scenario);
  Recorder used(scenario, Record::rounds);
  for (std::uint32_t replicate = 0; replicate < 2; ++replicate) {
    simulation.start({.seed = 1, .replicate = replicate});
    used.start(simulation.state());
    while (!simulation.finished()) {
      simulation.step();
      used.observe(simulation.state());
    }
    used.finish(simulation.state());
  }
  const Recorder fresh = recorded(scenario, Record::rounds, 1);
  for (std::size_t v = 0; v < survey_variables().size(); ++v) {
    for (std::size_t e = 0; e < used.survey(v).size(); ++e) {
      ASSERT_EQ(std::bit_cast<std::uint32_t>(used.survey(v)[e]),
                std::bit_cast<std::uint32_t>(fresh.survey(v)[e]))
          << survey_variables()[v].name;
    }
  }
  EXPECT_EQ(scalar(used, "survey_grade_mean"), scalar(fresh, "survey_grade_mean"));
}

TEST(SurveyTest, EveryQuestionIsToldInWords) {
  std::set<std::string_view> names;
  for (const Question& question : survey_questions()) {
    EXPECT_TRUE(names.insert(question.name).second) << question.name;
    EXPECT_FALSE(question.asks.empty()) << question.name;
    EXPECT_FALSE(question.asks_nl.empty()) << question.name;
    EXPECT_TRUE(question.source.starts_with("thesis")) << question.name;
    EXPECT_EQ(question.truth.empty(), question.true_unit.empty()) << question.name;
    EXPECT_FALSE(question.truth.empty() && question.same_scale) << question.name;
    if (question.same_scale) {
      EXPECT_EQ(question.unit, question.true_unit) << question.name;
    }
  }
  for (const NumberField<Survey>& field : kSurveyFields) EXPECT_FALSE(field.source.empty()) << field.name;
}

}  // namespace
}  // namespace polder::testing
