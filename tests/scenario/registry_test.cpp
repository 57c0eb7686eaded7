#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "scenario/field.h"

namespace polder::scenario {
namespace {

void check_documented(const Table& table) {
  SCOPED_TRACE(std::string(table.key));
  std::set<std::string_view> keys;
  EXPECT_FALSE(table.meaning.empty());
  for (const Field& field : table.fields) {
    SCOPED_TRACE(std::string(field.name));
    EXPECT_TRUE(keys.insert(field.name).second) << "key twice";
    EXPECT_FALSE(field.meaning.empty());
    EXPECT_EQ(bool(field.get), bool(field.set));
    if (field.get) {
      EXPECT_FALSE(field.source.empty());
    }
    const bool numeric = field.type == Type::number || field.type == Type::whole ||
                         field.type == Type::numbers || field.type == Type::number_by_name ||
                         field.type == Type::on_off_or_week || field.type == Type::weeks;
    EXPECT_EQ(numeric, !field.unit.empty());
    if (numeric) {
      EXPECT_LT(field.range.low, field.range.high);
    }
    if (field.type == Type::choice) {
      EXPECT_FALSE(field.choices.empty());
    }
  }
  for (const Table& inner : table.tables) {
    EXPECT_TRUE(keys.insert(inner.key).second) << "key twice: " << inner.key;
    EXPECT_EQ(inner.repeat != Repeat::once, inner.count && inner.resize && inner.most > 0);
    check_documented(inner);
  }
}

// Every key has what `describe`, the schema and the messages print of it.
TEST(RegistryTest, EveryKeyIsDocumented) { check_documented(registry()); }

void check_defaults_in_range(const Table& table) {
  for (const Field& field : table.fields) {
    if (field.required || !field.get) continue;
    SCOPED_TRACE(std::string(table.key) + "." + std::string(field.name));
    const Value value = field.get(defaults(), 0);
    if (const auto* number = std::get_if<double>(&value)) {
      EXPECT_GE(*number, field.range.low);
      EXPECT_LE(*number, field.range.high);
      if (field.type == Type::whole) {
        EXPECT_EQ(*number, static_cast<double>(static_cast<long>(*number)));
      }
    }
  }
  for (const Table& inner : table.tables) check_defaults_in_range(inner);
}

// A default outside its own range could not be written into a file.
TEST(RegistryTest, DefaultsAreInRange) { check_defaults_in_range(registry()); }

std::size_t number_of_fields(std::string_view key) {
  for (const Table& table : registry().tables) {
    if (table.key == key) return table.fields.size();
  }
  return 0;
}

// What the model documents is all there.
TEST(RegistryTest, HasEveryFieldOfTheModel) {
  EXPECT_EQ(number_of_fields("interventions"), model::kInterventionFields.size());
  EXPECT_EQ(number_of_fields("mechanisms"), model::kMechanismFields.size());
  EXPECT_EQ(number_of_fields("mechanisms"), sizeof(model::Mechanisms) / sizeof(bool));
  EXPECT_EQ(number_of_fields("interventions"), sizeof(model::Interventions) / sizeof(model::Week));
  const model::Parameters parameters;
  model::for_each_section(parameters, [](std::string_view name, const auto& section, const auto& fields) {
    EXPECT_EQ(number_of_fields(name), fields.size()) << name;
    // Sections hold numbers only, so that their size tells whether one was left undocumented.
    EXPECT_EQ(fields.size(), sizeof(section) / sizeof(double)) << name;
  });
}

// Setting through the registry reaches the very member that getting reads, for every number.
void check_round_trip(const Table& table) {
  for (const Field& field : table.fields) {
    if (field.type != Type::number && field.type != Type::on_off) continue;
    SCOPED_TRACE(std::string(table.key) + "." + std::string(field.name));
    model::Scenario scenario = defaults();
    const Value before = field.get(scenario, 0);
    const Value other =
        field.type == Type::on_off ? Value(!std::get<bool>(before)) : Value(std::get<double>(before) + 0.125);
    field.set(scenario, 0, other);
    EXPECT_EQ(field.get(scenario, 0), other);
    field.set(scenario, 0, before);
    EXPECT_EQ(field.get(scenario, 0), before);
  }
  for (const Table& inner : table.tables) check_round_trip(inner);
}

TEST(RegistryTest, WhatIsSetIsWhatIsGot) { check_round_trip(registry()); }

TEST(RegistryTest, WeeksAreCountedFromTheStart) {
  using std::chrono::year;
  const Date start = year(2015) / 7 / 1;
  EXPECT_EQ(week_of(start, start), 0);
  EXPECT_EQ(week_of(year(2015) / 7 / 7, start), 0);
  EXPECT_EQ(week_of(year(2015) / 7 / 8, start), 1);
  EXPECT_EQ(week_of(year(2015) / 6 / 30, start), -1);
  EXPECT_EQ(week_of(year(2015) / 6 / 24, start), -1);
  EXPECT_EQ(week_of(year(2015) / 6 / 23, start), -2);
  EXPECT_EQ(week_of(year(2016) / 1 / 1, start), 26);
}

TEST(RegistryTest, HalfAYearLaterIsAlwaysADay) {
  using std::chrono::year;
  EXPECT_EQ(half_year_after(year(2015) / 7 / 1), Date(year(2016) / 1 / 1));
  EXPECT_EQ(half_year_after(year(2015) / 8 / 31), Date(year(2016) / 2 / 29));
}

}  // namespace
}  // namespace polder::scenario
