#include "scenario/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "scenario/field.h"
#include "support.h"

namespace polder::scenario {
namespace {

model::Scenario loaded(std::string_view name, std::span<const Override> overrides = {}) {
  const Loaded result = load_file(fixture(name), overrides);
  EXPECT_THAT(texts(result.problems), testing::ElementsAre());
  return result.scenario.value_or(model::Scenario{});
}

std::map<std::string, Entry> by_path(const model::Scenario& scenario) {
  std::map<std::string, Entry> entries;
  for (const Entry& entry : describe(scenario)) {
    EXPECT_TRUE(entries.emplace(entry.path, entry).second) << "twice: " << entry.path;
  }
  return entries;
}

std::size_t parameters_of(const Table& table, const model::Scenario& scenario) {
  std::size_t count = 0;
  for (const Field& field : table.fields) {
    if (field.get) count += field.type == Type::number_by_name ? scenario.groups.size() : 1;
  }
  for (const Table& inner : table.tables) {
    const std::size_t elements = inner.repeat == Repeat::once ? 1 : inner.count(scenario);
    count += elements * parameters_of(inner, scenario);
  }
  return count;
}

TEST(DescribeTest, CoversEveryField) {
  for (const char* name : {"valid/minimal.toml", "valid/complete.toml"}) {
    const model::Scenario scenario = loaded(name);
    EXPECT_EQ(by_path(scenario).size(), parameters_of(registry(), scenario)) << name;
  }
}

TEST(DescribeTest, EveryEntryIsComplete) {
  for (const Entry& entry : describe(loaded("valid/complete.toml"))) {
    EXPECT_FALSE(entry.value.empty()) << entry.path;
    EXPECT_FALSE(entry.range.empty()) << entry.path;
    EXPECT_FALSE(entry.meaning.empty()) << entry.path;
    EXPECT_FALSE(entry.source.empty()) << entry.path;
  }
}

TEST(DescribeTest, ShowsValuesOfTheScenarioBesideDefaults) {
  const auto entries = by_path(loaded("valid/complete.toml"));
  const auto value = [&](const char* path) {
    return entries.at(path).value + " | " + entries.at(path).default_value;
  };
  EXPECT_EQ(value("start"), "2015-07-01 | ");
  EXPECT_EQ(value("seed"), "9223372036854775807 | 1");
  EXPECT_EQ(value("concept"), "differs per group | network");
  EXPECT_EQ(value("elections"), "[2016-03-16] | []");  // the first day of that week
  EXPECT_EQ(value("municipalities.\"St. Cee\".population"), "5000 | ");
  EXPECT_EQ(value("municipalities.Aa.need.\"care. and work\""), "0.1 | 0.5");
  EXPECT_EQ(value("municipalities.De Bee.need.\"care. and work\""), "0.5 | 0.5");
  EXPECT_EQ(value("municipalities.Aa.targets"), "[10, 20.5, 30] | share of population");
  EXPECT_EQ(value("municipalities.De Bee.targets"), "share of population | share of population");
  EXPECT_EQ(value("municipalities.Aa.motives.efficiency"), "0.25 | 1");
  EXPECT_EQ(value("groups.housing.members"), "[\"Aa\", \"De Bee\", \"St. Cee\"] | ");
  EXPECT_EQ(value("groups.\"care. and work\".concept"), "centre | that of the scenario");
  EXPECT_EQ(value("groups.housing.centre"),
            "the member with most inhabitants | the member with most inhabitants");
  EXPECT_EQ(value("process_manager.employer"), "De Bee | independent");
  EXPECT_EQ(value("demand.half_years.1.start"), "2015-07-01 | ");
  EXPECT_EQ(value("dossier_kinds.rules.tasks"), "5 | 3");
  EXPECT_EQ(value("interventions.monitoring"), "0 | false");
  EXPECT_EQ(value("interventions.forum"), "26 | false");
  EXPECT_EQ(value("mechanisms.review"), "false | true");
  EXPECT_EQ(entries.at("trust.relational_gain").value, "0.25");
}

// The printed default need is the one that loading uses.
TEST(DescribeTest, DefaultNeedIsTheDefault) {
  const Entry entry = by_path(loaded("valid/minimal.toml")).at("municipalities.Aa.need.housing");
  EXPECT_EQ(entry.value, entry.default_value);
}

// What describe prints, given back as overrides of another scenario with the same names, is this scenario.
TEST(DescribeTest, ValuesRoundTrip) {
  const model::Scenario scenario = loaded("valid/complete.toml");
  const std::set<std::string> in_words{"differs per group", "share of population",
                                       "the member with most inhabitants", "none",
                                       "that of `concept_switch`"};
  std::vector<Override> overrides;
  for (const Entry& entry : describe(scenario)) {
    // Half-years start on the printed day's week, not on the day itself.
    const bool half_year_start =
        entry.path.starts_with("demand.half_years.") && entry.path.ends_with(".start");
    if (!in_words.contains(entry.value) && !half_year_start) overrides.push_back({entry.path, entry.value});
  }
  const auto before = describe(scenario);
  const auto after = describe(loaded("valid/complete.toml", overrides));
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_EQ(before[i].value, after[i].value) << before[i].path;
}

// Every number of every mechanism, pushed off its default, arrives in the scenario.
TEST(DescribeTest, EveryParameterCanBeSet) {
  const auto before = describe(loaded("valid/minimal.toml"));
  std::vector<Override> overrides;
  for (const Table& table : registry().tables) {
    for (const Field& field : table.fields) {
      if (table.repeat != Repeat::once || (field.type != Type::number && field.type != Type::whole)) continue;
      const std::string path = std::string(table.path) + "." + std::string(field.name);
      const auto entry =
          std::find_if(before.begin(), before.end(), [&](const Entry& e) { return e.path == path; });
      ASSERT_NE(entry, before.end()) << path;
      const bool at_high = std::stod(entry->value) == field.range.high;
      overrides.push_back({path, to_text(Value(at_high ? field.range.low : field.range.high))});
    }
  }
  const auto after = by_path(loaded("valid/minimal.toml", overrides));
  for (const Override& override_ : overrides) {
    EXPECT_EQ(std::stod(after.at(override_.path).value), std::stod(override_.value)) << override_.path;
  }
}

TEST(DescribeTest, JsonHoldsTheSame) {
  const model::Scenario scenario = loaded("valid/complete.toml");
  const auto json = nlohmann::json::parse(describe_json(scenario));
  const auto entries = describe(scenario);
  ASSERT_EQ(json.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(json[i]["path"], entries[i].path);
    EXPECT_EQ(json[i]["value"], entries[i].value);
    EXPECT_EQ(json[i]["default"].is_null(), entries[i].default_value.empty());
    EXPECT_EQ(json[i]["meaning"], entries[i].meaning);
  }
}

}  // namespace
}  // namespace polder::scenario
