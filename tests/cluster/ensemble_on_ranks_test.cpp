#include "cluster/ensemble_on_ranks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cluster/chunk_bytes.h"
#include "cluster/office.h"
#include "cluster/ranks.h"
#include "engine/collected.h"
#include "engine/small_scenario.h"

namespace polder::cluster {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class EnsembleOnRanksTest : public ::testing::Test {
 protected:
  engine::Ensemble ensemble(std::uint32_t variants, std::uint32_t replicates, unsigned threads) const {
    engine::Ensemble e;
    e.variants = scenario_;
    e.make_variant = [this](std::uint32_t variant) {
      model::Scenario made = scenario_.front();
      made.demand.scale = 1.0 + 0.1 * variant;
      return made;
    };
    e.seed = 5;
    e.blocks = engine::blocks_after(0, variants, replicates);
    e.replicates = replicates;
    e.record = model::Record::summary;
    e.threads = threads;
    return e;
  }

  /// Fast, and its outcomes say which replicate it was: for tests of the traffic.
  static void pretend(model::Simulation& simulation, model::Recorder& recorder, random::ReplicateKey key) {
    simulation.start(key);
    recorder.start(simulation.state());
    recorder.finish(simulation.state());
  }

  /// Rank 0 with `leader`, the others each with what `worker` gives for their number.
  struct Result {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs{};  // in order of delivery
    engine::Outcome outcome{};
    std::string error{};
    bool ended = false;
  };
  static Result share(int ranks, const engine::Ensemble& leader,
                      const std::function<void(const Mail&, int)>& worker, const engine::Sink& also = {}) {
    // Outlives a hang, which must not bring down the other tests.
    struct Shared {
      explicit Shared(int size) : office(size) {}
      polder::testing::Office office;
      Result result;
    };
    const auto shared = std::make_shared<Shared>(ranks);
    shared->result.ended = polder::testing::ends([shared, ranks, leader, worker, also] {
      std::vector<std::jthread> others;
      for (int r = 1; r < ranks; ++r) others.emplace_back([=] { worker(shared->office.mail(r), r); });
      try {
        shared->result.outcome = run(shared->office.mail(0), leader, "same", [&](const engine::Chunk& chunk) {
          if (also) also(chunk);
          for (std::size_t row = 0; row < chunk.size(); ++row) {
            shared->result.runs.emplace_back(chunk.run(row).variant, chunk.run(row).replicate);
          }
        });
      } catch (const std::exception& error) {
        shared->result.error = error.what();
      }
    });
    return shared->result;
  }

  /// The runs are the first ones, in order.
  static void expect_prefix(const Result& result, std::uint32_t replicates) {
    for (std::size_t i = 0; i < result.runs.size(); ++i) {
      ASSERT_EQ(result.runs[i], std::pair(static_cast<std::uint32_t>(i / replicates),
                                          static_cast<std::uint32_t>(i % replicates)));
    }
  }

  std::vector<model::Scenario> scenario_{polder::testing::small_scenario()};
};

TEST_F(EnsembleOnRanksTest, RanksAndThreadsDoNotMatter) {
  const engine::Ensemble alone = ensemble(9, 5, 1);
  const auto expected = polder::testing::collect(alone);
  for (const int ranks : {1, 2, 3, 4}) {
    for (const unsigned threads : {1U, 3U}) {
      polder::testing::Office office(ranks);
      const engine::Ensemble e = ensemble(9, 5, threads);
      std::vector<std::jthread> others;
      for (int r = 1; r < ranks; ++r) others.emplace_back([&, r] { work(office.mail(r), e, "same"); });
      polder::testing::Collected got;
      got.outcome = run(office.mail(0), e, "same", [&](const engine::Chunk& chunk) { got.add(chunk); });
      EXPECT_EQ(got.rows, expected.rows) << ranks << " ranks, " << threads << " threads";
      EXPECT_FALSE(got.outcome.cancelled);
      EXPECT_EQ(got.outcome.progress.done, 45U);
    }
  }
}

// A block that takes long holds up what comes after it in the file; when as much as may wait is waiting,
// ranks have to wait for work, and the one that has the slow block must still get it through.
TEST_F(EnsembleOnRanksTest, ASlowBlockHoldsUpNobodyForEver) {
  for (const int slow_rank : {0, 1, 2}) {
    std::atomic<int> slept{0};
    const auto make = [&](int rank) {
      engine::Ensemble e = ensemble(1, 64 * 200, 2);
      e.simulate = [&slept, rank, slow_rank](model::Simulation& s, model::Recorder& r,
                                             random::ReplicateKey key) {
        if (rank == slow_rank && slept.fetch_add(1) == 0) {
          std::this_thread::sleep_for(std::chrono::milliseconds(400));
        }
        pretend(s, r, key);
      };
      return e;
    };
    const Result result =
        share(3, make(0), [&](const Mail& mail, int rank) { work(mail, make(rank), "same"); });
    ASSERT_TRUE(result.ended) << "rank " << slow_rank << " is slow";
    EXPECT_EQ(result.runs.size(), 64U * 200U);
    EXPECT_GT(slept.load(), 0);
    expect_prefix(result, 64 * 200);
  }
}

TEST_F(EnsembleOnRanksTest, AnInterruptOfOneRankEndsAll) {
  std::atomic<bool> interrupted{false};
  engine::Ensemble leader = ensemble(1, 64 * 300, 1);
  leader.simulate = pretend;
  const Result result = share(3, leader, [&](const Mail& mail, int rank) {
    engine::Ensemble e = ensemble(1, 64 * 300, 2);
    if (rank == 2) e.cancel = &interrupted;
    e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
      if (rank == 2) interrupted = true;
      pretend(s, r, key);
    };
    work(mail, e, "same");
  });
  ASSERT_TRUE(result.ended);
  EXPECT_EQ(result.error, "");
  EXPECT_TRUE(result.outcome.cancelled);
  EXPECT_LT(result.runs.size(), 64U * 300U);
  expect_prefix(result, 64 * 300);
}

