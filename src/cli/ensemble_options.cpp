#include "cli/ensemble_options.h"

#include <spdlog/spdlog.h>

#include <map>

#include "cli/exit_status.h"

namespace polder::cli {
namespace {

constexpr unsigned kMostThreads = 4096;

const std::map<std::string, model::Record>& records() {
  static const std::map<std::string, model::Record> names{{"summary", model::Record::summary},
                                                          {"rounds", model::Record::rounds},
                                                          {"weeks", model::Record::weeks},
                                                          {"full", model::Record::full}};
  return names;
}

const std::map<std::string, ProgressMode>& progress_modes() {
  static const std::map<std::string, ProgressMode> names{
      {"auto", ProgressMode::automatic}, {"never", ProgressMode::never}, {"always", ProgressMode::always}};
  return names;
}

}  // namespace

void add_ensemble_options(CLI::App& command, EnsembleOptions& options, Call& call) {
  command
      .add_option("SCENARIO", options.experiment.input,
                  "scenario file (TOML), or a results file (HDF5) to run again")
      ->required();
  add_common_options(command, options, call);
  command
      .add_option("--record", options.record,
                  "what to keep: one number per outcome, series per round (default) or week, or all of it")
      ->type_name("summary|rounds|weeks|full")
      ->check(CLI::IsMember(records()));
}

void add_common_options(CLI::App& command, EnsembleOptions& options, Call& call) {
  command
      .add_option("--set", options.experiment.set,
                  "change a value of the scenario (repeatable); paths: polder describe")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--seed", options.experiment.seed, "seed of all chance, in place of the scenario's")
      ->type_name("S");
  command
      .add_option("--replicates", options.experiment.replicates,
                  "histories per variant, in place of the scenario's")
      ->type_name("N");
  command.add_option("--weeks", options.experiment.weeks, "weeks to simulate, in place of the scenario's")
      ->type_name("W");
  command
      .add_option("--threads", options.run.threads, "threads; 0: one per core. Results do not depend on it")
      ->type_name("T")
      ->check(CLI::Range(0U, kMostThreads));
  command.add_option("--out", options.out, "write results to this file")
      ->type_name("FILE")
      ->check([](const std::string& file) {
        return std::string(file.empty() ? "the name of the file is empty" : "");
      });
  command.add_flag("--force", options.run.force, "replace FILE if it is there");
  command.add_flag("--resume", options.run.resume, "go on with an interrupted run that writes FILE");
  command.add_option("--progress", options.progress, "how far it is, on standard error")
      ->type_name("auto|never|always")
      ->check(CLI::IsMember(progress_modes()));
  add_log_options(command, call);
}

ProgressMode progress_mode(const EnsembleOptions& options) { return progress_modes().at(options.progress); }

void settle(EnsembleOptions& options, const Call& call) {
  if (options.run.resume && options.out.empty()) {
    throw Unusable("polder: error: --resume without --out; name the file to go on with: --out FILE");
  }
  if (!options.out.empty()) {
    options.run.out = options.out;
    if (!options.record.empty()) options.experiment.record = records().at(options.record);
  } else {
    if (!options.record.empty()) spdlog::warn("--record has no effect without --out FILE: nothing is kept");
    options.experiment.record = model::Record::summary;
  }
  options.run.input = options.experiment.input;
  options.run.progress = progress_mode(options);
  options.run.quiet = call.quiet;
  options.run.arguments = call.arguments;
}

}  // namespace polder::cli
