// Options that `run` and `compare` share.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/ensemble_runner.h"
#include "cli/experiment.h"

namespace polder::cli {

/// What was typed, before it is checked.
struct EnsembleOptions {
  ExperimentOptions experiment;
  RunOptions run;
  std::string record;  ///< empty: not given
  std::string out;     ///< empty: not given
  std::string progress = "auto";
};

/// Adds all options but `--vary` and `--replicate`, and those for logs.
void add_ensemble_options(CLI::App& command, EnsembleOptions& options, Call& call);

/// Of those, the ones that sweeps have too: all but the input and `--record`.
void add_common_options(CLI::App& command, EnsembleOptions& options, Call& call);

/// The chosen `--progress`.
ProgressMode progress_mode(const EnsembleOptions& options);

/// Options whose values the parser has let through; throws Unusable where they make no sense together. Call
/// once, when the command runs.
void settle(EnsembleOptions& options, const Call& call);

}  // namespace polder::cli
