// Variants x replicates on all cores.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "engine/chunk.h"
#include "engine/replicate.h"
#include "model/outcomes/recorder.h"
#include "model/scenario.h"

namespace polder::engine {

/// What is left of variants x replicates after the first `done`, counted variant by variant.
std::vector<Block> blocks_after(std::uint64_t done, std::uint32_t variants, std::uint32_t replicates);

/// Counts of replicates; failed ones are among those done.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t total = 0;
};

/// Makes a variant where there are too many to keep. Called from many threads at once. When it throws, the
/// replicates of that variant fail and the rest go on.
using MakeVariant = std::function<model::Scenario(std::uint32_t variant)>;

struct Ensemble {
  std::span<const model::Scenario> variants{};  ///< validated; see check_alike
  /// In place of `variants`, which then holds one example. For summaries only: those of different scenarios
  /// have the same layout.
  MakeVariant make_variant{};
  std::uint64_t seed = 1;
  std::vector<Block> blocks{};  ///< what to run, delivered in this order
  /// Of each variant in all, those done before among them: variants that are run with all of these may share
  /// a chunk. 0: none do.
  std::uint32_t replicates = 0;
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

/// Runs in a chunk, at most: large enough that writing one is a few large writes, small enough that buffers
/// stay in a few MB and all threads have work to the end.
inline constexpr std::size_t kMostRows = 64;

/// Cuts blocks into chunks for threads, one after another: parts of the replicates of a variant, or several
/// whole variants where replicates are few. What is cut depends on neither the number of threads nor the
/// machine in any way that results show.
class Cutter {
 public:
  /// Chunks of a few dozen runs at most, and small enough that `threads` have work to the end. `replicates`
  /// as in Ensemble. The blocks must outlive it.
  Cutter(std::span<const Block> blocks, std::uint32_t replicates, const Layout& layout, std::size_t threads);

  /// The next chunk's block; none at the end.
  std::optional<Block> next();

  /// Runs in the largest chunk.
  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  std::span<const Block> blocks_;
  std::uint32_t replicates_;
  std::size_t rows_;
  std::size_t at_ = 0;
  std::uint32_t taken_ = 0;
};

/// Receives finished chunks in the order of the blocks, never in two threads at once. What it throws
/// ends the ensemble and reaches the caller of run().
using Sink = std::function<void(const Chunk&)>;

/// The variants cannot be laid side by side.
class UnlikeVariants : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Throws UnlikeVariants unless all variants have the same municipalities, groups, start, weeks,
/// recorded intervals and surveys, in the same order.
void check_alike(std::span<const model::Scenario> variants, model::Record record);

/// Runs the ensemble. What is delivered depends on neither threads nor timing, except where a
/// cancelled ensemble ends: then replicates under way are finished, and what is delivered is
/// everything up to some replicate (the last chunk may hold fewer rows than planned) and nothing
/// after it. Replicates that throw become failed rows and the rest go on. Memory is bounded by the
/// number of threads, whatever the number of replicates. Throws UnlikeVariants.
Outcome run(const Ensemble& ensemble, const Sink& sink);

/// Says what to run next; none: nothing more. Never called by two threads at once. It may wait a little: the
/// thread that waits may be the one that would deliver. Where nothing comes soon it gives a block without
/// runs and is called again.
using Source = std::function<std::optional<Block>()>;

/// The same where blocks come one at a time, as when several processes share an ensemble: `ensemble.blocks`
/// only tells the total for the progress, and blocks have at most `rows` runs.
Outcome run(const Ensemble& ensemble, std::size_t rows, const Source& source, const Sink& sink);

/// Threads that an ensemble uses: those asked for, or one per core.
std::size_t threads_of(const Ensemble& ensemble);

}  // namespace polder::engine
