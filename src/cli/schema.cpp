#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "scenario/json_schema.h"

namespace polder::cli {

void add_schema(CLI::App& app, Call& call) {
  CLI::App& command = *app.add_subcommand("schema", "JSON Schema of scenario files, for editors");
  add_log_options(command, call);
  command.callback([&call] {
    call.action = [] {
      print(scenario::json_schema() + "\n");
      return ExitStatus::done;
    };
  });
}

}  // namespace polder::cli
