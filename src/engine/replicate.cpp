#include "engine/replicate.h"

namespace polder::engine {

void simulate(model::Simulation& simulation, model::Recorder& recorder, random::ReplicateKey key) {
  simulation.events().clear();
  simulation.start(key);
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  recorder.finish(simulation.state());
}

ReplicateRunner::ReplicateRunner(const model::Scenario& scenario, model::Record record)
    : simulation_(scenario), recorder_(scenario, record) {
  simulation_.events().switch_on(record == model::Record::full);
}

void ReplicateRunner::run(const Simulate& simulate, random::ReplicateKey key, Chunk& chunk) {
  simulate(simulation_, recorder_, key);
  chunk.add(recorder_, simulation_.events().events());
}

Chunk run_replicate(const model::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate,
                    model::Record record) {
  Chunk chunk(layout_of(scenario, record), 1);
  chunk.begin({0, replicate, 1});
  ReplicateRunner(scenario, record).run(simulate, {.seed = seed, .replicate = replicate}, chunk);
  return chunk;
}

}  // namespace polder::engine
