// The file as a whole: keys at the top, the design, the base scenario, and what the command line changes.
#include "sweep/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "model/outcomes/outcome.h"
#include "scenario/describe.h"
#include "support.h"

namespace polder::sweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string kParameter = "[[parameter]]\npath = \"trust.relational_gain\"\nlow = 0.01\nhigh = 0.1\n";

/// A right sweep with other keys at its top.
std::string with_keys(const std::string& keys) {
  return keys + "\nscenario = \"minimal.toml\"\n[design]\nmethod = \"sobol\"\nsamples = 4\n" + kParameter;
}

/// A sweep with this `[design]`, which starts in line 3.
std::string with_design(const std::string& design, const std::string& parameters = kParameter) {
  return sweep_text(design, parameters);
}

TEST(SweepLoadTest, ReadsASweep) {
  const Loaded loaded =
      load(with_keys("title = \"t\"\nset = [\"concept=ssc\"]\nreplicates = 7\nseed = 8\nweeks = 20"));
  ASSERT_TRUE(loaded.sweep);
  EXPECT_THAT(loaded.problems, IsEmpty());
  const Sweep& sweep = *loaded.sweep;
  EXPECT_EQ(sweep.title, "t");
  EXPECT_EQ(sweep.replicates, 7U);
  EXPECT_EQ(sweep.seed, 8U);
  EXPECT_EQ(sweep.base.scenario().weeks, 20);
  EXPECT_EQ(sweep.base.scenario().seed, 8U);
  EXPECT_EQ(sweep.base.scenario().groups[0].concept_, model::Concept::ssc);
  EXPECT_EQ(sweep.points.size(), 4U);
  EXPECT_EQ(sweep.points.columns[0].unit, "1/event");
  EXPECT_EQ(sweep.points.columns[0].base, "0.05");
  EXPECT_THAT(sweep.points.columns[0].meaning, HasSubstr("trust"));
  EXPECT_THAT(sweep.sources, SizeIs(1));
  EXPECT_EQ(sweep.sources[0].file, "s.toml");
  EXPECT_THAT(sweep.scenario_sources, SizeIs(1));
  std::vector<std::string> overrides;
  for (const auto& override_ : sweep.overrides) overrides.push_back(to_string(override_));
  EXPECT_THAT(overrides, ElementsAre("set concept=ssc", "set weeks=20", "set seed=8", "set replicates=7"));
}

TEST(SweepLoadTest, WhatIsLeftOutComesFromTheScenario) {
  const Sweep sweep = *load(with_keys("")).sweep;
  EXPECT_EQ(sweep.title, "Two villages");
  EXPECT_EQ(sweep.replicates, sweep.base.scenario().replicates);
  EXPECT_EQ(sweep.seed, sweep.base.scenario().seed);
  EXPECT_EQ(sweep.base.scenario().weeks, 26);
  EXPECT_EQ(sweep.outcomes.size(), model::scalar_catalogue(sweep.base.scenario()).size());
  EXPECT_THAT(sweep.overrides, IsEmpty());
}

TEST(SweepLoadTest, TheCallerHasTheLastWord) {
  const Changes changes{
      .overrides = {{"weeks", "10"}, {"replicates", "3"}, {"seed", "4"}, {"concept", "matrix"}},
      .samples = "6"};
  const Loaded loaded =
      load(with_keys("set = [\"concept=ssc\"]\nweeks = 20\nseed = 8\nreplicates = 9"), changes);
  ASSERT_TRUE(loaded.sweep);
  EXPECT_EQ(loaded.sweep->base.scenario().weeks, 10);
  EXPECT_EQ(loaded.sweep->replicates, 3U);
  EXPECT_EQ(loaded.sweep->seed, 4U);
  EXPECT_EQ(loaded.sweep->base.scenario().groups[0].concept_, model::Concept::matrix);
  EXPECT_EQ(loaded.sweep->points.size(), 6U);
  EXPECT_EQ(loaded.sweep->overrides.size(), 8U);
}

// The effective overrides, on the base scenario, make the base.
TEST(SweepLoadTest, OverridesTellTheWholeStory) {
  const Sweep sweep = *load(with_keys("set = [\"trust.content_gain=0.2\"]\nweeks = 20"),
                            {.overrides = {{"replicates", "3"}}, .samples = {}})
                           .sweep;
  const scenario::Loaded again =
      scenario::load_text(sweep.scenario_sources[0].text, sweep.scenario_sources[0].file, sweep.overrides);
  const auto described = [](const model::Scenario& s) { return scenario::describe_json(s); };
  EXPECT_EQ(described(*again.scenario), described(sweep.base.scenario()));
}

