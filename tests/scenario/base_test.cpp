// A base gives what loading the file again would, the quick way included.
#include "scenario/base.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "scenario/describe.h"
#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string u16() { return fixture("../../scenarios/u16.toml"); }

Base base_of(const std::string& file, const std::vector<Override>& overrides = {}) {
  Loaded loaded;
  std::optional<Base> base = Base::load_file(file, overrides, loaded);
  EXPECT_THAT(texts(loaded.problems), ElementsAre());
  return *base;
}

/// Everything about a scenario: RegistryTest.HasEveryFieldOfTheModel sees to that.
std::vector<std::string> described(const model::Scenario& scenario) {
  std::vector<std::string> lines;
  for (const Entry& entry : describe(scenario)) lines.push_back(entry.path + "=" + entry.value);
  return lines;
}

void expect_same(const Loaded& a, const Loaded& b) {
  EXPECT_EQ(texts(a.problems), texts(b.problems));
  ASSERT_EQ(a.scenario.has_value(), b.scenario.has_value());
  if (a.scenario) {
    EXPECT_EQ(described(*a.scenario), described(*b.scenario));
  }
}

TEST(BaseTest, LoadsAsLoadFileDoes) {
  const std::vector<Override> overrides{{"concept", "matrix"}, {"trust.relational_gain", "0.2"}};
  Loaded loaded;
  const auto base = Base::load_file(u16(), overrides, loaded);
  ASSERT_TRUE(base);
  const Loaded expected = load_file(u16(), overrides);
  expect_same(loaded, expected);
  EXPECT_EQ(loaded.sources.size(), expected.sources.size());
  EXPECT_EQ(described(base->scenario()), described(*expected.scenario));
}

TEST(BaseTest, ReportsWhatLoadFileReports) {
  for (const auto& [file, overrides] : std::vector<std::pair<std::string, std::vector<Override>>>{
           {"absent.toml", {}},
           {u16(), {{"weeks", "3000"}}},
           {u16(), {{"weeks", "200"}, {"trust.x", "1"}}}}) {
    Loaded loaded;
    EXPECT_FALSE(Base::load_file(file, overrides, loaded));
    EXPECT_EQ(texts(loaded.problems), texts(load_file(file, overrides).problems));
    EXPECT_FALSE(loaded.problems.empty());
  }
}

TEST(BaseTest, LoadsTexts) {
  Loaded loaded;
  const std::vector<Source> extended{{"base.toml", minimal()}};
  const auto base = Base::load_text("extends = \"base.toml\"\ntitle = \"t\"", "s.toml", {}, extended, loaded);
  ASSERT_TRUE(base);
  EXPECT_EQ(base->scenario().title, "t");
  EXPECT_FALSE(Base::load_text("extends = \"base.toml\"", "s.toml", {}, {}, loaded));
  EXPECT_THAT(texts(loaded.problems), ElementsAre(HasSubstr("not at hand")));
}

