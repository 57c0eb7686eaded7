#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/ensemble_options.h"
#include "cli/exit_status.h"
#include "cli/input_errors.h"
#include "cli/interrupt.h"
#include "cli/patterns_report.h"
#include "cli/patterns_sweep.h"
#include "cli/progress_meter.h"
#include "cli/sweep_input.h"
#include "cli/terminal.h"
#include "patterns/ensembles.h"
#include "patterns/evaluate.h"
#include "patterns/null_model.h"
#include "patterns/pattern.h"
#include "scenario/base.h"
#include "scenario/nearest_name.h"
#include "sweep/load.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;
using patterns::Pattern;

constexpr std::string_view kDefaultScenario = "scenarios/u16.toml";
constexpr std::uint32_t kReplicates = 400;
constexpr std::uint32_t kFewestReplicates = 2;

struct Options : EnsembleOptions {
  std::vector<std::string> only;
  std::optional<std::uint32_t> replicates;
  std::string null;
  bool json = false;
};

std::vector<const Pattern*> chosen_patterns(const std::vector<std::string>& only) {
  std::vector<std::string_view> ids;
  std::vector<std::string> errors;
  for (const Pattern& pattern : patterns::catalogue()) ids.push_back(pattern.id);
  for (const std::string& id : only) {
    if (std::ranges::find(ids, id) == ids.end()) {
      errors.push_back(
          fmt::format("--only {}: error: there is no such pattern; they are {}", id, fmt::join(ids, ", ")));
    }
  }
  if (!errors.empty()) throw Unusable(errors);
  std::vector<const Pattern*> chosen;
  for (const Pattern& pattern : patterns::catalogue()) {
    if (only.empty() || std::ranges::find(only, pattern.id) != only.end()) chosen.push_back(&pattern);
  }
  return chosen;
}

std::optional<patterns::NullModel> null_model(const Options& options) {
  const auto* const found = std::ranges::find(patterns::kNullModelNames, options.null);
  if (found == patterns::kNullModelNames.end()) return std::nullopt;
  return static_cast<patterns::NullModel>(found - patterns::kNullModelNames.begin());
}

ExitStatus print_patterns(const Options& options, const Call& call) {
  const std::vector<const Pattern*> chosen = chosen_patterns(options.only);
  const std::optional<patterns::NullModel> null = null_model(options);
  const std::vector<scenario::Override> settings =
      null ? patterns::settings_of(*null) : std::vector<scenario::Override>{};
  const scenario::Base base = load_base(options.experiment, settings);
  std::vector<patterns::Variant> variants = patterns::variants_of(chosen);
  if (null) variants = patterns::variants_needed(*null, variants);
  const std::uint32_t replicates = options.replicates.value_or(kReplicates);

  const InterruptGuard interrupt;
  ProgressMeter meter(call.quiet ? ProgressMode::never : progress_mode(options), standard_error(), 0,
                      std::uint64_t{replicates} * variants.size());
  patterns::Recorded recorded;
  bool complete = false;
  try {
    complete = patterns::run_ensembles(base,
                                       {.variants = variants,
                                        .replicates = replicates,
                                        .seed = base.scenario().seed,
                                        .threads = options.run.threads,
                                        .cancel = &interrupt.requested(),
                                        .progress = [&](std::uint64_t done) { meter.update(done, 0); }},
                                       recorded);
  } catch (const std::invalid_argument& error) {
    throw Unusable(
        fmt::format("{}: error: it does not allow the variants that patterns are looked for in: {}",
                    options.experiment.input, error.what()));
  }
  meter.finish();
  if (!complete) {
    complain("polder: interrupted; nothing is kept of what was run for patterns");
    return ExitStatus::interrupted;
  }
  if (null == patterns::NullModel::multipliers) recorded = patterns::with_multipliers(recorded);
  const std::vector<patterns::Verdict> verdicts = patterns::evaluate(chosen, recorded, replicates, {});
  const PatternReport report{.scenario = &base.scenario(),
                             .null = null,
                             .variants = variants,
                             .replicates = replicates,
                             .verdicts = verdicts};
  print(options.json ? patterns_json(report) : patterns_text(report, standard_output()));
  return std::ranges::all_of(verdicts, &patterns::Verdict::holds) ? ExitStatus::done : ExitStatus::refused;
}

