#include "patterns/ensembles.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "model/simulation.h"
#include "scenario/load.h"
#include "scenario/problem.h"

namespace polder::patterns {
namespace {

/// Replicates that a thread takes at a time: many enough that laying out a simulation costs little, few
/// enough that all threads have work to the end.
constexpr std::uint32_t kTaken = 10;
constexpr std::size_t kTokensPerThread = 2;

bool stopped(const std::atomic<bool>* cancel) {
  return cancel != nullptr && cancel->load(std::memory_order_relaxed);
}

int threads_of(const Plan& plan) {
  return plan.threads > 0 ? static_cast<int>(plan.threads) : tbb::info::default_concurrency();
}

template <typename Work>
void on_threads(const Plan& plan, const Work& work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads_of(plan)));
  tbb::task_arena arena(threads_of(plan));
  arena.execute(work);
}

}  // namespace

bool run_replicates(const model::Scenario& scenario, std::uint64_t seed, std::uint32_t first,
                    std::span<Facts> out, const std::atomic<bool>* cancel) {
  model::Simulation simulation(scenario);
  Observer observer(scenario);
  for (std::size_t r = 0; r < out.size(); ++r) {
    if (stopped(cancel)) return false;
    simulation.start({.seed = seed, .replicate = first + static_cast<std::uint32_t>(r)});
    observer.start(simulation.state());
    while (!simulation.finished()) {
      simulation.step();
      observer.observe(simulation.state());
    }
    out[r] = observer.finish(simulation.state());
  }
  return true;
}

model::Scenario variant_scenario(const scenario::Base& base, Variant variant,
                                 std::span<const scenario::Override> settings) {
  std::vector<scenario::Override> all(settings.begin(), settings.end());
  const auto loaded_or_throw = [&](std::span<const scenario::Override> overrides) {
    scenario::Loaded loaded = base.with(overrides);
    if (loaded.scenario) return *std::move(loaded.scenario);
    std::string message;
    for (const scenario::Problem& problem : loaded.problems) {
      message += (message.empty() ? "" : "; ") + scenario::to_string(problem);
    }
    throw std::invalid_argument(message);
  };
  // What a variant sets may depend on what the point has set: names, means.
  const model::Scenario point = settings.empty() ? base.scenario() : loaded_or_throw(all);
  std::ranges::move(settings_of(variant, point), std::back_inserter(all));
  return loaded_or_throw(all);
}

bool run_ensembles(const scenario::Base& base, const Plan& plan, Recorded& recorded) {
  std::vector<model::Scenario> scenarios;
  for (const Variant variant : plan.variants) {
    scenarios.push_back(variant_scenario(base, variant));
    recorded[static_cast<std::size_t>(variant)].assign(plan.replicates, {});
  }
  const std::size_t takes = (plan.replicates + kTaken - 1) / kTaken;
  std::atomic<bool> complete{true};
  std::uint64_t done = 0;
  std::mutex progress;
  on_threads(plan, [&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, scenarios.size() * takes, 1),
        [&](const auto& range) {
          for (std::size_t job = range.begin(); job != range.end(); ++job) {
            const std::size_t v = job / takes;
            const auto first = static_cast<std::uint32_t>(job % takes) * kTaken;
            const std::uint32_t count = std::min(kTaken, plan.replicates - first);
            const std::span<Facts> out =
                std::span(recorded[static_cast<std::size_t>(plan.variants[v])]).subspan(first, count);
            if (!run_replicates(scenarios[v], plan.seed, first, out, plan.cancel)) {
              complete = false;
              return;
            }
            const std::scoped_lock lock(progress);
            done += count;
            if (plan.progress) plan.progress(done);
          }
        },
        tbb::simple_partitioner{});
  });
  return complete;
}

bool run_points(const scenario::Base& base, const Plan& plan, std::size_t first, std::size_t end,
                const std::function<std::vector<scenario::Override>(std::size_t)>& settings,
                const std::function<void(const PointResult&)>& sink) {
  bool ended = false;  // a point is missing: whatever follows it must not be delivered
  std::uint64_t done = 0;
  std::size_t next = first;
  const auto cut = [&](tbb::flow_control& flow) {
    if (next == end || stopped(plan.cancel)) {
      flow.stop();
      return std::size_t{0};
    }
    return next++;
  };
  const auto simulate = [&](std::size_t point) {
    auto result = std::make_shared<PointResult>();
    result->point = point;
    try {
      const std::vector<scenario::Override> own = settings(point);
      for (const Variant variant : plan.variants) {
        const model::Scenario scenario = variant_scenario(base, variant, own);
        auto& facts = result->recorded[static_cast<std::size_t>(variant)];
        facts.resize(plan.replicates);
        if (!run_replicates(scenario, plan.seed, 0, facts, plan.cancel))
          return std::shared_ptr<PointResult>();
      }
    } catch (const std::exception& error) {
      result->problem = error.what();
    }
    return result;
  };
  const auto deliver = [&](const std::shared_ptr<PointResult>& result) {
    ended = ended || !result;
    if (ended) return;
    sink(*result);
    done += std::uint64_t{plan.replicates} * plan.variants.size();
    if (plan.progress) plan.progress(done);
  };
  on_threads(plan, [&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(threads_of(plan)) * kTokensPerThread,
        tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, cut) &
            tbb::make_filter<std::size_t, std::shared_ptr<PointResult>>(tbb::filter_mode::parallel,
                                                                        simulate) &
            tbb::make_filter<std::shared_ptr<PointResult>, void>(tbb::filter_mode::serial_in_order, deliver));
  });
  return !ended && next == end;
}

}  // namespace polder::patterns
