#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "scenario/document.h"
#include "scenario/nearest_name.h"

namespace polder::scenario {
namespace {

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

class Checker {
 public:
  /// `where` is the place of everything, if not the nodes' own.
  explicit Checker(ProblemList& problems, const toml::source_region* where = nullptr)
      : problems_(problems), where_(where) {}

  void table(const toml::table& node, const Table& table, const std::string& path);
  void field(const toml::node& node, const Field& field, const std::string& path);

 private:
  void subtable(const toml::node& node, const Table& table, const std::string& path);
  void missing(const toml::table& node, const Table& table, const std::string& path);
  void text(const toml::node& node, const std::string& path);
  void number(const toml::node& node, const Field& field, const std::string& path);
  void note(const toml::node& node, const std::string& path);
  /// An array of what `check` accepts; `unique` elements are texts or dates.
  template <class Check>
  void array(const toml::node& node, const Field& field, const std::string& path, Check check);
  void no_duplicates(const toml::array& array, const std::string& path);

  void wrong_type(const toml::node& node, const std::string& path, std::string_view wanted) {
    problems_.add(place(node), fmt::format("`{}` is {}", path, found(node)), fmt::format("give {}", wanted));
  }

  [[nodiscard]] const toml::source_region& place(const toml::node& node) const {
    return where_ != nullptr ? *where_ : node.source();
  }

