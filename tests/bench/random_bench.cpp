#include <benchmark/benchmark.h>

#include <cstdint>

#include "random/distributions.h"
#include "random/stream.h"

namespace {

using namespace polder::random;

void philox_block(benchmark::State& state) {
  const Draws draws({.seed = 1, .replicate = 0});
  std::uint32_t entity = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draws.block(Purpose::arrivals, entity++, 0));
  state.SetItemsProcessed(4 * state.iterations());  // uniforms
}
BENCHMARK(philox_block);

/// One uniform and its inversion; the argument is the mean in hundredths.
void poisson_count(benchmark::State& state) {
  const Draws draws({.seed = 1, .replicate = 0});
  const double mean = static_cast<double>(state.range(0)) / 100.0;
  const double e = portable_exp(-mean);
  std::uint32_t entity = 0;
  for (auto _ : state) {
    const double u = draws.uniform(Purpose::arrivals, entity, 0);
    benchmark::DoNotOptimize(poisson(u, mean, e, draws, Purpose::arrivals, entity++, 0));
  }
}
BENCHMARK(poisson_count)->Arg(30)->Arg(300)->Arg(1600)->Arg(10'000);

void exponential_function(benchmark::State& state) {
  double x = -0.5;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(portable_exp(x));
  }
}
BENCHMARK(exponential_function);

void normal_quantile(benchmark::State& state) {
  double u = 0.3;
  for (auto _ : state) {
    benchmark::DoNotOptimize(u);
    benchmark::DoNotOptimize(standard_normal(u));
  }
}
BENCHMARK(normal_quantile);

}  // namespace
