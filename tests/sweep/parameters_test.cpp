// The `[[parameter]]` tables of a sweep file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "support.h"

namespace polder::sweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Parameters from line 5 on, each behind its `[[parameter]]`.
std::string sobol(const std::vector<std::string>& keys) {
  return sweep_text("method = \"sobol\"\nsamples = 64", parameters(keys));
}

std::vector<std::string> problems(const std::vector<std::string>& keys) { return problems_of(sobol(keys)); }

Column column_of(const std::string& keys) { return points_of(sobol({keys})).columns.at(0); }

double least(const Column& column) { return *std::min_element(column.values.begin(), column.values.end()); }
double greatest(const Column& column) {
  return *std::max_element(column.values.begin(), column.values.end());
}

TEST(ParametersTest, NumbersGoFromLowToHigh) {
  const Column column = column_of("path = \"trust.relational_gain\"\nlow = 0.1\nhigh = 0.3\nsource = \"x\"");
  EXPECT_FALSE(column.is_category());
  EXPECT_FALSE(column.whole);
  EXPECT_NEAR(least(column), 0.1, 0.004);
  EXPECT_NEAR(greatest(column), 0.3, 0.004);
  const Column one_of_many = column_of("path = \"municipalities.De Bee.need.housing\"\nlow = 0\nhigh = 1");
  EXPECT_EQ(one_of_many.base, "0.5");
  EXPECT_FALSE(one_of_many.is_category());
}

TEST(ParametersTest, WholeNumbersAndWeeksAreWhole) {
  for (const std::string path : {"agenda.items_per_meeting", "interventions.forum", "weeks"}) {
    const Column column = column_of("path = \"" + path + "\"\nlow = 2\nhigh = 5");
    EXPECT_TRUE(column.whole);
    EXPECT_EQ(std::set<double>(column.values.begin(), column.values.end()), (std::set<double>{2, 3, 4, 5}));
  }
}

TEST(ParametersTest, CategoriesTakeTheirValues) {
  EXPECT_THAT(column_of("path = \"interventions.forum\"\nvalues = [0, 26, false]").levels,
              ElementsAre("0", "26", "false"));
  EXPECT_THAT(column_of("path = \"mechanisms.review\"").levels, ElementsAre("false", "true"));
  EXPECT_THAT(column_of("path = \"process_manager.present\"").levels, ElementsAre("false", "true"));
  EXPECT_THAT(column_of("path = \"concept\"").levels,
              ElementsAre("network", "centre", "matrix", "ssc", "mix"));
  EXPECT_THAT(column_of("path = \"groups.housing.concept\"\nvalues = [\"ssc\", \"matrix\"]").levels,
              ElementsAre("ssc", "matrix"));
  EXPECT_THAT(column_of("path = \"groups.housing.centre\"\nvalues = [\"De Bee\", \"Aa\"]").levels,
              ElementsAre("De Bee", "Aa"));
  EXPECT_THAT(column_of("path = \"trust.relational_gain\"\nvalues = [0.1, 1, 0.25]").levels,
              ElementsAre("0.1", "1", "0.25"));
  EXPECT_THAT(column_of("path = \"weeks\"\nvalues = [10, 20]").levels, ElementsAre("10", "20"));
  EXPECT_THAT(column_of("path = \"start\"\nvalues = [2015-07-01, 2015-07-02]").levels,
              ElementsAre("2015-07-01", "2015-07-02"));
  EXPECT_EQ(column_of("path = \"trust.relational_gain\"\nvalues = [0.1, 0.2]").unit, "");
}

