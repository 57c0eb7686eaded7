#include "scenario/nearest_name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace polder::scenario {
namespace {

const std::vector<std::string_view> kNames{"staff_fte", "knowledge", "monitoring", "De Bilt"};

TEST(NearestNameTest, FindsSlips) {
  EXPECT_EQ(nearest_name("staf_fte", kNames), "staff_fte");
  EXPECT_EQ(nearest_name("konwledge", kNames), "knowledge");
  EXPECT_EQ(nearest_name("DE BILT", kNames), "De Bilt");
  EXPECT_EQ(nearest_name("monitor", kNames), "monitoring");
}

TEST(NearestNameTest, DoesNotGuess) {
  EXPECT_EQ(nearest_name("weeks", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("", kNames), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(1000000, 'a'), kNames), std::nullopt);
  EXPECT_EQ(nearest_name("9", std::vector<std::string_view>{"0"}), std::nullopt);
}

TEST(NearestNameTest, PrefersTheNearer) {
  EXPECT_EQ(nearest_name("Hosten", std::vector<std::string_view>{"Houten-Oost", "Houten"}), "Houten");
}

TEST(NearestNameTest, SuggestsOrLists) {
  EXPECT_EQ(suggestion("staf_fte", kNames), "did you mean `staff_fte`?");
  EXPECT_EQ(suggestion("x", kNames), "allowed are `staff_fte`, `knowledge`, `monitoring` and `De Bilt`");
  EXPECT_EQ(suggestion("x", std::vector<std::string_view>{"only"}), "allowed is `only`");
}

TEST(NearestNameTest, LongListsAreCut) {
  const std::vector<std::string_view> many(342, "a name");
  EXPECT_NE(enumeration(many).find("and 302 more"), std::string::npos);
}

}  // namespace
}  // namespace polder::scenario
