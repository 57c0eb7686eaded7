// Verdicts on hand-made ensembles.
#include "patterns/evaluate.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace polder::patterns {
namespace {

Pattern urgency_pattern(Bound bound, double threshold) {
  return {.id = "T1",
          .name = "",
          .sentence = "",
          .source = "",
          .variants = {Variant::network},
          .parts = {{.what = "",
                     .unit = "1",
                     .figure = [](const Sample& s) { return s.mean(Variant::network, &Facts::urgency); },
                     .bound = bound,
                     .threshold = threshold}}};
}

/// Forty histories with urgency 0.4 and 0.6 in turn: mean 0.5, interval about 0.47 to 0.53.
Recorded in_turn() {
  Recorded recorded;
  std::vector<Facts> facts(40);
  for (std::size_t r = 0; r < facts.size(); ++r) facts[r].urgency = r % 2 == 0 ? 0.4 : 0.6;
  recorded[static_cast<std::size_t>(Variant::network)] = facts;
  return recorded;
}

Verdict verdict_on(const Pattern& pattern) {
  const std::array<const Pattern*, 1> one{&pattern};
  return evaluate(one, in_turn(), 40, {.resamples = 500}).front();
}

TEST(Evaluate, FigureWithInterval) {
  const Pattern pattern = urgency_pattern(Bound::above, 0.0);
  const sensitivity::Interval figure = verdict_on(pattern).parts.front().figure;
  EXPECT_DOUBLE_EQ(figure.estimate, 0.5);
  EXPECT_NEAR(figure.low, 0.5 - 1.96 * 0.1 / 6.32, 0.008);
  EXPECT_NEAR(figure.high, 0.5 + 1.96 * 0.1 / 6.32, 0.008);
}

TEST(Evaluate, ClearlyMeansTheWholeInterval) {
  const Pattern far_above = urgency_pattern(Bound::above, 0.3);
  EXPECT_TRUE(verdict_on(far_above).holds());
  EXPECT_TRUE(verdict_on(far_above).clearly());
  const Pattern just_above = urgency_pattern(Bound::above, 0.495);
  EXPECT_TRUE(verdict_on(just_above).holds());
  EXPECT_FALSE(verdict_on(just_above).clearly());
  const Pattern just_below = urgency_pattern(Bound::below, 0.495);
  EXPECT_FALSE(verdict_on(just_below).holds());
  EXPECT_FALSE(verdict_on(just_below).clearly());
  const Pattern far_below = urgency_pattern(Bound::below, 0.3);
  EXPECT_FALSE(verdict_on(far_below).holds());
  EXPECT_TRUE(verdict_on(far_below).clearly());
}

TEST(Evaluate, APatternNeedsAllItsParts) {
  Pattern pattern = urgency_pattern(Bound::above, 0.3);
  pattern.parts.push_back(urgency_pattern(Bound::below, 0.3).parts.front());
  const Verdict verdict = verdict_on(pattern);
  EXPECT_TRUE(verdict.parts[0].holds);
  EXPECT_FALSE(verdict.parts[1].holds);
  EXPECT_FALSE(verdict.holds());
}

TEST(Evaluate, WhatDidNotOccurDoesNotHold) {
  Pattern pattern = urgency_pattern(Bound::above, -1.0);
  pattern.parts.front().figure = [](const Sample& s) {
    return s.pooled(Variant::network, &Facts::pushed, &Facts::decided);
  };
  EXPECT_FALSE(verdict_on(pattern).holds());
  pattern.parts.front().bound = Bound::at_most;
  EXPECT_FALSE(verdict_on(pattern).holds());
}

TEST(Evaluate, WithoutResamplesThereIsAnEstimateAlone) {
  const Pattern pattern = urgency_pattern(Bound::above, 0.3);
  const std::array<const Pattern*, 1> one{&pattern};
  const Verdict verdict = evaluate(one, in_turn(), 40, {.resamples = 0}).front();
  EXPECT_TRUE(verdict.holds());
  EXPECT_FALSE(verdict.clearly());
}

TEST(Bounds, AreStrictOrNot) {
  const auto meets_half = [](Bound bound) { return meets(0.5, urgency_pattern(bound, 0.5).parts.front()); };
  EXPECT_TRUE(meets_half(Bound::at_least));
  EXPECT_FALSE(meets_half(Bound::above));
  EXPECT_TRUE(meets_half(Bound::at_most));
  EXPECT_FALSE(meets_half(Bound::below));
}

}  // namespace
}  // namespace polder::patterns
