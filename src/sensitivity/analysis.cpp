#include "sensitivity/analysis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sensitivity/bootstrap.h"

namespace polder::sensitivity {
namespace {

/// Sets mean and standard deviation over points.
void summarise(std::span<const double> values, Analysis& analysis) {
  const auto n = static_cast<double>(values.size());
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  analysis.mean = mean;
  analysis.sd = values.size() < 2 ? kNaN : std::sqrt(squares / (n - 1.0));
  if (values.size() > 1 && numerically_zero(analysis.sd * analysis.sd, magnitude_of(values))) {
    analysis.sd = 0.0;
  }
}

void analyse_saltelli(const OutcomeRows& rows, const PointMeans& means, std::span<const std::size_t> chosen,
                      const Bootstrap& bootstrap, Analysis& analysis) {
  const SaltelliBlocks blocks = saltelli_blocks(rows.points, chosen, means);
  analysis.completeness = blocks.completeness;
  require_samples(blocks.completeness.used, kFewestBaseSamples, analysis.shortfalls);
  if (blocks.completeness.used < 2) return;
  SobolIndices indices = sobol_indices(blocks.values(), bootstrap);
  analysis.mean = indices.mean;
  analysis.sd = std::sqrt(indices.variance);
  require_narrow(indices.total, 1.0, analysis.shortfalls);
  require_sum(indices.first, analysis.shortfalls);
  analysis.measures = std::move(indices);
}

double largest(std::span<const Interval> intervals) {
  double most = 0.0;
  for (const Interval& interval : intervals) most = std::max(most, std::abs(interval.estimate));
  return most;
}

void analyse_morris(const OutcomeRows& rows, const PointMeans& means, std::span<const std::size_t> chosen,
                    const Bootstrap& bootstrap, Analysis& analysis) {
  const TrajectoryEffects trajectories = trajectory_effects(rows.points, chosen, means);
  analysis.completeness = trajectories.completeness;
  require_samples(trajectories.completeness.used, kFewestTrajectories, analysis.shortfalls);
  if (trajectories.completeness.used == 0) return;
  ElementaryEffects effects =
      elementary_effects(trajectories.effects, parameters_of(rows.points).size(), bootstrap);
  require_narrow(effects.mu_star, largest(effects.mu_star), analysis.shortfalls);
  analysis.measures = std::move(effects);
}

void analyse_given_data(const OutcomeRows& rows, const UsablePoints& usable, const Bootstrap& bootstrap,
                        Analysis& analysis) {
  require_samples(usable.points.size(), kFewestPoints, analysis.shortfalls);
  if (usable.points.size() < kGivenDataNeeds) return;
  std::vector<Input> inputs;
  const std::vector<std::size_t> parameters = parameters_of(rows.points);
  for (std::size_t j = 0; j < parameters.size(); ++j) {
    inputs.push_back(
        {.values = usable.inputs[j], .category = rows.points.columns[parameters[j]].is_category()});
  }
  GivenData data = given_data(usable.outcome, inputs, bootstrap);
  require_narrow(data.first, 1.0, analysis.shortfalls);
  analysis.measures = std::move(data);
}

void analyse_factorial(const OutcomeRows& rows, const UsablePoints& usable, const Bootstrap& bootstrap,
                       Analysis& analysis) {
  const auto all = static_cast<std::size_t>(rows.points.total);
  require_all(usable.points.size(), all, analysis.shortfalls);
  if (usable.points.empty() || usable.points.size() != all) return;
  FactorialValues table{.levels = {}, .replicates = rows.replicates, .values = {}};
  std::vector<std::size_t> cell(usable.points.size(), 0);
  std::size_t cells = 1;
  for (const std::vector<double>& input : usable.inputs) {
    const std::vector<std::uint32_t> numbers = level_numbers(input);
    const std::size_t levels = std::size_t{*std::ranges::max_element(numbers)} + 1;
    table.levels.push_back(levels);
    cells *= levels;
    for (std::size_t p = 0; p < cell.size(); ++p) cell[p] = cell[p] * levels + numbers[p];
  }
  if (cells != usable.points.size()) return;
  std::vector<double> values(cells * rows.replicates);
  for (std::size_t p = 0; p < cell.size(); ++p) {
    std::ranges::copy(rows.of(usable.points[p]),
                      values.begin() + static_cast<std::ptrdiff_t>(cell[p] * rows.replicates));
  }
  table.values = values;
  FactorialShares shares = factorial_shares(table, bootstrap);
  require_narrow(shares.total, 1.0, analysis.shortfalls);
  analysis.measures = std::move(shares);
}

void analyse_one_at_a_time(const OutcomeRows& rows, const PointMeans& means,
                           std::span<const std::size_t> chosen, const Bootstrap& bootstrap,
                           Analysis& analysis) {
  const auto base =
      std::ranges::find_if(chosen, [&](std::size_t point) { return rows.points.role[point] == 0; });
  if (base == chosen.end() || !means.usable(*base)) return;
  std::vector<LevelEffect> effects;
  for (const std::size_t point : chosen) {
    if (rows.points.role[point] == 0 || !means.usable(point)) continue;
    effects.push_back({.parameter = static_cast<std::size_t>(rows.points.role[point]) - 1,
                       .point = point,
                       .effect = paired_difference(rows.of(*base), rows.of(point), bootstrap.confidence)});
  }
  if (!effects.empty()) analysis.measures = std::move(effects);
}

/// Keeps the wider.
void widen(std::optional<Widest>& widest, std::span<const Interval> intervals, double scale,
           std::string_view measure) {
  for (std::size_t j = 0; j < intervals.size(); ++j) {
    const Widest own{.parameter = j, .measure = measure, .width = intervals[j].width() / scale};
    if (!widest || std::isnan(own.width) || own.width > widest->width) widest = own;
    if (std::isnan(own.width)) return;
  }
}

}  // namespace

Analysis analyse(const OutcomeRows& rows, const PointMeans& means, std::span<const std::size_t> chosen,
                 const Bootstrap& bootstrap) {
  Analysis analysis;
  const UsablePoints usable = usable_points(rows.points, chosen, means);
  analysis.completeness = usable.completeness;
  summarise(usable.outcome, analysis);
  std::vector<double> matrix;
  matrix.reserve(usable.points.size() * rows.replicates);
  for (const std::size_t point : usable.points) {
    const auto row = rows.of(point);
    matrix.insert(matrix.end(), row.begin(), row.end());
  }
  analysis.chance = chance_shares(matrix, rows.replicates);
  switch (rows.points.method) {
    case sweep::Method::saltelli:
      analyse_saltelli(rows, means, chosen, bootstrap, analysis);
      break;
    case sweep::Method::morris:
      analyse_morris(rows, means, chosen, bootstrap, analysis);
      break;
    case sweep::Method::one_at_a_time:
      analyse_one_at_a_time(rows, means, chosen, bootstrap, analysis);
      break;
    case sweep::Method::factorial:
      analyse_factorial(rows, usable, bootstrap, analysis);
      break;
    case sweep::Method::latin_hypercube:
    case sweep::Method::sobol:
    case sweep::Method::table:
      analyse_given_data(rows, usable, bootstrap, analysis);
      break;
  }
  require_little_chance(analysis.chance, analysis.shortfalls);
  return analysis;
}

std::optional<Widest> widest_interval(const Analysis& analysis) {
  std::optional<Widest> widest;
  // An outcome that does not vary needs no more points; one of which too little has run does.
  if (std::holds_alternative<std::monostate>(analysis.measures)) {
    return Widest{.parameter = 0, .measure = "first", .width = kNaN};
  }
  if (analysis.sd == 0.0) return widest;
  if (const auto* sobol = std::get_if<SobolIndices>(&analysis.measures)) {
    widen(widest, sobol->first, 1.0, "first");
    if (!widest || !std::isnan(widest->width)) widen(widest, sobol->total, 1.0, "total");
  } else if (const auto* morris = std::get_if<ElementaryEffects>(&analysis.measures)) {
    widen(widest, morris->mu_star, largest(morris->mu_star), "mu*");
  } else if (const auto* data = std::get_if<GivenData>(&analysis.measures)) {
    widen(widest, data->first, 1.0, "first");
  } else if (const auto* shares = std::get_if<FactorialShares>(&analysis.measures)) {
    widen(widest, shares->first, 1.0, "first");
    if (!widest || !std::isnan(widest->width)) widen(widest, shares->total, 1.0, "total");
  } else if (const auto* effects = std::get_if<std::vector<LevelEffect>>(&analysis.measures)) {
    double most = 0.0;
    for (const LevelEffect& effect : *effects) {
      most = std::max(most, std::abs(effect.effect.difference.estimate));
    }
    for (const LevelEffect& effect : *effects) {
      const Widest own{.parameter = effect.parameter,
                       .measure = "effect",
                       .width = effect.effect.difference.width() / most};
      if (!widest || !(own.width <= widest->width)) widest = own;
      if (std::isnan(own.width)) break;
    }
  }
  return widest;
}

std::optional<RankedColumn> rank_column(const sweep::Points& points, const PointMeans& means,
                                        std::size_t column, bool higher_is_better,
                                        const Bootstrap& bootstrap) {
  RankedColumn result;
  result.samples = matched_samples(points, column, means);
  const MatchedSamples& samples = result.samples;
  if (samples.alternatives.size() < 2 || samples.point.empty()) return std::nullopt;
  const MatchedValues values{.alternatives = samples.alternatives.size(),
                             .values = samples.values,
                             .higher_is_better = higher_is_better,
                             .cluster = samples.cluster};
  result.standings = ranking(values, bootstrap);
  result.order = order_of(result.standings);

  std::vector<std::vector<double>> columns;
  for (std::size_t c = 0; c < points.columns.size(); ++c) {
    if (c == column) continue;
    std::vector<double> own;
    own.reserve(samples.point.size());
    for (const std::size_t point : samples.point) own.push_back(points.columns[c].values[point]);
    if (std::ranges::all_of(own, [&](double v) { return v == own.front(); })) continue;
    result.flip_columns.push_back(c);
    columns.push_back(std::move(own));
  }
  std::vector<Input> inputs;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    inputs.push_back(
        {.values = columns[i], .category = points.columns[result.flip_columns[i]].is_category()});
  }
  result.flips = order_flips(wins(values, result.order[0], result.order[1]), inputs,
                             {.cluster = samples.cluster, .member = samples.member}, bootstrap);
  return result;
}

}  // namespace polder::sensitivity
