#include "cli/ensemble_runner.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <span>
#include <system_error>
#include <utility>

#include "cli/interrupt.h"
#include "cli/open_result.h"
#include "cli/result_table.h"
#include "cli/table_layout.h"
#include "cli/temporary_folder.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "engine/ensemble.h"
#include "output/result_file.h"
#include "output/result_reader.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFailuresShown = 5;

/// The file is there, and is what this run would make.
bool already_made(const fs::path& path, const output::Description& description) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return false;
  try {
    return output::ResultReader(path).description() == description;
  } catch (const output::NotAResultFile&) {
    return false;
  }
}

void report_interrupt(const output::ResultFile& file, const output::Description& description,
                      const RunOptions& options) {
  const std::uint64_t total = std::uint64_t{description.replicates} * description.variants.size();
  if (!options.out) {
    complain(fmt::format(
        "polder: interrupted after {} of {} replicates, which are not kept; with --out FILE they would be",
        file.done(), total));
    return;
  }
  complain(fmt::format("polder: interrupted; {} of {} replicates are in {}; go on with", file.done(), total,
                       file.part().string()));
  tell_how_to_go_on(options.arguments, options.resume);
}

/// Simulates what the file lacks. False when interrupted.
bool simulate_missing(const Experiment& experiment, const RunOptions& options, output::ResultFile& file) {
  const output::Description& description = experiment.description;
  const auto variants = static_cast<std::uint32_t>(experiment.variants.size());
  const std::uint64_t before = file.done();
  const std::uint64_t failed_before = file.failed();
  if (before > 0) spdlog::info("going on after {} replicates", before);

  const InterruptGuard interrupt;
  ProgressMeter meter(options.quiet ? ProgressMode::never : options.progress, standard_error(), before,
                      std::uint64_t{variants} * description.replicates);
  engine::Ensemble ensemble;
  ensemble.variants = experiment.variants;
  ensemble.seed = description.seed;
  ensemble.blocks = engine::blocks_after(before, variants, description.replicates);
  ensemble.record = description.record;
  ensemble.threads = options.threads;
  ensemble.cancel = &interrupt.requested();
  ensemble.progress = [&](const engine::Progress& progress) {
    meter.update(before + progress.done, failed_before + progress.failed);
  };
  ensemble.simulate = options.simulate;
  const engine::Outcome outcome =
      engine::run(ensemble, [&](const engine::Chunk& chunk) { file.write(chunk); });
  meter.finish();
  return !outcome.cancelled;
}

/// The command that runs one replicate of one variant alone.
std::string alone(const Experiment& experiment, const RunOptions& options, const engine::Failure& failure) {
  std::vector<std::string> words{options.arguments.empty() ? "polder" : options.arguments.front(), "run",
                                 options.input};
  for (const scenario::Override& set : experiment.settings[failure.variant]) {
    words.emplace_back("--set");
    words.push_back(set.path + "=" + set.value);
  }
  words.emplace_back("--replicate");
  words.push_back(std::to_string(failure.replicate));
  return shell_line(words);
}

void report_failures(const Experiment& experiment, const RunOptions& options,
                     std::span<const engine::Failure> failures) {
  const std::size_t shown = std::min(failures.size(), kFailuresShown);
  complain(fmt::format("polder: error: {} failed and have no results; the others are complete",
                       counted(failures.size(), "replicate")));
  for (const engine::Failure& failure : failures.first(shown)) {
    complain(fmt::format("  variant {}, replicate {}, seed {}: {}",
                         printable(experiment.description.variants[failure.variant]), failure.replicate,
                         failure.seed, printable(failure.message)));
  }
  if (shown < failures.size()) complain(fmt::format("  and {} more", failures.size() - shown));
  complain("polder: the first of them alone:");
  complain("  " + alone(experiment, options, failures.front()));
}

ExitStatus report(const Experiment& experiment, const RunOptions& options, const fs::path& path) {
  const output::ResultReader reader(path);
  const Terminal terminal = standard_output();
  print(laid_out(result_table(reader), terminal));
  const std::vector<engine::Failure> failures = reader.failures();
  if (failures.empty()) return ExitStatus::done;
  report_failures(experiment, options, failures);
  return ExitStatus::refused;
}

}  // namespace

ExitStatus run_experiment(const Experiment& experiment, const RunOptions& options) {
  if (options.out && options.resume && !options.force && already_made(*options.out, experiment.description)) {
    spdlog::info("{} is complete already", options.out->string());
    return report(experiment, options, *options.out);
  }
  std::optional<TemporaryFolder> folder;
  if (!options.out) folder.emplace();
  const fs::path path = options.out ? *options.out : folder->path() / "results.h5";
  const auto file =
      open_result(path, experiment.description, {.force = options.force, .resume = options.resume});
  try {
    if (!simulate_missing(experiment, options, *file)) {
      file->close();
      report_interrupt(*file, experiment.description, options);
      return ExitStatus::interrupted;
    }
    file->finish();
  } catch (const output::IoError& error) {
    if (!options.out) throw;
    complain(fmt::format("polder: error: {}", error.what()));
    complain("polder: what was finished is kept; when the cause is mended, go on with");
    tell_how_to_go_on(options.arguments, options.resume);
    return ExitStatus::machine;
  }
  if (options.out) {
    spdlog::info("wrote {} ({} x {}, record {})", path.string(),
                 counted(experiment.variants.size(), "variant"),
                 counted(experiment.description.replicates, "replicate"),
                 output::record_name(experiment.description.record));
  }
  return report(experiment, options, path);
}

}  // namespace polder::cli
