#include "cli/sweep_input.h"

#include <filesystem>
#include <fmt/format.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "cli/exit_status.h"
#include "cli/input_errors.h"
#include "output/result_reader.h"
#include "scenario/load.h"

namespace polder::cli {
namespace {

/// How a results file keeps `--samples` among its overrides.
constexpr std::string_view kSamples = "design.samples";

/// What a results file was made from.
struct Stored {
  std::vector<scenario::Source> sweep;
  std::vector<scenario::Source> scenario;
  std::vector<scenario::Override> overrides;
  std::optional<std::string> samples;
};

Stored read_stored(const std::string& file) {
  const output::ResultReader reader(file);
  const output::Description& description = reader.description();
  if (!description.design || description.sweep.empty()) {
    throw Unusable(
        fmt::format("{}: error: it holds no sweep; polder sweep makes such files from a sweep file", file));
  }
  warn_of_another_version(description, file);
  Stored stored;
  for (const output::SourceText& source : description.sweep)
    stored.sweep.push_back({source.name, source.text});
  stored.scenario.push_back({description.scenario_file, description.scenario});
  for (const output::SourceText& source : description.extended) {
    stored.scenario.push_back({source.name, source.text});
  }
  for (scenario::Override& override_ : stored_overrides(description, file)) {
    if (override_.path == kSamples) {
      stored.samples = std::move(override_.value);
    } else {
      stored.overrides.push_back(std::move(override_));
    }
  }
  return stored;
}

}  // namespace

sweep::Sweep load_sweep(const SweepInput& input) {
  std::error_code ignored;
  const bool from_results =
      std::filesystem::is_regular_file(input.file, ignored) && output::looks_like_hdf5(input.file);
  Stored stored;
  if (from_results) stored = read_stored(input.file);

  Errors errors;
  sweep::Changes changes{.overrides = stored.overrides, .samples = stored.samples};
  add_overrides({input.set, input.seed, input.replicates, input.weeks}, changes.overrides, errors);
  if (input.samples) changes.samples = input.samples;
  sweep::Loaded loaded = from_results ? sweep::load_text(stored.sweep, stored.scenario, changes)
                                      : sweep::load_file(input.file, changes);
  errors.add(loaded.problems);
  errors.throw_if_any();
  sweep::Sweep sweep = *std::move(loaded.sweep);
  // Those of the sweep file are among the stored ones already; once is enough to make the same file again.
  if (from_results) sweep.overrides = changes.overrides;
  if (changes.samples) sweep.overrides.push_back({std::string(kSamples), *changes.samples, "--samples"});
  return sweep;
}

}  // namespace polder::cli
