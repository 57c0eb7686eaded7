// Each kind of mistake that concerns one key: where it is reported and in which words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace polder::scenario {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

TEST(CheckStructureTest, UnknownKeyWithANearName) {
  EXPECT_THAT(problems_of(minimal("staff_fte = 1.5", "staff_fte = 1.5\n staf_fte = 2")),
              ElementsAre("s.toml:13:2: error: unknown key \"staf_fte\" in `municipalities.Aa`; "
                          "did you mean `staff_fte`?"));
}

TEST(CheckStructureTest, UnknownKeyWithoutANearNameListsTheAllowed) {
  EXPECT_THAT(problems_of(minimal("[demand]", "[process_manager]\nsalary = 2\n[demand]")),
              ElementsAre("s.toml:31:1: error: unknown key \"salary\" in `process_manager`; "
                          "allowed are `present`, `employer`, `hours_per_week`, `decides` and `source`"));
}

TEST(CheckStructureTest, UnknownSection) {
  EXPECT_THAT(problems_of(minimal("[demand]", "[trusts]\n[demand]")),
              ElementsAre("s.toml:30:2: error: unknown key \"trusts\"; did you mean `trust`?"));
}

TEST(CheckStructureTest, MissingKeyIsReportedWhereItsTableBegins) {
  EXPECT_THAT(problems_of(minimal("staff_fte = 1.5\n", "")),
              ElementsAre("s.toml:6:1: error: missing key `staff_fte` in `municipalities.Aa`; "
                          "add `staff_fte = ...`: staff on the domain at the start (above 0, at most 1000)"));
}

TEST(CheckStructureTest, MissingKeyOfTheFile) {
  EXPECT_THAT(
      problems_of(minimal("weeks = 26\n", "")),
      ElementsAre("s.toml:1:1: error: missing key `weeks`; add `weeks = ...`: horizon (whole, 1 to 2600)"));
}

TEST(CheckStructureTest, MissingTables) {
  const auto problems = problems_of("title = \"x\"\nstart = 2015-07-01\nweeks = 3");
  EXPECT_THAT(problems, SizeIs(5));
  EXPECT_THAT(problems, Contains("s.toml:1:1: error: missing table `demand`; add `[demand]`"));
  EXPECT_THAT(problems,
              Contains("s.toml:1:1: error: missing `municipality`; add at least 2 `[[municipality]]`"));
}

TEST(CheckStructureTest, WrongTypesSayWhatWasFound) {
  const auto first = [](std::string_view piece, std::string_view instead) {
    const auto problems = problems_of(minimal(piece, instead));
    EXPECT_THAT(problems, SizeIs(1));
    return problems.front();
  };
  EXPECT_EQ(first("title = \"Two villages\"", "title = 7"),
            "s.toml:2:9: error: `title` is the number 7; give a text in quotes");
  EXPECT_EQ(first("population = 20_000", "population = \"many\""),
            "s.toml:8:14: error: `municipalities.Aa.population` is the text \"many\"; give a number");
  EXPECT_EQ(first("population = 20_000", "population = true"),
            "s.toml:8:14: error: `municipalities.Aa.population` is true; give a number");
  EXPECT_EQ(first("population = 20_000", "population = [1]"),
            "s.toml:8:14: error: `municipalities.Aa.population` is an array; give a number");
  EXPECT_EQ(first("weeks = 26", "weeks = 2015-07-01"),
            "s.toml:4:9: error: `weeks` is the date 2015-07-01; give a whole number");
  EXPECT_EQ(
      first("start = 2015-07-01\n", "start = \"2015-07-01\"\n"),
      "s.toml:3:9: error: `start` is the text \"2015-07-01\"; give a date without quotes, as in 2015-07-01");
  EXPECT_EQ(first("start = 2015-07-01\n", "start = 2015-07-01T00:00:00\n"),
            "s.toml:3:9: error: `start` is a date with a time; give a date without quotes, as in 2015-07-01");
  EXPECT_EQ(first("[[case_type]]", "[case_type]"),
            "s.toml:33:1: error: `case_types` is a table; give a list of tables, each starting with "
            "`[[case_type]]`");
  EXPECT_EQ(first("members = [\"Aa\", \"De Bee\"]", "members = \"Aa\""),
            "s.toml:28:11: error: `groups.housing.members` is the text \"Aa\"; "
            "give an array of texts, in square brackets");
  EXPECT_EQ(first("[demand]", "[mechanisms]\nreview = 1\n[demand]"),
            "s.toml:31:10: error: `mechanisms.review` is the number 1; give true or false");
  EXPECT_EQ(
      first("[demand]", "[interventions]\nforum = \"yes\"\n[demand]"),
      "s.toml:31:9: error: `interventions.forum` is the text \"yes\"; give true, false or a week, 0 to 2600");
  EXPECT_EQ(
      first("staff_fte = 1.5", "staff_fte = 1.5\nneed = 0.5"),
      "s.toml:13:8: error: `municipalities.Aa.need` is the number 0.5; give a table with a number per name");
}

