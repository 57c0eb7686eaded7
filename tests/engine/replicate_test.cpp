#include "engine/replicate.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/collected.h"
#include "engine/ensemble.h"
#include "engine/small_scenario.h"

namespace polder::engine {
namespace {

using model::Record;

// "Any replicate can be run again alone": same numbers, same events, as its row of an ensemble in which it
// was neither the first of its thread nor of its chunk.
TEST(RunReplicate, EqualsItsSliceOfTheEnsemble) {
  std::vector<model::Scenario> variants(2, testing::small_scenario());
  variants[1].demand.scale = 3.0;
  for (const Record record : {Record::summary, Record::rounds, Record::weeks, Record::full}) {
    const auto all = testing::collect(
        {.variants = variants, .seed = 11, .blocks = blocks_after(0, 2, 40), .record = record, .threads = 3});
    ASSERT_EQ(all.rows.size(), 80U);
    for (const auto& [at, bytes] : all.rows) {
      const Chunk alone = run_replicate(variants[at.first], 11, at.second, record);
      ASSERT_EQ(alone.size(), 1U);
      EXPECT_EQ(testing::row_bytes(alone, 0), bytes) << "variant " << at.first << ", replicate " << at.second;
    }
  }
}

// Guards the test above against comparing constants.
TEST(RunReplicate, SeedReplicateAndScenarioMatter) {
  const auto scenario = testing::small_scenario();
  auto busier = scenario;
  busier.demand.scale = 3.0;
  const auto bytes = [](const model::Scenario& s, std::uint64_t seed, std::uint32_t replicate) {
    return testing::row_bytes(run_replicate(s, seed, replicate, Record::full), 0);
  };
  EXPECT_NE(bytes(scenario, 1, 0), bytes(scenario, 2, 0));
  EXPECT_NE(bytes(scenario, 1, 0), bytes(scenario, 1, 1));
  EXPECT_NE(bytes(scenario, 1, 0), bytes(busier, 1, 0));
}

// Recording more never changes a scalar.
TEST(RunReplicate, MoreDetailLeavesScalarsAlone) {
  const auto scenario = testing::small_scenario();
  const Chunk summary = run_replicate(scenario, 5, 3, Record::summary);
  for (const Record record : {Record::rounds, Record::weeks, Record::full}) {
    const Chunk more = run_replicate(scenario, 5, 3, record);
    for (std::size_t k = 0; k < model::scalar_catalogue().size(); ++k) {
      EXPECT_EQ(std::bit_cast<std::uint64_t>(more.scalar(k)[0]),
                std::bit_cast<std::uint64_t>(summary.scalar(k)[0]))
          << model::scalar_catalogue()[k].name;
    }
  }
}

// Events are those of a full record and of this replicate only, though the log is used again.
TEST(ReplicateRunner, EventsAreOfOneReplicate) {
  const auto scenario = testing::small_scenario();
  EXPECT_TRUE(run_replicate(scenario, 1, 0, Record::rounds).events(0).empty());
  ReplicateRunner runner(scenario, Record::full);
  Chunk chunk(layout_of(scenario, Record::full), 2);
  chunk.begin({0, 0, 2});
  runner.run(simulate, {.seed = 1, .replicate = 0}, chunk);
  runner.run(simulate, {.seed = 1, .replicate = 1}, chunk);
  const Chunk alone = run_replicate(scenario, 1, 1, Record::full);
  EXPECT_FALSE(alone.events(0).empty());
  EXPECT_EQ(testing::row_bytes(chunk, 1), testing::row_bytes(alone, 0));
}

}  // namespace
}  // namespace polder::engine
