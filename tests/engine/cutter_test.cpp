#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/ensemble.h"
#include "engine/small_scenario.h"

namespace polder::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Block> cut_all(const std::vector<Block>& blocks, std::uint32_t replicates, std::size_t threads,
                           model::Record record = model::Record::summary) {
  Cutter cutter(blocks, replicates, layout_of(testing::small_scenario(), record), threads);
  std::vector<Block> cuts;
  while (const auto block = cutter.next()) {
    EXPECT_LE(block->runs(), cutter.rows());
    cuts.push_back(*block);
  }
  EXPECT_FALSE(cutter.next());
  return cuts;
}

/// Runs in the order in which a chunk of each block holds them.
std::vector<Run> runs_of(const std::vector<Block>& blocks) {
  std::vector<Run> runs;
  for (const Block& block : blocks) {
    Chunk chunk(layout_of(testing::small_scenario(), model::Record::summary), block.runs());
    chunk.begin(block);
    for (std::size_t row = 0; row < block.runs(); ++row) runs.push_back(chunk.run(row));
  }
  return runs;
}

TEST(Cutter, CutsVariantsOfManyReplicatesAndJoinsThoseOfFew) {
  // Enough of everything for chunks to be as large as they may be.
  EXPECT_EQ(cut_all(blocks_after(0, 1, 100000), 100000, 1).front(), (Block{0, 0, 64, 1}));
  EXPECT_EQ(cut_all(blocks_after(0, 100000, 1), 1, 1).front(), (Block{0, 0, 1, 64}));
  EXPECT_EQ(cut_all(blocks_after(0, 100000, 3), 3, 1).front(), (Block{0, 0, 3, 21}));
  const auto cuts = cut_all(blocks_after(0, 1000, 65), 65, 1);
  EXPECT_EQ(cuts[0], (Block{0, 0, 64, 1}));
  EXPECT_EQ(cuts[1], (Block{0, 64, 1, 1}));
}

// Files take several variants at once only with all their replicates: what is left of two variants that were
// begun is no such thing, even if it looks alike.
TEST(Cutter, DoesNotJoinPartsOfVariants) {
  const std::vector<Block> parts{{0, 0, 3}, {1, 0, 3}, {2, 0, 5}, {3, 0, 5}, {4, 2, 3}, {5, 0, 5}};
  for (const Block& cut : cut_all(parts, 5, 1)) {
    if (cut.variants > 1) {
      EXPECT_EQ(cut.first_replicate, 0U);
      EXPECT_EQ(cut.count, 5U);
    }
  }
}

TEST(Cutter, DoesNotJoinVariantsThatDoNotFollowEachOther) {
  std::vector<Block> blocks;
  for (std::uint32_t v = 0; v < 2000; v += 2) blocks.push_back({v, 0, 1});
  EXPECT_EQ(cut_all(blocks, 1, 1), blocks);
}

// Nothing is lost, doubled or moved, whatever is left of an experiment, whatever the number of threads.
TEST(Cutter, ChunksTileTheBlocks) {
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    const auto replicates = 1 + static_cast<std::uint32_t>(random() % (round % 2 == 0 ? 5 : 200));
    std::vector<Block> blocks;
    for (std::uint32_t v = 0; v < 300; ++v) {
      if (random() % 4 == 0) continue;
      std::uint32_t first = 0;
      std::uint32_t end = replicates;
      if (random() % 4 == 0) first = static_cast<std::uint32_t>(random() % replicates);
      if (random() % 4 == 0) end = first + 1 + static_cast<std::uint32_t>(random() % (replicates - first));
      blocks.push_back({v, first, end - first});
    }
    const auto cuts = cut_all(blocks, replicates, 1 + random() % 8);
    ASSERT_EQ(runs_of(cuts), runs_of(blocks)) << "round " << round;
    for (const Block& cut : cuts) {
      ASSERT_GT(cut.runs(), 0U);
      ASSERT_TRUE(cut.variants == 1 || cut.count == replicates);
    }
  }
}

TEST(Cutter, AllThreadsHaveWork) {
  EXPECT_GE(cut_all(blocks_after(0, 40, 1), 1, 8).size(), 8U);
  EXPECT_GE(cut_all(blocks_after(0, 1, 40), 40, 8).size(), 8U);
  EXPECT_THAT(cut_all(blocks_after(0, 2, 1), 1, 64), ElementsAre(Block{0, 0, 1, 1}, Block{1, 0, 1, 1}));
}

TEST(Cutter, NothingToCut) { EXPECT_THAT(cut_all({}, 5, 2), IsEmpty()); }

}  // namespace
}  // namespace polder::engine
