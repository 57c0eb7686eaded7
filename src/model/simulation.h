// One replicate: steps a state through the weeks of a scenario.
#pragma once

#include <cstdint>
#include <memory>

#include "model/events.h"
#include "model/scenario.h"
#include "random/stream.h"

namespace polder::model {

struct State;

/// Runs replicates of one scenario, one after another, in the same memory. Nothing is allocated
/// in step(), except by the event log when it is on. The scenario must outlive the simulation.
/// Not thread-safe: one simulation per thread; scenarios may be shared.
///
///   Simulation simulation(scenario);
///   simulation.start({.seed = 1, .replicate = 0});
///   while (!simulation.finished()) simulation.step();
class Simulation {
 public:
  explicit Simulation(const Scenario& scenario);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  /// Begins a replicate: week 0, before anything happened.
  void start(random::ReplicateKey key);

  /// Lives through one week (schedule.cpp tells it in order).
  void step();

  [[nodiscard]] bool finished() const;

  [[nodiscard]] const State& state() const { return *state_; }
  [[nodiscard]] EventLog& events() { return events_; }

 private:
  const Scenario* scenario_;
  std::unique_ptr<State> state_;
  random::Draws draws_;
  EventLog events_;
};

}  // namespace polder::model
