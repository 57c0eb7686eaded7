// The points of a CSV file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support.h"

namespace polder::sweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const std::string kSweep = sweep_text("method = \"table\"\nfile = \"points.csv\"", "");

std::vector<std::string> problems(std::string_view table) { return problems_of(kSweep, {}, table); }

TEST(TableTest, RowsArePoints) {
  const Points points =
      points_of(kSweep, {},
                "concept,trust.relational_gain,interventions.forum,\"agenda.items_per_meeting\"\r\n"
                "ssc,0.1,false,3\r\n\"matrix\", 1e-2 ,26,4\r\nssc,1_0e-2,26,5\r\n");
  EXPECT_EQ(points.method, Method::table);
  EXPECT_EQ(points.total, 3U);
  EXPECT_THAT(points.sample, ElementsAre(0, 1, 2));
  EXPECT_THAT(points.role, ElementsAre(0, 0, 0));
  ASSERT_EQ(points.columns.size(), 4U);
  EXPECT_THAT(points.columns[0].levels, ElementsAre("ssc", "matrix"));
  EXPECT_THAT(points.columns[0].values, ElementsAre(0, 1, 0));
  EXPECT_EQ(points.columns[0].base, "network");
  EXPECT_FALSE(points.columns[1].is_category());
  EXPECT_THAT(points.columns[1].values, ElementsAre(0.1, 0.01, 0.1));
  EXPECT_EQ(points.columns[1].unit, "1/event");
  EXPECT_THAT(points.columns[2].levels, ElementsAre("false", "26"));
  EXPECT_TRUE(points.columns[3].whole);
  EXPECT_FALSE(points.columns[3].crossed);
}

TEST(TableTest, NamesAreChecked) {
  EXPECT_THAT(
      problems("concept,trust.relational_gian,,concept,seed\n"),
      ElementsAre("points.csv:1:1: error: the table has no points; write a line of values per point",
                  "points.csv:1:9: error: unknown key \"relational_gian\"; did you mean `relational_gain`?",
                  "points.csv:1:31: error: an empty name; give the path of a parameter",
                  "points.csv:1:32: error: `concept` is there twice; remove one of the columns",
                  StartsWith("points.csv:1:40: error: `seed` cannot vary")));
  EXPECT_THAT(problems("\n\n"), ElementsAre(HasSubstr("points.csv:1:1: error: the table is empty")));
}

TEST(TableTest, ValuesAreChecked) {
  EXPECT_THAT(
      problems("concept,trust.relational_gain,agenda.items_per_meeting\nssc,0.1,3\nnetwerk,7,2.5\nssc,,"
               "x\nssc,1\n"),
      ElementsAre(
          "points.csv:3:1: error: `concept` is the text \"netwerk\"; did you mean `network`?",
          "points.csv:3:9: error: `trust.relational_gain` is the number 7; give a number, 0 to 1",
          StartsWith("points.csv:3:11: error: `agenda.items_per_meeting` is the number 2.5; give a whole"),
          "points.csv:4:5: error: `trust.relational_gain` has no value; give one",
          StartsWith("points.csv:4:6: error: `agenda.items_per_meeting` is the text \"x\""),
          "points.csv:5:1: error: 2 values for 3 parameters; give one value per column of the first line"));
}

TEST(TableTest, FormIsChecked) {
  EXPECT_THAT(
      problems("concept\nssc\n\"mix"),
      ElementsAre(
          "points.csv:3:1: error: the quote is never closed; put a double quote at the end of the value"));
  EXPECT_THAT(problems("concept\n\xFF"),
              ElementsAre("points.csv: error: the table is not UTF-8 text; save the file with "
                          "UTF-8 encoding"));
}

TEST(TableTest, EveryPointMayBeRunWithEachValueOfFurtherParameters) {
  const Points points =
      points_of(kSweep + parameters({"path = \"concept\"\nvalues = [\"ssc\", \"mix\"]\ncross = true"}), {},
                "demand.scale\n1\n2\n");
  ASSERT_EQ(points.columns.size(), 2U);
  EXPECT_THAT(points.columns[0].values, ElementsAre(1.0, 1.0, 2.0, 2.0));
  EXPECT_THAT(points.columns[1].values, ElementsAre(0.0, 1.0, 0.0, 1.0));
  EXPECT_TRUE(points.columns[1].crossed);
  EXPECT_THAT(points.sample, ElementsAre(0, 0, 1, 1));
  EXPECT_EQ(points.total, 4U);
  EXPECT_THAT(
      problems_of(kSweep + parameters({"path = \"concept\"\nvalues = [\"ssc\", \"mix\"]\ncross = true"}), {},
                  "concept\nssc\n"),
      ElementsAre(StartsWith("s.toml:5:1: error: concept is a column of the table too")));
}

TEST(TableTest, TheTableAloneNamesParameters) {
  EXPECT_THAT(
      problems_of(kSweep + parameters({"path = \"concept\""}), {}, "concept\nssc\n"),
      ElementsAre(StartsWith("s.toml:5:1: error: a parameter beside a table of points; add `cross = true`")));
  EXPECT_THAT(problems_of(sweep_text("method = \"table\"", "")),
              ElementsAre("s.toml:2:1: error: the method table has no `file`; add `file = \"points.csv\"`"));
  EXPECT_THAT(problems_of(kSweep),
              ElementsAre("s.toml:4:8: error: \"points.csv\" is not at hand; add it to the sources"));
}

}  // namespace
}  // namespace polder::sweep
