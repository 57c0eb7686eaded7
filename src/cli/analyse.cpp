#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/analyse_json.h"
#include "cli/analyse_overview.h"
#include "cli/analyse_report.h"
#include "cli/analyse_sentences.h"
#include "cli/analyse_text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/open_result.h"
#include "cli/terminal.h"
#include "engine/chunk.h"
#include "output/result_reader.h"
#include "scenario/nearest_name.h"
#include "sensitivity/analysis.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;
using model::ScalarOutcome;

/// Outcomes that are told in detail where none are asked for; of more there is an overview.
constexpr std::size_t kMostInDetail = 3;

struct Options {
  std::string file;
  std::vector<std::string> outcomes;  ///< empty: the main ones; "all"
  std::string rank;                   ///< empty: not given
  double confidence = 0.95;
  std::uint32_t resamples = 1000;
  std::optional<double> width;
  bool json = false;
};

/// The file, or the one that a run in progress writes.
struct Opened {
  std::unique_ptr<output::ResultReader> reader;
  bool finished = true;
};

Opened open(const std::string& file) {
  std::error_code ignored;
  const bool there = fs::exists(file, ignored);
  const bool part = !there && fs::exists(part_of(file), ignored);
  if (!there && !part) {
    throw Unusable(fmt::format("{}: error: there is no such file; polder sweep makes such files", file));
  }
  const fs::path path = part ? part_of(file) : fs::path(file);
  const bool finished = !part && path.extension() != ".part";
  return {.reader = std::make_unique<output::ResultReader>(path), .finished = finished};
}

const ScalarOutcome* catalogued(std::string_view name) {
  const auto catalogue = model::scalar_catalogue();
  const auto found = std::ranges::find(catalogue, name, &ScalarOutcome::name);
  return found == catalogue.end() ? nullptr : &*found;
}

/// In the order of the file, or as asked for.
std::vector<const ScalarOutcome*> chosen_outcomes(const Options& options,
                                                  const output::Description& description) {
  std::vector<const ScalarOutcome*> kept;
  std::vector<std::string_view> names;
  for (const std::string& name : description.outcomes) {
    if (const ScalarOutcome* outcome = catalogued(name); outcome != nullptr) {
      kept.push_back(outcome);
      names.push_back(outcome->name);
    }
  }
  if (std::ranges::find(options.outcomes, "all") != options.outcomes.end()) return kept;
  if (options.outcomes.empty()) {
    std::vector<const ScalarOutcome*> main = kept;
    std::erase_if(main, [](const ScalarOutcome* outcome) { return !outcome->main; });
    return main.empty() ? kept : main;
  }
  std::vector<const ScalarOutcome*> chosen;
  std::vector<std::string> errors;
  for (const std::string& name : options.outcomes) {
    const auto found = std::ranges::find(kept, name, &ScalarOutcome::name);
    if (found != kept.end()) {
      if (std::ranges::find(chosen, *found) == chosen.end()) chosen.push_back(*found);
    } else if (catalogued(name) != nullptr) {
      errors.push_back(fmt::format(
          "--outcome {}: error: {} did not keep it; kept are {}; add it to `outcomes` of the sweep file",
          name, options.file, scenario::enumeration(names)));
    } else {
      errors.push_back(fmt::format("--outcome {}: error: there is no such outcome; {}", name,
                                   scenario::suggestion(name, names)));
    }
  }
  if (!errors.empty()) throw Unusable(errors);
  return chosen;
}

/// Columns whose values are ranked.
std::vector<std::size_t> ranked_columns(const Options& options, const sweep::Points& points) {
  std::vector<std::size_t> columns;
  if (!options.rank.empty()) {
    std::vector<std::string_view> paths;
    for (std::size_t c = 0; c < points.columns.size(); ++c) {
      paths.push_back(points.columns[c].path);
      if (points.columns[c].path == options.rank) columns.push_back(c);
    }
    if (columns.empty()) {
      throw Unusable(fmt::format("--rank {}: error: the sweep does not vary it; {}", options.rank,
                                 scenario::suggestion(options.rank, paths)));
    }
    const sweep::Column& column = points.columns[columns.front()];
    const bool may_be_matched =
        column.crossed || points.method == sweep::Method::factorial || points.method == sweep::Method::table;
    if (!may_be_matched) {
      throw Unusable(fmt::format(
          "--rank {}: error: its values were not tried under the same circumstances; {}", options.rank,
          column.is_category() ? "give it `cross = true` in the sweep file"
                               : "rank a parameter that has `values` and `cross = true` in the sweep file"));
    }
    return columns;
  }
  for (std::size_t c = 0; c < points.columns.size(); ++c) {
    const sweep::Column& column = points.columns[c];
    const bool concept_of_factorial =
        points.method == sweep::Method::factorial && column.path == "concept" && column.is_category();
    if (column.crossed || concept_of_factorial) columns.push_back(c);
  }
  return columns;
}

/// Holds the widest interval so far against the width that was asked for.
void take_up(const AnalysedSweep& sweep, const AnalysedOutcome& outcome, StopRule& stop) {
  for (const AnalysedCombination& combination : outcome.combinations) {
    const auto widest = sensitivity::widest_interval(combination.analysis);
    if (!widest || (stop.widest && !(widest->width > stop.widest->width) && !std::isnan(widest->width)))
      continue;
    if (stop.widest && std::isnan(stop.widest->width)) continue;
    const sweep::Method method = sweep.points().method;
    const bool by_replicates = method == sweep::Method::factorial || method == sweep::Method::one_at_a_time;
    stop.widest = widest;
    stop.outcome = outcome.outcome->name;
    stop.point = combination.point;
    stop.samples = by_replicates ? sweep.description->replicates : combination.analysis.completeness.used;
  }
}

