// The main outcomes of a results file as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/statistics.h"
#include "output/result_reader.h"

namespace polder::cli {

/// One outcome.
struct TableRow {
  std::string label;                 ///< "decision delay"
  std::string unit;                  ///< "weeks"; "1" when it has none
  std::vector<Summary> values;       ///< per variant
  std::vector<Summary> differences;  ///< variant to first variant, replicate by replicate; from the second on
};

struct Table {
  std::string title;
  std::string start;  ///< first day
  int weeks = 0;
  std::uint64_t seed = 0;
  std::size_t replicates = 0;
  std::vector<std::string> variants;
  std::vector<TableRow> rows;
};

/// Reads one outcome at a time. Throws as the reader does.
Table result_table(const output::ResultReader& reader);

/// `decision_delay_mean` as people read it: "decision delay".
std::string outcome_label(std::string_view name);

}  // namespace polder::cli
