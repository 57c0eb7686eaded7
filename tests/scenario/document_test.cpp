// What stops a file from being read at all.
#include "scenario/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

TEST(ParseTest, SyntaxErrorsHaveAPlace) {
  EXPECT_THAT(problems_of("title = \"x\"\nweeks = = 3"),
              ElementsAre(testing::AllOf(StartsWith("s.toml:2:9: error: not valid TOML: "),
                                         HasSubstr("; correct the syntax"))));
  EXPECT_THAT(problems_of("a = 1\na = 2"), ElementsAre(HasSubstr("cannot redefine existing integer 'a'")));
  EXPECT_THAT(problems_of("seed = 99999999999999999999"),
              ElementsAre(HasSubstr("not representable in 64 bits")));
  EXPECT_THAT(problems_of("start = 2015-02-30"), ElementsAre(HasSubstr("expected day between 1 and 28")));
}

TEST(ParseTest, EmptyFile) {
  EXPECT_THAT(
      problems_of(" \n\t\r\n"),
      ElementsAre("s.toml:1:1: error: the file is empty; write a scenario, or copy one of the examples"));
}

TEST(ParseTest, NotUtf8) {
  EXPECT_THAT(
      problems_of("# ok\ntitle = \"S\xFA"
                  "dwest\"\n"),
      ElementsAre("s.toml:2:1: error: the line is not UTF-8 text; save the file with UTF-8 encoding"));
  // UTF-16 with a byte order mark, as some editors save.
  EXPECT_THAT(problems_of("\xFF\xFE"
                          "a"),
              ElementsAre(HasSubstr("s.toml:1:1: error: the line is not UTF-8")));
}

TEST(ParseTest, HugeFile) {
  EXPECT_THAT(problems_of(std::string(kLargestFile + 1, '#')),
              ElementsAre("s.toml: error: the file is larger than 16 MiB; give a scenario file, not data"));
}

// The parser nests tables without limit, and destroying them would overflow the stack.
TEST(ParseTest, DeepKeys) {
  std::string text = "a";
  for (int i = 0; i < 1000000; ++i) text += " . a";
  EXPECT_THAT(problems_of("\n" + text + " = 1"),
              ElementsAre("s.toml:2:1: error: a key of more than 32 dotted parts; "
                          "no key of a scenario has more than three"));
}

TEST(ParseTest, DeepValues) {
  EXPECT_THAT(problems_of("a = " + std::string(1000000, '[')), ElementsAre(HasSubstr("not valid TOML")));
  std::string tables = "a = ";
  for (int i = 0; i < 100000; ++i) tables += "{a=";
  EXPECT_THAT(problems_of(tables), ElementsAre(HasSubstr("not valid TOML")));
  // As deep as is accepted: unknown, but no crash.
  std::string deepest;
  for (int i = 0; i < 200; ++i) deepest += "{a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=";
  EXPECT_THAT(problems_of("a = " + deepest + "1" + std::string(200, '}')), SizeIs(testing::Gt(1)));
}

TEST(ParseTest, ManyProblemsAreCounted) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "key" + std::to_string(i) + " = 1\n";
  const auto problems = problems_of(text);
  ASSERT_THAT(problems, SizeIs(kMostProblems + 1));
  EXPECT_THAT(problems.back(), HasSubstr("further problems are not shown"));
}

toml::table parsed(std::string_view text, const std::string& file) {
  ProblemList problems(file);
  return parse(text, file, problems).value();
}

TEST(MergeTest, TablesMergeAndValuesReplace) {
  toml::table base = parsed("a = 1\n[t]\nx = 1\ny = [1, 2]", "base");
  merge(base, parsed("b = 2\n[t]\ny = [3]\nz.w = 4", "over"));
  EXPECT_EQ(base["a"].value<int>(), 1);
  EXPECT_EQ(base["b"].value<int>(), 2);
  EXPECT_EQ(base["t"]["x"].value<int>(), 1);
  EXPECT_EQ(base["t"]["y"].as_array()->size(), 1U);
  EXPECT_EQ(base["t"]["z"]["w"].value<int>(), 4);
}

TEST(MergeTest, NamedElementsMergeAndNewOnesFollow) {
  toml::table base = parsed("[[m]]\nname = 'a'\nx = 1\n[[m]]\nname = 'b'\nx = 2", "base");
  merge(base, parsed("[[m]]\nname = 'c'\n[[m]]\nname = 'b'\nx = 3", "over"));
  ASSERT_EQ(base["m"].as_array()->size(), 3U);
  EXPECT_EQ(base["m"][0]["x"].value<int>(), 1);
  EXPECT_EQ(base["m"][1]["x"].value<int>(), 3);
  EXPECT_EQ(base["m"][2]["name"].value<std::string>(), "c");
}

TEST(MergeTest, ElementsWithoutNamesReplace) {
  toml::table base = parsed("h = [{ x = 1 }, { x = 2 }]", "base");
  merge(base, parsed("h = [{ x = 3 }]", "over"));
  EXPECT_EQ(base["h"].as_array()->size(), 1U);
}

TEST(MergeTest, PlacesAreKept) {
  toml::table base = parsed("a = 1\n[[m]]\nname = 'a'\nx = 1", "base");
  merge(base, parsed("\n\na = 2\n[[m]]\nname = 'a'\n  y = 1", "over"));
  EXPECT_EQ(*base.get("a")->source().path, "over");
  EXPECT_EQ(base.get("a")->source().begin.line, 3U);
  EXPECT_EQ(*base["m"][0]["x"].node()->source().path, "base");
  EXPECT_EQ(*base["m"][0]["y"].node()->source().path, "over");
  EXPECT_EQ(base["m"][0]["y"].node()->source().begin.column, 7U);
}

}  // namespace
}  // namespace polder::scenario