void conclude(StopRule& stop) {
  stop.met = !stop.widest || stop.widest->width <= stop.width;
  if (stop.met || std::isnan(stop.widest->width)) return;
  stop.samples_needed = sensitivity::samples_for_width(stop.samples, stop.widest->width, stop.width);
}

AnalysedOutcome analyse_outcome(const AnalysedSweep& sweep, const ScalarOutcome& outcome,
                                const output::ResultReader& reader, std::span<const std::int8_t> status,
                                std::span<const std::size_t> ranked) {
  const sweep::Points& points = sweep.points();
  const std::vector<double> values = reader.scalar(outcome.name);
  const sensitivity::OutcomeRows rows{
      .points = points, .replicates = sweep.description->replicates, .values = values, .status = status};
  const sensitivity::PointMeans means = sensitivity::point_means(rows);
  AnalysedOutcome result{.outcome = &outcome, .combinations = {}, .rankings = {}};
  for (const std::vector<std::size_t>& chosen : sensitivity::combinations_of(points)) {
    result.combinations.push_back({.point = chosen.front(),
                                   .points = chosen.size(),
                                   .analysis = sensitivity::analyse(rows, means, chosen, sweep.bootstrap)});
  }
  if (outcome.better == model::Better::neither) return result;
  for (const std::size_t column : ranked) {
    auto found = sensitivity::rank_column(points, means, column, outcome.better == model::Better::higher,
                                          sweep.bootstrap);
    if (found) result.rankings.push_back({.column = column, .ranked = *std::move(found)});
  }
  return result;
}

ExitStatus analyse(const Options& options) {
  const Opened opened = open(options.file);
  const output::Description& description = opened.reader->description();
  if (!description.design) {
    throw Unusable(fmt::format(
        "{}: error: it holds no sweep, so that there is nothing to attribute; polder sweep makes such files",
        options.file));
  }
  const auto outcomes = chosen_outcomes(options, description);
  const auto ranked = ranked_columns(options, *description.design);
  const std::vector<std::int8_t> status = opened.reader->status();
  const AnalysedSweep sweep{.file = options.file,
                            .description = &description,
                            .finished = opened.finished,
                            .points_run = sensitivity::points_run(status, description.replicates),
                            .failed_runs = static_cast<std::size_t>(
                                std::ranges::count(status, static_cast<std::int8_t>(engine::Status::failed))),
                            .bootstrap = {.resamples = options.resamples, .confidence = options.confidence}};

  const Terminal terminal = standard_output();
  std::optional<StopRule> stop;
  if (options.width) stop = StopRule{.width = *options.width};
  std::vector<AnalysedOutcome> analysed;
  for (const ScalarOutcome* outcome : outcomes) {
    AnalysedOutcome found = analyse_outcome(sweep, *outcome, *opened.reader, status, ranked);
    if (stop) take_up(sweep, found, *stop);
    analysed.push_back(std::move(found));
  }
  if (stop) conclude(*stop);
  if (options.json) {
    print(analysis_json(sweep, analysed, stop));
  } else if (options.outcomes.empty() && analysed.size() > kMostInDetail) {
    print(sweep_text(sweep, terminal) + '\n' + overview_text(sweep, analysed, terminal));
  } else {
    print(sweep_text(sweep, terminal) + guide_text(sweep, analysed, terminal));
    for (const AnalysedOutcome& outcome : analysed) print('\n' + outcome_text(sweep, outcome, terminal));
  }
  if (!stop || stop->met) return ExitStatus::done;
  for (const std::string& line : stop_lines(sweep, *stop)) complain(line);
  return ExitStatus::refused;
}

}  // namespace

void add_analyse(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand(
      "analyse", "what the outcomes of a sweep depend on, how sure that is, and which alternative is best");
  command.add_option("RESULT", options->file, "results file of a sweep (HDF5), finished or not")->required();
  command
      .add_option(
          "--outcome", options->outcomes,
          "an outcome in detail (repeatable), or all; default: an overview of the main ones that were kept")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--rank", options->rank,
                  "rank the values of this parameter; default: those that are crossed, or the concept")
      ->type_name("PATH");
  command.add_option("--confidence", options->confidence, "of intervals")
      ->capture_default_str()
      ->check(CLI::Range(0.5, 0.999));
  command.add_option("--resamples", options->resamples, "that intervals are made from")
      ->capture_default_str()
      ->check(CLI::Range(20, 1000000));
  command
      .add_option("--width", options->width,
                  "end with status 1 unless every interval is this narrow: of shares of the variance, or of "
                  "effects relative to the largest")
      ->type_name("W")
      ->check(CLI::Range(1e-6, 1e6))
      // A comparison with it is never true, so that the range lets it through.
      ->check([](const std::string& text) {
        return std::string(text.find_first_of("nN") == std::string::npos ? "" : "a width is a number");
      });
  const auto format = std::make_shared<std::string>("text");
  command.add_option("--format", *format, "text for people, json for programs")
      ->capture_default_str()
      ->type_name("text|json")
      ->check(CLI::IsMember(std::vector<std::string>{"text", "json"}));
  add_log_options(command, call);
  command.callback([options, format, &call] {
    call.action = [options, format] {
      options->json = *format == "json";
      return analyse(*options);
    };
  });
}

}  // namespace polder::cli
