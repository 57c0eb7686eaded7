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
    const scenario::Problem& problem = loaded.problems[i];
    // A place would be one in the base scenario, which is right by itself, under whatever name it was read.
    message += (i == 0 ? "" : "; ") +
               (problem.line == 0 ? scenario::to_string(problem) : problem.what + "; " + problem.remedy);
  }
  throw std::invalid_argument(message);
}

}  // namespace polder::sweep
