// Documented keys and tables of a scenario file: the one description that reading, checking,
// overriding, `polder describe` and the JSON Schema all follow.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario.h"
#include "scenario/value.h"

namespace polder::scenario {

/// What a key may hold.
enum class Type {
  text,            ///< one line, not empty
  number,          ///< finite
  whole,           ///< whole number; 3.0 counts as one
  on_off,          ///< true or false
  on_off_or_week,  ///< true, false or the week it starts
  choice,          ///< one of Field::choices
  date,            ///< local date
  dates,           ///< array of local dates, no two the same
  weeks,           ///< array of whole numbers of weeks, no two the same
  names,           ///< array of texts, no two the same
  numbers,         ///< array of numbers
  number_by_name,  ///< table with a number per name
  values,          ///< array of numbers, texts, dates, true and false
  note,            ///< text or table of texts for people; the model does not see it
};

/// Accepted numbers, and numbers within arrays and tables.
struct Range {
  double low = 0.0;
  double high = 0.0;
  bool above_low = false;  ///< `low` itself is not accepted
};

/// One key. `get` and `set` take the position of the list element that holds it (of the nearest
/// list around it), 0 outside lists.
struct Field {
  std::string_view name;
  Type type = Type::number;
  std::string_view unit = "";  ///< "1" for a dimensionless share; empty when not a number
  Range range = {};
  std::span<const std::string_view> choices = {};
  std::size_t fewest = 0;   ///< smallest length of an array
  std::size_t most = 4096;  ///< greatest length of an array
  bool required = false;
  std::string_view meaning = "";
  std::string_view source = "";  ///< of the default; "scenario data" when each scenario brings its own
  std::string_view unset = "";   ///< the default in words, where it depends on other keys
  /// Empty for keys that are no parameters: `extends` and notes.
  std::function<Value(const model::Scenario&, std::size_t)> get = {};
  /// The value has passed all checks, and names of all list elements are set.
  std::function<void(model::Scenario&, std::size_t, const Value&)> set = {};
};

/// How often a table occurs.
enum class Repeat {
  once,       ///< `[key]`
  list,       ///< `[[key]]`, elements known by position
  named_list  ///< `[[key]]`, elements known by their `name`
};

/// A table of a scenario file, or a list of such tables.
struct Table {
  std::string_view key;   ///< in files; empty for the file itself
  std::string_view path;  ///< first part of parameter paths
  Repeat repeat = Repeat::once;
  std::size_t fewest = 0;  ///< elements of a list; more than 0 makes the list required
  std::size_t most = 0;
  bool required = false;  ///< of a single table
  std::string_view meaning = "";
  std::vector<Field> fields = {};
  std::vector<Table> tables = {};
  /// Lists only: number of elements.
  std::function<std::size_t(const model::Scenario&)> count = {};
  std::function<void(model::Scenario&, std::size_t)> resize = {};
};

/// The scenario file as a whole.
const Table& registry();

/// A scenario with one element, all defaults, in every list.
const model::Scenario& defaults();

/// Difficulty of a group's subject at home where a scenario gives none.
inline constexpr double kDefaultNeed = 0.5;
/// A municipality's share of vacancies where it has none of its own.
inline constexpr double kOfCaseType = -1.0;
/// What `process_manager.employer` says for an independent one.
inline constexpr std::string_view kIndependent = "independent";

/// The week of the run, floor of (date - start) / 7 days: negative before the start.
model::Week week_of(const Date& date, const Date& start);

/// The same day six calendar months later; the last day of the month where there is no such day.
Date half_year_after(const Date& date);

/// "above 0, at most 1", "0 to 1".
std::string range_text(const Range& range);

/// What a key accepts, for people: "whole, 1 to 52", "true or false", "one of ...".
std::string accepts(const Field& field);

/// Whether a key of a number (or, `whole`, a whole number or week) takes this one; `integer` tells that it
/// was written without fraction or exponent.
bool takes(const Field& field, double number, bool integer);

/// Names of all keys and tables that a table may hold.
std::vector<std::string_view> known_keys(const Table& table);

}  // namespace polder::scenario
