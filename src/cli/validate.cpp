#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "scenario/load.h"

namespace polder::cli {
namespace {

ExitStatus validate(const std::vector<std::string>& files) {
  ExitStatus status = ExitStatus::done;
  for (const std::string& file : files) {
    const scenario::Loaded loaded = scenario::load_file(file);
    for (const scenario::Problem& problem : loaded.problems) complain(scenario::to_string(problem));
    if (loaded.scenario) {
      print(file + ": ok\n");
    } else {
      status = std::max(status, loaded.sources.empty() ? ExitStatus::unusable : ExitStatus::refused);
    }
  }
  return status;
}

}  // namespace

void add_validate(CLI::App& app, Call& call) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App& command = *app.add_subcommand("validate", "find every error in scenario files");
  command.add_option("FILE", *files, "scenario files (TOML)")->required();
  add_log_options(command, call);
  command.callback([files, &call] { call.action = [files] { return validate(*files); }; });
}

}  // namespace polder::cli
