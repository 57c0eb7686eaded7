#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "cli/commands.h"

namespace polder::cli {

void add_log_options(CLI::App& command, Call& call) {
  const std::vector<std::string> levels{"trace", "debug", "info", "warning", "error", "critical", "off"};
  command.add_flag("--quiet", call.quiet, "nothing on standard error but errors");
  command.add_option("--log-level", call.log_level, "least important message that is shown; default: info")
      ->type_name("LEVEL")
      ->check(CLI::IsMember(levels));
}

}  // namespace polder::cli
