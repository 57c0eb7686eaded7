// Whole ensembles: replicates per second by number of threads, without a file behind them.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

#include "engine/ensemble.h"
#include "scenarios.h"
#include "u16.h"

namespace {

using namespace polder;

/// Four concepts x 50 replicates of the U16; arguments: threads, record (0: summary, 1: rounds).
void ensemble_of_u16(benchmark::State& state) {
  const model::Scenario u16 = testing::shipped_scenario(POLDER_SCENARIOS, "u16");
  std::vector<model::Scenario> variants;
  for (std::size_t c = 0; c < 4; ++c) variants.push_back(testing::with_concept(u16, testing::kConcepts[c]));
  constexpr std::uint32_t kReplicates = 50;
  engine::Ensemble ensemble;
  ensemble.variants = variants;
  ensemble.blocks = engine::blocks_after(0, 4, kReplicates);
  ensemble.threads = static_cast<unsigned>(state.range(0));
  ensemble.record = static_cast<model::Record>(state.range(1));
  for (auto _ : state) {
    std::size_t rows = 0;
    engine::run(ensemble, [&](const engine::Chunk& chunk) { rows += chunk.size(); });
    benchmark::DoNotOptimize(rows);
  }
  state.SetItemsProcessed(state.iterations() * 4 * kReplicates);  // replicates
}
BENCHMARK(ensemble_of_u16)
    ->ArgNames({"threads", "record"})
    ->Args({1, 0})
    ->Args({2, 0})
    ->Args({1, 1})
    ->Args({2, 1})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
