#include "cli/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace polder::cli {
namespace {

using ::testing::ElementsAre;

TEST(Text, WidthCountsCharactersNotBytes) {
  EXPECT_EQ(display_width("S\u00fbd-West"), 8);
  EXPECT_EQ(padded("\u2212", 3), "\u2212  ");
  EXPECT_EQ(right_aligned("\u2212", 3), "  \u2212");
}

TEST(Text, WrapsAtSpacesAndWithinLongWords) {
  EXPECT_THAT(wrapped("one two  three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrapped("abcdefgh ij", 3), ElementsAre("abc", "def", "gh", "ij"));
  EXPECT_THAT(wrapped("\u00e9\u00e9\u00e9\u00e9", 3), ElementsAre("\u00e9\u00e9\u00e9", "\u00e9"));
  EXPECT_THAT(wrapped("one two", 5, 2), ElementsAre("one", "  two"));
  EXPECT_THAT(wrapped("", 5), ElementsAre(""));
}

TEST(Text, ControlCharactersDoNotReachTheTerminal) { EXPECT_EQ(printable("a\x1b[2Jb\n"), "a?[2Jb?"); }

TEST(Text, ShellLineCanBePasted) {
  EXPECT_EQ(shell_line(std::vector<std::string>{"polder", "--set", "a=De Bilt", "it's", ""}),
            R"(polder --set 'a=De Bilt' 'it'\''s' '')");
}

}  // namespace
}  // namespace polder::cli
