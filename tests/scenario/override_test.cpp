#include "scenario/override.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/interventions.h"
#include "scenario/describe.h"
#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

model::Scenario with(std::vector<Override> overrides, std::string_view file = "valid/complete.toml") {
  const Loaded loaded = load_file(fixture(file), overrides);
  EXPECT_THAT(texts(loaded.problems), ElementsAre());
  return loaded.scenario.value_or(model::Scenario{});
}

TEST(OverrideTest, PathsSplitAtDotsOutsideQuotes) {
  EXPECT_THAT(split_path("a.De Bilt.c"), Optional(ElementsAre("a", "De Bilt", "c")));
  EXPECT_THAT(split_path("a.\"St. Anna\".c"), Optional(ElementsAre("a", "St. Anna", "c")));
  EXPECT_THAT(split_path("a.\"b\\\"\\\\c\""), Optional(ElementsAre("a", "b\"\\c")));
  EXPECT_THAT(split_path("a.'s-Hertogenbosch"), Optional(ElementsAre("a", "'s-Hertogenbosch")));
  for (const char* path : {"", ".", "a.", ".a", "a..b", "a.\"b", "a.\"b\"c", "a.\"\""}) {
    EXPECT_EQ(split_path(path), std::nullopt) << path;
  }
}

// What `describe` prints can be typed in again.
TEST(OverrideTest, PartsSurviveThePath) {
  for (const char* name : {"De Bilt", "St. Anna", "a\"b", "a\\b", "a=b", " a ", "'s-Hertogenbosch"}) {
    EXPECT_THAT(split_path("x." + path_part(name) + ".y"), Optional(ElementsAre("x", name, "y")));
  }
}

TEST(OverrideTest, ArgumentsSplitAtTheFirstEqualsSignOutsideQuotes) {
  const auto split = [](std::string_view text) {
    const auto override_ = parse_override(text, "--vary");
    return override_ ? override_->path + "|" + override_->value + "|" + override_->option : "none";
  };
  EXPECT_EQ(split("weeks=3"), "weeks|3|--vary");
  EXPECT_EQ(split("a.\"x=y\".b={ c = 1 }"), "a.\"x=y\".b|{ c = 1 }|--vary");
  EXPECT_EQ(split("title="), "title||--vary");
  EXPECT_EQ(split("weeks"), "none");
}

TEST(OverrideTest, ReachesEveryKindOfTable) {
  const model::Scenario scenario = with({{"weeks", "40"},
                                         {"municipalities.De Bee.staff_fte", "3"},
                                         {"municipalities.\"St. Cee\".need.\"care. and work\"", "0.75"},
                                         {"municipalities.\"St. Cee\".motives.strength", "0.5"},
                                         {"groups.housing.centre", "De Bee"},
                                         {"process_manager.employer", "independent"},
                                         {"demand.scale", "2"},
                                         {"demand.half_years.2.target", "1"},
                                         {"case_types.family.share", "5"},
                                         {"dossier_kinds.joint building.also_fields", "[\"allocation\"]"},
                                         {"interventions.forum", "true"},
                                         {"interventions.monitoring", "3"},
                                         {"mechanisms.effort", "false"},
                                         {"trust.relational_gain", "0.125"}});
  EXPECT_EQ(scenario.weeks, 40);
  EXPECT_EQ(scenario.municipalities.at(1).staff_fte, 3.0);
  EXPECT_THAT(scenario.municipalities.at(2).need, ElementsAre(0.5, 0.75));
  EXPECT_EQ(scenario.municipalities.at(2).motives.strength, 0.5);
  EXPECT_EQ(scenario.groups.at(0).centre, 1);
  EXPECT_EQ(scenario.process_manager.employer, model::kNone);
  EXPECT_EQ(scenario.demand.scale, 2.0);
  EXPECT_EQ(scenario.demand.half_years.at(2).target, 1.0);
  EXPECT_EQ(scenario.demand.case_types.at(1).share, 5.0);
  EXPECT_THAT(scenario.dossier_kinds.at(1).also_fields, ElementsAre("allocation"));
  EXPECT_EQ(scenario.interventions.forum, 0);
  EXPECT_EQ(scenario.interventions.monitoring, 3);
  EXPECT_FALSE(scenario.mechanisms.effort);
  EXPECT_EQ(scenario.parameters.trust.relational_gain, 0.125);
}

