// Tables of texts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace polder::cli {

/// Rows of as many cells as there are headings. The first cell of a row names it.
struct TextTable {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

/// No line is wider than the terminal (a single cell may be, where it has no spaces). Cells stand below their
/// heading, right-aligned but for the first; where that is too wide, below the name of their row, each after
/// its heading.
std::string laid_out(const TextTable& table, const Terminal& terminal);

}  // namespace polder::cli
