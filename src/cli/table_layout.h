// A table of results as text.
#pragma once

#include <string>

#include "cli/result_table.h"
#include "cli/terminal.h"

namespace polder::cli {

/// No line is wider than the terminal. Variants stand side by side where they fit, else below one another.
/// Every outcome has digits by its magnitude and as many in all columns.
std::string laid_out(const Table& table, const Terminal& terminal);

}  // namespace polder::cli