// Every value of every point is one that the scenario takes, as an override.
TEST(ParametersTest, PointsAreScenarios) {
  const Loaded loaded =
      load(sobol({"path = \"interventions.forum\"\nvalues = [0, 20, false, true]",
                  "path = \"groups.housing.centre\"\nvalues = [\"De Bee\", \"Aa\"]",
                  "path = \"start\"\nvalues = [2015-07-01, 2015-07-02]", "path = \"concept\"\ncross = true",
                  "path = \"trust.relational_gain\"\nspread = 1",
                  "path = \"municipalities.De Bee.need.housing\"\nlow = 0\nhigh = 1",
                  "path = \"weeks\"\nlow = 1\nhigh = 20"}));
  ASSERT_TRUE(loaded.sweep);
  const Points& points = loaded.sweep->points;
  EXPECT_EQ(points.size(), 64U * 5);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const scenario::Loaded point = loaded.sweep->base.with(settings(points, i));
    ASSERT_TRUE(point.scenario) << to_string(point.problems.at(0));
    EXPECT_EQ(point.scenario->parameters.trust.relational_gain, points.columns[4].values[i]);
    EXPECT_EQ(point.scenario->weeks, static_cast<int>(points.columns[6].values[i]));
  }
}

TEST(ParametersTest, SpreadGoesAroundTheBase) {
  Column column = column_of("path = \"trust.relational_start\"\nspread = 0.5");  // 0.55
  EXPECT_NEAR(least(column), 0.275, 0.01);
  EXPECT_NEAR(greatest(column), 0.825, 0.01);
  column = column_of("path = \"trust.relational_start\"\nspread = 1");
  EXPECT_LE(greatest(column), 1.0);                             // the greatest that is accepted
  column = column_of("path = \"urgency.base\"\nspread = 0.5");  // -1.4
  EXPECT_NEAR(least(column), -2.1, 0.03);
  EXPECT_NEAR(greatest(column), -0.7, 0.03);
  column = column_of("path = \"agenda.items_per_meeting\"\nspread = 0.2");  // 6: 4.8 to 7.2
  EXPECT_EQ(least(column), 4.0);
  EXPECT_EQ(greatest(column), 8.0);
}

TEST(ParametersTest, SpreadNeedsABase) {
  const std::string zero = "path = \"municipalities.Aa.arrears_at_start\"\nspread = 0.5";
  EXPECT_THAT(
      problems({zero}),
      ElementsAre(
          "s.toml:7:10: error: `spread` of `municipalities.Aa.arrears_at_start`: its base value is 0; "
          "give `low` and `high`"));
  EXPECT_THAT(problems({"path = \"municipalities.Aa.population\"\nspread = 1"}),
              ElementsAre(HasSubstr("it reaches 0, but the parameter is to be above that")));
  EXPECT_THAT(
      problems({"path = \"trust.relational_gain\"\nspread = 1.5"}),
      ElementsAre(StartsWith("s.toml:7:10: error: `parameter.0.spread` is the number 1.5; give a number")));
}

TEST(ParametersTest, PatternsStandForNumbers) {
  const Points points =
      points_of(sobol({"path = \"trust.*\"\nspread = 0.5\nexcept = [\"trust.relational_gain\"]"}));
  ASSERT_GT(points.columns.size(), 3U);
  for (const Column& column : points.columns) {
    EXPECT_THAT(column.path, StartsWith("trust."));
    EXPECT_NE(column.path, "trust.relational_gain");
    EXPECT_FALSE(column.is_category());
  }
  const Points all = points_of(sobol({"path = \"*\"\nspread = 0.5"}));
  EXPECT_GT(all.columns.size(), 150U);
  for (const Column& column : all.columns) {
    EXPECT_NE(column.base, "0");
    EXPECT_EQ(std::count(column.path.begin(), column.path.end(), '.'), 1);
    EXPECT_NE(column.path, "demand.scale");
  }
  std::vector<std::string> paths;
  for (const Column& column :
       points_of(sobol({"path = \"municipalities.*.staff_fte\"\nspread = 0.1"})).columns) {
    paths.push_back(column.path);
  }
  EXPECT_THAT(paths, ElementsAre("municipalities.Aa.staff_fte", "municipalities.De Bee.staff_fte"));
}

