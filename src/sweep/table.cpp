#include "sweep/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sweep/csv.h"
#include "sweep/load.h"
#include "sweep/parameters.h"

namespace polder::sweep {
namespace {

using scenario::Field;
using scenario::Problem;
using scenario::ProblemList;
using scenario::Type;

/// A column as it is read.
struct Reading {
  Column column;
  Field field;
  std::map<std::string, double, std::less<>> levels{};  ///< positions in column.levels
  std::vector<double> numbers{};                        ///< [row]
};

/// Spaces around a value are not part of it, as in TOML.
std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class TableReader {
 public:
  TableReader(const scenario::Source& source, const scenario::Base& base, ProblemList& problems)
      : file_(source.file), csv_(source.text), base_(base), problems_(problems) {}

  Points read() {
    std::vector<Cell> record;
    if (!csv_.next(record)) {
      if (!report_fault())
        add(1, 1, "the table is empty", "write a line of parameter paths and a line per point");
      return {};
    }
    for (const Cell& cell : record) read_name(cell);
    std::size_t rows = 0;
    while (csv_.next(record) && !problems_.full()) {
      if (++rows > kMostPoints) {
        add(record[0].line, 1, fmt::format("more than {} points", kMostPoints), "split the table");
        break;
      }
      read_row(record);
    }
    if (!report_fault() && rows == 0)
      add(1, 1, "the table has no points", "write a line of values per point");
    return points(rows);
  }

 private:
  void add(std::size_t line, std::size_t column, std::string what, std::string remedy) {
    problems_.add({file_, line, column, std::move(what), std::move(remedy)});
  }

  bool report_fault() {
    if (!csv_.fault()) return false;
    add(csv_.fault()->line, csv_.fault()->column, std::string(csv_.fault()->what),
        std::string(csv_.fault()->remedy));
    return true;
  }

  void read_name(const Cell& cell) {
    const std::string path(trimmed(cell.text));
    std::optional<Reading>& reading = columns_.emplace_back();
    if (path.empty()) return add(cell.line, cell.column, "an empty name", "give the path of a parameter");
    const auto twice = [&](const auto& other) {
      return other && other->column.path == scenario::canonical_path(path);
    };
    if (std::any_of(columns_.begin(), columns_.end(), twice)) {
      return add(cell.line, cell.column, fmt::format("`{}` is there twice", path),
                 "remove one of the columns");
    }
    auto column = column_at(path, base_, {file_, cell.line, cell.column, {}, {}}, problems_);
    if (!column) return;
    Field field = *base_.parameter(path)->field;
    if (field.type == Type::number_by_name) field.type = Type::number;
    reading.emplace(Reading{.column = *std::move(column), .field = field});
  }

  void read_row(const std::vector<Cell>& record) {
    if (record.size() != columns_.size()) {
      return add(record[0].line, record[0].column,
                 fmt::format("{} value{} for {} parameter{}", record.size(), record.size() == 1 ? "" : "s",
                             columns_.size(), columns_.size() == 1 ? "" : "s"),
                 "give one value per column of the first line");
    }
    for (std::size_t c = 0; c < record.size(); ++c) {
      if (columns_[c]) read_value(record[c], *columns_[c]);
    }
  }

  void read_value(const Cell& cell, Reading& reading) {
    const std::string_view text = trimmed(cell.text);
    if (text.empty())
      return add(cell.line, cell.column, fmt::format("`{}` has no value", reading.column.path), "give one");
    if (is_number(reading.field)) {
      double number = 0.0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error == std::errc() && end == text.data() + text.size() && takes(reading.field, number, false)) {
        reading.numbers.push_back(number);
        return;
      }
    } else if (const auto known = reading.levels.find(text); known != reading.levels.end()) {
      reading.numbers.push_back(known->second);
      return;
    }
    const toml::table parsed = scenario::parse_value(std::string(text), file_);
    const toml::node& node = *parsed.get("value");
    ProblemList wrong(file_);
    scenario::check_value(node, reading.field, reading.column.path, wrong);
    if (!wrong.empty()) {
      for (const Problem& problem : std::move(wrong).sorted())
        add(cell.line, cell.column, problem.what, problem.remedy);
      return;
    }
    if (is_number(reading.field)) {
      reading.numbers.push_back(*node.value<double>());  // such as 1_000
      return;
    }
    const auto position = static_cast<double>(reading.column.levels.size());
    reading.levels.emplace(text, position);
    reading.column.levels.push_back(scenario::to_text(scenario::value_of(node, reading.field)));
    reading.numbers.push_back(position);
  }

  Points points(std::size_t rows) {
    Points points{.method = Method::table, .total = rows};
    if (!problems_.empty()) return points;
    for (std::optional<Reading>& reading : columns_) {
      Column& column = points.columns.emplace_back(std::move(reading->column));
      column.values = std::move(reading->numbers);
      column.whole = reading->field.type == Type::whole;
      if (column.is_category()) column.unit.clear();
    }
    for (std::size_t row = 0; row < rows; ++row) points.sample.push_back(static_cast<std::int32_t>(row));
    points.role.assign(rows, 0);
    return points;
  }

  std::string file_;
  CsvReader csv_;
  const scenario::Base& base_;
  ProblemList& problems_;
  std::vector<std::optional<Reading>> columns_;
};

}  // namespace

Points read_table(const scenario::Source& source, const scenario::Base& base, ProblemList& problems) {
  return TableReader(source, base, problems).read();
}

}  // namespace polder::sweep
