// Protects: a design that is too small says so, and says how large it should be.
#include "sensitivity/sufficiency.h"

#include <gtest/gtest.h>

#include <vector>

namespace polder::sensitivity {
namespace {

TEST(Sufficiency, CountsSamples) {
  std::vector<Shortfall> found;
  require_samples(64, 64, found);
  EXPECT_TRUE(found.empty());
  require_samples(63, 64, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Shortfall::Kind::samples);
  EXPECT_EQ(found[0].have, 63.0);
  EXPECT_EQ(found[0].want, 64.0);
}

TEST(Sufficiency, AFactorialNeedsAllItsCombinations) {
  std::vector<Shortfall> found;
  require_all(64, 64, found);
  EXPECT_TRUE(found.empty());
  require_all(63, 64, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Shortfall::Kind::combinations);
  EXPECT_EQ(found[0].have, 63.0);
  EXPECT_EQ(found[0].want, 64.0);
}

TEST(Sufficiency, LooksAtTheIntervalOfTheLargest) {
  std::vector<Shortfall> found;
  const std::vector<Interval> small_is_wide{{0.1, 0.0, 0.5}, {0.8, 0.75, 0.85}};
  require_narrow(small_is_wide, 1.0, found);
  EXPECT_TRUE(found.empty());
  const std::vector<Interval> large_is_wide{{0.1, 0.05, 0.15}, {0.8, 0.6, 0.9}};
  require_narrow(large_is_wide, 1.0, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Shortfall::Kind::width);
  EXPECT_EQ(found[0].parameter, 1U);
  EXPECT_NEAR(found[0].have, 0.3, 1e-12);
  require_narrow(large_is_wide, 10.0, found);
  EXPECT_EQ(found.size(), 1U) << "relative to the scale";
  const std::vector<Interval> none{{kNaN, kNaN, kNaN}};
  require_narrow(none, 1.0, found);
  require_narrow({}, 1.0, found);
  EXPECT_EQ(found.size(), 1U);
}

TEST(Sufficiency, FirstOrderIndicesSumToOneAtMost) {
  std::vector<Shortfall> found;
  const std::vector<Interval> fine{{0.6, 0.5, 0.7}, {0.5, 0.4, 0.6}};
  require_sum(fine, found);
  EXPECT_TRUE(found.empty());
  const std::vector<Interval> too_much{{0.6, 0.55, 0.65}, {0.5, 0.45, 0.55}};
  require_sum(too_much, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Shortfall::Kind::sum_of_first);
  EXPECT_NEAR(found[0].have, 1.1, 1e-12);
}

TEST(Sufficiency, ChanceBetweenPoints) {
  std::vector<Shortfall> found;
  require_little_chance({.chance_in_means = 0.04}, found);
  require_little_chance({.chance_in_means = kNaN}, found);
  EXPECT_TRUE(found.empty());
  require_little_chance({.chance_in_means = 0.3}, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Shortfall::Kind::chance);
}

TEST(Sufficiency, WidthsGoWithTheRootOfSamples) {
  EXPECT_EQ(samples_for_width(128, 0.2, 0.1), 512U);
  EXPECT_EQ(samples_for_width(100, 0.2, 0.1), 512U);
  EXPECT_EQ(samples_for_width(128, 0.1, 0.1), 128U);
  EXPECT_GT(samples_for_width(128, 1.0, 1e-300), 1U);
}

}  // namespace
}  // namespace polder::sensitivity