TEST(ParametersTest, PatternsThatStandForNothingAreRefused) {
  EXPECT_THAT(problems({"path = \"trsut.*\"\nspread = 0.5"}),
              ElementsAre(StartsWith(
                  "s.toml:6:8: error: no number matches \"trsut.*\"; write a part of a path as `*`")));
  EXPECT_THAT(problems({"path = \"trust.*\"\nlow = 0\nhigh = 1"}),
              ElementsAre(StartsWith("s.toml:6:8: error: the pattern \"trust.*\" has no `spread`")));
  EXPECT_THAT(
      problems({"path = \"trust.*\"\nspread = 0.5\nlow = 1"}),
      ElementsAre("s.toml:8:7: error: `low` of `trust.*`: a pattern goes with `spread`; leave it out"));
  EXPECT_THAT(
      problems({"path = \"trust.*\"\nspread = 0.5\nexcept = [\"trust.relational_gian\"]"}),
      ElementsAre("s.toml:8:11: error: \"trust.*\" matches no \"trust.relational_gian\"; did you mean "
                  "`trust.relational_gain`?"));
  EXPECT_THAT(problems({"path = \"municipalities.*.arrears_at_start\"\nspread = 0.5"}),
              ElementsAre(StartsWith("s.toml:6:8: error: every number that matches")));
  EXPECT_THAT(problems({"path = \"municipalities.*.population\"\nspread = 1"}),
              testing::Contains(HasSubstr("add it to `except`")));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nspread = 0.5\nexcept = [\"x\"]"}),
              ElementsAre("s.toml:8:10: error: `except` goes with a pattern; leave it out"));
}

TEST(ParametersTest, DistributionsHaveTheirKeys) {
  const std::string range = "path = \"trust.relational_gain\"\nlow = 0.01\nhigh = 0.3\n";  // lines 6 to 8
  EXPECT_THAT(problems({range + "distribution = \"triangular\"\nmode = 0.1"}), IsEmpty());
  EXPECT_THAT(problems({range + "distribution = \"normal\"\nmean = 0.1\nsd = 0.1"}), IsEmpty());
  EXPECT_THAT(problems({range + "distribution = \"log_uniform\""}), IsEmpty());
  EXPECT_THAT(
      problems({range + "distribution = \"gaussian\""}),
      ElementsAre(StartsWith("s.toml:9:16: error: `parameter.0.distribution` is the text \"gaussian\"")));
  EXPECT_THAT(problems({range + "distribution = \"normal\"\nmean = 0.1"}),
              ElementsAre("s.toml:9:16: error: `trust.relational_gain` has no `sd`; add it: the distribution "
                          "normal needs it"));
  EXPECT_THAT(
      problems({range + "distribution = \"triangular\"\nmode = 0.4"}),
      ElementsAre(
          "s.toml:10:8: error: `mode` of `trust.relational_gain` is 0.4; give a number, 0.01 to 0.3"));
  EXPECT_THAT(
      problems({range + "mode = 0.1\nsd = 1"}),
      ElementsAre(
          "s.toml:9:8: error: `mode` of `trust.relational_gain`: only the distribution triangular has it; "
          "leave it out",
          StartsWith("s.toml:10:6: error: `sd` of `trust.relational_gain`: only the distribution normal")));
  EXPECT_THAT(problems({range + "distribution = \"normal\"\nmean = 9\nsd = 0.1"}),
              ElementsAre(StartsWith("s.toml:10:8: error: less than 1e-06 of the normal distribution")));
  EXPECT_THAT(
      problems({"path = \"trust.relational_gain\"\nlow = 0\nhigh = 0.3\ndistribution = \"log_uniform\""}),
      ElementsAre(
          StartsWith("s.toml:7:7: error: `trust.relational_gain` goes down to 0, which has no logarithm")));
  EXPECT_THAT(problems({"path = \"weeks\"\nlow = 1\nhigh = 9\ndistribution = \"log_uniform\""}),
              ElementsAre(HasSubstr("`weeks` is whole, and whole values are equally likely")));
}

