// Includes the source, so that the kernel which this machine would not choose is tested too.
#include "random/batch.cpp"

#include <gtest/gtest.h>

#include <vector>

namespace polder::random {
namespace {

using Shape = std::size_t;

std::vector<Kernel> kernels() {
  std::vector<Kernel> all{philox_portable};
  if (best_kernel() != philox_portable) all.push_back(best_kernel());
  return all;
}

TEST(BatchTest, EveryKernelGivesTheBitsOfRandom123) {
  for (const Kernel kernel : kernels()) {
    for (std::uint32_t round = 0; round < 200; ++round) {
      const std::uint32_t replicate = round * 2654435761U;
      const Common common{0x0123456789abcdefULL * (round + 1), replicate, pack(Purpose::leave, round)};
      Words entity;
      Words index;
      for (std::size_t j = 0; j < kLanes; ++j) {
        entity[j] = static_cast<std::uint32_t>(j) * 0x9e3779b9U + round;
        index[j] = round < 100 ? static_cast<std::uint32_t>(j) : 0xffffffffU - static_cast<std::uint32_t>(j);
      }
      std::array<double, 4 * kLanes> words;
      kernel(common, entity, index, words.data());
      const Draws draws({.seed = common.seed, .replicate = replicate});
      for (std::size_t j = 0; j < kLanes; ++j) {
        const Draws::Block block = draws.block(Purpose::leave, entity[j], round, index[j]);
        for (std::size_t w = 0; w < 4; ++w)
          ASSERT_EQ(words[4 * j + w], block[w]) << "lane " << j << ", word " << w;
      }
    }
  }
}

class BatchOfTest : public testing::TestWithParam<Shape> {};

TEST_P(BatchOfTest, BlocksAreThoseOfEachEntity) {
  const Draws draws({.seed = 3, .replicate = 8});
  std::vector<Draws::Block> blocks(GetParam());
  fill_blocks(draws, Purpose::arrivals, 17, blocks);
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    EXPECT_EQ(blocks[j], draws.block(Purpose::arrivals, static_cast<std::uint32_t>(j), 17)) << j;
  }
}

TEST_P(BatchOfTest, UniformsAreLanesOfConsecutiveBlocks) {
  const Draws draws({.seed = 3, .replicate = 8});
  for (const std::uint32_t first : {0U, 1U, 5U << 16U}) {
    std::vector<double> uniforms(GetParam());
    fill_uniforms(draws, Purpose::volunteering, 5, 17, uniforms, first);
    for (std::size_t j = 0; j < uniforms.size(); ++j) {
      const auto index = first + static_cast<std::uint32_t>(j / 4);
      EXPECT_EQ(uniforms[j], draws.block(Purpose::volunteering, 5, 17, index)[j % 4]) << j;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Any, BatchOfTest,
                         testing::Values(0, 1, 3, 4, 5, 7, 8, 9, 16, 31, 32, 33, 64, 65, 342));

}  // namespace
}  // namespace polder::random