TEST(OverrideTest, MakesTablesThatTheFileLacks) {
  const model::Scenario scenario = with({{"municipalities.Aa.need.housing", "0.25"},
                                         {"process_manager.present", "false"},
                                         {"trust.relational_gain", "0.125"}},
                                        "valid/minimal.toml");
  EXPECT_THAT(scenario.municipalities.at(0).need, ElementsAre(0.25));
  EXPECT_FALSE(scenario.process_manager.present);
  EXPECT_EQ(scenario.parameters.trust.relational_gain, 0.125);
}

TEST(OverrideTest, WhatIsNoTomlIsAText) {
  EXPECT_EQ(with({{"title", "two words"}}).title, "two words");
  EXPECT_EQ(with({{"title", "\"in quotes\""}}).title, "in quotes");
  EXPECT_EQ(with({{"title", "x\\y \"z\""}}).title, "x\\y \"z\"");
  EXPECT_EQ(with({{"process_manager.employer", "De Bee"}}).process_manager.employer, 1);
}

TEST(OverrideTest, LaterOnesWin) { EXPECT_EQ(with({{"weeks", "10"}, {"weeks", "20"}}).weeks, 20); }

// Comparing concepts means all groups, also those that name their own in the file.
TEST(OverrideTest, ConceptReplacesThatOfEveryGroup) {
  const model::Scenario all = with({{"concept", "ssc", "--vary"}});
  EXPECT_EQ(all.groups.at(0).concept_, model::Concept::ssc);
  EXPECT_EQ(all.groups.at(1).concept_, model::Concept::ssc);
  const model::Scenario one = with({{"concept", "ssc"}, {"groups.\"care. and work\".concept", "mix"}});
  EXPECT_EQ(one.groups.at(0).concept_, model::Concept::ssc);
  EXPECT_EQ(one.groups.at(1).concept_, model::Concept::mix);
}

// However an intervention is asked for, it is the same scenario, and so the same results.
TEST(OverrideTest, InterventionsAreTheSameFromTheFileFromSetAndFromVary) {
  const auto value_of = [](const model::Scenario& scenario, std::string_view path) {
    for (const Entry& entry : describe(scenario)) {
      if (entry.path == path) return entry.value;
    }
    return std::string("absent");
  };
  std::vector<std::pair<std::string, std::string>> settings;
  for (const auto& field : model::kInterventionFields) {
    settings.emplace_back("interventions", std::string(field.name));
  }
  settings.emplace_back("concept_switch", "week");
  for (const auto& [table, key] : settings) {
    const std::string path = table + "." + key;
    std::string text = minimal() + "\n[" + table + "]\n" + key + " = 13\n";
    std::vector<Override> set{{path, "13", "--set"}};
    std::vector<Override> vary{{path, "13", "--vary"}};
    if (table == "concept_switch") {
      text += "to = \"ssc\"\n";
      set.push_back({"concept_switch.to", "ssc", "--set"});
      vary.push_back({"concept_switch.to", "ssc", "--vary"});
    }
    const Loaded from_file = load_text(text, "s.toml");
    const Loaded from_set = load_text(minimal(), "s.toml", set);
    const Loaded from_vary = load_text(minimal(), "s.toml", vary);
    ASSERT_TRUE(from_file.scenario && from_set.scenario && from_vary.scenario) << path;
    EXPECT_EQ(value_of(*from_file.scenario, path), "13");
    EXPECT_EQ(describe_json(*from_file.scenario), describe_json(*from_set.scenario)) << path;
    EXPECT_EQ(describe_json(*from_file.scenario), describe_json(*from_vary.scenario)) << path;
  }
}