  ProblemList& problems_;
  const toml::source_region* where_;
};

/// A path as overrides take it, safe to print: long names are cut.
std::string joined(const std::string& path, std::string_view part) {
  constexpr std::size_t kLongest = 60;
  const bool as_is = part.size() <= kLongest && !has_control_character(part);
  const std::string last = as_is ? path_part(part) : in_quotes_briefly(part);
  return path.empty() ? last : path + "." + last;
}

void Checker::table(const toml::table& node, const Table& table, const std::string& path) {
  for (auto&& [key, value] : node) {
    const std::string_view name = key.str();
    const auto field_at = std::find_if(table.fields.begin(), table.fields.end(),
                                       [&](const Field& f) { return f.name == name; });
    const auto table_at =
        std::find_if(table.tables.begin(), table.tables.end(), [&](const Table& t) { return t.key == name; });
    if (field_at != table.fields.end()) {
      field(value, *field_at, joined(path, name));
    } else if (table_at != table.tables.end()) {
      subtable(value, *table_at, joined(path, table_at->path));
    } else {
      const std::string in = path.empty() ? "" : fmt::format(" in `{}`", path);
      problems_.add(key.source(), fmt::format("unknown key {}{}", in_quotes_briefly(name), in),
                    problems_.full() ? "" : suggestion(name, known_keys(table)));
    }
  }
  missing(node, table, path);
}

void Checker::missing(const toml::table& node, const Table& table, const std::string& path) {
  const std::string in = path.empty() ? "" : fmt::format(" in `{}`", path);
  // The file as a whole may be several files; its own place is the start of the main one.
  const toml::source_region where = path.empty() ? toml::source_region{} : node.source();
  for (const Field& field : table.fields) {
    if (!field.required || node.contains(field.name)) continue;
    problems_.add(where, fmt::format("missing key `{}`{}", field.name, in),
                  fmt::format("add `{} = ...`: {} ({})", field.name, field.meaning, accepts(field)));
  }
  for (const Table& inner : table.tables) {
    if (node.contains(inner.key)) continue;
    if (inner.repeat == Repeat::once && inner.required) {
      problems_.add(where, fmt::format("missing table `{}`{}", inner.key, in),
                    fmt::format("add `[{}]`", inner.key));
    } else if (inner.fewest > 0) {
      problems_.add(where, fmt::format("missing `{}`{}", inner.key, in),
                    path.empty() ? fmt::format("add at least {} `[[{}]]`", inner.fewest, inner.key)
                                 : fmt::format("add `{} = [...]` with at least {}", inner.key, inner.fewest));
    }
  }
}

void Checker::subtable(const toml::node& node, const Table& table, const std::string& path) {
  if (table.repeat == Repeat::once) {
    const toml::table* inner = node.as_table();
    if (inner == nullptr) return wrong_type(node, path, "a table");
    return this->table(*inner, table, path);
  }
  const toml::array* array = node.as_array();
  if (array == nullptr) {
    return wrong_type(node, path, fmt::format("a list of tables, each starting with `[[{}]]`", table.key));
  }
  if (array->size() < table.fewest || array->size() > table.most) {
    problems_.add(place(node), fmt::format("`{}` has {} elements", path, array->size()),
                  fmt::format("give {} to {}", table.fewest, table.most));
  }
  std::size_t index = 0;
  for (const toml::node& node_in_list : *array) {
    const toml::table* element = node_in_list.as_table();
    const std::string by_index = joined(path, std::to_string(index++));
    if (element == nullptr) {
      wrong_type(node_in_list, by_index, "a table");
      continue;
    }
    const auto name = table.repeat == Repeat::named_list ? text_at(*element, "name") : std::nullopt;
    this->table(*element, table, name ? joined(path, *name) : by_index);
  }
}

void Checker::field(const toml::node& node, const Field& field, const std::string& path) {
  switch (field.type) {
    case Type::text:
      return text(node, path);
    case Type::number:
    case Type::whole:
      return number(node, field, path);
    case Type::on_off:
      if (!node.is_boolean()) wrong_type(node, path, "true or false");
      return;
    case Type::on_off_or_week:
      if (node.is_boolean()) return;
      if (!node.is_number()) return wrong_type(node, path, accepts(field));
      return number(node, field, path);
    case Type::choice: {
      const toml::value<std::string>* given = node.as_string();
      if (given == nullptr) return wrong_type(node, path, "one of " + enumeration(field.choices));
      if (std::find(field.choices.begin(), field.choices.end(), given->get()) == field.choices.end()) {
        problems_.add(place(node), fmt::format("`{}` is {}", path, found(node)),
                      suggestion(given->get(), field.choices));
      }
      return;
    }
    case Type::date:
      if (!node.is_date()) wrong_type(node, path, "a date without quotes, as in 2015-07-01");
      return;
    case Type::dates:
      return array(node, field, path, [&](const toml::node& item, const std::string& at) {
        if (!item.is_date()) wrong_type(item, at, "a date without quotes, as in 2015-07-01");
      });
    case Type::names:
      return array(node, field, path, [&](const toml::node& item, const std::string& at) { text(item, at); });
    case Type::weeks:
    case Type::numbers:
      return array(node, field, path,
                   [&](const toml::node& item, const std::string& at) { number(item, field, at); });
    case Type::number_by_name: {
      const toml::table* numbers = node.as_table();
      if (numbers == nullptr) return wrong_type(node, path, "a table with a number per name");
      for (auto&& [key, value] : *numbers) number(value, field, joined(path, key.str()));
      return;
    }
    case Type::values:
      return array(node, field, path, [&](const toml::node& item, const std::string& at) {
        if (item.is_array() || item.is_table() || item.is_time() || item.is_date_time())
          wrong_type(item, at, "a number, a text, true, false or a date");
      });
    case Type::note:
      return note(node, path);
  }
}

void Checker::text(const toml::node& node, const std::string& path) {
  const toml::value<std::string>* given = node.as_string();
  if (given == nullptr) return wrong_type(node, path, "a text in quotes");
  if (given->get().empty()) {
    problems_.add(place(node), fmt::format("`{}` is empty", path), "give a text of at least one character");
  } else if (has_control_character(given->get())) {
    problems_.add(place(node), fmt::format("`{}` has a line break, tab or other control character", path),
                  "give one line of plain text");
  }
}

void Checker::number(const toml::node& node, const Field& field, const std::string& path) {
  const bool whole =
      field.type == Type::whole || field.type == Type::on_off_or_week || field.type == Type::weeks;
  if (!node.is_number()) return wrong_type(node, path, whole ? "a whole number" : "a number");
  const double value =
      node.is_integer() ? static_cast<double>(node.as_integer()->get()) : node.as_floating_point()->get();
  if (!takes(field, value, node.is_integer())) {
    problems_.add(place(node), fmt::format("`{}` is {}", path, found(node)),
                  fmt::format("give a {}number, {}", whole ? "whole " : "", range_text(field.range)));
  }
}

void Checker::note(const toml::node& node, const std::string& path) {
  if (node.is_string()) return;
  const toml::table* notes = node.as_table();
  if (notes == nullptr) return wrong_type(node, path, "a text in quotes, or a table of texts");
  for (auto&& [key, value] : *notes) {
    if (!value.is_string()) wrong_type(value, joined(path, key.str()), "a text in quotes");
  }
}

template <class Check>
void Checker::array(const toml::node& node, const Field& field, const std::string& path, Check check) {
  const toml::array* items = node.as_array();
  if (items == nullptr) {
    const std::string_view kind = field.type == Type::names    ? "texts"
                                  : field.type == Type::dates  ? "dates"
                                  : field.type == Type::weeks  ? "weeks"
                                  : field.type == Type::values ? "values"
                                                               : "numbers";
    return wrong_type(node, path, fmt::format("an array of {}, in square brackets", kind));
  }
  if (items->size() > field.most) {
    problems_.add(place(node), fmt::format("`{}` has {} elements", path, items->size()),
                  fmt::format("give at most {}", field.most));
    return;
  }
  if (items->size() < field.fewest) {
    problems_.add(place(node), fmt::format("`{}` has {} elements", path, items->size()),
                  fmt::format("give at least {}", field.fewest));
  }
  std::size_t index = 0;
  for (const toml::node& item : *items) check(item, joined(path, std::to_string(index++)));
  if (field.type != Type::numbers && field.type != Type::values) no_duplicates(*items, path);
}

void Checker::no_duplicates(const toml::array& array, const std::string& path) {
  std::set<std::string> seen;
  for (const toml::node& item : array) {
    std::string name;
    if (item.is_string()) {
      name = in_quotes_briefly(item.as_string()->get());
    } else if (item.is_date()) {
      name = in_quotes_briefly(to_text(to_date(item.as_date()->get())));
    } else if (item.is_number()) {
      name = to_text(Value(*item.value<double>()));
    } else {
      continue;
    }
    if (seen.insert(name).second) continue;
    problems_.add(place(item), fmt::format("`{}` has {} twice", path, name), "leave one out");
  }
}

}  // namespace

std::string found(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return fmt::format("the text {}", in_quotes_briefly(node.as_string()->get()));
    case toml::node_type::integer:
      return fmt::format("the number {}", node.as_integer()->get());
    case toml::node_type::floating_point:
      return fmt::format("the number {}", node.as_floating_point()->get());
    case toml::node_type::boolean:
      return node.as_boolean()->get() ? "true" : "false";
    case toml::node_type::date:
      return fmt::format("the date {}", to_text(to_date(node.as_date()->get())));
    case toml::node_type::time:
      return "a time of day";
    case toml::node_type::date_time:
      return "a date with a time";
    default:
      return "nothing";
  }
}

void check_structure(const toml::table& document, const Table& table, ProblemList& problems) {
  Checker(problems).table(document, table, "");
}

void check_value(const toml::node& node, const Field& field, const std::string& path, ProblemList& problems,
                 const toml::source_region* where) {
  Checker(problems, where).field(node, field, path);
}

}  // namespace polder::scenario
