// A replicate that has just begun, with its state open to be set by hand: for tests of one mechanism.
#pragma once

#include <utility>

#include "model/events.h"
#include "model/mechanisms/step.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {

class World {
 public:
  explicit World(model::Scenario which)
      : scenario(std::move(which)), simulation_(scenario), draws_({.seed = scenario.seed, .replicate = 0}) {
    simulation_.start({.seed = scenario.seed, .replicate = 0});
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// The simulation owns its state and hands out a view; a test may set it.
  model::State& state() { return const_cast<model::State&>(simulation_.state()); }
  model::Step step() { return {scenario, state(), draws_, events}; }
  void live(model::Week weeks) {
    for (model::Week w = 0; w < weeks; ++w) simulation_.step();
  }
  model::Simulation& simulation() { return simulation_; }

  model::Scenario scenario;  // first: what follows refers to it
  model::EventLog events;

 private:
  model::Simulation simulation_;
  random::Draws draws_;
};

/// Lives on until some dossier of the group was tabled, and returns it: open, undecided.
inline model::DossierIndex first_open_dossier(World& world, model::GroupIndex group) {
  while (!world.simulation().finished()) {
    for (const model::DossierIndex d : world.state().open_dossiers) {
      if (world.state().dossiers.group[static_cast<std::size_t>(d)] == group) return d;
    }
    world.live(1);
  }
  return model::kNone;
}

}  // namespace polder::testing
