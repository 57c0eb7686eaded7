#include "engine/ensemble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/collected.h"
#include "engine/small_scenario.h"

namespace polder::engine {
namespace {

using model::Record;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class EnsembleTest : public ::testing::Test {
 protected:
  EnsembleTest() : variants_(3, testing::small_scenario()) {
    variants_[1].demand.scale = 2.0;
    variants_[2].demand.scale = 3.0;
  }

  Ensemble ensemble(std::uint32_t replicates, Record record = Record::summary, unsigned threads = 2) const {
    return {.variants = variants_,
            .seed = 3,
            .blocks = blocks_after(0, static_cast<std::uint32_t>(variants_.size()), replicates),
            .record = record,
            .threads = threads};
  }

  std::vector<model::Scenario> variants_;
};

// Same inputs, same bytes, in the same order, whatever the number of threads; 8 is more than there are cores
// on small machines, 3 does not divide anything.
TEST_F(EnsembleTest, ThreadsDoNotMatter) {
  const auto one = testing::collect(ensemble(150, Record::full, 1));
  ASSERT_EQ(one.rows.size(), 450U);
  EXPECT_FALSE(one.outcome.cancelled);
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    EXPECT_EQ(one.rows[i].first,
              std::pair(static_cast<std::uint32_t>(i / 150), static_cast<std::uint32_t>(i % 150)));
  }
  for (const unsigned threads : {2U, 3U, 8U}) {
    EXPECT_EQ(testing::collect(ensemble(150, Record::full, threads)).rows, one.rows) << threads << " threads";
  }
}

// More threads than cores really run: otherwise the test above would compare the same thing.
TEST_F(EnsembleTest, AsManyThreadsAsAskedFor) {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  Ensemble e = ensemble(100, Record::summary, 4);
  e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    const int now = ++inside;
    int seen = most.load();
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    simulate(s, r, key);
    --inside;
  };
  testing::collect(e);
  EXPECT_EQ(most.load(), 4);
}

// Growing an experiment keeps what is there.
TEST_F(EnsembleTest, MoreReplicatesLeaveEarlierOnesAlone) {
  const auto few = testing::collect(ensemble(20));
  const auto many = testing::collect(ensemble(60));
  for (std::size_t i = 0; i < few.rows.size(); ++i) {
    EXPECT_EQ(few.rows[i], many.rows[i / 20 * 60 + i % 20]);
  }
}

// A replicate that throws is recorded with its seed; the others are what they would have been without it,
// also those that follow in the same thread.
TEST_F(EnsembleTest, FailuresAreData) {
  const auto good = testing::collect(ensemble(50, Record::full));
  Ensemble e = ensemble(50, Record::full);
  e.simulate = [](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    if (key.replicate % 10 != 7) return simulate(s, r, key);
    s.start(key);
    for (int week = 0; week < 9; ++week) s.step();
    if (key.replicate == 17) throw 17;  // NOLINT: not even an exception object
    throw std::runtime_error("dike broke in replicate " + std::to_string(key.replicate));
  };
  const auto some = testing::collect(e);
  EXPECT_EQ(some.outcome.progress.done, 150U);
  EXPECT_EQ(some.outcome.progress.failed, 15U);
  EXPECT_FALSE(some.outcome.cancelled);
  ASSERT_EQ(some.failures.size(), 15U);
  EXPECT_EQ(some.failures[5],
            (Failure{.variant = 1, .replicate = 7, .seed = 3, .message = "dike broke in replicate 7"}));
  EXPECT_EQ(some.failures[1].message, "unknown exception");
  ASSERT_EQ(some.rows.size(), good.rows.size());
  for (std::size_t i = 0; i < good.rows.size(); ++i) {
    if (good.rows[i].first.second % 10 == 7) {
      EXPECT_NE(some.rows[i], good.rows[i]);
    } else {
      EXPECT_EQ(some.rows[i], good.rows[i]);
    }
  }
}

// After a cancellation what was delivered is a beginning of the whole, without gaps, and going on from there
// gives the rest.
TEST_F(EnsembleTest, CancelledThenContinued) {
  const auto whole = testing::collect(ensemble(100, Record::rounds));
  for (const unsigned threads : {1U, 2U, 8U}) {
    std::atomic<bool> cancel{false};
    std::atomic<int> begun{0};
    Ensemble e = ensemble(100, Record::rounds, threads);
    e.cancel = &cancel;
    e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
      if (++begun == 130) cancel = true;
      simulate(s, r, key);
    };
    auto collected = testing::collect(e);
    ASSERT_TRUE(collected.outcome.cancelled);
    const std::uint64_t done = collected.outcome.progress.done;
    EXPECT_EQ(done, collected.rows.size());
    EXPECT_GT(done, 0U);
    EXPECT_LT(done, 300U);
    Ensemble rest = ensemble(100, Record::rounds, threads);
    rest.blocks = blocks_after(done, 3, 100);
    engine::run(rest, [&](const Chunk& chunk) { collected.add(chunk); });
    EXPECT_EQ(collected.rows, whole.rows) << threads << " threads";
  }
}