TEST(CheckStructureTest, OutOfRangeSaysValueAndRange) {
  EXPECT_THAT(problems_of(minimal("colour = -0.5", "colour = -1.5")),
              ElementsAre("s.toml:21:10: error: `municipalities.De Bee.colour` is the number -1.5; "
                          "give a number, -1 to 1"));
  EXPECT_THAT(problems_of(minimal("population = 20_000", "population = 0")),
              ElementsAre("s.toml:8:14: error: `municipalities.Aa.population` is the number 0; "
                          "give a number, above 0, at most 1000000000"));
  EXPECT_THAT(
      problems_of(minimal("weeks = 26", "weeks = 1_000_000_000")),
      ElementsAre("s.toml:4:9: error: `weeks` is the number 1000000000; give a whole number, 1 to 2600"));
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26\nseed = -1")),
              ElementsAre("s.toml:5:8: error: `seed` is the number -1; give a whole number, 0 or more"));
}

TEST(CheckStructureTest, BoundsThemselvesAreAccepted) {
  EXPECT_THAT(problems_of(minimal("colour = -0.5", "colour = -1")), SizeIs(0));
  EXPECT_THAT(problems_of(minimal("colour = -0.5", "colour = 1.0")), SizeIs(0));
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26.0")), SizeIs(0));
}

TEST(CheckStructureTest, NotFiniteAndNotWhole) {
  EXPECT_THAT(problems_of(minimal("latitude = 52.0", "latitude = nan")),
              ElementsAre("s.toml:9:12: error: `municipalities.Aa.latitude` is the number nan; "
                          "give a number, -90 to 90"));
  EXPECT_THAT(problems_of(minimal("latitude = 52.0", "latitude = -inf")),
              ElementsAre(HasSubstr("is the number -inf; give a number, -90 to 90")));
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 25.5")),
              ElementsAre("s.toml:4:9: error: `weeks` is the number 25.5; give a whole number, 1 to 2600"));
  // 2^63 as a floating-point number would overflow the conversion.
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26\nseed = 9223372036854775808.0")), SizeIs(1));
}

TEST(CheckStructureTest, WeeksOfTheSurvey) {
  const auto broken = [](const char* weeks) {
    return problems_of(minimal() + "\n[survey]\nweeks = " + weeks + "\n");
  };
  EXPECT_THAT(broken("[12, 3, 12]"), ElementsAre(HasSubstr("`survey.weeks` has 12 twice; leave one out")));
  EXPECT_THAT(broken("[12.5]"),
              ElementsAre(HasSubstr("`survey.weeks.0` is the number 12.5; give a whole number, "
                                    "0 to 2599")));
  EXPECT_THAT(broken("[-1]"), ElementsAre(HasSubstr("give a whole number, 0 to 2599")));
  EXPECT_THAT(broken("12"), ElementsAre(HasSubstr("an array of weeks, in square brackets")));
  EXPECT_THAT(broken("[\"spring\"]"), ElementsAre(HasSubstr("a whole number")));
}

TEST(CheckStructureTest, WrongChoice) {
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26\nconcept = \"Matrix\"")),
              ElementsAre("s.toml:5:11: error: `concept` is the text \"Matrix\"; did you mean `matrix`?"));
}

TEST(CheckStructureTest, GroupsNeedTwoDifferentMembers) {
  const auto with_members = [](std::string_view members) {
    return problems_of(minimal("members = [\"Aa\", \"De Bee\"]", members));
  };
  EXPECT_THAT(with_members("members = []"),
              ElementsAre("s.toml:28:11: error: `groups.housing.members` has 0 elements; give at least 2"));
  EXPECT_THAT(with_members("members = [\"Aa\"]"),
              ElementsAre("s.toml:28:11: error: `groups.housing.members` has 1 elements; give at least 2"));
  EXPECT_THAT(with_members("members = [\"Aa\", \"De Bee\", \"Aa\"]"),
              ElementsAre("s.toml:28:28: error: `groups.housing.members` has \"Aa\" twice; leave one out"));
}

