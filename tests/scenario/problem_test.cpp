#include "scenario/problem.h"

#include <gtest/gtest.h>

namespace polder::scenario {
namespace {

TEST(ProblemTest, HasPlaceWhatAndRemedy) {
  EXPECT_EQ(to_string(Problem{"a.toml", 3, 7, "x is 9", "give 1 to 8"}),
            "a.toml:3:7: error: x is 9; give 1 to 8");
}

TEST(ProblemTest, WithoutPlaceThereAreNoNumbers) {
  EXPECT_EQ(to_string(Problem{"--set a=1", 0, 0, "no a", "give b"}), "--set a=1: error: no a; give b");
}

}  // namespace
}  // namespace polder::scenario
