#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/ensemble_options.h"
#include "cli/one_replicate.h"

namespace polder::cli {

void add_run(CLI::App& app, Call& call) {
  struct Options : EnsembleOptions {
    std::optional<std::uint32_t> replicate;
  };
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("run", "simulate one scenario, many replicates");
  add_ensemble_options(command, *options, call);
  command
      .add_option("--replicate", options->replicate,
                  "only this replicate, counted from 0: print all its outcomes in full")
      ->type_name("R");
  command.callback([options, &call] {
    call.action = [options, &call] {
      settle(*options, call);
      if (options->replicate && options->run.out) {
        throw Unusable(
            "polder run: error: --replicate with --out; a results file holds all replicates: leave one of "
            "them out");
      }
      const Experiment experiment = load_experiment(options->experiment);
      return options->replicate ? run_one_replicate(experiment, *options->replicate)
                                : run_experiment(experiment, options->run);
    };
  });
}

}  // namespace polder::cli
