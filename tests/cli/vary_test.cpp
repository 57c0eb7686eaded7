#include "cli/vary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace polder::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> names(const std::vector<std::string>& texts) {
  std::vector<std::string> errors;
  std::vector<std::string> result;
  for (const Variant& variant : combinations(parse_vary(texts, errors))) result.push_back(variant.name);
  EXPECT_THAT(errors, ElementsAre());
  return result;
}

TEST(Vary, OnePathNamesVariantsAfterItsValues) {
  EXPECT_THAT(names({"concept=network, centre"}), ElementsAre("network", "centre"));
}

TEST(Vary, AllCombinationsOfSeveralPathsLastOneFastest) {
  EXPECT_THAT(names({"a=1,2", "b=x,y"}), ElementsAre("a=1, b=x", "a=1, b=y", "a=2, b=x", "a=2, b=y"));
}

TEST(Vary, NothingVariedIsOneVariantWithoutName) { EXPECT_THAT(names({}), ElementsAre("")); }

TEST(Vary, QuotedCommasDoNotSplit) {
  std::vector<std::string> errors;
  const std::vector<Vary> varied = parse_vary(std::vector<std::string>{R"(a="x, \"y\"",'p,q',z)"}, errors);
  EXPECT_THAT(errors, ElementsAre());
  EXPECT_THAT(varied.front().values, ElementsAre(R"("x, \"y\"")", "'p,q'", "z"));
}

TEST(Vary, EveryMistakeIsTold) {
  std::vector<std::string> errors;
  parse_vary(std::vector<std::string>{"concept", "a=1,,2", "b=1,1", "seed=1,2", "c=1", "c=2"}, errors);
  EXPECT_THAT(errors, ElementsAre(HasSubstr("no path"), HasSubstr("missing"), HasSubstr("twice"),
                                  HasSubstr("cannot be varied"), HasSubstr("varied twice")));
}

TEST(Vary, TooManyVariantsAreRefusedHoweverLargeTheNumber) {
  std::vector<std::string> errors;
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) texts.push_back(std::to_string(i).append("=1,2,3,4,5,6,7,8"));
  parse_vary(texts, errors);
  EXPECT_THAT(errors, ElementsAre(HasSubstr("more than 1000 variants")));
}

}  // namespace
}  // namespace polder::cli