TEST(CheckStructureTest, ArraysHaveBounds) {
  std::string dates = "elections = [";
  for (int i = 0; i < 5000; ++i) dates += "2018-03-21, ";
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26\n" + dates + "]")),
              ElementsAre("s.toml:5:13: error: `elections` has 5000 elements; give at most 4096"));
}

TEST(CheckStructureTest, ListsHaveBounds) {
  EXPECT_THAT(problems_of(minimal("half_years = [", "half_years = [] # [")),
              ElementsAre("s.toml:31:14: error: `demand.half_years` has 0 elements; give 1 to 200"));
}

TEST(CheckStructureTest, NamesAreOneLineOfText) {
  EXPECT_THAT(
      problems_of(minimal("name = \"rules\"", "name = \"\"")),
      ElementsAre(
          "s.toml:40:8: error: `dossier_kinds.0.name` is empty; give a text of at least one character"));
  EXPECT_THAT(
      problems_of(minimal("name = \"rules\"", "name = \"ru\\u001bles\"")),
      ElementsAre("s.toml:40:8: error: `dossier_kinds.\"ru\\u001Bles\".name` has a line break, tab or other "
                  "control character; give one line of plain text"));
}

TEST(CheckStructureTest, SourcesAreTexts) {
  EXPECT_THAT(problems_of(minimal("staff_fte = 1.5", "staff_fte = 1.5\nsource = 3")),
              ElementsAre("s.toml:13:10: error: `municipalities.Aa.source` is the number 3; "
                          "give a text in quotes, or a table of texts"));
}

// A user corrects a file once, not ten times.
TEST(CheckStructureTest, AllProblemsAtOnceInOrder) {
  const char* text = R"(title = 1
start = 2015-07-01
weeks = 27
sed = 3
concept = "matrx"

[[municipality]]
name = "Aa"
population = -1
latitude = 52.0
longitude = 5.0
colour = 0.5
staff_fte = nan
lettings_per_year = 100

[[municipality]]
name = "Aa"
population = 10_000
latitude = 52.1
longitude = 5.1
colour = -0.5
staff_fte = 0.5
knowledge = 0.4
lettings_per_year = 50

[[group]]
name = "housing"
members = ["Aa", "Ab"]

[demand]
half_years = [{ start = 2015-07-01, target = 14_900, population = 16_828_900 }]

[[case_type]]
name = "single"
persons = 1.5
share = 1
vacancy_share = 1

[[dossier_kind]]
name = "rules"
group = "hosing"
effect = "exchange"
field = "allocation"
)";
  EXPECT_THAT(
      problems_of(text),
      ElementsAre(
          "s.toml:1:9: error: `title` is the number 1; give a text in quotes",
          "s.toml:4:1: error: unknown key \"sed\"; did you mean `seed`?",
          "s.toml:5:11: error: `concept` is the text \"matrx\"; did you mean `matrix`?",
          "s.toml:7:1: error: missing key `knowledge` in `municipalities.Aa`; "
          "add `knowledge = ...`: knowledge of the domain at the start (0 to 1)",
          "s.toml:9:14: error: `municipalities.Aa.population` is the number -1; "
          "give a number, above 0, at most 1000000000",
          "s.toml:13:13: error: `municipalities.Aa.staff_fte` is the number nan; "
          "give a number, above 0, at most 1000",
          "s.toml:17:8: error: a second municipality named \"Aa\"; rename or remove it; the first is at line "
          "8",
          "s.toml:28:18: error: no municipality is named \"Ab\"; did you mean `Aa`?",
          "s.toml:31:25: error: the half-years end on 2016-01-01, before the end of the 27 weeks; "
          "add a half-year that starts on 2016-01-01, or set `weeks` to at most 26",
          "s.toml:35:11: error: `case_types.single.persons` is the number 1.5; give a whole number, 1 to 20",
          "s.toml:41:9: error: no group is named \"hosing\"; did you mean `housing`?"));
}

}  // namespace
}  // namespace polder::scenario
