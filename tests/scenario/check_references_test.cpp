// Each kind of mistake between keys: where it is reported and in which words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> broken(std::string_view name) {
  return problems_of(read_text(fixture("broken/semantic/" + std::string(name) + ".toml")));
}

TEST(CheckReferencesTest, MembersExist) {
  EXPECT_THAT(broken("unknown_member"),
              ElementsAre("s.toml:28:28: error: no municipality is named \"De Be\"; did you mean `De Bee`?"));
}

// Either without the other would do nothing, silently.
TEST(CheckReferencesTest, AChangeOfConceptHasATargetAndAWeek) {
  const auto with = [](const std::string& text) { return problems_of(minimal() + "\n" + text); };
  EXPECT_THAT(with("[concept_switch]\nto = \"ssc\"\n"),
              ElementsAre(testing::HasSubstr("error: a concept to change to, but no week; add the week")));
  EXPECT_THAT(
      with("[concept_switch]\nweek = 3\n"),
      ElementsAre(testing::HasSubstr("error: a week to change concept, but no concept to change to")));
  EXPECT_THAT(with("[concept_switch]\nto = \"scc\"\nweek = 3\n"),
              ElementsAre(testing::HasSubstr("did you mean `ssc`?")));
  EXPECT_THAT(with("[concept_switch]\nto = \"ssc\"\nweek = false\n"), IsEmpty());
  EXPECT_THAT(with("[concept_switch]\nto = \"ssc\"\nweek = 3\n"), IsEmpty());
  EXPECT_THAT(with("[concept_switch]\nweek = false\n"), IsEmpty());
}

TEST(CheckReferencesTest, AGroupsOwnChangeOfConceptHasATargetAndAWeek) {
  EXPECT_THAT(
      problems_of_override("groups.housing.switch_to", "ssc"),
      ElementsAre(testing::HasSubstr("error: a concept to change to, but no week; add `switch_week`")));
  EXPECT_THAT(problems_of_override("groups.housing.switch_week", "3"),
              ElementsAre(testing::HasSubstr("but no concept to change to; add `switch_to`")));
}

TEST(CheckReferencesTest, GroupsExist) {
  EXPECT_THAT(broken("unknown_group"),
              ElementsAre("s.toml:41:9: error: no group is named \"hosing\"; did you mean `housing`?"));
  EXPECT_THAT(broken("unknown_group_in_need"),
              ElementsAre("s.toml:23:10: error: no group is named \"work\"; allowed is `housing`"));
}

TEST(CheckReferencesTest, CaseTypesExist) {
  EXPECT_THAT(broken("unknown_case_type_in_vacancy_share"),
              ElementsAre("s.toml:23:19: error: no case type is named \"singel\"; did you mean `single`?"));
}

TEST(CheckReferencesTest, FieldsExistInTheGroup) {
  EXPECT_THAT(broken("unknown_field"),
              ElementsAre("s.toml:44:16: error: no field of the group \"housing\" is named "
                          "\"alocation\"; did you mean `allocation`?"));
}

TEST(CheckReferencesTest, EmployerExists) {
  EXPECT_THAT(broken("unknown_employer"),
              ElementsAre("s.toml:31:12: error: no municipality is named \"Bee\"; did you mean `De Bee`?"));
}

TEST(CheckReferencesTest, CentreIsAMember) {
  EXPECT_THAT(broken("centre_not_a_member"),
              ElementsAre("s.toml:29:10: error: the centre \"Cee\" is not a member of "
                          "the group; allowed are `Aa` and `De Bee`"));
}

// A horizon that an option shortens only leaves out the surveys beyond it.
TEST(CheckReferencesTest, SurveysAreWithinTheHorizonOfTheirFile) {
  EXPECT_THAT(
      broken("survey_after_the_end"),
      ElementsAre("s.toml:46:14: error: the survey in week 26 comes after the last week, 25; give a week "
                  "from 0 to 25, or make `weeks` larger"));
  EXPECT_THAT(
      problems_of_override("survey.weeks", "[3, 26]"),
      ElementsAre("--set survey.weeks=[3, 26]: error: the survey in week 26 comes after the last week, 25; "
                  "give a week from 0 to 25, or make `weeks` larger"));
  const Override shorter{"weeks", "20"};
  const std::string surveyed = minimal() + "\n[survey]\nweeks = [3, 25]\n";
  EXPECT_THAT(problems_of(surveyed, {&shorter, 1}), IsEmpty());
  EXPECT_THAT(load_text(surveyed, "s.toml", {&shorter, 1}, {}).scenario->survey.weeks, ElementsAre(3));
}

TEST(CheckReferencesTest, AConceptIsSwitchedWithinTheHorizonOfItsFile) {
  const std::string switched = minimal() + "\n[concept_switch]\nto = \"ssc\"\nweek = 26\n";
  EXPECT_THAT(
      problems_of(switched, {}),
      ElementsAre(testing::HasSubstr("error: the change of concept in week 26 comes after the last week, "
                                     "25; give a week from 0 to 25")));
  const std::string in_time = minimal() + "\n[concept_switch]\nto = \"ssc\"\nweek = 25\n";
  EXPECT_THAT(problems_of(in_time, {}), IsEmpty());
  const Override shorter{"weeks", "20"};
  EXPECT_THAT(problems_of(in_time, {&shorter, 1}), IsEmpty());
}

