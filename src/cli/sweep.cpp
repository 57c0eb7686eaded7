#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/ensemble_options.h"
#include "cli/exit_status.h"
#include "cli/one_replicate.h"
#include "cli/shard.h"
#include "cli/submit_slurm.h"
#include "cli/sweep_input.h"
#include "cli/sweep_plan.h"
#include "cli/sweep_runner.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "cluster/ensemble_on_ranks.h"
#include "cluster/ranks.h"
#include "sweep/point_scenario.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

struct Options : EnsembleOptions {
  std::optional<std::string> samples;
  std::optional<std::string> shard;
  std::vector<std::string> reuse;
  bool dry_run = false;
  std::optional<std::int64_t> point;
  std::optional<std::uint32_t> replicate;
  std::string submit;  ///< empty: not given
  int shards = 0;      ///< 0: not given
  std::vector<std::string> sbatch;
};

/// results/NAME.h5 for NAME.toml, where nothing else is said.
fs::path out_file(const Options& options) {
  if (!options.out.empty()) return options.out;
  return "results" / fs::path(options.experiment.input).stem().concat(".h5");
}

/// The folder is made when it is the default.
void make_folder(const Options& options) {
  std::error_code ignored;  // opening the file tells
  if (options.out.empty()) fs::create_directory(out_file(options).parent_path(), ignored);
}

SweepInput input_of(const Options& options) {
  return {.file = options.experiment.input,
          .set = options.experiment.set,
          .seed = options.experiment.seed,
          .replicates = options.experiment.replicates,
          .weeks = options.experiment.weeks,
          .samples = options.samples};
}

ExitStatus run_point(const Options& options, const sweep::Sweep& sweep,
                     const output::Description& description, const Call& call) {
  const sweep::Points& points = *description.design;
  const auto first = static_cast<std::int64_t>(points.first);
  if (*options.point < first || *options.point >= first + static_cast<std::int64_t>(points.size())) {
    throw Unusable(fmt::format("--point {}: error: there is no such point; they are numbered {} to {}",
                               *options.point, points.first, points.first + points.size() - 1));
  }
  const auto at = static_cast<std::size_t>(*options.point - first);
  Experiment experiment;
  try {
    experiment.variants.push_back(sweep::point_scenario(sweep.base, points, at));
  } catch (const std::invalid_argument& error) {
    complain(fmt::format("polder: error: point {}: {}", *options.point, printable(error.what())));
    return ExitStatus::refused;
  }
  experiment.settings.push_back(sweep::settings(points, at));
  experiment.description = description;
  experiment.description.design.reset();
  experiment.description.title = fmt::format("{}, point {}", description.title, *options.point);
  experiment.description.variants.push_back(fmt::format("point {}", *options.point));
  for (const scenario::Override& setting : experiment.settings.front()) {
    spdlog::info("{} = {}", setting.path, setting.value);
  }
  if (options.replicate) return run_one_replicate(experiment, *options.replicate);
  RunOptions run = options.run;
  run.input = options.experiment.input;
  run.quiet = call.quiet;
  run.progress = progress_mode(options);
  run.arguments = call.arguments;
  output::describe_scenario(experiment.description, experiment.variants.front(), model::Record::summary);
  return run_experiment(experiment, run);
}

/// Options that every shard gets as they were typed.
std::vector<std::string> options_to_pass_on(const Options& options) {
  std::vector<std::string> words;
  const auto add = [&](const char* name, const std::optional<std::string>& value) {
    if (!value) return;
    words.emplace_back(name);
    words.push_back(*value);
  };
  for (const std::string& set : options.experiment.set) add("--set", set);
  add("--seed", options.experiment.seed);
  add("--replicates", options.experiment.replicates);
  add("--weeks", options.experiment.weeks);
  add("--samples", options.samples);
  for (const std::string& file : options.reuse) add("--reuse", fs::absolute(file).string());
  return words;
}

ExitStatus submit(const Options& options, const Call& call) {
  // What every task would trip over is told here.
  const std::size_t points = load_sweep(input_of(options)).points.size();
  if (static_cast<std::size_t>(options.shards) > points) {
    throw Unusable(fmt::format("--shards {}: error: there are only {} points; use as many shards at most",
                               options.shards, points));
  }
  if (!options.dry_run) make_folder(options);
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return submit_to_slurm({.executable = error ? fs::path(call.arguments.front()) : self,
                          .sweep = options.experiment.input,
                          .out = out_file(options),
                          .shards = options.shards,
                          .threads = options.run.threads,
                          .options = options_to_pass_on(options),
                          .sbatch = options.sbatch,
                          .force = options.run.force,
                          .dry_run = options.dry_run});
}

/// Where several ranks were started and rank 0 does not get to its work, the others must not wait for it.
class Release {
 public:
  explicit Release(const cluster::Mail& mail) : mail_(&mail) {}
  Release(const Release&) = delete;
  Release& operator=(const Release&) = delete;
  ~Release() {
    if (!needed_) return;
    try {
      cluster::release(*mail_);
    } catch (const std::exception& error) {
      complain(fmt::format("polder: error: the other ranks could not be told to end: {}", error.what()));
    }
  }
  void not_needed() { needed_ = false; }