// Every parameter that nothing else depends on, with values right and wrong, written in ways
// that TOML takes and does not: the quick way must not differ from the way of files in anything.
TEST(BaseTest, TheQuickWayIsTheSlowWay) {
  const Base base = base_of(u16());
  // Setting a key of another kind, to what it is, takes the slow way.
  const Override slow{"title", base.scenario().title};
  const std::array<std::string, 26> values{"0",     "1",
                                           "0.05",  "0.1",
                                           "5",     "26",
                                           "3.0",   "3.5",
                                           "-0.3",  "1e2",
                                           "1E2",   "2.5e-1",
                                           "1_0",   "0x10",
                                           "+1",    "007",
                                           "1.",    ".5",
                                           "inf",   "true",
                                           "false", "True",
                                           "\"1\"", "1e400",
                                           " 1",    "100000000000000000"};
  std::size_t tried = 0;
  std::size_t right = 0;
  for (const Entry& entry : describe(base.scenario())) {
    const auto parameter = base.parameter(entry.path);
    if (!parameter || !parameter->independent) continue;
    ++tried;
    std::vector<std::string> all(values.begin(), values.end());
    all.insert(all.end(), parameter->field->choices.begin(), parameter->field->choices.end());
    all.push_back(to_text(Value(parameter->field->range.low)));
    all.push_back(to_text(Value(parameter->field->range.high)));
    all.push_back(to_text(Value(parameter->field->range.high * 1.0001 + 0.1)));
    for (const std::string& value : all) {
      SCOPED_TRACE(entry.path + "=" + value);
      const Loaded quick = base.with(std::array{Override{entry.path, value}});
      const Loaded expected = base.with(std::array{Override{entry.path, value}, slow});
      EXPECT_EQ(texts(quick.problems), texts(expected.problems));
      ASSERT_EQ(quick.scenario.has_value(), expected.scenario.has_value());
      if (!quick.scenario) continue;
      ++right;
      const auto is = [&](const Loaded& loaded) { return parameter->field->get(*loaded.scenario, 0); };
      EXPECT_EQ(is(quick), is(expected));
    }
    const Override change{entry.path, parameter->field->type == Type::on_off   ? "false"
                                      : parameter->field->type == Type::choice ? "ssc"
                                                                               : all[all.size() - 2]};
    expect_same(base.with(std::array{change}), base.with(std::array{change, slow}));
  }
  EXPECT_GT(tried, 190U);
  EXPECT_GT(right, 1000U);
}

// The concept of all groups takes the place of those that groups name themselves.
TEST(BaseTest, TheConceptIsThatOfAllGroups) {
  const Base base = base_of(u16(), {{"groups.housing.concept", "ssc"}});
  EXPECT_EQ(to_text(base.parameter("concept")->value), "differs per group");
  const std::array concept_of_all{Override{"concept", "matrix"}};
  EXPECT_TRUE(base.parameter("concept")->independent);
  const Loaded quick = base.with(concept_of_all);
  EXPECT_EQ(
      described(*quick.scenario),
      described(*load_file(u16(), std::array{Override{"groups.housing.concept", "ssc"}, concept_of_all[0]})
                     .scenario));
}

TEST(BaseTest, LaterOverridesWin) {
  const Base base = base_of(u16(), {{"trust.relational_gain", "0.2"}, {"groups.housing.concept", "ssc"}});
  const auto is = [&](const std::vector<Override>& overrides) {
    return base.with(overrides).scenario->parameters.trust.relational_gain;
  };
  EXPECT_EQ(is({}), 0.2);
  EXPECT_EQ(is({{"trust.relational_gain", "0.3"}, {"trust.relational_gain", "0.4"}}), 0.4);
  EXPECT_EQ(is({{"trust.relational_gain", "0.3"}, {"concept", "network"}}), 0.3);
  EXPECT_EQ(base.scenario().parameters.trust.relational_gain, 0.2);
}

TEST(BaseTest, AddsOverridesToItsOwn) {
  const std::vector<Override> first{{"concept", "matrix"}, {"municipalities.Zeist.staff_fte", "3.5"}};
  const std::vector<Override> second{{"concept", "ssc"}, {"weeks", "52"}, {"trust.relational_gain", "0.2"}};
  std::vector<Override> both = first;
  both.insert(both.end(), second.begin(), second.end());
  const Loaded expected = load_file(u16(), both);
  const Base base = base_of(u16(), first);
  expect_same(base.with(second), expected);
  Loaded loaded;
  const auto rebased = base.rebased(second, loaded);
  ASSERT_TRUE(rebased);
  expect_same(loaded, expected);
  EXPECT_EQ(described(rebased->scenario()), described(*expected.scenario));
  expect_same(rebased->with({}), expected);
}

