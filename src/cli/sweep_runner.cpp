#include "cli/sweep_runner.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/interrupt.h"
#include "cli/open_result.h"
#include "cli/sweep_failures.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "cluster/ensemble_on_ranks.h"
#include "output/earlier_results.h"
#include "output/errors.h"
#include "output/result_file.h"
#include "output/result_reader.h"
#include "sweep/point_scenario.h"
#include "version/version.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

std::string counted_runs(const output::Description& description) {
  return fmt::format("{} x {}", counted(description.variant_count(), "point"),
                     counted(description.replicates, "replicate"));
}

/// What finished files have of the sweep.
struct Standing {
  bool complete = false;  ///< the file to write is there, and is what this sweep would make
  bool replaces = false;  ///< it is there, and all that it holds will be in the new one
  std::unique_ptr<output::EarlierResults> results{};
};

std::unique_ptr<output::EarlierResults> results_of(const output::Description& description,
                                                   std::vector<std::unique_ptr<output::ResultReader>> files) {
  return std::make_unique<output::EarlierResults>(description, std::move(files),
                                                  output::EarlierResults::Failed::run_again);
}

void check_shared(const output::ResultReader& reader, const std::string& name,
                  const output::Description& description, std::string_view remedy) {
  const std::string differences = output::why_not_shared(reader.description(), description);
  if (differences.empty()) return;
  throw output::Refused(
      fmt::format("{} holds another sweep, which differs in: {}; {}", name, differences, remedy));
}

/// Nothing that the file holds may be lost when the new one takes its place.
void check_nothing_lost(const fs::path& path, const output::Description& description) {
  std::vector<std::unique_ptr<output::ResultReader>> alone;
  alone.push_back(std::make_unique<output::ResultReader>(path));
  const std::vector<std::string> held = alone.front()->description().outcomes;
  const auto dropped = static_cast<std::size_t>(std::ranges::count_if(held, [&](const std::string& outcome) {
    return std::ranges::find(description.outcomes, outcome) == description.outcomes.end();
  }));
  const std::uint64_t runs = results_of(description, std::move(alone))->left_out();
  if (runs == 0 && dropped == 0) return;
  throw output::Refused(fmt::format(
      "{} holds what is not in this sweep and would be lost: {}; use --force to replace it, or choose "
      "another "
      "--out and --reuse {}",
      path.string(), runs > 0 ? counted(runs, "run") : counted(dropped, "outcome"), path.string()));
}

Standing what_is_there(const output::Description& description, const SweepRunOptions& options) {
  std::error_code ignored;
  Standing there;
  std::vector<std::unique_ptr<output::ResultReader>> files;
  if (!options.force && fs::exists(options.out, ignored)) {
    const std::string name = options.out.string();
    if (!options.resume) {
      throw output::Refused(fmt::format(
          "{} is already there; use --resume to add what it lacks, --force to replace it, or choose "
          "another --out",
          name));
    }
    auto reader = std::make_unique<output::ResultReader>(options.out);
    if (reader->description() == description) return {.complete = true, .replaces = false};
    check_shared(*reader, name, description, "use --force to replace it, or choose another --out");
    check_nothing_lost(options.out, description);
    files.push_back(std::move(reader));
    there.replaces = true;
  }
  for (const std::string& name : options.reuse) {
    if (!fs::exists(name, ignored)) {
      throw output::Refused(
          fmt::format("--reuse {}: there is no such file; give a results file, or leave it out", name));
    }
    files.push_back(std::make_unique<output::ResultReader>(name));
    check_shared(*files.back(), name, description, "leave out --reuse, or give one of this sweep");
  }
  if (files.empty()) return there;
  there.results = results_of(description, std::move(files));
  spdlog::info("{} of {} runs are there already", there.results->found(), description.total_runs());
  return there;
}

engine::Ensemble ensemble_of(const sweep::Sweep& sweep, const output::Description& description,
                             const SweepRunOptions& options, const InterruptGuard& interrupt) {
  engine::Ensemble ensemble;
  ensemble.variants = std::span(&sweep.base.scenario(), 1);
  ensemble.make_variant = [&](std::uint32_t point) {
    return sweep::point_scenario(sweep.base, *description.design, point);
  };
  ensemble.seed = description.seed;
  ensemble.replicates = description.replicates;
  ensemble.record = model::Record::summary;
  ensemble.threads = options.threads;
  ensemble.cancel = &interrupt.requested();
  ensemble.simulate = options.simulate;
  return ensemble;
}

