#include "scenario/value.h"

#include <gtest/gtest.h>

#include <string>

namespace polder::scenario {
namespace {

using std::chrono::March;
using std::chrono::year;

TEST(ValueTest, PrintsAsAFileWouldHoldIt) {
  EXPECT_EQ(to_text(Value{}), "");
  EXPECT_EQ(to_text(Value{true}), "true");
  EXPECT_EQ(to_text(Value{std::int64_t{-3}}), "-3");
  EXPECT_EQ(to_text(Value{0.1}), "0.1");
  EXPECT_EQ(to_text(Value{std::string("De Bilt")}), "De Bilt");
  EXPECT_EQ(to_text(Value{Date(year(2018) / March / 21)}), "2018-03-21");
  EXPECT_EQ(to_text(Value{std::vector<std::string>{"a", "b\"c"}}), R"(["a", "b\"c"])");
  EXPECT_EQ(to_text(Value{std::vector<double>{1, 2.5}}), "[1, 2.5]");
  EXPECT_EQ(to_text(Value{std::vector<Date>{}}), "[]");
  EXPECT_EQ(to_text(Value{NumberByName{{"a b", 0.5}}}), R"({ "a b" = 0.5 })");
}

// Messages go to terminals: an escape sequence in a name must not reach them.
TEST(ValueTest, QuotingEscapesControlCharacters) {
  EXPECT_EQ(in_quotes("a\x1b[31m\n"), "\"a\\u001B[31m\\u000A\"");
}

TEST(ValueTest, BriefQuotingCutsBetweenCharacters) {
  // 59 letters, then a character of two bytes across the limit of 60.
  const std::string text = std::string(59, 'a') + "éb";
  EXPECT_EQ(in_quotes_briefly(text), "\"" + std::string(59, 'a') + "...\"");
}

TEST(ValueTest, RecognisesUtf8) {
  EXPECT_TRUE(is_utf8("'s-Hertogenbosch, Súdwest-Fryslân, \xF0\x9F\x8F\xA0"));
  EXPECT_FALSE(
      is_utf8("S\xFA"
              "dwest"));                      // Latin-1
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("a\xE2\x82"));         // cut off
}

}  // namespace
}  // namespace polder::scenario
