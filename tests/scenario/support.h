// Helpers of the tests of this folder.
#pragma once

#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/load.h"
#include "scenario/problem.h"

namespace polder::scenario {

inline std::string fixture(std::string_view name) { return std::string(POLDER_FIXTURES "/").append(name); }

inline std::string read_text(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// valid/minimal.toml, with one piece of text replaced.
inline std::string minimal(std::string_view piece = {}, std::string_view instead = {}) {
  std::string text = read_text(fixture("valid/minimal.toml"));
  if (!piece.empty()) text.replace(text.find(piece), piece.size(), instead);
  return text;
}

inline std::vector<std::string> texts(const std::vector<Problem>& problems) {
  std::vector<std::string> result;
  for (const Problem& problem : problems) result.push_back(to_string(problem));
  return result;
}

/// What is wrong with the text of `s.toml`, as users see it.
inline std::vector<std::string> problems_of(std::string_view text, std::span<const Override> overrides = {},
                                            std::span<const Source> extended = {}) {
  return texts(load_text(text, "s.toml", overrides, extended).problems);
}

/// The same for valid/minimal.toml with one override.
inline std::vector<std::string> problems_of_override(std::string path, std::string value) {
  const Override override_{std::move(path), std::move(value)};
  return problems_of(minimal(), {&override_, 1});
}

}  // namespace polder::scenario