 private:
  const cluster::Mail* mail_;
  bool needed_ = true;
};

void check(const Options& options) {
  const auto refuse = [](std::string_view what) {
    throw Unusable(fmt::format("polder sweep: error: {}", what));
  };
  if (options.replicate && !options.point) refuse("--replicate without --point; say which point: --point P");
  if (options.submit.empty() && options.shards > 0)
    refuse("--shards without --submit; use --shard K/N for one part");
  if (options.submit.empty() && !options.sbatch.empty()) refuse("--sbatch without --submit slurm");
  if (!options.submit.empty() && options.shards < 1)
    refuse("--submit without --shards; say into how many jobs: --shards N");
  if (!options.submit.empty() && options.shard) refuse("--submit with --shard; leave one of them out");
  if (options.point && !options.out.empty())
    refuse("--point with --out; one point is shown, not kept: leave one of them out");
}

/// What is to be run, and into which file.
struct Task {
  sweep::Sweep sweep;
  output::Description description;
  SweepRunOptions run;
};

Task task_of(const Options& options, const Call& call) {
  sweep::Sweep sweep = load_sweep(input_of(options));
  fs::path out = out_file(options);
  sweep::Points points = std::move(sweep.points);
  if (options.shard) {
    const Shard shard = parse_shard(*options.shard);
    if (shard.of > points.size()) {
      throw Unusable(fmt::format("--shard {}: error: there are only {} points; use as many shards at most",
                                 *options.shard, points.size()));
    }
    points = sweep::shard_of(points, shard.number, shard.of);
    out = shard_file(out, shard);
  }
  output::Description description = describe_sweep(sweep, std::move(points));
  return {.sweep = std::move(sweep),
          .description = std::move(description),
          .run = {.out = out,
                  .force = options.run.force,
                  .resume = options.run.resume,
                  .reuse = options.reuse,
                  .threads = options.run.threads,
                  .progress = progress_mode(options),
                  .quiet = call.quiet,
                  .arguments = call.arguments}};
}

ExitStatus lead(const Options& options, const Call& call, const cluster::Mail& mail) {
  Release release(mail);
  const Task task = task_of(options, call);
  if (options.point) return run_point(options, task.sweep, task.description, call);
  if (options.dry_run) return print_plan(task.sweep, task.description, options.run.threads);
  make_folder(options);
  return run_sweep(task.sweep, task.description, task.run, mail, [&] { release.not_needed(); });
}

/// Says nothing: rank 0 tells what is wrong.
ExitStatus work(const Options& options, const Call& call, const cluster::Mail& mail) {
  std::optional<Task> task;
  try {
    task = task_of(options, call);
  } catch (const std::exception& error) {
    cluster::give_up(mail, error.what());
    return ExitStatus::done;
  }
  work_on_sweep(task->sweep, task->description, task->run, mail);
  return ExitStatus::done;
}

ExitStatus sweep_action(const Options& options, const Call& call) {
  check(options);
  if (!options.submit.empty()) return submit(options, call);
  const cluster::Ranks ranks;
  return ranks.mail().rank == 0 ? lead(options, call, ranks.mail()) : work(options, call, ranks.mail());
}

}  // namespace

void add_sweep(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("sweep", "a designed experiment over parameters");
  command
      .add_option("SWEEP", options->experiment.input,
                  "sweep file (TOML), or the results file of a sweep (HDF5)")
      ->required();
  add_common_options(command, *options, call);
  command
      .add_option("--samples", options->samples,
                  "points, base samples or trajectories, in place of the file's")
      ->type_name("N");
  command.add_option("--shard", options->shard, "run only part K of N; slurm: as this task of a job array")
      ->type_name("K/N|slurm");
  command
      .add_option("--reuse", options->reuse,
                  "take runs from this results file of a smaller or overlapping sweep (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_flag("--dry-run", options->dry_run, "tell points, runs, time and disk use, and run nothing");
  command.add_option("--point", options->point, "run this point alone and print its outcomes")
      ->type_name("P");
  command
      .add_option("--replicate", options->replicate,
                  "with --point: only this replicate, all outcomes in full")
      ->type_name("R");
  command.add_option("--submit", options->submit, "hand the sweep to a cluster, in shards and a merge")
      ->type_name("slurm")
      ->check(CLI::IsMember(std::vector<std::string>{"slurm"}));
  command.add_option("--shards", options->shards, "with --submit: number of shards")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  command
      .add_option("--sbatch", options->sbatch,
                  "with --submit: an option for sbatch (repeatable), such as --time=4:00:00")
      ->type_name("OPTION")
      ->allow_extra_args(false);
  command.callback(
      [options, &call] { call.action = [options, &call] { return sweep_action(*options, call); }; });
}

}  // namespace polder::cli
