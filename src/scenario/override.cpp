#include "scenario/override.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "scenario/document.h"
#include "scenario/nearest_name.h"

namespace polder::scenario {
namespace {

/// A path being followed through the document.
struct Walk {
  const std::vector<std::string>& parts;
  toml::node& value;  ///< to be written; its key gives the place
  const toml::source_region& where;
  ProblemList& problems;

  void unknown(std::size_t depth, std::string_view what, std::span<const std::string_view> known) const {
    problems.add(where, fmt::format("unknown {} {}", what, in_quotes_briefly(parts[depth])),
                 suggestion(parts[depth], known));
  }

  void put_at(toml::table& table, std::string_view name) const {
    put(table, toml::key(name, where), std::move(value));
  }
};

/// The table at `key`, made when absent; null when the file holds something else there, which is
/// reported when the file is checked.
toml::table* table_at(toml::table& parent, std::string_view key, const toml::source_region& where) {
  if (!parent.contains(key)) {
    // Only parsing gives a node its place.
    toml::table made =
        toml::parse("table = {}", where.path ? std::string_view(*where.path) : std::string_view());
    put(parent, toml::key(key, where), std::move(*made.get("table")));
  }
  return parent.get(key)->as_table();
}

toml::table* element_by_name(toml::array& list, std::string_view name) {
  for (toml::node& node : list) {
    toml::table* element = node.as_table();
    if (element != nullptr && text_at(*element, "name") == name) return element;
  }
  return nullptr;
}

toml::table* element_by_number(toml::array& list, std::string_view number) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
  if (error != std::errc() || end != number.data() + number.size() || index >= list.size()) return nullptr;
  return list[index].as_table();
}

void write_field(const Walk& walk, const Field& field, std::size_t depth, toml::table& holder) {
  const std::size_t left = walk.parts.size() - depth - 1;
  if (field.name == "extends") {
    walk.problems.add(walk.where, "`extends` cannot be set here", "change it in the scenario file");
  } else if (left == 0) {
    walk.put_at(holder, field.name);
  } else if (left == 1 && field.type == Type::number_by_name) {
    if (toml::table* numbers = table_at(holder, field.name, walk.where))
      walk.put_at(*numbers, walk.parts.back());
  } else {
    walk.problems.add(
        walk.where, fmt::format("`{}` has no part {}", field.name, in_quotes_briefly(walk.parts[depth + 1])),
        fmt::format("end the path at `{}`", field.name));
  }
}

void follow(const Walk& walk, const Table& table, std::size_t depth, toml::table& holder);

void follow_list(const Walk& walk, const Table& list, std::size_t depth, toml::table& holder) {
  toml::array* array = holder[list.key].as_array();
  if (array == nullptr) return;  // reported as missing or of the wrong type
  const std::string& given = walk.parts[depth];
  const bool named = list.repeat == Repeat::named_list;
  toml::table* element = named ? element_by_name(*array, given) : element_by_number(*array, given);
  if (element != nullptr) {
    follow(walk, list, depth + 1, *element);
    return;
  }
  if (!named) {
    walk.problems.add(walk.where, fmt::format("`{}` has no element {}", list.key, in_quotes_briefly(given)),
                      fmt::format("count from 0; there are {}", array->size()));
    return;
  }
  std::vector<std::string_view> known;
  for (const toml::table* candidate : elements(holder, list.key)) {
    if (const auto name = text_at(*candidate, "name")) known.push_back(*name);
  }
  walk.unknown(depth, list.key, known);
}

/// Follows part `depth`, a key of `table`.
void follow(const Walk& walk, const Table& table, std::size_t depth, toml::table& holder) {
  if (depth == walk.parts.size()) {
    walk.problems.add(walk.where, "the path names a table", "add one of " + enumeration(known_keys(table)));
    return;
  }
  const std::string& part = walk.parts[depth];
  for (const Field& field : table.fields) {
    if (field.name == part) return write_field(walk, field, depth, holder);
  }
  for (const Table& inner : table.tables) {
    if (inner.path != part && inner.key != part) continue;
    const bool last = depth + 1 == walk.parts.size();
    if (inner.repeat == Repeat::list && last) {
      walk.put_at(holder, inner.key);
    } else if (inner.repeat == Repeat::once) {
      if (toml::table* below = table_at(holder, inner.key, walk.where))
        follow(walk, inner, depth + 1, *below);
    } else if (last) {
      walk.problems.add(
          walk.where, fmt::format("the path stops at `{}`", part),
          fmt::format("say which and what of it, as in `{}.NAME.{}`", part, inner.fields[1].name));
    } else {
      follow_list(walk, inner, depth + 1, holder);
    }
    return;
  }
  std::vector<std::string_view> known;
  for (const Field& field : table.fields) known.push_back(field.name);
  for (const Table& inner : table.tables) known.push_back(inner.path);
  walk.unknown(depth, depth == 0 ? "parameter" : "key", known);
}

}  // namespace

