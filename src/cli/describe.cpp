#include "scenario/describe.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/experiment.h"
#include "cli/terminal.h"
#include "cli/text.h"

namespace polder::cli {
namespace {

std::string as_text(const std::vector<scenario::Entry>& entries, const Terminal& terminal) {
  constexpr std::size_t kIndent = 4;
  std::string text;
  for (const scenario::Entry& entry : entries) {
    const bool has_unit = !entry.unit.empty() && entry.unit != "1";
    const std::string value = fmt::format("{} = {}{}{}", printable(entry.path), printable(entry.value),
                                          has_unit ? " " : "", has_unit ? entry.unit : "");
    text += paragraph(value, terminal.width, kIndent);
    std::string about = entry.meaning;
    if (!entry.range.empty()) about += fmt::format("; {}", entry.range);
    about += entry.default_value.empty() ? "; no default" : fmt::format("; default {}", entry.default_value);
    if (!entry.source.empty()) about += fmt::format("; source: {}", entry.source);
    for (const std::string& line : wrapped(about, terminal.width - kIndent)) {
      text += std::string(kIndent, ' ') + line + '\n';
    }
  }
  return text;
}

}  // namespace

void add_describe(CLI::App& app, Call& call) {
  struct Options {
    ExperimentOptions experiment;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App& command =
      *app.add_subcommand("describe", "every parameter: value, unit, meaning, range, default, source");
  command.add_option("SCENARIO", options->experiment.input, "scenario file (TOML) or results file (HDF5)")
      ->required();
  command.add_option("--set", options->experiment.set, "change a value first (repeatable)")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("--json", options->json, "for programs");
  add_log_options(command, call);
  command.callback([options, &call] {
    call.action = [options] {
      const model::Scenario scenario = load_scenario(options->experiment);
      print(options->json ? scenario::describe_json(scenario) + "\n"
                          : as_text(scenario::describe(scenario), standard_output()));
      return ExitStatus::done;
    };
  });
}

}  // namespace polder::cli