TEST(CheckReferencesTest, AnInterventionStartsWithinTheHorizonOfItsFile) {
  const auto with_forum = [](std::string_view week) {
    return minimal() + "\n[interventions]\nforum = " + std::string(week) + "\n";
  };
  EXPECT_THAT(
      problems_of(with_forum("26"), {}),
      ElementsAre(testing::HasSubstr("error: forum in week 26 comes after the last week, 25; give a week "
                                     "from 0 to 25, or make `weeks` larger")));
  for (const std::string_view fine : {"25", "0", "true", "false"}) {
    EXPECT_THAT(problems_of(with_forum(fine), {}), IsEmpty()) << fine;
  }
  const Override late{"interventions.forum", "26"};
  EXPECT_THAT(problems_of(minimal(), {&late, 1}), SizeIs(1));
}

TEST(CheckReferencesTest, NamesOccurOnce) {
  EXPECT_THAT(broken("duplicate_municipality"),
              ElementsAre("s.toml:27:8: error: a second municipality named \"Aa\"; "
                          "rename or remove it; the first is at line 7"));
  EXPECT_THAT(broken("duplicate_group"), ElementsAre("s.toml:31:8: error: a second group named \"housing\"; "
                                                     "rename or remove it; the first is at line 27"));
  EXPECT_THAT(broken("duplicate_case_type"),
              ElementsAre("s.toml:40:8: error: a second case_type named \"single\"; "
                          "rename or remove it; the first is at line 34"));
  EXPECT_THAT(broken("duplicate_dossier_kind"),
              ElementsAre("s.toml:46:8: error: a second dossier_kind named "
                          "\"rules\"; rename or remove it; the first is at line 40"));
}

TEST(CheckReferencesTest, TheWordForIndependenceIsNoName) {
  EXPECT_THAT(
      broken("municipality_named_independent"),
      ElementsAre("s.toml:27:8: error: a municipality named \"independent\"; choose another name; this one "
                  "says that the process manager has no employer among the members"));
}

TEST(CheckReferencesTest, TargetsMatchTheHalfYears) {
  EXPECT_THAT(broken("target_count"),
              ElementsAre("s.toml:23:11: error: 2 targets for 1 half-years of demand; "
                          "give one per half-year, or leave `targets` out for the share of population"));
}

TEST(CheckReferencesTest, SomethingMustWeigh) {
  EXPECT_THAT(broken("motives_all_zero"), ElementsAre("s.toml:23:11: error: all motives are 0; "
                                                      "give at least one of them a weight above 0"));
  EXPECT_THAT(broken("no_vacancies_fit"),
              ElementsAre("s.toml:37:17: error: no case type has vacancies that fit it; "
                          "give at least one case type a `vacancy_share` above 0"));
  EXPECT_THAT(broken("no_vacancies_fit_in_one"),
              ElementsAre("s.toml:23:17: error: no case type has vacancies that fit it; "
                          "give at least one of them a share above 0"));
}

// A motive left out weighs 1, so that two zeros are no mistake.
TEST(CheckReferencesTest, TwoMotivesMayBeZero) {
  EXPECT_THAT(
      problems_of(minimal("staff_fte = 1.5", "staff_fte = 1.5\nmotives = { strength = 0, knowledge = 0 }")),
      IsEmpty());
}

TEST(CheckReferencesTest, HalfYearsFollowOneAnother) {
  EXPECT_THAT(
      broken("gap_between_half_years"),
      ElementsAre("s.toml:33:13: error: the half-year starts on 2016-02-01, but the one before it ends on "
                  "2016-01-01; start it on 2016-01-01, so that the half-years follow one another"));
  EXPECT_THAT(
      broken("half_years_descending"),
      ElementsAre("s.toml:33:13: error: the half-year starts on 2015-06-30, but the one before it ends on "
                  "2015-07-01; start it on 2015-07-01, so that the half-years follow one another"));
}

TEST(CheckReferencesTest, HalfYearsCoverTheHorizon) {
  EXPECT_THAT(
      broken("horizon_not_covered"),
      ElementsAre(
          "s.toml:31:25: error: the half-years end on 2016-01-01, before the end of the 27 weeks; add "
          "a half-year that starts on 2016-01-01, or set `weeks` to at most 26"));
  EXPECT_THAT(
      broken("start_not_covered"),
      ElementsAre("s.toml:31:25: error: the first half-year starts on 2015-07-01, after the start of the "
                  "scenario; put a half-year before it that begins on or before 2015-06-30"));
}

// 26 weeks and 2 days: the last whole week is covered, the next is not.
TEST(CheckReferencesTest, CoverageIsCountedInWholeWeeks) {
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26")), IsEmpty());
  EXPECT_THAT(problems_of(minimal("start = 2015-07-01\n", "start = 2015-07-03\n")), IsEmpty());
  EXPECT_THAT(problems_of(minimal("start = 2015-07-01\n", "start = 2015-07-04\n")), testing::SizeIs(1));
}

}  // namespace
}  // namespace polder::scenario
