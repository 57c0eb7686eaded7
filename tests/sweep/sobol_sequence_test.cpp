#include "sweep/sobol_sequence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace polder::sweep {
namespace {

std::vector<std::vector<double>> points(std::size_t dimensions, std::size_t count, std::uint64_t seed) {
  SobolSequence sequence(dimensions, seed);
  std::vector<std::vector<double>> result(count, std::vector<double>(dimensions));
  for (auto& point : result) sequence.next(point);
  return result;
}

/// The bits that two shares differ in.
std::uint64_t difference(double a, double b) {
  return static_cast<std::uint64_t>(a * 0x1p53) ^ static_cast<std::uint64_t>(b * 0x1p53);
}

// Joe and Kuo's sequence in Gray-code order: 0, 1/2, 3/4, 1/4, 3/8, 7/8, ... in the first dimension. The
// shift is the same for all points, so that differences to the first are those of the sequence.
TEST(SobolSequenceTest, IsTheSequenceShifted) {
  const auto shifted = points(3, 8, 5);
  const std::vector<std::vector<double>> plain{{0, 0, 0},          {.5, .5, .5},       {.75, .25, .25},
                                               {.25, .75, .75},    {.375, .375, .625}, {.875, .875, .125},
                                               {.625, .125, .875}, {.125, .625, .375}};
  for (std::size_t i = 0; i < plain.size(); ++i) {
    for (std::size_t d = 0; d < 3; ++d) {
      EXPECT_EQ(difference(shifted[i][d], shifted[0][d]), difference(plain[i][d], 0.0)) << i << " " << d;
    }
  }
}

TEST(SobolSequenceTest, ShiftsDependOnSeedAndDimension) {
  std::set<double> seen;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto first = points(4, 1, seed);
    for (const double share : first[0]) {
      EXPECT_GE(share, 0.0);
      EXPECT_LT(share, 1.0);
      seen.insert(share);
    }
  }
  EXPECT_EQ(seen.size(), 12U);
}

// Of the first 2^m points each of 2^m equal parts holds one, in every dimension; and in the first two
// together, every box of 2^a by 2^b parts with a + b = m.
TEST(SobolSequenceTest, IsBalanced) {
  constexpr unsigned kLog = 8;
  constexpr std::size_t kCount = 1U << kLog;
  const auto all = points(40, kCount, 9);
  for (std::size_t d = 0; d < 40; ++d) {
    std::set<int> parts;
    for (const auto& point : all) parts.insert(static_cast<int>(point[d] * kCount));
    EXPECT_EQ(parts.size(), kCount) << d;
  }
  for (unsigned a = 0; a <= kLog; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (const auto& point : all) {
      boxes.emplace(static_cast<int>(std::ldexp(point[0], static_cast<int>(a))),
                    static_cast<int>(std::ldexp(point[1], static_cast<int>(kLog - a))));
    }
    EXPECT_EQ(boxes.size(), kCount) << a;
  }
}

TEST(SobolSequenceTest, MoreDimensionsLeaveTheFirstAlone) {
  const auto few = points(3, 50, 4);
  const auto many = points(200, 50, 4);
  for (std::size_t i = 0; i < few.size(); ++i) {
    for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(few[i][d], many[i][d]);
  }
}

TEST(SobolSequenceTest, HasAsManyDimensionsAsItSays) {
  const auto all = points(most_sobol_dimensions(), 3, 1);
  EXPECT_EQ(all[2].size(), 3667U);
}

}  // namespace
}  // namespace polder::sweep