TEST(SweepLoadTest, OutcomesAreInTheOrderOfTheCatalogue) {
  const auto outcomes = [](const std::string& list) {
    return load(with_keys("outcomes = " + list)).sweep->outcomes;
  };
  EXPECT_THAT(outcomes("[\"cost_total\", \"decisions_total\"]"),
              ElementsAre("decisions_total", "cost_total"));
  EXPECT_EQ(outcomes("[\"all\"]"), outcomes("[\"main\", \"all\"]"));
  std::vector<std::string> main;
  for (const auto& outcome : model::scalar_catalogue(model::Scenario{})) {
    if (outcome.main) main.emplace_back(outcome.name);
  }
  EXPECT_EQ(outcomes("[\"main\"]"), main);
  EXPECT_EQ(outcomes("[\"main\", \"cost_total\"]"), main);
}

// Without a survey a sweep has no columns of nothing.
TEST(SweepLoadTest, OutcomesOfTheSurveyNeedOne) {
  const auto with_survey = *load(with_keys("set = [\"survey.weeks=[5]\"]")).sweep;
  EXPECT_EQ(with_survey.outcomes.size(), model::scalar_catalogue().size());
  EXPECT_THAT(
      load(with_keys("set = [\"survey.weeks=[5]\"]\noutcomes = [\"survey_grade_mean\"]")).sweep->outcomes,
      ElementsAre("survey_grade_mean"));
  EXPECT_THAT(
      problems_of(with_keys("outcomes = [\"survey_grade_mean\", \"cost_total\"]")),
      ElementsAre(
          "s.toml:1:13: error: \"survey_grade_mean\" is an outcome of the survey, and the scenario holds "
          "none; leave it out, or say when the survey is held, as in set = [\"survey.weeks=[52]\"]"));
}

TEST(SweepLoadTest, MistakesAtTheTopHavePlaces) {
  EXPECT_THAT(problems_of(with_keys("replicats = 3")),
              ElementsAre("s.toml:1:1: error: unknown key \"replicats\"; did you mean `replicates`?"));
  EXPECT_THAT(
      problems_of(with_keys("replicates = 0")),
      ElementsAre(StartsWith("s.toml:1:14: error: `replicates` is the number 0; give a whole number")));
  EXPECT_THAT(
      problems_of(with_keys("outcomes = [\"cost_totl\", \"main\"]")),
      ElementsAre("s.toml:1:13: error: no outcome is named \"cost_totl\"; did you mean `cost_total`?"));
  EXPECT_THAT(problems_of(with_keys("outcomes = []")), ElementsAre(HasSubstr("give at least 1")));
  EXPECT_THAT(problems_of(with_keys("set = [\"weeks\"]")),
              ElementsAre("s.toml:1:8: error: \"weeks\" changes nothing; write \"PATH=VALUE\", as in "
                          "\"concept=matrix\""));
  EXPECT_THAT(problems_of("[design]\nmethod = \"sobol\"\nsamples = 4\n" + kParameter),
              ElementsAre(HasSubstr("s.toml:1:1: error: missing key `scenario`; add `scenario = ...`")));
  EXPECT_THAT(problems_of("scenario = \"minimal.toml\""),
              ElementsAre("s.toml:1:1: error: missing table `design`; add `[design]`"));
  EXPECT_THAT(problems_of("scenario = = 1"), ElementsAre(StartsWith("s.toml:1:12: error: not valid TOML")));
  EXPECT_THAT(problems_of(""), ElementsAre(HasSubstr("the file is empty")));
}

TEST(SweepLoadTest, MistakesInSettingsHaveThePlaceOfTheSetting) {
  EXPECT_THAT(problems_of(with_keys("set = [\"weeks=20\",\n  \"concept=netwerk\"]")),
              ElementsAre("s.toml:2:3: error: `concept` is the text \"netwerk\"; did you mean `network`?"));
  EXPECT_THAT(problems_of(with_keys("set = [\"trust.x=1\"]")),
              ElementsAre(StartsWith("s.toml:1:8: error: unknown key \"x\"")));
  EXPECT_THAT(problems_of(with_keys("weeks = 27"), {.overrides = {{"trust.x", "1"}}, .samples = {}}),
              testing::IsSupersetOf({StartsWith("--set trust.x=1: error: unknown key")}));
}

TEST(SweepLoadTest, TheScenarioHasToBeThereAndRight) {
  std::string text = with_keys("");
  text.replace(text.find("minimal"), 7, "absent");
  EXPECT_THAT(problems_of(text),
              ElementsAre("s.toml:2:12: error: \"absent.toml\" is not at hand; add it to the sources"));
  const std::vector<scenario::Source> sources{{"s.toml", with_keys("")}};
  const std::vector<scenario::Source> wrong{{"minimal.toml", "title = 3"}};
  EXPECT_THAT(texts(load_text(sources, wrong).problems),
              testing::Contains("minimal.toml:1:9: error: `title` is the number 3; give a text in quotes"));
  EXPECT_THAT(texts(load_text({}, {}).problems), SizeIs(1));
}