TEST(OverrideTest, UnknownPaths) {
  EXPECT_THAT(
      problems_of_override("replicats", "3"),
      ElementsAre("--set replicats=3: error: unknown parameter \"replicats\"; did you mean `replicates`?"));
  EXPECT_THAT(problems_of_override("municipalities.De Be.colour", "0"),
              ElementsAre("--set municipalities.De Be.colour=0: error: unknown municipality \"De Be\"; "
                          "did you mean `De Bee`?"));
  EXPECT_THAT(problems_of_override("process_manager.hours", "0"),
              ElementsAre("--set process_manager.hours=0: error: unknown key \"hours\"; "
                          "did you mean `hours_per_week`?"));
  EXPECT_THAT(problems_of_override("weeks.a", "0"),
              ElementsAre("--set weeks.a=0: error: `weeks` has no part \"a\"; end the path at `weeks`"));
  EXPECT_THAT(problems_of_override("trust", "0"),
              ElementsAre(HasSubstr("--set trust=0: error: the path names a table; add one of ")));
  EXPECT_THAT(
      problems_of_override("municipalities", "0"),
      ElementsAre("--set municipalities=0: error: the path stops at `municipalities`; say which and what of "
                  "it, as in `municipalities.NAME.population`"));
  EXPECT_THAT(problems_of_override("demand.half_years.1.target", "0"),
              ElementsAre("--set demand.half_years.1.target=0: error: `half_years` has no element \"1\"; "
                          "count from 0; there are 1"));
  EXPECT_THAT(problems_of_override("municipalities.Aa.need.work", "0"),
              ElementsAre("--set municipalities.Aa.need.work=0: error: no group is named \"work\"; "
                          "allowed is `housing`"));
  EXPECT_THAT(problems_of_override("a..b", "0"), ElementsAre(HasSubstr("--set a..b=0: error: not a path; ")));
  EXPECT_THAT(
      problems_of_override("extends", "x"),
      ElementsAre("--set extends=x: error: `extends` cannot be set here; change it in the scenario file"));
}

TEST(OverrideTest, ValuesAreCheckedLikeThoseOfFiles) {
  EXPECT_THAT(problems_of_override("weeks", "many"),
              ElementsAre("--set weeks=many: error: `weeks` is the text \"many\"; give a whole number"));
  EXPECT_THAT(problems_of_override("weeks", "27"), ElementsAre(HasSubstr("before the end of the 27 weeks")));
  EXPECT_THAT(
      problems_of_override("municipalities.Aa.colour", "nan"),
      ElementsAre("--set municipalities.Aa.colour=nan: error: `municipalities.Aa.colour` is the number nan; "
                  "give a number, -1 to 1"));
  EXPECT_THAT(problems_of_override("groups.housing.members", "[\"Aa\", \"Be\"]"),
              ElementsAre(HasSubstr("no municipality is named \"Be\"")));
  const std::vector<Override> vary{{"concept", "centr", "--vary"}};
  EXPECT_THAT(
      problems_of(minimal(), vary),
      ElementsAre("--vary concept=centr: error: `concept` is the text \"centr\"; did you mean `centre`?"));
}

// A value cannot smuggle in a second key, nor spoil the terminal.
TEST(OverrideTest, ValuesAreOneValueOnOneLine) {
  EXPECT_THAT(problems_of_override("weeks", "3\nseed = 4"),
              ElementsAre("--set weeks=3 seed = 4: error: `weeks` is the text \"3\\u000Aseed = 4\"; "
                          "give a whole number"));
  EXPECT_THAT(problems_of_override("title", "\xFF"),
              ElementsAre("--set: error: a path or value that is not UTF-8 text; write it in UTF-8"));
}

TEST(OverrideTest, ProblemsOfFileAndOverridesComeTogether) {
  const std::vector<Override> overrides{{"weeks", "0"}, {"sed", "1"}};
  EXPECT_THAT(problems_of(minimal("colour = 0.5", "colour = 5"), overrides), testing::SizeIs(3));
}

}  // namespace
}  // namespace polder::scenario
