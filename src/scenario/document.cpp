#include "scenario/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenario/load.h"

namespace polder::scenario {
namespace {

/// Parts of one dotted key; each opens a table within a table, and the parser has no limit.
constexpr std::size_t kDeepestKey = 32;

bool part_of_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '"' || c == '\'';
}

/// Line of the first run of more than kDeepestKey parts joined by dots; 0 when there is none.
/// Texts and comments count too: no prose looks like that.
std::size_t line_of_too_deep_key(std::string_view text) {
  std::size_t line = 1;
  std::size_t dots = 0;
  char before = '\n';
  for (const char c : text) {
    if (c == '\n') ++line;
    if (c == ' ' || c == '\t') continue;
    if (c == '.' && part_of_key(before)) {
      if (++dots >= kDeepestKey) return line;
    } else if (!part_of_key(c)) {
      dots = 0;
    }
    before = c;
  }
  return 0;
}

bool has_names(const toml::array& tables) {
  return std::any_of(tables.begin(), tables.end(), [](const toml::node& element) {
    return element.is_table() && element.as_table()->contains("name");
  });
}

bool merges_by_name(const toml::array& base, const toml::array& over) {
  const auto all_tables = [](const toml::array& array) {
    return !array.empty() && array.is_array_of_tables();
  };
  return all_tables(base) && all_tables(over) && has_names(base);
}

void merge_by_name(toml::array& base, toml::array&& over) {
  // Each element of the base takes one change, so that a name used twice in `over` stays visible.
  std::vector<bool> changed(base.size(), false);
  for (toml::node& node : over) {
    toml::table& element = *node.as_table();
    const auto name = text_at(element, "name");
    std::size_t i = 0;
    while (i < changed.size() && (changed[i] || !name || text_at(*base[i].as_table(), "name") != name)) ++i;
    if (i < changed.size()) {
      changed[i] = true;
      merge(*base[i].as_table(), std::move(element));
    } else {
      base.push_back(std::move(element));
    }
  }
}

}  // namespace

void ProblemList::add(const toml::source_region& where, std::string what, std::string remedy) {
  Problem problem{where.path ? *where.path : main_file_, where.begin.line, where.begin.column,
                  std::move(what), std::move(remedy)};
  if (!where.path) problem.line = problem.column = 1;
  if (override_labels_.contains(problem.file)) problem.line = problem.column = 0;
  add(std::move(problem));
}

bool ProblemList::full() const { return problems_.size() >= kMostProblems; }

void ProblemList::add(Problem problem) {
  if (!full()) {
    problems_.push_back(std::move(problem));
  } else {
    ++left_out_;
  }
}

std::vector<Problem> ProblemList::sorted() && {
  std::sort(problems_.begin(), problems_.end());
  problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
  if (left_out_ > 0) {
    problems_.push_back({main_file_, 0, 0, fmt::format("{} further problems are not shown", left_out_),
                         "solve those above first"});
  }
  return std::move(problems_);
}

std::optional<toml::table> parse(std::string_view text, const std::string& file, ProblemList& problems) {
  if (text.size() > kLargestFile) {
    problems.add({file, 0, 0, fmt::format("the file is larger than {} MiB", kLargestFile >> 20U),
                  "give a scenario file, not data"});
    return std::nullopt;
  }
  if (!is_utf8(text)) {
    // The first line up to which all is well is the one before the culprit.
    std::size_t line = 1;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', begin)) {
      if (!is_utf8(text.substr(begin, end - begin))) break;
      begin = end + 1;
      ++line;
    }
    problems.add({file, line, 1, "the line is not UTF-8 text", "save the file with UTF-8 encoding"});
    return std::nullopt;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.add({file, 1, 1, "the file is empty", "write a scenario, or copy one of the examples"});
    return std::nullopt;
  }
  if (const std::size_t line = line_of_too_deep_key(text); line > 0) {
    problems.add({file, line, 1, fmt::format("a key of more than {} dotted parts", kDeepestKey),
                  "no key of a scenario has more than three"});
    return std::nullopt;
  }
  try {
    return std::optional<toml::table>(toml::parse(text, std::string_view(file)));
  } catch (const toml::parse_error& error) {
    problems.add({file, error.source().begin.line, error.source().begin.column,
                  fmt::format("not valid TOML: {}", error.description()),
                  "correct the syntax; other problems can only be found after that"});
    return std::nullopt;
  }
}

void put(toml::table& table, const toml::key& key, toml::node&& node) {
  // insert_or_assign would leave an existing key, and with it the place of the old one.
  table.erase(key.str());
  table.insert_or_assign(key, std::move(node));
}

void merge(toml::table& base, toml::table&& over) {
  for (auto&& [key, node] : over) {
    toml::node* below = base.get(key.str());
    if (below != nullptr && below->is_table() && node.is_table()) {
      merge(*below->as_table(), std::move(*node.as_table()));
    } else if (below != nullptr && below->is_array() && node.is_array() &&
               merges_by_name(*below->as_array(), *node.as_array())) {
      merge_by_name(*below->as_array(), std::move(*node.as_array()));
    } else {
      put(base, key, std::move(node));
    }
  }
}

std::vector<const toml::table*> elements(const toml::table& table, std::string_view key) {
  std::vector<const toml::table*> result;
  if (const toml::array* array = table[key].as_array()) {
    for (const toml::node& node : *array) {
      if (const toml::table* element = node.as_table()) result.push_back(element);
    }
  }
  return result;
}

std::optional<std::string_view> text_at(const toml::table& table, std::string_view key) {
  const toml::value<std::string>* text = table[key].as_string();
  if (text == nullptr || text->get().empty()) return std::nullopt;
  return std::string_view(text->get());
}

std::optional<double> number_at(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr || !node->is_number()) return std::nullopt;
  const std::optional<double> number = node->value<double>();
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return number;
}

std::optional<Date> date_at(const toml::table& table, std::string_view key) {
  const toml::value<toml::date>* date = table[key].as_date();
  if (date == nullptr) return std::nullopt;
  return to_date(date->get());
}

Date to_date(const toml::date& date) {
  return std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
}

}  // namespace polder::scenario