TEST(ParametersTest, RangesAreChecked) {
  EXPECT_THAT(
      problems({"path = \"trust.relational_gain\""}),
      ElementsAre("s.toml:6:8: error: `trust.relational_gain` has no `low` and `high`; add them (0 to 1), or "
                  "`values` or `spread`"));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nlow = 0.1"}),
              ElementsAre(HasSubstr("`trust.relational_gain` has no `high`")));
  EXPECT_THAT(
      problems({"path = \"trust.relational_gain\"\nlow = 0.2\nhigh = 0.2"}),
      ElementsAre(
          "s.toml:8:8: error: `high` of `trust.relational_gain` is 0.2, `low` is 0.2; give a `high` above "
          "`low`"));
  EXPECT_THAT(
      problems({"path = \"trust.relational_gain\"\nlow = -1\nhigh = 2"}),
      ElementsAre(
          StartsWith("s.toml:7:7: error: `low of trust.relational_gain` is the number -1; give a number"),
          StartsWith("s.toml:8:8: error: `high of trust.relational_gain` is the number 2")));
  EXPECT_THAT(problems({"path = \"interventions.forum\"\nlow = 1.5\nhigh = 2"}),
              ElementsAre(StartsWith(
                  "s.toml:7:7: error: `low of interventions.forum` is the number 1.5; give a whole")));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nlow = nan\nhigh = 0.2"}), testing::Not(IsEmpty()));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nlow = \"a\"\nhigh = 0.2"}),
              ElementsAre(HasSubstr("`parameter.0.low` is the text \"a\"")));
  // The half-years end after 26 weeks.
  EXPECT_THAT(problems({"path = \"weeks\"\nlow = 10\nhigh = 40"}),
              ElementsAre(StartsWith("s.toml:8:8: error: `weeks` = 40: the half-years end on")));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nlow = 0\nhigh = 1\nspread = 0.5"}),
              ElementsAre(HasSubstr("`low` of `trust.relational_gain`: `spread` says how far it goes"),
                          HasSubstr("`high` of")));
}

TEST(ParametersTest, ValuesAreChecked) {
  EXPECT_THAT(problems({"path = \"concept\"\nvalues = [\"ssc\", \"netwerk\"]"}),
              ElementsAre("s.toml:7:18: error: `concept` is the text \"netwerk\"; did you mean `network`?"));
  EXPECT_THAT(problems({"path = \"interventions.forum\"\nvalues = [true, -1, \"x\"]"}),
              ElementsAre(StartsWith("s.toml:7:17: error: `interventions.forum` is the number -1"),
                          StartsWith("s.toml:7:21: error: `interventions.forum` is the text \"x\"")));
  EXPECT_THAT(
      problems({"path = \"concept\"\nvalues = [\"ssc\"]"}),
      ElementsAre(StartsWith("s.toml:7:10: error: `parameter.0.values` has 1 elements; give at least 2")));
  EXPECT_THAT(problems({"path = \"concept\"\nvalues = [\"ssc\", \"ssc\"]"}),
              ElementsAre("s.toml:7:18: error: `values` of `concept` has ssc twice; leave one out"));
  EXPECT_THAT(
      problems({"path = \"concept\"\nvalues = [[1], 2]"}),
      testing::Contains(StartsWith("s.toml:7:11: error: `parameter.0.values.0` is an array; give a number")));
  EXPECT_THAT(
      problems({"path = \"concept\"\nlow = 1\nhigh = 2"}),
      ElementsAre(
          "s.toml:7:7: error: `low` of `concept`: it is no number that goes from low to high; leave it out",
          HasSubstr("`high` of `concept`")));
  EXPECT_THAT(problems({"path = \"concept\"\nvalues = [\"ssc\", \"mix\"]\nspread = 0.1"}),
              ElementsAre(HasSubstr("`spread` of `concept`: it takes the `values` as they are")));
  EXPECT_THAT(
      problems({"path = \"interventions.forum\""}),
      ElementsAre(StartsWith("s.toml:6:8: error: `interventions.forum` has no `values`; add `values = [...]` "
                             "(true, false or a week, 0 to 2600), or weeks from `low` to `high`")));
  EXPECT_THAT(problems({"path = \"trust.relational_gain\"\nlow = 0\nhigh = 1\ncross = true"}),
              ElementsAre(StartsWith(
                  "s.toml:9:9: error: `cross` of `trust.relational_gain`: only `values` can be crossed")));
  EXPECT_THAT(problems({"path = \"groups.housing.centre\"\nvalues = [\"Aa\", \"Bee\"]"}),
              ElementsAre(StartsWith(
                  "s.toml:7:17: error: `groups.housing.centre` = Bee: the centre \"Bee\" is not a member")));
}

