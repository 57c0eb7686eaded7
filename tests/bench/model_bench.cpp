// One core, no engine: what a municipality-week costs, and how cost grows.
#include <benchmark/benchmark.h>

#include <cstdint>

#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "synthetic.h"
#include "u16.h"

namespace {

using namespace polder;
using namespace polder::model;

const Scenario& u16() {
  static const Scenario scenario = testing::shipped_scenario(POLDER_SCENARIOS, "u16");
  return scenario;
}

/// Time per municipality and week over whole replicates with their start; printed with its unit, seconds in
/// JSON.
void count_weeks(benchmark::State& state, const Scenario& scenario) {
  const double weeks =
      static_cast<double>(scenario.weeks) * static_cast<double>(scenario.municipalities.size());
  state.counters["per_municipality_week"] =
      benchmark::Counter(weeks, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void live(benchmark::State& state, const Scenario& scenario) {
  Simulation simulation(scenario);
  std::uint32_t replicate = 0;
  for (auto _ : state) {
    simulation.start({.seed = 1, .replicate = replicate++});
    while (!simulation.finished()) simulation.step();
    benchmark::DoNotOptimize(simulation.state().flows.placements.data());
  }
  count_weeks(state, scenario);
}

/// U16 without output; the argument is the concept.
void replicate_of_u16(benchmark::State& state) {
  const auto which = static_cast<Concept>(state.range(0));
  state.SetLabel(testing::name_of(which));
  live(state, testing::with_concept(u16(), which));
}
BENCHMARK(replicate_of_u16)->DenseRange(0, 4)->Unit(benchmark::kMicrosecond);

/// Cost against N, at most quadratic.
void municipalities(benchmark::State& state) {
  const auto n = static_cast<std::int32_t>(state.range(0));
  live(state, bench::of_size(u16(), n));
  state.SetComplexityN(n);
}
BENCHMARK(municipalities)
    ->Arg(8)
    ->Arg(16)
    ->Arg(32)
    ->Arg(64)
    ->Arg(128)
    ->Arg(256)
    ->Arg(342)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity();

/// Cost against the horizon, linear.
void weeks(benchmark::State& state) {
  const auto horizon = static_cast<Week>(state.range(0));
  live(state, bench::of_weeks(u16(), horizon));
  state.SetComplexityN(horizon);
}
BENCHMARK(weeks)
    ->Arg(52)
    ->Arg(104)
    ->Arg(156)
    ->Arg(260)
    ->Arg(520)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity();

/// What recording adds; the argument is the level, -1 for no recorder at all.
void recording(benchmark::State& state) {
  const Scenario& scenario = u16();
  const bool recorded = state.range(0) >= 0;
  const auto record = static_cast<Record>(recorded ? state.range(0) : 0);
  constexpr const char* kNames[]{"none", "summary", "rounds", "weeks", "full"};
  state.SetLabel(kNames[state.range(0) + 1]);
  Simulation simulation(scenario);
  simulation.events().switch_on(recorded && record == Record::full);
  Recorder recorder(scenario, record);
  std::uint32_t replicate = 0;
  for (auto _ : state) {
    simulation.start({.seed = 1, .replicate = replicate++});
    if (recorded) recorder.start(simulation.state());
    while (!simulation.finished()) {
      simulation.step();
      if (recorded) recorder.observe(simulation.state());
    }
    if (recorded) recorder.finish(simulation.state());
    benchmark::DoNotOptimize(recorder.scalars().data());
  }
  count_weeks(state, scenario);
}
BENCHMARK(recording)->DenseRange(-1, 3)->Unit(benchmark::kMicrosecond);

}  // namespace
