// From what the user typed to scenarios that can run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/scenario.h"
#include "output/description.h"
#include "scenario/base.h"
#include "scenario/override.h"

namespace polder::cli {

struct ExperimentOptions {
  std::string input;              ///< a scenario file, or a results file to run again
  std::vector<std::string> set;   ///< PATH=VALUE
  std::vector<std::string> vary;  ///< PATH=a,b,c
  std::string
      default_vary;  ///< where neither the user nor the results file says what to vary; empty: nothing
  std::optional<std::string> seed;
  std::optional<std::string> replicates;
  std::optional<std::string> weeks;
  std::optional<model::Record> record;  ///< default: that of the results file, or else `default_record`
  model::Record default_record = model::Record::rounds;
};

/// Variants of a scenario, known to be right.
struct Experiment {
  output::Description description;
  std::vector<model::Scenario> variants;
  /// Per variant, what the command line has to say to get it alone.
  std::vector<std::vector<scenario::Override>> settings;
};

/// Throws Unusable with everything that is wrong, output::IoError or output::NotAResultFile.
Experiment load_experiment(const ExperimentOptions& options);

/// The scenario without what is varied, with the options applied and then `further`, to make others from;
/// throws as load_experiment.
scenario::Base load_base(const ExperimentOptions& options, std::span<const scenario::Override> further);

/// The scenario alone, with the options applied; throws as load_experiment.
model::Scenario load_scenario(const ExperimentOptions& options);

}  // namespace polder::cli
