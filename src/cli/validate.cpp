#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "scenario/load.h"
#include "sweep/load.h"

namespace polder::cli {
namespace {

ExitStatus validate(const std::vector<std::string>& files) {
  ExitStatus status = ExitStatus::done;
  const auto report = [&](const std::string& file, const auto& loaded) {
    for (const scenario::Problem& problem : loaded.problems) complain(scenario::to_string(problem));
    if (loaded.problems.empty()) {
      print(file + ": ok\n");
    } else {
      status = std::max(status, loaded.sources.empty() ? ExitStatus::unusable : ExitStatus::refused);
    }
  };
  for (const std::string& file : files) {
    if (sweep::looks_like_sweep(file)) {
      report(file, sweep::load_file(file));
    } else {
      report(file, scenario::load_file(file));
    }
  }
  return status;
}

}  // namespace

void add_validate(CLI::App& app, Call& call) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App& command = *app.add_subcommand("validate", "find every error in scenario and sweep files");
  command.add_option("FILE", *files, "scenario or sweep files (TOML)")->required();
  add_log_options(command, call);
  command.callback([files, &call] { call.action = [files] { return validate(*files); }; });
}

}  // namespace polder::cli
