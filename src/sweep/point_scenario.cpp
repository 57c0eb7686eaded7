#include "sweep/point_scenario.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "scenario/load.h"
#include "scenario/problem.h"

namespace polder::sweep {

model::Scenario point_scenario(const scenario::Base& base, const Points& points, std::size_t point) {
  scenario::Loaded loaded = base.with(settings(points, point));
  if (loaded.scenario) return *std::move(loaded.scenario);
  std::string message = "the scenario refuses this point: ";
  for (std::size_t i = 0; i < loaded.problems.size(); ++i) {
    message += (i == 0 ? "" : "; ") + scenario::to_string(loaded.problems[i]);
  }
  throw std::invalid_argument(message);
}

}  // namespace polder::sweep
