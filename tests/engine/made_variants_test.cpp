// Ensembles whose variants are made when they are needed, and chunks of several variants.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/collected.h"
#include "engine/ensemble.h"
#include "engine/small_scenario.h"

namespace polder::engine {
namespace {

using model::Record;

model::Scenario made(std::uint32_t variant) {
  model::Scenario scenario = testing::small_scenario(8);
  scenario.demand.scale = 0.5 + 0.01 * variant;
  scenario.weeks = 4 + static_cast<model::Week>(variant % 5);
  return scenario;
}

class MadeVariantsTest : public ::testing::Test {
 protected:
  MadeVariantsTest() : example_{made(0)} {}

  Ensemble ensemble(std::uint32_t variants, std::uint32_t replicates, unsigned threads = 2) const {
    return {.variants = example_,
            .make_variant = made,
            .seed = 3,
            .blocks = blocks_after(0, variants, replicates),
            .replicates = replicates,
            .record = Record::summary,
            .threads = threads};
  }

  std::array<model::Scenario, 1> example_;
};

// Every row is what run_replicate gives for that variant, whichever came before it in the same thread, and
// whether it shares its chunk with other variants.
TEST_F(MadeVariantsTest, RowsAreThoseOfTheVariantAlone) {
  for (const std::uint32_t replicates : {1U, 3U, 90U}) {
    const std::uint32_t variants = 270 / replicates;
    std::uint32_t most_variants = 0;
    testing::Collected collected;
    engine::run(ensemble(variants, replicates, 1), [&](const Chunk& chunk) {
      most_variants = std::max(most_variants, chunk.block().variants);
      collected.add(chunk);
    });
    EXPECT_EQ(most_variants > 1, replicates < 64) << "this test is about chunks of several variants";
    ASSERT_EQ(collected.rows.size(), 270U);
    for (std::size_t i = 0; i < collected.rows.size(); i += 7) {
      const auto variant = static_cast<std::uint32_t>(i / replicates);
      const auto replicate = static_cast<std::uint32_t>(i % replicates);
      const Chunk alone = run_replicate(made(variant), 3, replicate, Record::summary);
      EXPECT_EQ(collected.rows[i], std::pair(std::pair(variant, replicate), testing::row_bytes(alone, 0)));
    }
  }
}

TEST_F(MadeVariantsTest, NeitherThreadsNorChunksMatter) {
  const auto one = testing::collect(ensemble(200, 2, 1));
  ASSERT_EQ(one.rows.size(), 400U);
  for (const unsigned threads : {2U, 3U, 8U}) {
    EXPECT_EQ(testing::collect(ensemble(200, 2, threads)).rows, one.rows) << threads << " threads";
  }
  Ensemble apart = ensemble(200, 2);
  apart.replicates = 0;  // unknown: no chunk holds several variants
  testing::Collected collected;
  engine::run(apart, [&](const Chunk& chunk) {
    EXPECT_EQ(chunk.block().variants, 1U);
    collected.add(chunk);
  });
  EXPECT_EQ(collected.rows, one.rows);
}

// Memory: a variant exists while it runs, and is not made again for each of its replicates.
TEST_F(MadeVariantsTest, MadeOncePerChunk) {
  std::atomic<int> calls{0};
  Ensemble e = ensemble(50, 40, 2);
  e.make_variant = [&](std::uint32_t variant) {
    ++calls;
    return made(variant);
  };
  std::size_t chunks = 0;
  engine::run(e, [&](const Chunk&) { ++chunks; });
  EXPECT_LE(calls.load(), static_cast<int>(chunks + 50));
}

// One point that the scenario refuses costs its own runs only: those before and after it in the same chunk
// are there, and it says for itself why.
TEST_F(MadeVariantsTest, AVariantThatCannotBeMadeFailsAlone) {
  const std::set<std::uint32_t> refused{0, 5, 6, 41, 59};
  const auto good = testing::collect(ensemble(60, 3));
  for (const unsigned threads : {1U, 3U}) {
    Ensemble e = ensemble(60, 3, threads);
    e.make_variant = [&](std::uint32_t variant) {
      if (variant == 6) throw 6;  // NOLINT: not even an exception object
      if (refused.contains(variant)) throw std::invalid_argument("no " + std::to_string(variant));
      return made(variant);
    };
    const auto some = testing::collect(e);
    EXPECT_EQ(some.outcome.progress.done, 180U);
    EXPECT_EQ(some.outcome.progress.failed, 15U);
    EXPECT_FALSE(some.outcome.cancelled);
    ASSERT_EQ(some.rows.size(), 180U);
    for (std::size_t i = 0; i < some.rows.size(); ++i) {
      EXPECT_EQ(some.rows[i] == good.rows[i], !refused.contains(some.rows[i].first.first)) << i;
    }
    ASSERT_EQ(some.failures.size(), 15U);
    EXPECT_EQ(some.failures[4], (Failure{.variant = 5, .replicate = 1, .seed = 3, .message = "no 5"}));
    EXPECT_EQ(some.failures[6].message, "unknown exception");
    EXPECT_EQ(some.failures[14], (Failure{.variant = 59, .replicate = 2, .seed = 3, .message = "no 59"}));
  }
}

// A replicate that throws does not take along those of its variant, nor the next variant.
TEST_F(MadeVariantsTest, AReplicateThatThrowsFailsAlone) {
  const auto good = testing::collect(ensemble(60, 3));
  Ensemble e = ensemble(60, 3, 2);
  e.simulate = [](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    if (key.replicate != 1) return simulate(s, r, key);
    s.start(key);
    s.step();
    throw std::runtime_error("half lived");
  };
  const auto some = testing::collect(e);
  EXPECT_EQ(some.failures.size(), 60U);
  for (std::size_t i = 0; i < some.rows.size(); ++i) EXPECT_EQ(some.rows[i] == good.rows[i], i % 3 != 1) << i;
}

// Cancelled within a chunk of several variants: a beginning of the whole, which may end within a variant, and
// going on from there gives the rest.
TEST_F(MadeVariantsTest, CancelledThenContinued) {
  const auto whole = testing::collect(ensemble(400, 3));
  int ended_within = 0;
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const int at : {1, 2, 62, 200, 341, 600}) {
      std::atomic<bool> cancel{false};
      std::atomic<int> begun{0};
      Ensemble e = ensemble(400, 3, threads);
      e.cancel = &cancel;
      e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
        if (++begun == at) cancel = true;
        simulate(s, r, key);
      };
      auto collected = testing::collect(e);
      ASSERT_TRUE(collected.outcome.cancelled);
      const std::uint64_t done = collected.outcome.progress.done;
      ASSERT_EQ(done, collected.rows.size());
      ASSERT_LT(done, 1200U);
      if (done % 3 != 0) ++ended_within;
      Ensemble rest = ensemble(400, 3, threads);
      rest.blocks = blocks_after(done, 400, 3);
      engine::run(rest, [&](const Chunk& chunk) { collected.add(chunk); });
      EXPECT_EQ(collected.rows, whole.rows) << threads << " threads, cancelled at " << at;
    }
  }
  EXPECT_GT(ended_within, 0);
}

// Blocks from elsewhere, as when ranks share an ensemble.
TEST_F(MadeVariantsTest, BlocksOneAtATime) {
  const auto whole = testing::collect(ensemble(20, 3));
  std::vector<Block> blocks{{0, 0, 3, 2}, {2, 0, 2, 1}, {2, 2, 1, 1}, {3, 0, 3, 17}};
  std::size_t next = 0;
  testing::Collected collected;
  const Outcome outcome = engine::run(
      ensemble(20, 3), 51,
      [&]() -> std::optional<Block> {
        return next == blocks.size() ? std::nullopt : std::optional(blocks[next++]);
      },
      [&](const Chunk& chunk) { collected.add(chunk); });
  EXPECT_EQ(collected.rows, whole.rows);
  EXPECT_EQ(outcome.progress.total, 60U);
  EXPECT_FALSE(outcome.cancelled);
}

}  // namespace
}  // namespace polder::engine