/// Runs what the file lacks. False when interrupted.
bool run_missing(const sweep::Sweep& sweep, const output::Description& description,
                 const SweepRunOptions& options, const cluster::Mail& mail,
                 const std::function<void()>& begin, output::EarlierResults* earlier,
                 output::ResultFile& file) {
  const std::uint64_t total = description.total_runs();
  const auto points = static_cast<std::uint32_t>(description.variant_count());
  const InterruptGuard interrupt;
  ProgressMeter meter(options.quiet ? ProgressMode::never : options.progress, standard_error(),
                      earlier != nullptr ? std::max(file.done(), earlier->found()) : file.done(), total);
  engine::Ensemble ensemble = ensemble_of(sweep, description, options, interrupt);
  ensemble.blocks = earlier != nullptr ? earlier->missing(file.done())
                                       : engine::blocks_after(file.done(), points, description.replicates);
  ensemble.progress = [&](const engine::Progress& progress) {
    meter.update(total - progress.total + progress.done, file.failed());
  };
  const auto sink = [&](const engine::Chunk& chunk) {
    const engine::Block& block = chunk.block();
    if (earlier != nullptr) {
      earlier->copy(file, std::uint64_t{block.variant} * description.replicates + block.first_replicate);
    }
    file.write(chunk);
  };
  begin();
  const engine::Outcome outcome = cluster::run(mail, ensemble, identity_of(description), sink);
  if (!outcome.cancelled && earlier != nullptr) earlier->copy(file, total);
  meter.finish();
  return !outcome.cancelled;
}

ExitStatus report(const output::Description& description, const SweepRunOptions& options) {
  const sweep::Points& points = *description.design;
  const std::string name = options.out.string();
  print(fmt::format("{}: {}, {}\n", printable(description.title), counted_runs(description), name));
  if (points.size() < points.total) {
    print(fmt::format(
        "points {} to {} of {}; next, when all parts are there: polder merge PART... --out FILE\n",
        points.first, points.first + points.size() - 1, points.total));
  } else {
    const std::vector<std::string> next{"polder", "analyse", name};
    print("next: " + shell_line(next) + "\n");
  }
  return report_failed_runs(output::ResultReader(options.out), name);
}

}  // namespace

output::Description describe_sweep(const sweep::Sweep& sweep, sweep::Points points) {
  output::Description description;
  output::describe_scenario(description, sweep.base.scenario(), model::Record::summary);
  const auto text_of = [](const scenario::Source& source) {
    return output::SourceText{.name = source.file, .text = source.text};
  };
  description.title = sweep.title;
  description.polder_version = version();
  description.git_commit = git_commit();
  for (const scenario::Source& source : sweep.sources) description.sweep.push_back(text_of(source));
  description.scenario_file = sweep.scenario_sources.front().file;
  description.scenario = sweep.scenario_sources.front().text;
  for (const scenario::Source& source : std::span(sweep.scenario_sources).subspan(1)) {
    description.extended.push_back(text_of(source));
  }
  for (const scenario::Override& set : sweep.overrides) {
    description.overrides.push_back(set.path + "=" + set.value);
  }
  description.seed = sweep.seed;
  description.replicates = sweep.replicates;
  description.outcomes = sweep.outcomes;
  description.design = std::move(points);
  return description;
}

std::string identity_of(const output::Description& description) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  const auto mix = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ 0xFFU) * 0x100000001B3U;
  };
  mix(description.scenario);
  for (const output::SourceText& source : description.extended) mix(source.text);
  for (const output::SourceText& source : description.sweep) mix(source.text);
  for (const std::string& text : description.overrides) mix(text);
  return fmt::format("{} {} {:016x} {} {} {} {}", description.polder_version, description.git_commit, hash,
                     description.seed, description.replicates, description.design->first,
                     description.design->size());
}

ExitStatus run_sweep(const sweep::Sweep& sweep, const output::Description& description,
                     const SweepRunOptions& options, const cluster::Mail& mail,
                     const std::function<void()>& begin) {
  const Standing there = what_is_there(description, options);
  if (there.complete) {
    spdlog::info("{} is complete already", options.out.string());
    return report(description, options);
  }
  const auto file =
      open_result(options.out, description,
                  {.force = options.force, .resume = options.resume, .replace = there.replaces});
  try {
    if (file->done() > 0)
      spdlog::info("going on after {} of {} runs", file->done(), description.total_runs());
    if (!run_missing(sweep, description, options, mail, begin, there.results.get(), *file)) {
      file->close();
      complain(fmt::format("polder: interrupted; {} of {} runs are in {}; go on with", file->done(),
                           description.total_runs(), file->part().string()));
      tell_how_to_go_on(options.arguments, options.resume);
      return ExitStatus::interrupted;
    }
    file->finish();
  } catch (const output::IoError& error) {
    complain(fmt::format("polder: error: {}", error.what()));
    complain("polder: what was finished is kept; when the cause is mended, go on with");
    tell_how_to_go_on(options.arguments, options.resume);
    return ExitStatus::machine;
  } catch (const cluster::RankFailed& error) {
    complain(fmt::format("polder: error: {}", error.what()));
    complain(fmt::format("polder: {} of {} runs are kept; when the cause is mended, go on with", file->done(),
                         description.total_runs()));
    tell_how_to_go_on(options.arguments, options.resume);
    return ExitStatus::machine;
  }
  return report(description, options);
}

void work_on_sweep(const sweep::Sweep& sweep, const output::Description& description,
                   const SweepRunOptions& options, const cluster::Mail& mail) {
  const InterruptGuard interrupt;
  cluster::work(mail, ensemble_of(sweep, description, options, interrupt), identity_of(description));
}

}  // namespace polder::cli
