#include "cli/table_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <sstream>
#include <string>

#include "cli/text.h"

namespace polder::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Table sample() {
  Table table{.title = "A title",
              .start = "2015-07-01",
              .weeks = 52,
              .seed = 7,
              .replicates = 9,
              .variants = {"one", "two"},
              .rows = {}};
  const auto add = [&](std::string label, std::string unit, Summary first, Summary second,
                       Summary difference) {
    table.rows.push_back({.label = std::move(label),
                          .unit = std::move(unit),
                          .values = {first, second},
                          .differences = {difference}});
  };
  add("share", "1", {0.51234, 0.4, 0.6}, {0.49, 0.3, 0.7}, {-0.02, -0.10004, 0.00004});
  add("cost", "EUR", {1234567, 1e6, 2e6}, {2345678, 2e6, 3e6}, {1e6, 5e5, 2e6});
  add("count", "1", {3, 1, 5}, {3, 2, 4}, {0, -1, 1});
  add("delay", "weeks", {kNan, kNan, kNan, 9}, {12.345, 10, 15, 2}, {kNan, kNan, kNan, 9});
  return table;
}

TEST(TableLayout, DigitsFollowTheMagnitude) {
  const std::string text = laid_out(sample(), {});
  EXPECT_THAT(text, HasSubstr("share               0.512 [0.400, 0.600]  0.490 [0.300, 0.700]"));
  EXPECT_THAT(text, HasSubstr("cost, thousand EUR   1235 [ 1000,  2000]   2346 [ 2000,  3000]"));
  EXPECT_THAT(text, HasSubstr("count                   3 [    1,     5]      3 [    2,     4]"));
  EXPECT_THAT(text, HasSubstr("delay, weeks            - [    -,     -]   12.3 [ 10.0,  15.0]"));
}

TEST(TableLayout, DifferencesCarrySignsButZeroDoesNot) {
  const std::string text = laid_out(sample(), {});
  EXPECT_THAT(text, HasSubstr("-0.020 [-0.100, 0.000]"));
  EXPECT_THAT(text, HasSubstr("+1000 [  +500, +2000]"));
}

TEST(TableLayout, MissingValuesAreCountedBelow) {
  EXPECT_THAT(
      laid_out(sample(), {}),
      HasSubstr(
          "Without delay, and left out, in differences pair by pair: 9 (one), 2 (two) of 9 replicates."));
}

TEST(TableLayout, OneVariantHasNoDifferences) {
  Table table = sample();
  table.variants.resize(1);
  for (TableRow& row : table.rows) {
    row.values.resize(1);
    row.differences.clear();
  }
  const std::string text = laid_out(table, {});
  EXPECT_THAT(text, HasSubstr("median [5 %, 95 %]"));
  EXPECT_THAT(text, Not(HasSubstr("ifference")));
}

TEST(TableLayout, NoLineIsWiderThanTheTerminal) {
  Table table = sample();
  table.title = "A very long title of a scenario that somebody wrote down in full";
  table.variants[1] = "municipalities.Wijk bij Duurstede.staff_fte=0.5, interventions.concrete_goals=true";
  table.rows[0].values[0] = {-1e-7, -1e-7, 2e-8};
  table.rows[0].values[1] = {-1e-7, -1e-7, 2e-8};
  table.rows[0].differences[0] = {-1e-9, -1e-7, 2e-8};
  for (const bool utf8 : {false, true}) {
    for (std::size_t width = 40; width <= 200; ++width) {
      std::istringstream text(
          laid_out(table, {.is_terminal = true, .width = width, .colour = false, .utf8 = utf8}));
      for (std::string line; std::getline(text, line);) EXPECT_LE(display_width(line), width) << line;
    }
  }
}

}  // namespace
}  // namespace polder::cli
