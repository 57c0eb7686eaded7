// One replicate, from its first week to its last.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/chunk.h"
#include "model/outcomes/recorder.h"
#include "model/scenario.h"
#include "model/simulation.h"
#include "random/stream.h"

namespace polder::engine {

/// Lives through one replicate. Tests pass another to make a replicate fail.
using Simulate = std::function<void(model::Simulation&, model::Recorder&, random::ReplicateKey)>;

/// The real one: every week is simulated and observed, events are those of this replicate only.
void simulate(model::Simulation& simulation, model::Recorder& recorder, random::ReplicateKey key);

/// Runs replicates of one scenario after another in the same memory. One per thread; the scenario
/// must outlive it.
class ReplicateRunner {
 public:
  ReplicateRunner(const model::Scenario& scenario, model::Record record);

  /// Runs a replicate and adds it to the chunk. Throws what `simulate` throws, the chunk unchanged;
  /// the runner is then not to be used again.
  void run(const Simulate& simulate, random::ReplicateKey key, Chunk& chunk);

 private:
  model::Simulation simulation_;
  model::Recorder recorder_;
};

/// Runs one replicate alone: a chunk of one row, equal to that row of any ensemble over this
/// scenario. Throws what the model throws.
Chunk run_replicate(const model::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate,
                    model::Record record);

}  // namespace polder::engine
