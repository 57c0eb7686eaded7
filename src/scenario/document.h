// Parsed scenario files. Private to this folder: the only header that brings in toml++.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/field.h"
#include "scenario/override.h"
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

  [[nodiscard]] bool empty() const { return problems_.empty(); }
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

/// Lays `over` on `base`: tables merge, arrays of tables merge by the `name` of their elements, all
/// else is replaced. Places in the files are kept.
void merge(toml::table& base, toml::table&& over);

/// Replaces or adds a key together with its place.
void put(toml::table& table, const toml::key& key, toml::node&& node);

/// Writes one override into the document.
void apply(const Override& override_, toml::table& document, ProblemList& problems);

/// Checks everything that can be said of a key by itself: known, present, of the right type, in range.
void check_structure(const toml::table& document, ProblemList& problems);

/// Checks what ties keys together: references, names used twice, the calendar. Passes over what
/// check_structure has reported.
void check_references(const toml::table& document, ProblemList& problems);

/// The scenario of a document without problems.
model::Scenario build(const toml::table& document);

/// Elements of the list at `key` that are tables; empty when there is no such list.
std::vector<const toml::table*> elements(const toml::table& table, std::string_view key);

/// The non-empty text at `key`, if there is one.
std::optional<std::string_view> text_at(const toml::table& table, std::string_view key);

/// The finite number at `key`, if there is one.
std::optional<double> number_at(const toml::table& table, std::string_view key);

/// The date at `key`, if there is one.
std::optional<Date> date_at(const toml::table& table, std::string_view key);

Date to_date(const toml::date& date);

}  // namespace polder::scenario
