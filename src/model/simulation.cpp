#include "model/simulation.h"

#include "model/mechanisms/agenda.h"
#include "model/mechanisms/step.h"
#include "model/schedule.h"
#include "model/state.h"

namespace polder::model {

Simulation::Simulation(const Scenario& scenario) : scenario_(&scenario), state_(std::make_unique<State>()) {
  lay_out(*state_, scenario);
}

Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

void Simulation::start(random::ReplicateKey key) {
  draws_ = random::Draws(key);
  events_.clear();
  reset(*state_, *scenario_);
  Step step{*scenario_, *state_, draws_, events_};
  plan_agenda(step);
  make_room(*state_, *scenario_);
  begin(step);
}

void Simulation::step() {
  Step step{*scenario_, *state_, draws_, events_};
  live_one_week(step);
}

bool Simulation::finished() const { return state_->week >= scenario_->weeks; }

}  // namespace polder::model