TEST_F(EnsembleOnRanksTest, ARankThatCannotWorkIsNamedWithItsReason) {
  engine::Ensemble leader = ensemble(1, 64 * 300, 1);
  leader.simulate = pretend;
  const Result result = share(3, leader, [&](const Mail& mail, int rank) {
    if (rank == 1) return give_up(mail, "the scenario is not on this machine");
    engine::Ensemble e = ensemble(1, 64 * 300, 1);
    e.simulate = pretend;
    work(mail, e, "same");
  });
  ASSERT_TRUE(result.ended);
  EXPECT_THAT(result.error, AllOf(HasSubstr("rank 1"), HasSubstr("the scenario is not on this machine")));
  expect_prefix(result, 64 * 300);
}

TEST_F(EnsembleOnRanksTest, ARankThatWouldRunSomethingElseIsRefused) {
  engine::Ensemble e = ensemble(1, 64 * 300, 1);
  e.simulate = pretend;
  const Result result = share(2, e, [&](const Mail& mail, int) { work(mail, e, "another"); });
  ASSERT_TRUE(result.ended);
  EXPECT_THAT(result.error, AllOf(HasSubstr("rank 1"), HasSubstr("something else")));
}

TEST_F(EnsembleOnRanksTest, WhatTheSinkThrowsReachesTheCallerAndAllRanksEnd) {
  engine::Ensemble e = ensemble(1, 64 * 100, 2);
  e.simulate = pretend;
  int chunks = 0;
  const Result result = share(
      3, e, [&](const Mail& mail, int) { work(mail, e, "same"); },
      [&](const engine::Chunk&) {
        if (++chunks == 4) throw std::runtime_error("the disk is full");
      });
  ASSERT_TRUE(result.ended);
  EXPECT_EQ(result.error, "the disk is full");
  expect_prefix(result, 64 * 100);
}

TEST_F(EnsembleOnRanksTest, RanksAreReleasedWhenThereIsNothingToRun) {
  polder::testing::Office office(3);
  std::atomic<int> worked{0};
  engine::Ensemble e = ensemble(1, 64, 1);
  e.simulate = [&](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    ++worked;
    pretend(s, r, key);
  };
  std::jthread one([&] { work(office.mail(1), e, "same"); });
  std::jthread other([&] { give_up(office.mail(2), "no input"); });
  release(office.mail(0));
  EXPECT_EQ(worked.load(), 0);
}

TEST_F(EnsembleOnRanksTest, ChunksTravelWithFailuresInPlace) {
  engine::Ensemble e = ensemble(3, 4, 1);
  e.simulate = [](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
    if (key.replicate == 2) throw std::runtime_error("the dike broke");
    engine::simulate(s, r, key);
  };
  const engine::Layout layout = engine::layout_of(scenario_.front(), model::Record::summary);
  engine::run(e, [&](const engine::Chunk& chunk) {
    engine::Chunk copy(layout, 64);
    from_bytes(to_bytes(chunk), copy);
    EXPECT_EQ(copy.block(), chunk.block());
    ASSERT_EQ(copy.size(), chunk.size());
    EXPECT_EQ(std::vector(copy.failures().begin(), copy.failures().end()),
              std::vector(chunk.failures().begin(), chunk.failures().end()));
    for (std::size_t row = 0; row < chunk.size(); ++row) {
      EXPECT_EQ(polder::testing::row_bytes(copy, row), polder::testing::row_bytes(chunk, row));
    }
    // Cut off anywhere, or too large for where it is to go: an error, not something else.
    const auto bytes = to_bytes(chunk);
    for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{20}, bytes.size() - 1}) {
      EXPECT_THROW(from_bytes(std::span(bytes).first(size), copy), std::runtime_error) << size;
    }
    engine::Chunk small(layout, chunk.planned() - 1);
    EXPECT_THROW(from_bytes(bytes, small), std::length_error);
  });
}

TEST(LaunchedProcessesTest, AreWhatTheLauncherSays) {
  constexpr std::array kNames{"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "SLURM_STEP_NUM_TASKS"};
  for (const char* name : kNames) ::unsetenv(name);
  EXPECT_EQ(launched_processes(), 1);
  ::setenv("OMPI_COMM_WORLD_SIZE", "4", 1);
  EXPECT_EQ(launched_processes(), 4);
  ::setenv("OMPI_COMM_WORLD_SIZE", "four", 1);
  EXPECT_EQ(launched_processes(), 1);
  ::unsetenv("OMPI_COMM_WORLD_SIZE");
  // A job step of Slurm alone is not a team of ranks.
  ::setenv("SLURM_STEP_NUM_TASKS", "8", 1);
  EXPECT_EQ(launched_processes(), 1);
  ::setenv("PMIX_RANK", "0", 1);
  EXPECT_EQ(launched_processes(), 8);
  for (const char* name : kNames) ::unsetenv(name);
}

}  // namespace
}  // namespace polder::cluster
