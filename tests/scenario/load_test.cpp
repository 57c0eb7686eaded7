#include "scenario/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "scenario/describe.h"
#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> values(const model::Scenario& scenario) {
  std::vector<std::string> result;
  for (const Entry& entry : describe(scenario)) result.push_back(entry.path + " = " + entry.value);
  return result;
}

TEST(LoadTest, ScenarioOrProblems) {
  const Loaded good = load_file(fixture("valid/minimal.toml"));
  EXPECT_TRUE(good.scenario.has_value());
  EXPECT_THAT(texts(good.problems), IsEmpty());
  const Loaded bad = load_file(fixture("broken/structural/too_large.toml"));
  EXPECT_FALSE(bad.scenario.has_value());
  EXPECT_THAT(bad.problems, SizeIs(1));
}

TEST(LoadTest, SourcesAreVerbatim) {
  const Loaded loaded = load_file(fixture("valid/extends.toml"));
  ASSERT_THAT(loaded.sources, SizeIs(2));
  EXPECT_EQ(loaded.sources[0].file, fixture("valid/extends.toml"));
  EXPECT_EQ(loaded.sources[0].text, read_text(fixture("valid/extends.toml")));
  EXPECT_EQ(loaded.sources[1].text, minimal());
}

// A results file carries these texts, and is run again from them alone.
TEST(LoadTest, TextEqualsFile) {
  for (const char* name : {"valid/minimal.toml", "valid/complete.toml", "valid/extends.toml"}) {
    const std::vector<Override> overrides{{"municipalities.De Bee.colour", "0.25"}, {"title", "again"}};
    const Loaded from_file = load_file(fixture(name), overrides);
    const Loaded from_text = load_text(from_file.sources.front().text, from_file.sources.front().file,
                                       overrides, from_file.sources);
    ASSERT_TRUE(from_file.scenario && from_text.scenario) << name;
    EXPECT_EQ(values(*from_text.scenario), values(*from_file.scenario));
  }
}

TEST(LoadTest, TextWithoutItsSources) {
  const Loaded loaded = load_text("extends = \"base.toml\"", "dir/s.toml");
  EXPECT_THAT(texts(loaded.problems),
              ElementsAre("dir/s.toml:1:11: error: \"dir/base.toml\" is not at hand; add it to the sources"));
}

TEST(LoadTest, FilesThatCannotBeRead) {
  EXPECT_THAT(
      texts(load_file("no/such.toml").problems),
      ElementsAre("no/such.toml: error: \"no/such.toml\" cannot be opened: No such file or directory; "
                  "give the name of a readable scenario file"));
  EXPECT_THAT(texts(load_file(POLDER_FIXTURES).problems),
              ElementsAre(HasSubstr("is a directory; give a scenario file")));
  EXPECT_THAT(texts(load_file("/dev/zero").problems), ElementsAre(HasSubstr("larger than 16 MiB")));
}

TEST(ExtendsTest, ChangesWhatItNames) {
  const Loaded loaded = load_file(fixture("valid/extends.toml"));
  ASSERT_TRUE(loaded.scenario);
  const model::Scenario& scenario = *loaded.scenario;
  EXPECT_EQ(scenario.title, "Two villages, as a matrix");
  EXPECT_EQ(scenario.weeks, 26);
  ASSERT_THAT(scenario.municipalities, SizeIs(3));
  EXPECT_EQ(scenario.municipalities[1].name, "De Bee");
  EXPECT_EQ(scenario.municipalities[1].staff_fte, 2.0);
  EXPECT_EQ(scenario.municipalities[1].population, 10000.0);
  EXPECT_EQ(scenario.municipalities[2].name, "Cee");
  ASSERT_THAT(scenario.groups, SizeIs(1));
  EXPECT_THAT(scenario.groups[0].members, ElementsAre(0, 1, 2));
  EXPECT_EQ(scenario.groups[0].concept_, model::Concept::matrix);
}

TEST(ExtendsTest, ProblemsCarryTheFileTheyAreIn) {
  const std::vector<Source> sources{{"dir/base.toml", minimal("colour = -0.5", "colour = -5")}};
  const Loaded loaded =
      load_text("extends = \"base.toml\"\n[[municipality]]\nname = \"Aa\"\ncolour = 7\nsalary = 1\n",
                "dir/s.toml", {}, sources);
  EXPECT_THAT(
      texts(loaded.problems),
      ElementsAre(
          "dir/base.toml:21:10: error: `municipalities.De Bee.colour` is the number -5; "
          "give a number, -1 to 1",
          "dir/s.toml:4:10: error: `municipalities.Aa.colour` is the number 7; give a number, -1 to 1",
          HasSubstr("dir/s.toml:5:1: error: unknown key \"salary\" in `municipalities.Aa`")));
}

TEST(ExtendsTest, NamesUsedTwiceAcrossFiles) {
  const std::vector<Source> sources{{"base.toml", minimal()}};
  // The first changes the one in base.toml, the second has no counterpart.
  EXPECT_THAT(
      problems_of("extends = \"base.toml\"\n[[group]]\nname = \"housing\"\n[[group]]\nname = \"housing\"\n"
                  "members = [\"Aa\", \"De Bee\"]",
                  {}, sources),
      ElementsAre("s.toml:5:8: error: a second group named \"housing\"; rename or remove it; "
                  "the first is at line 3"));
}

TEST(ExtendsTest, MissingFile) {
  EXPECT_THAT(texts(load_file(fixture("broken/semantic/extends_nothing.toml")).problems),
              ElementsAre(testing::AllOf(HasSubstr("extends_nothing.toml:5:11: error: "),
                                         HasSubstr("nothing.toml\" cannot be opened: No such file"))));
}

TEST(ExtendsTest, Cycles) {
  const std::vector<Source> sources{{"b.toml", "extends = \"./x/../s.toml\""}};
  EXPECT_THAT(problems_of("extends = \"b.toml\"", {}, sources),
              ElementsAre("b.toml:1:11: error: \"s.toml\" extends itself, directly or through others; "
                          "extend a file that does not lead back here"));
  EXPECT_THAT(texts(load_file(fixture("broken/semantic/extends_itself.toml")).problems),
              ElementsAre(HasSubstr("extends itself")));
}

TEST(ExtendsTest, LongChains) {
  std::vector<Source> sources;
  for (int i = 0; i < 100; ++i) {
    sources.push_back({std::to_string(i) + ".toml", "extends = \"" + std::to_string(i + 1) + ".toml\""});
  }
  EXPECT_THAT(problems_of("extends = \"0.toml\"", {}, sources),
              ElementsAre(HasSubstr("more than 16 files extend one another; make the chain shorter")));
}

TEST(ExtendsTest, SyntaxErrorBelowIsTheOnlyProblem) {
  const std::vector<Source> sources{{"base.toml", "weeks = "}};
  EXPECT_THAT(problems_of("extends = \"base.toml\"\nnonsense = 3", {}, sources),
              ElementsAre(HasSubstr("base.toml:1:")));
}

TEST(ExtendsTest, MustBeAText) {
  EXPECT_THAT(problems_of(minimal("weeks = 26", "weeks = 26\nextends = 3")),
              ElementsAre("s.toml:5:11: error: `extends` is the number 3; give a text in quotes"));
}

}  // namespace
}  // namespace polder::scenario