TEST(SweepLoadTest, EveryMistakeIsReportedAtOnce) {
  const std::vector<std::string> problems = problems_of(
      "scenario = \"minimal.toml\"\nset = [\"x\"]\ncolour = 1\noutcomes = [\"a\"]\n[design]\n"
      "method = \"sobol\"\nlevels = 4\n[[parameter]]\npath = \"trust.x\"\nlow = 1\nhigh = 2\n" +
      parameters({"path = \"weeks\"\nlow = 20\nhigh = 10"}));
  std::vector<std::string> places;
  for (const std::string& problem : problems) places.push_back(problem.substr(0, problem.find(": error")));
  EXPECT_THAT(places, ElementsAre("s.toml:2:8", "s.toml:3:1", "s.toml:4:13", "s.toml:5:1", "s.toml:7:10",
                                  "s.toml:9:8", "s.toml:15:8"));
}

TEST(DesignKeysTest, GoWithTheirMethods) {
  EXPECT_THAT(
      problems_of(with_design("method = \"sobool\"\nsamples = 4")),
      ElementsAre("s.toml:3:10: error: `design.method` is the text \"sobool\"; did you mean `sobol`?"));
  EXPECT_THAT(
      problems_of(with_design("method = \"sobol\"")),
      ElementsAre("s.toml:2:1: error: the method sobol has no `samples`; add `samples = ...` to `[design]`"));
  EXPECT_THAT(
      problems_of(with_design("method = \"one_at_a_time\"\nsamples = 4\nseed = 2\nsecond_order = true\n"
                              "file = \"x\"")),
      ElementsAre("s.toml:4:11: error: `samples` does not go with the method one_at_a_time; leave it out",
                  StartsWith("s.toml:5:8: error: `seed` does not go with"),
                  StartsWith("s.toml:6:16: error: `second_order` does not go with"),
                  StartsWith("s.toml:7:8: error: `file` does not go with")));
  EXPECT_THAT(problems_of(with_design("method = \"sobol\"\nsamples = 4\nlevels = 4")),
              ElementsAre(StartsWith("s.toml:5:10: error: `levels` does not go with the method sobol")));
  for (const std::string levels : {"3", "2", "5"}) {
    EXPECT_THAT(
        problems_of(with_design("method = \"morris\"\nsamples = 4\nlevels = " + levels)),
        ElementsAre("s.toml:5:10: error: `levels` is " + levels + "; give an even number, 4 or more"));
  }
  EXPECT_THAT(problems_of(with_design("method = \"sobol\"\nsamples = 0")),
              ElementsAre(StartsWith(
                  "s.toml:4:11: error: `design.samples` is the number 0; give a whole number, 1 to")));
  EXPECT_THAT(problems_of(with_design("method = \"factorial\"")),
              ElementsAre(StartsWith(
                  "s.toml:2:1: error: a factorial with numbers from `low` to `high` has no `levels`")));
}

TEST(DesignKeysTest, HaveTheirUsualValues) {
  const Points grid = points_of(with_design("method = \"morris\"\nsamples = 4"));
  EXPECT_EQ(grid.levels, 4U);
  EXPECT_EQ(points_of(with_design("method = \"one_at_a_time\"")).size(), 6U);
  const Points once = points_of(with_design("method = \"sobol\"\nsamples = 4"));
  EXPECT_EQ(once, points_of(with_design("method = \"sobol\"\nsamples = 4\nseed = 1")));
  EXPECT_NE(once, points_of(with_design("method = \"sobol\"\nsamples = 4\nseed = 2")));
  EXPECT_EQ(points_of(with_design("method = \"saltelli\"\nsamples = 4")).size(), 12U);
  EXPECT_EQ(points_of(with_design("method = \"saltelli\"\nsamples = 4\nsecond_order = true")).size(), 16U);
}

TEST(DesignKeysTest, SamplesAsTyped) {
  const auto problems = [](const std::string& design, const std::string& typed) {
    return problems_of(with_design(design), {.overrides = {}, .samples = typed});
  };
  for (const std::string typed : {"", "x", "0", "-1", "1.5", "99999999999", "3 "}) {
    EXPECT_THAT(problems("method = \"sobol\"", typed),
                ElementsAre("--samples " + typed +
                            ": error: not a number of samples; give a whole number, 1 to 20000000"));
  }
  EXPECT_THAT(problems("method = \"sobol\"", "5"), IsEmpty());
  EXPECT_THAT(problems("method = \"one_at_a_time\"", "5"),
              ElementsAre("--samples 5: error: the method one_at_a_time has no samples; leave it out"));
}

