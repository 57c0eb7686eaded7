#include "engine/ensemble.h"

#include <fmt/core.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace polder::engine {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
constexpr std::size_t kChunksPerThread = 8;
constexpr std::size_t kTokensPerThread = 3;

/// Owns all chunks and knows which are not in use, so that buffers are allocated once per token.
class Pool {
 public:
  Pool(const Layout& layout, std::size_t rows) : layout_(layout), rows_(rows) {}

  Chunk* take() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) return all_.emplace_back(std::make_unique<Chunk>(layout_, rows_)).get();
    Chunk* const chunk = free_.back();
    free_.pop_back();
    return chunk;
  }

  void give_back(Chunk* chunk) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(chunk);
  }

 private:
  Layout layout_;
  std::size_t rows_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Chunk>> all_;
  std::vector<Chunk*> free_;
};

/// What a thread keeps from one chunk to the next: the memory of the variant it ran last. One variant only,
/// so that memory does not grow with the number of variants.
struct Worker {
  std::optional<std::uint32_t> variant;
  std::optional<model::Scenario> made;  // by make_variant
  std::optional<ReplicateRunner> runner;
};

void prepare(const Ensemble& ensemble, Worker& worker, std::uint32_t variant) {
  if (worker.variant == variant && worker.runner) return;
  worker.runner.reset();
  worker.variant = variant;
  if (ensemble.make_variant) worker.made = ensemble.make_variant(variant);
  worker.runner.emplace(ensemble.make_variant ? *worker.made : ensemble.variants[variant], ensemble.record);
}

void fill(const Ensemble& ensemble, Worker& worker, Chunk& chunk) {
  for (std::size_t row = 0; row < chunk.planned(); ++row) {
    if (ensemble.cancel != nullptr && ensemble.cancel->load(std::memory_order_relaxed)) return;
    if (tbb::is_current_task_group_canceling()) return;  // the sink threw
    const Run run = chunk.run(row);
    try {
      prepare(ensemble, worker, run.variant);
      worker.runner->run(ensemble.simulate, {.seed = ensemble.seed, .replicate = run.replicate}, chunk);
    } catch (const std::exception& error) {
      worker.runner.reset();  // its state is of a half-lived replicate
      chunk.add_failure(ensemble.seed, error.what());
    } catch (...) {
      worker.runner.reset();
      chunk.add_failure(ensemble.seed, "unknown exception");
    }
  }
}

