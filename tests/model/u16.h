// The scenarios that polder ships, for tests that need the real thing.
#pragma once

#include <stdexcept>
#include <string>

#include "model/scenario.h"
#include "scenario/load.h"

namespace polder::testing {

inline model::Scenario shipped_scenario(const std::string& folder, const std::string& name) {
  std::string file = folder;
  file.append("/").append(name).append(".toml");
  const scenario::Loaded loaded = scenario::load_file(file);
  if (!loaded.scenario) {
    std::string all = file.append(" does not load:");
    for (const auto& problem : loaded.problems) all.append("\n").append(scenario::to_string(problem));
    throw std::runtime_error(all);
  }
  return *loaded.scenario;
}

}  // namespace polder::testing
