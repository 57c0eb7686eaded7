#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "scenario/json_schema.h"
#include "sweep/load.h"

namespace polder::cli {

void add_schema(CLI::App& app, Call& call) {
  const auto kind = std::make_shared<std::string>("scenario");
  CLI::App& command = *app.add_subcommand("schema", "JSON Schema of scenario or sweep files, for editors");
  command.add_option("KIND", *kind, "of which files: scenario or sweep")
      ->capture_default_str()
      ->check(CLI::IsMember({"scenario", "sweep"}));
  add_log_options(command, call);
  command.callback([kind, &call] {
    call.action = [kind] {
      print((*kind == "sweep" ? sweep::json_schema() : scenario::json_schema()) + "\n");
      return ExitStatus::done;
    };
  });
}

}  // namespace polder::cli