TEST(DesignKeysTest, SizesHaveLimits) {
  EXPECT_THAT(
      problems_of(with_design("method = \"saltelli\"\nsamples = 20_000_000")),
      ElementsAre(
          "s.toml:2:1: error: the design has 60000000 points of 1 parameters; give fewer samples, levels "
          "or crossed values: at most 20000000 points and 500000000 values are kept"));
  EXPECT_THAT(problems_of(with_design("method = \"sobol\"\nsamples = 4", "")),
              ElementsAre("s.toml:2:1: error: there is no parameter to vary; add a `[[parameter]]`"));
  EXPECT_THAT(problems_of(with_design("method = \"sobol\"\nsamples = 4",
                                      parameters({"path = \"concept\"\ncross = true"}))),
              ElementsAre(StartsWith("s.toml:2:1: error: every parameter is crossed")));
  EXPECT_THAT(
      points_of(with_design("method = \"factorial\"", parameters({"path = \"concept\"\ncross = true"})))
          .size(),
      5U);
}

/// A folder that is gone afterwards.
struct Folder {
  Folder() : path(std::filesystem::path(testing::TempDir()) / "polder_sweep_load_test") {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path / "sweeps");
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }

  std::filesystem::path path;
};

TEST(SweepFileTest, FilesAndTextsAreTheSame) {
  const Folder folder;
  folder.write("base.toml", read_text(source_file("tests/scenario/valid/minimal.toml")));
  folder.write("child.toml", "extends = \"base.toml\"\ntitle = \"child\"");
  folder.write("sweeps/p.csv", "trust.relational_gain\n0.1\n0.2\n");
  const std::string file = folder.write(
      "sweeps/s.toml", "scenario = \"../child.toml\"\n[design]\nmethod = \"table\"\nfile = \"p.csv\"\n");
  const Loaded loaded = load_file(file);
  ASSERT_THAT(texts(loaded.problems), IsEmpty());
  EXPECT_EQ(loaded.sources.size(), 2U);
  EXPECT_EQ(loaded.sweep->title, "child");
  EXPECT_EQ(loaded.sweep->scenario_sources.size(), 2U);
  const Loaded again = load_text(loaded.sweep->sources, loaded.sweep->scenario_sources);
  ASSERT_THAT(texts(again.problems), IsEmpty());
  EXPECT_EQ(again.sweep->points, loaded.sweep->points);
  EXPECT_EQ(again.sweep->title, loaded.sweep->title);
  EXPECT_EQ(scenario::describe_json(again.sweep->base.scenario()),
            scenario::describe_json(loaded.sweep->base.scenario()));
}

TEST(SweepFileTest, MissingFilesAreNamedWhereTheyAreAskedFor) {
  const Folder folder;
  EXPECT_THAT(texts(load_file((folder.path / "absent.toml").string()).problems),
              ElementsAre(HasSubstr(
                  "cannot be opened: No such file or directory; give the name of a readable sweep file")));
  EXPECT_THAT(load_file((folder.path / "absent.toml").string()).sources, IsEmpty());
  EXPECT_THAT(texts(load_file(folder.path.string()).problems), ElementsAre(HasSubstr("is a directory")));
  std::string text = with_keys("");
  const std::string file = folder.write("s.toml", text);
  EXPECT_THAT(texts(load_file(file).problems), ElementsAre(StartsWith(file + ":2:12: error: \"")));
  folder.write("minimal.toml", read_text(source_file("tests/scenario/valid/minimal.toml")));
  EXPECT_THAT(texts(load_file(file).problems), IsEmpty());
  const std::string table =
      folder.write("t.toml", "scenario = \"minimal.toml\"\n[design]\nmethod = \"table\"\nfile = \"p.csv\"\n");
  EXPECT_THAT(
      texts(load_file(table).problems),
      ElementsAre(testing::AllOf(StartsWith(table + ":4:8: error: \""), HasSubstr("readable CSV file"))));
}

TEST(SweepFileTest, IsKnownByItsDesign) {
  const Folder folder;
  EXPECT_TRUE(looks_like_sweep(folder.write("s.toml", with_keys("nonsense = 1"))));
  EXPECT_FALSE(
      looks_like_sweep(folder.write("m.toml", read_text(source_file("tests/scenario/valid/minimal.toml")))));
  EXPECT_FALSE(looks_like_sweep(folder.write("b.toml", "[design\n")));
  EXPECT_FALSE(looks_like_sweep((folder.path / "absent.toml").string()));
  EXPECT_FALSE(looks_like_sweep(folder.path.string()));
}

}  // namespace
}  // namespace polder::sweep
