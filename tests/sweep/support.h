// Helpers of the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/load.h"
#include "scenario/problem.h"
#include "sweep/design.h"
#include "sweep/load.h"

namespace polder::sweep {

inline std::string source_file(std::string_view name) { return std::string(POLDER_SOURCE "/").append(name); }

inline std::string read_text(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// The text of `s.toml`, and a table `points.csv` beside it, on the scenario `minimal.toml`.
inline Loaded load(std::string_view text, const Changes& changes = {}, std::string_view table = {}) {
  std::vector<scenario::Source> sources{{"s.toml", std::string(text)}};
  if (!table.empty()) sources.push_back({"points.csv", std::string(table)});
  const std::vector<scenario::Source> scenarios{
      {"minimal.toml", read_text(source_file("tests/scenario/valid/minimal.toml"))}};
  return load_text(sources, scenarios, changes);
}

inline std::vector<std::string> texts(const std::vector<scenario::Problem>& problems) {
  std::vector<std::string> result;
  for (const scenario::Problem& problem : problems) result.push_back(to_string(problem));
  return result;
}

inline std::vector<std::string> problems_of(std::string_view text, const Changes& changes = {},
                                            std::string_view table = {}) {
  return texts(load(text, changes, table).problems);
}

/// A sweep of minimal.toml with this design and these parameters.
inline std::string sweep_text(std::string_view design, std::string_view parameters) {
  return std::string("scenario = \"minimal.toml\"\n[design]\n")
      .append(design)
      .append("\n")
      .append(parameters);
}

/// One `[[parameter]]` per element: its keys, separated by line ends.
inline std::string parameters(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += "[[parameter]]\n" + key + "\n";
  return text;
}

/// The points of a right sweep.
inline Points points_of(std::string_view text, const Changes& changes = {}, std::string_view table = {}) {
  Loaded loaded = load(text, changes, table);
  EXPECT_EQ(texts(loaded.problems), std::vector<std::string>());
  return loaded.sweep ? loaded.sweep->points : Points();
}

/// A number from `low` to `high`.
inline Factor number(double low, double high, std::string path = "x") {
  return {.column = {.path = std::move(path)}, .low = low, .high = high};
}

inline Factor whole(double low, double high) {
  return {.column = {.path = "n", .whole = true}, .low = low, .high = high};
}

inline Factor category(std::vector<std::string> levels, bool crossed = false) {
  return {.column = {.path = "c", .crossed = crossed, .levels = std::move(levels)}};
}

}  // namespace polder::sweep