TEST_F(EnsembleTest, CancelledBeforeItBegan) {
  const std::atomic<bool> cancel{true};
  Ensemble e = ensemble(10);
  e.cancel = &cancel;
  const auto collected = testing::collect(e);
  EXPECT_TRUE(collected.outcome.cancelled);
  EXPECT_THAT(collected.rows, IsEmpty());
}

// A full disk must end the run with its own exception, soon.
TEST_F(EnsembleTest, WhatTheSinkThrowsReachesTheCaller) {
  struct DiskFull : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  std::atomic<int> simulated{0};
  Ensemble e = ensemble(100000);
  e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    ++simulated;
    simulate(s, r, key);
  };
  EXPECT_THROW(engine::run(e, [](const Chunk&) { throw DiskFull("no space left"); }), DiskFull);
  EXPECT_LT(simulated.load(), 2000);
}

// Memory does not grow with the number of replicates: chunks are used again, and the simulation may not run
// ahead of a slow sink.
TEST_F(EnsembleTest, ChunksAreBounded) {
  std::set<const Chunk*> chunks;
  std::atomic<std::int64_t> simulated{0};
  std::int64_t delivered = 0;
  std::int64_t most_waiting = 0;
  Ensemble e = ensemble(4000, Record::summary, 2);
  e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    ++simulated;
    simulate(s, r, key);
  };
  engine::run(e, [&](const Chunk& chunk) {
    chunks.insert(&chunk);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    most_waiting = std::max(most_waiting, simulated.load() - delivered);
    delivered += static_cast<std::int64_t>(chunk.size());
  });
  EXPECT_EQ(delivered, 12000);
  EXPECT_LE(chunks.size(), 6U);
  EXPECT_LE(most_waiting, 6 * 64);
}

// The callback counts up to the total and is not called by two threads at once (plain variables under it).
TEST_F(EnsembleTest, ProgressCountsUp) {
  std::uint64_t last = 0;
  Ensemble e = ensemble(70);
  e.progress = [&](const Progress& p) {
    EXPECT_GT(p.done, last);
    EXPECT_EQ(p.total, 210U);
    last = p.done;
  };
  testing::collect(e);
  EXPECT_EQ(last, 210U);
}

TEST_F(EnsembleTest, NothingToDo) {
  Ensemble e = ensemble(10);
  e.blocks.clear();
  const auto collected = testing::collect(e);
  EXPECT_THAT(collected.rows, IsEmpty());
  EXPECT_FALSE(collected.outcome.cancelled);
}

TEST(BlocksAfter, CountsVariantByVariant) {
  EXPECT_THAT(blocks_after(0, 2, 10), ElementsAre(Block{0, 0, 10}, Block{1, 0, 10}));
  EXPECT_THAT(blocks_after(7, 2, 10), ElementsAre(Block{0, 7, 3}, Block{1, 0, 10}));
  EXPECT_THAT(blocks_after(10, 2, 10), ElementsAre(Block{1, 0, 10}));
  EXPECT_THAT(blocks_after(20, 2, 10), IsEmpty());
  EXPECT_THAT(blocks_after(0, 2, 0), IsEmpty());
}

// Variants share the labels of one file; the message says which variant and what to do.
TEST_F(EnsembleTest, VariantsMustBeAlike) {
  const auto message = [&](auto change, Record record = Record::rounds) {
    auto variants = variants_;
    change(variants[2]);
    try {
      check_alike(variants, record);
    } catch (const UnlikeVariants& error) {
      return std::string(error.what());
    }
    return std::string("alike");
  };
  EXPECT_EQ(message([](model::Scenario& s) { s.demand.scale = 9.0; }), "alike");
  EXPECT_THAT(message([](model::Scenario& s) { s.municipalities[1].name = "Beneden"; }),
              HasSubstr("variant 3 cannot be compared with variant 1: its municipalities are others"));
  EXPECT_THAT(message([](model::Scenario& s) { s.groups.pop_back(); }),
              HasSubstr("its working groups are others"));
  EXPECT_THAT(message([](model::Scenario& s) { s.survey.weeks = {12}; }),
              HasSubstr("its surveys are in other weeks; give all variants the same `survey.weeks`"));
  EXPECT_THAT(message([](model::Scenario& s) { s.weeks = 31; }),
              HasSubstr("it lasts 31 weeks, the first 30"));
  EXPECT_THAT(message([](model::Scenario& s) { s.start = std::chrono::year{2016} / 7 / 1; }),
              HasSubstr("it starts on 2016-07-01, the first on 2015-07-01"));
  const auto monthly = [](model::Scenario& s) { s.groups[0].meeting_interval_weeks = 4; };
  EXPECT_THAT(message(monthly), HasSubstr("its rounds last 4 weeks, those of the first 6; record weeks"));
  EXPECT_EQ(message(monthly, Record::weeks), "alike");
  EXPECT_EQ(message(monthly, Record::summary), "alike");
  EXPECT_THROW(check_alike({}, Record::rounds), UnlikeVariants);
}

}  // namespace
}  // namespace polder::engine
