// What is wrong with a scenario, where, and what would be right.
#pragma once

#include <cstddef>
#include <string>

namespace polder::scenario {

/// One thing wrong with a scenario file or an override. Loading collects all of them.
struct Problem {
  std::string file;        ///< as the user named it; for an override its option, `--set PATH=VALUE`
  std::size_t line = 0;    ///< from 1; 0 where no place in a text applies (overrides, unreadable files)
  std::size_t column = 0;  ///< from 1, in characters
  std::string what;        ///< what is wrong
  std::string remedy;      ///< what would be right

  auto operator<=>(const Problem&) const = default;
};

/// `file:line:column: error: what; remedy`, or `file: error: what; remedy` without a place.
std::string to_string(const Problem& problem);

}  // namespace polder::scenario