TEST(ParametersTest, PathsAreChecked) {
  const auto path = [](const std::string& p) {
    return problems({"path = \"" + p + "\"\nlow = 1\nhigh = 2"});
  };
  EXPECT_THAT(
      path("trust.relational_gian"),
      ElementsAre("s.toml:6:8: error: unknown key \"relational_gian\"; did you mean `relational_gain`?"));
  EXPECT_THAT(
      path("seed"),
      ElementsAre(
          "s.toml:6:8: error: `seed` cannot vary: every point meets the same random numbers; give `seed` at "
          "the top of the sweep"));
  EXPECT_THAT(path("replicates"),
              ElementsAre(HasSubstr("`replicates` cannot vary: the replicates are the same random")));
  EXPECT_THAT(path("title"), ElementsAre(HasSubstr("`title` cannot vary: it changes nothing")));
  EXPECT_THAT(path("municipalities.Aa.name"), ElementsAre(HasSubstr("cannot vary: other keys refer to it")));
  EXPECT_THAT(path("elections"), ElementsAre(HasSubstr("`elections` is no number, switch, choice")));
  EXPECT_THAT(path("a..b"), ElementsAre(HasSubstr("not a path")));
  EXPECT_THAT(problems({"low = 1\nhigh = 2"}),
              ElementsAre(StartsWith("s.toml:5:1: error: missing key `path` in `parameter.0`")));
  EXPECT_THAT(
      problems({"path = \"concept\"", "path = \"concept\""}),
      ElementsAre(
          "s.toml:8:8: error: `concept` is there twice; remove one, or add it to the `except` of a pattern; "
          "the first is at line 6"));
  EXPECT_THAT(
      problems({"path = \"trust.*\"\nspread = 0.5", "path = \"trust.relational_gain\"\nspread = 0.5"}),
      ElementsAre(StartsWith("s.toml:9:8: error: `trust.relational_gain` is there twice")));
}

Points one_at_a_time(const std::string& keys) {
  return points_of(sweep_text("method = \"one_at_a_time\"", parameters({keys})));
}

TEST(ParametersTest, OneAtATimeStartsFromTheBase) {
  const Points range = one_at_a_time("path = \"trust.relational_start\"\nlow = 0.3\nhigh = 0.7");
  EXPECT_EQ(range.columns[0].values[0], 0.55);
  EXPECT_EQ(range.size(), 6U);
  // 0.55 is one of the levels.
  EXPECT_EQ(one_at_a_time("path = \"trust.relational_start\"\nlow = 0.1\nhigh = 1").size(), 5U);
  const Points category = one_at_a_time("path = \"concept\"\nvalues = [\"matrix\", \"ssc\"]");
  EXPECT_THAT(category.columns[0].levels, ElementsAre("network", "matrix", "ssc"));
  EXPECT_THAT(category.columns[0].values, ElementsAre(0, 1, 2));
  EXPECT_THAT(one_at_a_time("path = \"interventions.forum\"\nvalues = [10, false]").columns[0].values,
              ElementsAre(1, 0));
  EXPECT_THAT(
      problems_of(
          sweep_text("method = \"one_at_a_time\"",
                     parameters({"path = \"interventions.forum\"\nlow = 1\nhigh = 9",
                                 "path = \"groups.housing.centre\"\nvalues = [\"Aa\", \"De Bee\"]"}))),
      ElementsAre(
          "s.toml:5:8: error: `interventions.forum` is false in the base scenario, which is no week; give "
          "`values`, among them that one",
          "s.toml:9:8: error: `groups.housing.centre` has no value of its own in the base scenario; give it "
          "one with `set = [\"groups.housing.centre=...\"]`"));
}

}  // namespace
}  // namespace polder::sweep
