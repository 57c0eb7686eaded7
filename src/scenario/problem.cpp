#include "scenario/problem.h"

#include <fmt/format.h>

namespace polder::scenario {

std::string to_string(const Problem& problem) {
  if (problem.line == 0) return fmt::format("{}: error: {}; {}", problem.file, problem.what, problem.remedy);
  return fmt::format("{}:{}:{}: error: {}; {}", problem.file, problem.line, problem.column, problem.what,
                     problem.remedy);
}

}  // namespace polder::scenario
