#include "cli/experiment.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/exit_status.h"
#include "cli/input_errors.h"
#include "cli/vary.h"
#include "engine/ensemble.h"
#include "output/errors.h"
#include "output/result_reader.h"
#include "scenario/load.h"
#include "scenario/problem.h"
#include "version/version.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

/// The scenario as files have it, and what a results file adds.
struct Input {
  std::string name;  ///< for messages
  std::string text;
  std::vector<scenario::Source> extended;
  std::vector<scenario::Override> overrides;  ///< of the results file
  std::vector<std::string> vary;              ///< of the results file
  std::optional<model::Record> record;        ///< of the results file
  bool read = true;                           ///< the texts are here
};

scenario::Loaded load(const Input& input, std::span<const scenario::Override> overrides) {
  return scenario::load_text(input.text, input.name, overrides, input.extended);
}

Input input_from_result(const std::string& file) {
  const output::ResultReader reader(file);
  const output::Description& description = reader.description();
  if (description.design) {
    throw Unusable(
        fmt::format("{}: error: it holds a sweep; run it again with polder sweep, or one of its "
                    "points with polder sweep {} --point P",
                    file, file));
  }
  warn_of_another_version(description, file);
  Input input{.name = description.scenario_file,
              .text = description.scenario,
              .extended = {},
              .overrides = {},
              .vary = description.vary,
              .record = description.record,
              .read = true};
  for (const output::SourceText& source : description.extended) {
    input.extended.push_back({.file = source.name, .text = source.text});
  }
  input.overrides = stored_overrides(description, file);
  return input;
}

Input read_input(const std::string& file) {
  // A pipe can be read only once.
  std::error_code ignored;
  if (fs::is_regular_file(file, ignored) && output::looks_like_hdf5(file)) return input_from_result(file);
  return {.name = file, .text = {}, .extended = {}, .overrides = {}, .vary = {}, .record = {}, .read = false};
}

/// Reads the files where that is still to be done.
scenario::Loaded load_first(Input& input, std::span<const scenario::Override> overrides) {
  if (input.read) return load(input, overrides);
  scenario::Loaded loaded = scenario::load_file(input.name, overrides);
  if (!loaded.sources.empty()) {
    input.text = loaded.sources.front().text;
    input.extended.assign(loaded.sources.begin() + 1, loaded.sources.end());
    input.read = true;
  }
  return loaded;
}

std::vector<scenario::Override> all_overrides(const Input& input, const ExperimentOptions& options,
                                              Errors& errors) {
  std::vector<scenario::Override> overrides = input.overrides;
  add_overrides({options.set, options.seed, options.replicates, options.weeks}, overrides, errors);
  return overrides;
}

std::vector<scenario::Override> joined(std::span<const scenario::Override> first,
                                       std::span<const scenario::Override> second) {
  std::vector<scenario::Override> both(first.begin(), first.end());
  both.insert(both.end(), second.begin(), second.end());
  return both;
}

/// Files that a scenario extends, under the names by which they are found when the scenario is read from a
/// results file, where it lies in no folder.
std::vector<output::SourceText> extended_sources(const Input& input) {
  std::vector<output::SourceText> named;
  std::vector<scenario::Source> found;
  const std::string name = fs::path(input.name).filename().string();
  const fs::path folder = fs::path(input.name).parent_path().lexically_normal();
  for (const scenario::Source& source : input.extended) {
    const std::string beside = fs::path(source.file).lexically_relative(folder).string();
    found.push_back({.file = beside, .text = source.text});
    if (scenario::load_text(input.text, name, {}, found).sources.size() <= found.size()) {
      found.back().file = source.file;  // named with an absolute path
    }
    named.push_back({.name = found.back().file, .text = source.text});
  }
  return named;
}

}  // namespace

Experiment load_experiment(const ExperimentOptions& options) {
  Input input = read_input(options.input);
  Errors errors;
  const std::vector<scenario::Override> overrides = all_overrides(input, options, errors);

  std::vector<std::string> vary_texts = options.vary.empty() ? input.vary : options.vary;
  if (vary_texts.empty() && !options.default_vary.empty()) vary_texts.push_back(options.default_vary);
  const std::vector<Vary> varied = parse_vary(vary_texts, errors.lines);

  const scenario::Loaded base = load_first(input, overrides);
  errors.add(base.problems);
  // Where files could not be read, what goes wrong with the values would be a consequence.
  if (!base.scenario && (!input.read || load(input, overrides).problems != base.problems)) {
    errors.throw_if_any();
  }
  // Every value by itself first: in all combinations the same mistake would be told many times.
  for (const Vary& vary : varied) {
    for (const Variant& variant : combinations({&vary, 1})) {
      errors.add(load(input, joined(overrides, variant.overrides)).problems);
    }
  }
  errors.throw_if_any();

  Experiment experiment;
  output::Description& description = experiment.description;
  for (const Variant& variant : combinations(varied)) {
    std::vector<scenario::Override> settings = joined(overrides, variant.overrides);
    scenario::Loaded loaded = load(input, settings);
    errors.add(loaded.problems);
    if (!loaded.scenario) continue;
    experiment.variants.push_back(*std::move(loaded.scenario));
    experiment.settings.push_back(std::move(settings));
    description.variants.push_back(variant.name.empty() ? "scenario" : variant.name);
  }
  errors.throw_if_any();

  const model::Scenario& first = experiment.variants.front();
  const model::Record record = options.record.value_or(input.record.value_or(options.default_record));
  engine::check_alike(experiment.variants, record);
  description.polder_version = version();
  description.git_commit = git_commit();
  description.scenario_file = fs::path(input.name).filename().string();
  description.scenario = input.text;
  description.extended = extended_sources(input);
  for (const scenario::Override& set : overrides) description.overrides.push_back(set.path + "=" + set.value);
  description.vary = vary_texts;
  description.seed = first.seed;
  description.replicates = first.replicates;
  output::describe_scenario(description, first, record);
  return experiment;
}

scenario::Base load_base(const ExperimentOptions& options, std::span<const scenario::Override> further) {
  const Input input = read_input(options.input);
  Errors errors;
  const std::vector<scenario::Override> overrides = joined(all_overrides(input, options, errors), further);
  scenario::Loaded loaded;
  auto base = input.read
                  ? scenario::Base::load_text(input.text, input.name, overrides, input.extended, loaded)
                  : scenario::Base::load_file(input.name, overrides, loaded);
  errors.add(loaded.problems);
  errors.throw_if_any();
  return *std::move(base);
}

model::Scenario load_scenario(const ExperimentOptions& options) {
  Input input = read_input(options.input);
  Errors errors;
  const std::vector<scenario::Override> overrides = all_overrides(input, options, errors);
  scenario::Loaded loaded = load_first(input, overrides);
  errors.add(loaded.problems);
  errors.throw_if_any();
  return *std::move(loaded.scenario);
}

}  // namespace polder::cli
