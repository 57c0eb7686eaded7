// TOML files whose keys are documented tables (field.h): parsing and checking them, and what is wrong with
// them, with places. Brings in toml++: for source files only.
#pragma once

#include <toml++/toml.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/field.h"
#include "scenario/problem.h"

namespace polder::scenario {

/// Collects problems with their places.
class ProblemList {
 public:
  /// `main_file` is where a problem goes that belongs to no place of its own.
  explicit ProblemList(std::string main_file) : main_file_(std::move(main_file)) {}

  void add(const toml::source_region& where, std::string what, std::string remedy);
  void add(Problem problem);
  /// Regions with this source path are an override's, which has no lines.
  void name_override(std::string label) { override_labels_.insert(std::move(label)); }
  [[nodiscard]] bool is_override(const toml::source_region& where) const {
    return where.path && override_labels_.contains(*where.path);
  }

  [[nodiscard]] bool empty() const { return problems_.empty(); }
  [[nodiscard]] std::size_t size() const { return problems_.size() + left_out_; }
  /// Further problems are only counted: no need for a good remedy.
  [[nodiscard]] bool full() const;
  /// Sorted by file, line and column.
  [[nodiscard]] std::vector<Problem> sorted() &&;

 private:
  std::string main_file_;
  std::set<std::string> override_labels_;
  std::vector<Problem> problems_;
  std::size_t left_out_ = 0;
};

/// Parses one file; none when it has a problem.
std::optional<toml::table> parse(std::string_view text, const std::string& file, ProblemList& problems);

/// Checks everything that can be said of a key by itself: known, present, of the right type, in range.
/// `table` is that of the file as a whole.
void check_structure(const toml::table& document, const Table& table, ProblemList& problems);

/// The same for the value of one key, which messages call `path`. `where` is its place, if not the node's
/// own.
void check_value(const toml::node& node, const Field& field, const std::string& path, ProblemList& problems,
                 const toml::source_region* where = nullptr);

/// What a node is, in words: "the number 3", "an array".
std::string found(const toml::node& node);

/// The value of a node that check_value has found right.
Value value_of(const toml::node& node, const Field& field);

/// The value as in a file, or else a text, as the key `value` of a table; `label` names its place.
toml::table parse_value(const std::string& value, const std::string& label);

/// Elements of the list at `key` that are tables; empty when there is no such list.
std::vector<const toml::table*> elements(const toml::table& table, std::string_view key);

/// The non-empty text at `key`, if there is one.
std::optional<std::string_view> text_at(const toml::table& table, std::string_view key);

/// The finite number at `key`, if there is one.
std::optional<double> number_at(const toml::table& table, std::string_view key);

Date to_date(const toml::date& date);

}  // namespace polder::scenario