ExitStatus sweep_patterns(const Options& options, const Call& call) {
  const auto refuse = [](std::string_view what) {
    throw Unusable(fmt::format("polder patterns: error: {}", what));
  };
  if (options.out.empty()) refuse("a sweep without --out; name the file for its table: --out FILE.csv");
  if (!options.null.empty()) {
    refuse("--null with a sweep; run it on the scenario: polder patterns SCENARIO --null NAME");
  }
  if (options.json) refuse("--json with a sweep, whose table is CSV; leave it out");
  if (options.run.force && options.run.resume) refuse("--force with --resume; leave one of them out");
  const std::vector<const Pattern*> chosen = chosen_patterns(options.only);
  const sweep::Sweep sweep = load_sweep({.file = options.experiment.input,
                                         .set = options.experiment.set,
                                         .seed = options.experiment.seed,
                                         .replicates = {},
                                         .weeks = options.experiment.weeks,
                                         .samples = {}});
  const std::uint32_t replicates = options.replicates.value_or(sweep.replicates);
  if (replicates < kFewestReplicates) {
    refuse(fmt::format("{}: 1 replicate per point, of which no figure has a spread; write --replicates 20",
                       options.experiment.input));
  }
  return run_pattern_sweep(sweep, chosen,
                           {.out = options.out,
                            .force = options.run.force,
                            .resume = options.run.resume,
                            .replicates = replicates,
                            .threads = options.run.threads,
                            .progress = call.quiet ? ProgressMode::never : progress_mode(options),
                            .arguments = call.arguments});
}

ExitStatus patterns_action(Options& options, const Call& call) {
  std::error_code ignored;
  if (options.experiment.input.empty()) {
    options.experiment.input = kDefaultScenario;
    if (!fs::exists(options.experiment.input, ignored)) {
      throw Unusable(
          fmt::format("polder patterns: error: there is no {} here; name a scenario: polder patterns "
                      "SCENARIO",
                      kDefaultScenario));
    }
  }
  if (sweep::looks_like_sweep(options.experiment.input)) return sweep_patterns(options, call);
  if (!options.out.empty() || options.run.force || options.run.resume) {
    throw Unusable(
        "polder patterns: error: --out, --force and --resume are for sweeps; leave them out, and "
        "take what is printed: polder patterns SCENARIO --json > FILE");
  }
  return print_patterns(options, call);
}

}  // namespace

void add_patterns(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand(
      "patterns", "which findings of the thesis and the literature come out of the model");
  command.add_option(
      "SCENARIO", options->experiment.input,
      fmt::format(
          "scenario file (TOML), by default {}, or results file (HDF5), whose scenario is taken; or a "
          "sweep file: patterns at each of its points, into a CSV file",
          kDefaultScenario));
  command
      .add_option("--set", options->experiment.set,
                  "change a value of the scenario (repeatable); paths: polder describe")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--only", options->only, "these patterns alone, such as A1,C3")
      ->type_name("ID,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option(
          "--replicates", options->replicates,
          fmt::format("histories per variant; default: {}, and at each point of a sweep those of its file",
                      kReplicates))
      ->type_name("N")
      ->check(CLI::Range(kFewestReplicates, 1000000U));
  command.add_option("--seed", options->experiment.seed, "seed of all chance, in place of the scenario's")
      ->type_name("S");
  command.add_option("--weeks", options->experiment.weeks, "weeks to simulate, in place of the scenario's")
      ->type_name("W");
  command
      .add_option("--threads", options->run.threads, "threads; 0: one per core. Results do not depend on it")
      ->type_name("T")
      ->check(CLI::Range(0U, 4096U));
  command
      .add_option(
          "--null", options->null,
          "what comes out of a null model instead: trust that nothing changes; anyone drafts, works and "
          "is heard alike; concepts as constants on what the network does")
      ->type_name("no_trust|random_mixing|multipliers")
      ->check(CLI::IsMember(
          std::vector<std::string>(patterns::kNullModelNames.begin(), patterns::kNullModelNames.end())));
  command.add_flag("--json", options->json, "for programs");
  command.add_option("--out", options->out, "of a sweep: write the table to this file (CSV)")
      ->type_name("FILE");
  command.add_flag("--force", options->run.force, "replace FILE if it is there");
  command.add_flag("--resume", options->run.resume, "go on with an interrupted sweep that writes FILE");
  command.add_option("--progress", options->progress, "how far it is, on standard error")
      ->type_name("auto|never|always")
      ->check(CLI::IsMember(std::vector<std::string>{"auto", "never", "always"}));
  add_log_options(command, call);
  command.callback(
      [options, &call] { call.action = [options, &call] { return patterns_action(*options, call); }; });
}

}  // namespace polder::cli
