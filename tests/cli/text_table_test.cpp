#include "cli/text_table.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "cli/text.h"

namespace polder::cli {
namespace {

Terminal of_width(std::size_t width) {
  return {.is_terminal = false, .width = width, .colour = false, .utf8 = true};
}

TEST(TextTable, NumbersStandBelowTheirHeading) {
  const TextTable table{.headings = {"parameter", "total"},
                        .rows = {{"a", "0.5 [0.4, 0.6]"}, {"longer.name", "1"}}};
  EXPECT_EQ(
      laid_out(table, of_width(40)),
      "parameter             total\n"
      "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"
      "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\n"
      "a            0.5 [0.4, 0.6]\n"
      "longer.name               1\n");
}

TEST(TextTable, NoLineIsTooWideAndNothingIsLost) {
  const TextTable table{
      .headings = {"parameter", "first order", "total"},
      .rows = {{"information.reading_share", "\u22120.01 [\u22120.02, 0.03]", "0.50 [0.40, 0.60]"},
               {"short", "1", "2"}}};
  for (std::size_t width = 40; width < 90; ++width) {
    const std::string text = laid_out(table, of_width(width));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << text;
    for (const auto& row : table.rows) {
      for (const std::string& cell : row) EXPECT_NE(text.find(cell), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace polder::cli
