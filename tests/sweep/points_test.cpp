#include "sweep/points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "support.h"

namespace polder::sweep {
namespace {

using testing::ElementsAre;

Points some_points() {
  return lay_out(
      {.method = Method::saltelli, .samples = 7, .second_order = true},
      {number(0, 1, "trust.x"), category({"a", "b b", "c"}), whole(1, 9), category({"k", "l"}, true)});
}

TEST(PointsTest, ShardsTile) {
  const Points points = some_points();
  for (const std::uint32_t shards : {1U, 2U, 3U, 7U, 100U, 1000U}) {
    std::size_t at = 0;
    std::size_t least = points.size();
    std::size_t most = 0;
    for (std::uint32_t shard = 1; shard <= shards; ++shard) {
      const Points part = shard_of(points, shard, shards);
      EXPECT_EQ(part.first, at);
      EXPECT_EQ(part.total, points.size());
      EXPECT_EQ(part, part_of(points, at, part.size()));
      for (std::size_t i = 0; i < part.size(); ++i) {
        EXPECT_EQ(part.sample[i], points.sample[at + i]);
        EXPECT_EQ(part.role[i], points.role[at + i]);
        for (std::size_t c = 0; c < points.columns.size(); ++c) {
          EXPECT_EQ(part.columns[c].values[i], points.columns[c].values[at + i]);
          EXPECT_EQ(part.columns[c].levels, points.columns[c].levels);
        }
      }
      at += part.size();
      least = std::min(least, part.size());
      most = std::max(most, part.size());
    }
    EXPECT_EQ(at, points.size());
    EXPECT_LE(most - least, 1U);
  }
}

TEST(PointsTest, ShardsOfShardsKeepCounting) {
  const Points half = shard_of(some_points(), 2, 2);
  EXPECT_EQ(shard_of(half, 2, 2).first, half.first + half.size() / 2);
}

TEST(PointsTest, ValuesReadBackExactly) {
  const Points points = some_points();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::vector<scenario::Override> settings = sweep::settings(points, i);
    ASSERT_EQ(settings.size(), 4U);
    EXPECT_EQ(settings[0].path, "trust.x");
    EXPECT_EQ(std::strtod(settings[0].value.c_str(), nullptr), points.columns[0].values[i]);
    EXPECT_EQ(settings[1].value,
              points.columns[1].levels[static_cast<std::size_t>(points.columns[1].values[i])]);
    EXPECT_EQ(settings[2].value, std::to_string(static_cast<int>(points.columns[2].values[i])));
  }
}

TEST(PointsTest, MethodsHaveNames) {
  std::vector<std::string> names;
  for (int m = 0; m <= static_cast<int>(Method::table); ++m)
    names.emplace_back(method_name(static_cast<Method>(m)));
  EXPECT_THAT(names, ElementsAre("factorial", "one_at_a_time", "latin_hypercube", "sobol", "saltelli",
                                 "morris", "table"));
}

}  // namespace
}  // namespace polder::sweep
