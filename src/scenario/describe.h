// Every parameter of a scenario, for people and programs.
#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"

namespace polder::scenario {

/// One parameter.
struct Entry {
  std::string path;           ///< as overrides take it
  std::string value;          ///< as a scenario file writes it; single texts without quotes
  std::string unit;           ///< "1" for a dimensionless share; empty when not a number
  std::string default_value;  ///< empty when every scenario has to give it
  std::string range;          ///< what it accepts
  std::string meaning;
  std::string
      source;  ///< of the default: "assumption ...", a thesis section, statistic or paper, "scenario data"
};

/// In the order of the documentation: the scenario itself, each municipality, group, ..., mechanism.
std::vector<Entry> describe(const model::Scenario& scenario);

/// The same as a JSON array of objects with these keys (`default` for default_value, null when there
/// is none), pretty printed.
std::string describe_json(const model::Scenario& scenario);

}  // namespace polder::scenario
