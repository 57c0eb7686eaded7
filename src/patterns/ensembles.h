// Runs the ensembles that patterns are looked for in.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "model/scenario.h"
#include "patterns/sample.h"
#include "patterns/variant.h"
#include "scenario/base.h"
#include "scenario/override.h"

namespace polder::patterns {

/// Facts of replicates [first, first + out.size()) of one scenario, in this thread. Stops early when `cancel`
/// becomes true; false then.
bool run_replicates(const model::Scenario& scenario, std::uint64_t seed, std::uint32_t first,
                    std::span<Facts> out, const std::atomic<bool>* cancel);

/// The scenario of a variant. Throws std::invalid_argument with what is wrong, for people.
model::Scenario variant_scenario(const scenario::Base& base, Variant variant,
                                 std::span<const scenario::Override> settings = {});

struct Plan {
  std::span<const Variant> variants{};
  std::uint32_t replicates = 0;
  std::uint64_t seed = 1;
  unsigned threads = 0;                       ///< 0: one per core
  const std::atomic<bool>* cancel = nullptr;  ///< may be null
  /// Called with the number of replicates done so far, of all variants together; never by two threads at
  /// once; may be empty.
  std::function<void(std::uint64_t)> progress{};
};

/// All replicates of all variants on all threads. False when cancelled. What is recorded does not depend on
/// threads. Throws as variant_scenario, and what the model throws.
bool run_ensembles(const scenario::Base& base, const Plan& plan, Recorded& recorded);

/// The ensembles of one point of a sweep.
struct PointResult {
  std::size_t point = 0;
  Recorded recorded;
  std::string problem;  ///< why there is none; empty: there is one
};

/// Points [first, end), each in one thread, on all threads; `settings` says what a point sets in the base.
/// `sink` receives them in their order, never in two threads at once, and what it throws ends the run. Memory
/// is bounded by the number of threads. False when cancelled.
bool run_points(const scenario::Base& base, const Plan& plan, std::size_t first, std::size_t end,
                const std::function<std::vector<scenario::Override>(std::size_t)>& settings,
                const std::function<void(const PointResult&)>& sink);

}  // namespace polder::patterns