// A place among the overrides of the base has no line, whoever finds the fault.
TEST(BaseTest, NamesOverridesOfTheBase) {
  const Base base = base_of(u16(), {{"weeks", "100"}});
  const std::vector<Override> late{{"demand.half_years.5.start", "2019-01-01"}};
  std::vector<Override> all{{"weeks", "100"}};
  all.insert(all.end(), late.begin(), late.end());
  expect_same(base.with(late), load_file(u16(), all));
  Loaded loaded;
  EXPECT_FALSE(base.rebased(late, loaded));
  EXPECT_THAT(texts(loaded.problems), ElementsAre(testing::StartsWith("--set demand.half_years.5.start")));
}

TEST(BaseTest, KnowsParameters) {
  const Base base = base_of(u16(), {{"concept", "matrix"}, {"interventions.forum", "26"}});
  const auto is = [&](std::string_view path) {
    const auto parameter = base.parameter(path);
    return parameter ? to_text(parameter->value) : std::string("none");
  };
  EXPECT_EQ(is("concept"), "matrix");
  EXPECT_EQ(is("groups.housing.concept"), "matrix");
  EXPECT_EQ(is("interventions.forum"), "26");
  EXPECT_EQ(is("interventions.monitoring"), "false");
  EXPECT_EQ(is("mechanisms.review"), "true");
  EXPECT_EQ(is("process_manager.present"), "true");
  EXPECT_EQ(is("weeks"), "156");
  EXPECT_EQ(is("start"), "2015-07-01");
  EXPECT_EQ(is("trust.relational_start"), "0.55");
  EXPECT_EQ(is("municipalities.De Bilt.motives.knowledge"), "1.2");
  EXPECT_EQ(is("municipalities.Utrecht.need.housing"), is("municipality.Utrecht.need.\"housing\""));
  EXPECT_EQ(base.parameter("weeks")->field->type, Type::whole);
  EXPECT_TRUE(base.parameter("trust.relational_gain")->independent);
  EXPECT_FALSE(base.parameter("weeks")->independent);
  for (const std::string_view path :
       {"", "trust", "trust.x", "trust.relational_gain.x", "elections", "municipalities",
        "municipalities.Utrecht", "municipalities.Utrech.staff_fte", "extends", "municipalities.Utrecht.need",
        "demand.half_years.99.start", "a..b"}) {
    EXPECT_EQ(is(path), "none") << path;
  }
}

TEST(BaseTest, SaysWhyThereIsNoParameter) {
  const Base base = base_of(u16());
  const auto why = [&](std::string_view path) { return to_string(base.no_parameter(path)); };
  EXPECT_EQ(why("trust.relational_gian"),
            "--set trust.relational_gian=0: error: unknown key \"relational_gian\"; did you mean "
            "`relational_gain`?");
  EXPECT_THAT(why("municipalities.Utrech.staff_fte"), HasSubstr("did you mean `Utrecht`?"));
  EXPECT_THAT(why("trust"), HasSubstr("the path names a table; add one of"));
  EXPECT_THAT(why("a..b"), HasSubstr("not a path"));
  EXPECT_THAT(why("elections"), HasSubstr("`elections` is no number, switch, choice, text or date"));
  EXPECT_THAT(why("municipalities.Utrecht.need.x"), HasSubstr("no group is named \"x\""));
}

TEST(BaseTest, ServesManyThreads) {
  const Base base = base_of(u16());
  const Loaded expected = base.with(std::array{Override{"concept", "ssc"}});
  std::vector<std::thread> threads;
  std::vector<Loaded> results(4);
  for (Loaded& result : results) {
    threads.emplace_back([&base, &result] {
      for (int i = 0; i < 20; ++i) {
        result = base.with(std::array{Override{"concept", "ssc"}});
        (void)base.with(std::array{Override{"trust.relational_gain", "0.1"}});
        (void)base.parameter("municipalities.Utrecht.staff_fte");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Loaded& result : results) expect_same(result, expected);
}

}  // namespace
}  // namespace polder::scenario
