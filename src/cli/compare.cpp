#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/ensemble_options.h"
#include "cli/vary.h"

namespace polder::cli {

void add_compare(CLI::App& app, Call& call) {
  const auto options = std::make_shared<EnsembleOptions>();
  CLI::App& command = *app.add_subcommand("compare", "variants side by side on the same random numbers");
  add_ensemble_options(command, *options, call);
  command
      .add_option("--vary", options->experiment.vary,
                  "values that a path takes in turn (repeatable: all combinations); default: " +
                      std::string(kVaryConcepts))
      ->type_name("PATH=a,b,c")
      ->allow_extra_args(false);
  options->experiment.default_vary = kVaryConcepts;
  command.callback([options, &call] {
    call.action = [options, &call] {
      settle(*options, call);
      return run_experiment(load_experiment(options->experiment), options->run);
    };
  });
}

}  // namespace polder::cli
