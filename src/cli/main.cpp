#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "cluster/ranks.h"
#include "engine/ensemble.h"
#include "output/errors.h"
#include "scenario/nearest_name.h"
#include "version/version.h"

namespace polder::cli {
namespace {

void set_up_logs(const Call& call) {
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("polder", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  spdlog::set_pattern("polder: %l: %v");
  const std::string level = !call.log_level.empty() ? call.log_level : call.quiet ? "error" : "info";
  spdlog::set_level(spdlog::level::from_str(level));
}

/// A first argument that is no command deserves better than a usage message; empty when it is one.
std::string unknown_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  if (arguments.size() < 2 || arguments[1].starts_with('-')) return {};
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  if (std::ranges::find(names, arguments[1]) != names.end()) return {};
  const std::vector<std::string_view> known(names.begin(), names.end());
  return fmt::format("polder: error: there is no command `{}`; {}", arguments[1],
                     scenario::suggestion(arguments[1], known));
}

/// The parser's sentence as one line of ours.
std::string parse_error(const CLI::App& app, const CLI::ParseError& error) {
  std::string what = error.what();
  std::ranges::replace(what, '\n', ' ');
  while (!what.empty() && (what.back() == ' ' || what.back() == '.')) what.pop_back();
  std::string command = "polder";
  for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
  return fmt::format("{0}: error: {1}; `{0} --help` lists what there is", command, what);
}

ExitStatus act(const Call& call) {
  const auto fail = [](std::string_view what, ExitStatus status) {
    complain(fmt::format("polder: error: {}", what));
    return status;
  };
  try {
    return call.action();
  } catch (const Unusable& error) {
    for (const std::string& line : error.errors()) complain(line);
    return ExitStatus::unusable;
  } catch (const output::Refused& error) {
    return fail(error.what(), ExitStatus::unusable);
  } catch (const output::NotAResultFile& error) {
    return fail(error.what(), ExitStatus::unusable);
  } catch (const engine::UnlikeVariants& error) {
    return fail(error.what(), ExitStatus::unusable);
  } catch (const cluster::NoMpi& error) {
    return fail(error.what(), ExitStatus::unusable);
  } catch (const output::IoError& error) {
    return fail(error.what(), ExitStatus::machine);
  } catch (const std::bad_alloc&) {
    return fail("out of memory; ask for less, for instance with fewer --threads or a smaller --record",
                ExitStatus::machine);
  } catch (const std::exception& error) {
    return fail(fmt::format("{}; this should not happen, please report it", error.what()),
                ExitStatus::machine);
  }
}

/// A standard stream that was closed would hand its number to the next file that is opened, and what is
/// printed would end up there. Opened for reading only: printing fails and is reported.
void occupy_standard_streams() {
  while (true) {
    const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    if (descriptor > STDERR_FILENO) {
      ::close(descriptor);
      return;
    }
  }
}

ExitStatus main(int argc, char** argv) {
  occupy_standard_streams();
  // What is behind these arrives as an error of the write: a reader that went away, a file at its limit.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  set_up_locale();

  Call call{.arguments = {argv, argv + argc}};
  CLI::App app("Simulates cooperation between municipalities.", "polder");
  app.set_version_flag("--version", fmt::format("polder {} ({})", version(), git_commit()));
  app.require_subcommand(1);
  add_run(app, call);
  add_compare(app, call);
  add_sweep(app, call);
  add_merge(app, call);
  add_analyse(app, call);
  add_patterns(app, call);
  add_report(app, call);
  add_explain(app, call);
  add_validate(app, call);
  add_describe(app, call);
  add_schema(app, call);

  if (const std::string error = unknown_command(app, call.arguments); !error.empty()) {
    complain(error);
    return ExitStatus::unusable;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      complain(parse_error(app, error));
      return ExitStatus::unusable;
    }
    std::ostringstream text;
    app.exit(error, text, text);
    call.action = [text = text.str()] {
      print(text);
      return ExitStatus::done;
    };
  }
  set_up_logs(call);
  return act(call);
}

}  // namespace
}  // namespace polder::cli

int main(int argc, char** argv) { return static_cast<int>(polder::cli::main(argc, argv)); }
