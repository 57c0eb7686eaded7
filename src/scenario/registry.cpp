#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <utility>

#include "scenario/field.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

Table whole_file() {
  Table file{.key = "", .path = "", .meaning = "a scenario"};
  file.fields = top_level_fields();
  file.tables = {municipality_table(),    group_table(),         concept_switch_table(),
                 process_manager_table(), demand_table(),        case_type_table(),
                 dossier_kind_table(),    interventions_table(), mechanisms_table()};
  for (Table& table : parameter_tables()) file.tables.push_back(std::move(table));
  file.tables.push_back(survey_table());
  return file;
}

void add_one_element(const Table& table, model::Scenario& scenario) {
  if (table.repeat != Repeat::once) table.resize(scenario, 1);
  for (const Table& inner : table.tables) add_one_element(inner, scenario);
}

}  // namespace

const Table& registry() {
  static const Table file = whole_file();
  return file;
}

const model::Scenario& defaults() {
  static const model::Scenario scenario = [] {
    model::Scenario one_of_each;
    add_one_element(registry(), one_of_each);
    return one_of_each;
  }();
  return scenario;
}

model::Week week_of(const Date& date, const Date& start) {
  const auto days = (std::chrono::sys_days(date) - std::chrono::sys_days(start)).count();
  return static_cast<model::Week>(days >= 0 ? days / 7 : -((-days + 6) / 7));
}

Date half_year_after(const Date& date) {
  const Date later = date + std::chrono::months(6);
  return later.ok() ? later : Date(later.year() / later.month() / std::chrono::last);
}

std::string range_text(const Range& range) {
  // Beyond what a whole number can be: no upper limit to speak of.
  if (range.high >= 0x1p63) return fmt::format("{} or more", range.low);
  if (range.above_low) return fmt::format("above {}, at most {}", range.low, range.high);
  return fmt::format("{} to {}", range.low, range.high);
}

std::string accepts(const Field& field) {
  switch (field.type) {
    case Type::text:
      return "text";
    case Type::number:
      return range_text(field.range);
    case Type::whole:
      return "whole, " + range_text(field.range);
    case Type::on_off:
      return "true or false";
    case Type::on_off_or_week:
      return "true, false or a week, " + range_text(field.range);
    case Type::choice:
      return fmt::format("{}", fmt::join(field.choices, ", "));
    case Type::date:
      return "date";
    case Type::dates:
      return "dates";
    case Type::names:
      return field.fewest > 0 ? fmt::format("names, {} or more", field.fewest) : "names";
    case Type::weeks:
      return "weeks, each whole, " + range_text(field.range);
    case Type::numbers:
      return "numbers, each " + range_text(field.range);
    case Type::number_by_name:
      return range_text(field.range);
    case Type::values:
      return field.fewest > 0 ? fmt::format("an array of values, {} or more", field.fewest)
                              : "an array of values";
    case Type::note:
      return "text";
  }
  return {};
}

bool takes(const Field& field, double number, bool integer) {
  const Range& range = field.range;
  const bool whole =
      field.type == Type::whole || field.type == Type::on_off_or_week || field.type == Type::weeks;
  if (!std::isfinite(number) || number < range.low || number > range.high) return false;
  if (range.above_low && number <= range.low) return false;
  // 2^63 as a floating-point number is one more than a whole number can be.
  return !whole || (number == std::floor(number) && (integer || number < 0x1p63));
}

std::vector<std::string_view> known_keys(const Table& table) {
  std::vector<std::string_view> keys;
  for (const Field& field : table.fields) keys.push_back(field.name);
  for (const Table& inner : table.tables) keys.push_back(inner.key);
  return keys;
}

}  // namespace polder::scenario
