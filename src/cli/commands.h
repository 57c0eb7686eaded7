// The commands of polder. Each function adds one to the parser and, when the user chose it, sets what is to
// be done.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/exit_status.h"

namespace CLI {
class App;
}

namespace polder::cli {

/// What one call of polder comes down to.
struct Call {
  std::vector<std::string> arguments;    ///< as typed, the program first
  std::function<ExitStatus()> action{};  ///< of the command that was chosen
  bool quiet = false;
  std::string log_level{};  ///< empty: not given
};

void add_run(CLI::App& app, Call& call);
void add_compare(CLI::App& app, Call& call);
void add_sweep(CLI::App& app, Call& call);
void add_merge(CLI::App& app, Call& call);
void add_analyse(CLI::App& app, Call& call);
void add_patterns(CLI::App& app, Call& call);
void add_report(CLI::App& app, Call& call);
void add_explain(CLI::App& app, Call& call);
void add_validate(CLI::App& app, Call& call);
void add_describe(CLI::App& app, Call& call);
void add_schema(CLI::App& app, Call& call);

/// `--quiet` and `--log-level`.
void add_log_options(CLI::App& command, Call& call);

}  // namespace polder::cli