std::string to_string(const Override& override_) {
  std::string text = fmt::format("{} {}={}", override_.option, override_.path, override_.value);
  // One line, whatever was given.
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
      ' ');
  return text;
}

std::optional<Override> parse_override(std::string_view text, std::string_view option) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_quotes && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_quotes = !in_quotes;
    } else if (text[i] == '=' && !in_quotes) {
      return Override{std::string(text.substr(0, i)), std::string(text.substr(i + 1)), std::string(option)};
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> parts;
  std::size_t i = 0;
  while (true) {
    std::string part;
    if (i < path.size() && path[i] == '"') {
      for (++i; i < path.size() && path[i] != '"'; ++i) {
        if (path[i] == '\\' && i + 1 < path.size()) ++i;
        part += path[i];
      }
      if (i == path.size()) return std::nullopt;
      ++i;
      if (i < path.size() && path[i] != '.') return std::nullopt;
    } else {
      const std::size_t end = std::min(path.find('.', i), path.size());
      part = path.substr(i, end - i);
      i = end;
    }
    if (part.empty()) return std::nullopt;
    parts.push_back(std::move(part));
    if (i == path.size()) return parts;
    ++i;  // the dot
  }
}

std::string canonical_path(std::string_view path) {
  const auto parts = split_path(path);
  if (!parts) return std::string(path);
  std::string result;
  const Table* table = &registry();
  bool element = false;  // the part names an element of the list `table`
  for (const std::string& part : *parts) {
    std::string_view name = part;
    if (element) {
      element = false;
    } else if (table != nullptr) {
      const auto inner = std::find_if(table->tables.begin(), table->tables.end(),
                                      [&](const Table& t) { return t.key == part || t.path == part; });
      table = inner == table->tables.end() ? nullptr : &*inner;
      if (table != nullptr) {
        name = table->path;
        element = table->repeat != Repeat::once;
      }
    }
    if (!result.empty()) result += '.';
    result += path_part(name);
  }
  return result;
}

std::string path_part(std::string_view part) {
  const bool plain = !part.empty() && part.find_first_of(".\"=\\") == std::string_view::npos &&
                     part.front() != ' ' && part.back() != ' ';
  if (plain) return std::string(part);
  std::string result = "\"";
  for (const char c : part) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result += '"';
}

toml::table parse_value(const std::string& value, const std::string& label) {
  try {
    toml::table parsed = toml::parse("value = " + value, std::string_view(label));
    if (parsed.size() == 1 && parsed.contains("value")) return parsed;
  } catch (const toml::parse_error&) {
    // A text without quotes.
  }
  return toml::parse("value = " + in_quotes(value), std::string_view(label));
}

void apply(const Override& override_, toml::table& document, ProblemList& problems) {
  if (!is_utf8(override_.path) || !is_utf8(override_.value) || !is_utf8(override_.option)) {
    problems.add({override_.option, 0, 0, "a path or value that is not UTF-8 text", "write it in UTF-8"});
    return;
  }
  const std::string label = to_string(override_);
  problems.name_override(label);
  const auto parts = split_path(override_.path);
  if (!parts) {
    problems.add(
        {label, 0, 0, "not a path",
         "join names with dots, as in `trust.relational_gain`, and put names that contain a dot in double "
         "quotes"});
    return;
  }
  toml::table parsed = parse_value(override_.value, label);
  const toml::source_region where = parsed.get("value")->source();
  follow({*parts, *parsed.get("value"), where, problems}, registry(), 0, document);
  if (override_.path == "concept") {
    if (toml::array* groups = document["group"].as_array()) {
      for (toml::node& node : *groups) {
        if (toml::table* group = node.as_table()) group->erase("concept");
      }
    }
  }
}

}  // namespace polder::scenario