std::string date_text(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

Cutter::Cutter(std::span<const Block> blocks, std::uint32_t replicates, const Layout& layout,
               std::size_t threads)
    : blocks_(blocks), replicates_(replicates) {
  std::uint64_t total = 0;
  for (const Block& block : blocks) total += block.runs();
  const auto fair = static_cast<std::size_t>(total / (threads * kChunksPerThread));
  const std::size_t fitting = kMostBytes / layout.bytes_per_replicate();
  rows_ = std::max<std::size_t>(1, std::min({kMostRows, fitting, fair}));
}

std::optional<Block> Cutter::next() {
  while (at_ < blocks_.size() && taken_ == blocks_[at_].count) {
    ++at_;
    taken_ = 0;
  }
  if (at_ == blocks_.size()) return std::nullopt;
  const Block& first = blocks_[at_];
  Block cut{.variant = first.variant,
            .first_replicate = first.first_replicate + taken_,
            .count = static_cast<std::uint32_t>(std::min<std::size_t>(rows_, first.count - taken_))};
  taken_ += cut.count;
  // Whole variants that follow go along as long as they fit.
  while (cut.first_replicate == 0 && cut.count == replicates_ && at_ + 1 < blocks_.size() &&
         blocks_[at_ + 1] == Block{cut.variant + cut.variants, 0, cut.count} &&
         cut.runs() + cut.count <= rows_) {
    ++cut.variants;
    ++at_;
  }
  return cut;
}

std::size_t threads_of(const Ensemble& ensemble) {
  return ensemble.threads > 0 ? ensemble.threads : static_cast<std::size_t>(tbb::info::default_concurrency());
}

std::vector<Block> blocks_after(std::uint64_t done, std::uint32_t variants, std::uint32_t replicates) {
  std::vector<Block> blocks;
  if (replicates == 0) return blocks;
  const std::uint64_t first_variant = done / replicates;
  auto first_replicate = static_cast<std::uint32_t>(done % replicates);
  for (std::uint64_t v = first_variant; v < variants; ++v) {
    blocks.push_back({static_cast<std::uint32_t>(v), first_replicate, replicates - first_replicate});
    first_replicate = 0;
  }
  return blocks;
}

void check_alike(std::span<const model::Scenario> variants, model::Record record) {
  if (variants.empty()) throw UnlikeVariants("no variants to run; at least one is needed");
  const model::Scenario& first = variants.front();
  const auto refuse = [](std::size_t v, const std::string& what) {
    throw UnlikeVariants(fmt::format("variant {} cannot be compared with variant 1: {}", v + 1, what));
  };
  const auto same_name = [](const auto& a, const auto& b) { return a.name == b.name; };
  for (std::size_t v = 1; v < variants.size(); ++v) {
    const model::Scenario& other = variants[v];
    if (!std::ranges::equal(first.municipalities, other.municipalities, same_name)) {
      refuse(v, "its municipalities are others; give all variants the same, in the same order");
    }
    if (!std::ranges::equal(first.groups, other.groups, same_name)) {
      refuse(v, "its working groups are others; give all variants the same, in the same order");
    }
    if (first.start != other.start) {
      refuse(v, fmt::format("it starts on {}, the first on {}; give all variants the same start",
                            date_text(other.start), date_text(first.start)));
    }
    if (first.weeks != other.weeks) {
      refuse(v, fmt::format("it lasts {} weeks, the first {}; give all variants the same number of weeks",
                            other.weeks, first.weeks));
    }
    if (model::record_weeks(first, record) != model::record_weeks(other, record)) {
      refuse(v,
             fmt::format("its rounds last {} weeks, those of the first {}; record weeks or a summary instead",
                         model::round_weeks(other), model::round_weeks(first)));
    }
    if (model::survey_weeks(first, record) != model::survey_weeks(other, record)) {
      refuse(
          v,
          "its surveys are in other weeks; give all variants the same `survey.weeks`, or record a summary");
    }
  }
}

Outcome run(const Ensemble& ensemble, const Sink& sink) {
  Cutter cutter(ensemble.blocks, ensemble.replicates, layout_of(ensemble.variants.front(), ensemble.record),
                threads_of(ensemble));
  return run(
      ensemble, cutter.rows(), [&] { return cutter.next(); }, sink);
}

Outcome run(const Ensemble& ensemble, std::size_t rows, const Source& source, const Sink& sink) {
  if (!ensemble.make_variant) check_alike(ensemble.variants, ensemble.record);
  Outcome outcome;
  for (const Block& block : ensemble.blocks) outcome.progress.total += block.runs();

  const std::size_t threads = threads_of(ensemble);
  const Layout layout = layout_of(ensemble.variants.front(), ensemble.record);
  Pool pool(layout, rows);
  tbb::enumerable_thread_specific<Worker> workers;
  bool ended = false;  // a chunk fell short: whatever follows it must not be delivered

  const auto cut = [&](tbb::flow_control& flow) -> Chunk* {
    const bool cancelled = ensemble.cancel != nullptr && ensemble.cancel->load(std::memory_order_relaxed);
    const std::optional<Block> block = cancelled ? std::nullopt : source();
    if (!block) {
      flow.stop();
      return nullptr;
    }
    Chunk* const chunk = pool.take();
    chunk->begin(*block);
    return chunk;
  };
  const auto simulate_chunk = [&](Chunk* chunk) {
    fill(ensemble, workers.local(), *chunk);
    return chunk;
  };
  const auto deliver = [&](Chunk* chunk) {
    if (!ended && chunk->size() > 0) {
      sink(*chunk);
      outcome.progress.done += chunk->size();
      outcome.progress.failed += chunk->failures().size();
      if (ensemble.progress) ensemble.progress(outcome.progress);
    }
    ended = ended || chunk->size() < chunk->planned();
    pool.give_back(chunk);
  };

  // The default limit is the number of cores; asking for more threads must give more.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_pipeline(threads * kTokensPerThread,
                           tbb::make_filter<void, Chunk*>(tbb::filter_mode::serial_in_order, cut) &
                               tbb::make_filter<Chunk*, Chunk*>(tbb::filter_mode::parallel, simulate_chunk) &
                               tbb::make_filter<Chunk*, void>(tbb::filter_mode::serial_in_order, deliver));
  });
  outcome.cancelled = outcome.progress.done < outcome.progress.total;
  return outcome;
}

}  // namespace polder::engine
