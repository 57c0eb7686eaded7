#include "cli/sweep_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "cli/text.h"
#include "engine/ensemble.h"
#include "sweep/point_scenario.h"

namespace polder::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kProbePoints = 64;
constexpr double kProbeSeconds = 0.7;
struct Probe {
  double runs_per_second = 0.0;
  double seconds = 0.0;
  std::uint64_t runs = 0;
  std::vector<engine::Failure> failures{};
};

/// Runs points from all over the design, each with as many replicates as the sweep as far as time allows, and
/// the same ones again until it is up.
Probe probe(const sweep::Sweep& sweep, const output::Description& description, unsigned threads) {
  const sweep::Points& points = *description.design;
  Probe result;
  engine::Ensemble ensemble;
  ensemble.variants = std::span(&sweep.base.scenario(), 1);
  ensemble.make_variant = [&](std::uint32_t point) {
    return sweep::point_scenario(sweep.base, points, point);
  };
  ensemble.seed = description.seed;
  ensemble.replicates = description.replicates;
  ensemble.record = model::Record::summary;
  ensemble.threads = threads;
  const std::uint64_t several = std::min<std::uint64_t>(kProbePoints, points.size());
  const auto point_of = [&](std::uint64_t i) {
    return static_cast<std::uint32_t>(points.size() * (i % several) / several);
  };
  const auto begin = Clock::now();
  for (std::uint64_t runs = several; result.seconds < kProbeSeconds && result.failures.empty(); runs *= 2) {
    ensemble.blocks.clear();
    const auto each =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(runs / several, 1, description.replicates));
    for (std::uint64_t i = 0; i < runs / each; ++i) ensemble.blocks.push_back({point_of(i), 0, each});
    engine::run(ensemble, [&](const engine::Chunk& chunk) {
      result.runs += chunk.size();
      result.failures.insert(result.failures.end(), chunk.failures().begin(), chunk.failures().end());
    });
    result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  result.runs_per_second = static_cast<double>(result.runs) / result.seconds;
  return result;
}

std::string about(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < 5400.0) return fmt::format("{:.0f} min", std::ceil(seconds / 60.0));
  if (seconds < 172800.0) return fmt::format("{:.1f} h", seconds / 3600.0);
  return fmt::format("{:.1f} days", seconds / 86400.0);
}

/// "0.01 to 0.1", "network, centre, matrix, ssc (crossed)".
std::string span_of(const sweep::Column& column) {
  std::string text;
  if (column.is_category()) {
    for (const std::string& level : column.levels) text += (text.empty() ? "" : ", ") + level;
  } else {
    const auto [low, high] = std::ranges::minmax(column.values);
    text = fmt::format("{:.4g} to {:.4g}", low, high);
  }
  if (column.crossed) text += ", at every point of the design";
  return text;
}

std::string parameters_text(const sweep::Points& points, std::size_t width) {
  std::size_t longest = 0;
  for (const sweep::Column& column : points.columns) {
    longest = std::max(longest, display_width(printable(column.path)));
  }
  std::string text;
  for (const sweep::Column& column : points.columns) {
    const std::string label = "  " + padded(printable(column.path), longest) + "  ";
    const std::string values = printable(span_of(column));
    if (display_width(label) + display_width(values) <= width) {
      text += label + values + "\n";
    } else {
      text += "  " + printable(column.path) + "\n";
      for (const std::string& line : wrapped(values, width > 6 ? width - 6 : 1))
        text += "      " + line + "\n";
    }
  }
  return text;
}

}  // namespace

ExitStatus print_plan(const sweep::Sweep& sweep, const output::Description& description, unsigned threads) {
  const sweep::Points& points = *description.design;
  const std::size_t width = standard_output().width;
  const auto runs = static_cast<double>(points.size()) * description.replicates;
  std::string text = fmt::format("{}\n", printable(description.title));
  fmt::format_to(std::back_inserter(text), "base scenario {}, {} weeks, seed {}\n",
                 printable(description.scenario_file), description.weeks, description.seed);
  fmt::format_to(std::back_inserter(text), "design {}, {} over {}:\n", sweep::method_name(points.method),
                 counted(points.size(), "point"), counted(points.columns.size(), "parameter"));
  text += parameters_text(points, width);
  fmt::format_to(std::back_inserter(text), "{} x {} = {:.0f} runs, {} of each kept\n",
                 counted(points.size(), "point"), counted(description.replicates, "replicate"), runs,
                 counted(description.outcomes.size(), "outcome"));
  fmt::format_to(std::back_inserter(text), "disk: about {}\n",
                 output::size_text(output::expected_bytes(description)));
  print(text);

  const Probe tried = probe(sweep, description, threads);
  engine::Ensemble for_threads;
  for_threads.threads = threads;
  if (tried.failures.empty()) {
    print(paragraph(
        fmt::format("time: about {} with {} here (measured: {:.0f} runs per second over {} runs)",
                    about(runs / tried.runs_per_second), counted(engine::threads_of(for_threads), "thread"),
                    tried.runs_per_second, tried.runs),
        width));
    return ExitStatus::done;
  }
  complain(fmt::format("polder: error: {} of {} runs tried failed; the first: point {}: {}",
                       tried.failures.size(), tried.runs, points.first + tried.failures.front().variant,
                       printable(tried.failures.front().message)));
  return ExitStatus::refused;
}

}  // namespace polder::cli
