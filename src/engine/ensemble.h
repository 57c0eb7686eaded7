// Variants x replicates on all cores.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <vector>

#include "engine/chunk.h"
#include "engine/replicate.h"
#include "model/outcomes/recorder.h"
#include "model/scenario.h"

namespace polder::engine {

/// Consecutive replicates of one variant.
struct Block {
  std::uint32_t variant = 0;
  std::uint32_t first_replicate = 0;
  std::uint32_t count = 0;

  bool operator==(const Block&) const = default;
};

/// What is left of variants x replicates after the first `done`, counted variant by variant.
std::vector<Block> blocks_after(std::uint64_t done, std::uint32_t variants, std::uint32_t replicates);

/// Counts of replicates; failed ones are among those done.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t total = 0;
};

struct Ensemble {
  std::span<const model::Scenario> variants{};  ///< validated; see check_alike
  std::uint64_t seed = 1;
  std::vector<Block> blocks{};  ///< what to run, delivered in this order
  model::Record record = model::Record::rounds;
  unsigned threads = 0;  ///< 0: one per core
  /// Set to true from anywhere (a signal handler too) to stop early; may be null.
  const std::atomic<bool>* cancel = nullptr;
  /// Called after every chunk, never by two threads at once; may be empty.
  std::function<void(const Progress&)> progress{};
  Simulate simulate = engine::simulate;
};

struct Outcome {
  Progress progress;
  bool cancelled = false;  ///< not everything was run
};

/// Receives finished chunks in the order of the blocks, never in two threads at once. What it throws
/// ends the ensemble and reaches the caller of run().
using Sink = std::function<void(const Chunk&)>;

/// The variants cannot be laid side by side.
class UnlikeVariants : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Throws UnlikeVariants unless all variants have the same municipalities, groups, start, weeks and
/// recorded intervals, in the same order.
void check_alike(std::span<const model::Scenario> variants, model::Record record);

/// Runs the ensemble. What is delivered depends on neither threads nor timing, except where a
/// cancelled ensemble ends: then replicates under way are finished, and what is delivered is
/// everything up to some replicate (the last chunk may hold fewer rows than planned) and nothing
/// after it. Replicates that throw become failed rows and the rest go on. Memory is bounded by the
/// number of threads, whatever the number of replicates. Throws UnlikeVariants.
Outcome run(const Ensemble& ensemble, const Sink& sink);

}  // namespace polder::engine
