#include "sensitivity/design_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

#include "sensitivity/bootstrap.h"
#include "sensitivity/interval.h"

namespace polder::sensitivity {
namespace {

/// The points of base samples or trajectories, laid out by role, complete ones only.
struct ByRole {
  Completeness completeness;
  std::size_t roles = 0;
  std::vector<std::size_t> points;  ///< [sample][role]
};

ByRole by_role(const sweep::Points& points, std::span<const std::size_t> chosen, const PointMeans& means,
               std::size_t roles) {
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  std::map<std::int32_t, std::vector<std::size_t>> samples;
  for (const std::size_t point : chosen) {
    auto& sample = samples[points.sample[point]];
    sample.resize(roles, kNone);
    const auto role = static_cast<std::size_t>(points.role[point]);
    if (role < roles) sample[role] = point;
  }
  ByRole result{.completeness = {}, .roles = roles, .points = {}};
  for (const auto& [number, sample] : samples) {
    const bool not_run = std::ranges::any_of(sample, [&](std::size_t point) {
      return point == kNone || means.state[point] == PointState::not_run;
    });
    if (not_run) {
      ++result.completeness.not_run;
    } else if (!std::ranges::all_of(sample, [&](std::size_t point) { return means.usable(point); })) {
      ++result.completeness.no_value;
    } else {
      ++result.completeness.used;
      result.points.insert(result.points.end(), sample.begin(), sample.end());
    }
  }
  return result;
}

/// Of one point.
bool has_run(std::span<const std::int8_t> status) {
  return std::ranges::find(status, std::int8_t{0}) == status.end();
}

}  // namespace

PointMeans point_means(const OutcomeRows& rows) {
  const std::size_t points = rows.points.size();
  PointMeans means{.mean = std::vector<double>(points, kNaN),
                   .state = std::vector<PointState>(points, PointState::not_run)};
  std::vector<double> there;
  for (std::size_t point = 0; point < points; ++point) {
    const auto status = rows.status.subspan(point * rows.replicates, rows.replicates);
    if (!has_run(status)) continue;
    there.clear();
    for (const double value : rows.of(point)) {
      if (!std::isnan(value)) there.push_back(value);
    }
    means.state[point] = there.empty()                    ? PointState::no_value
                         : there.size() < rows.replicates ? PointState::gaps
                                                          : PointState::whole;
    means.mean[point] = mean_of(there);
  }
  return means;
}

std::size_t points_run(std::span<const std::int8_t> status, std::size_t replicates) {
  std::size_t count = 0;
  for (std::size_t begin = 0; replicates > 0 && begin + replicates <= status.size(); begin += replicates) {
    if (has_run(status.subspan(begin, replicates))) ++count;
  }
  return count;
}

bool told_apart(const sweep::Points& points, const sweep::Column& column) {
  return column.crossed && points.method != sweep::Method::factorial;
}

std::vector<std::size_t> parameters_of(const sweep::Points& points) {
  std::vector<std::size_t> parameters;
  for (std::size_t c = 0; c < points.columns.size(); ++c) {
    if (!told_apart(points, points.columns[c])) parameters.push_back(c);
  }
  return parameters;
}

std::vector<std::vector<std::size_t>> combinations_of(const sweep::Points& points) {
  std::vector<std::vector<std::size_t>> combinations;
  std::map<std::vector<double>, std::size_t> numbers;
  std::vector<double> key;
  for (std::size_t point = 0; point < points.size(); ++point) {
    key.clear();
    for (const sweep::Column& column : points.columns) {
      if (told_apart(points, column)) key.push_back(column.values[point]);
    }
    const auto [found, added] = numbers.try_emplace(key, combinations.size());
    if (added) combinations.emplace_back();
    combinations[found->second].push_back(point);
  }
  return combinations;
}

SaltelliBlocks saltelli_blocks(const sweep::Points& points, std::span<const std::size_t> chosen,
                               const PointMeans& means) {
  const std::size_t k = parameters_of(points).size();
  const ByRole samples = by_role(points, chosen, means, 2 + (points.second_order ? 2 : 1) * k);
  const std::size_t n = samples.completeness.used;
  const auto block = [&](std::size_t role) {
    std::vector<double> result(n);
    for (std::size_t s = 0; s < n; ++s) result[s] = means.mean[samples.points[s * samples.roles + role]];
    return result;
  };
  SaltelliBlocks blocks{.completeness = samples.completeness,
                        .parameters = k,
                        .a = block(0),
                        .b = block(1),
                        .ab = {},
                        .ba = {}};
  for (std::size_t role = 2; role < samples.roles; ++role) {
    const std::vector<double> one = block(role);
    auto& all = role < 2 + k ? blocks.ab : blocks.ba;
    all.insert(all.end(), one.begin(), one.end());
  }
  return blocks;
}

TrajectoryEffects trajectory_effects(const sweep::Points& points, std::span<const std::size_t> chosen,
                                     const PointMeans& means) {
  const std::vector<std::size_t> parameters = parameters_of(points);
  const ByRole trajectories = by_role(points, chosen, means, 1 + parameters.size());
  const std::size_t n = trajectories.completeness.used;
  const auto levels = static_cast<double>(points.levels);
  const double step = levels / (2.0 * (levels - 1.0));
  TrajectoryEffects result{.completeness = trajectories.completeness,
                           .effects = std::vector<double>(parameters.size() * n)};
  for (std::size_t t = 0; t < n; ++t) {
    // Points of a trajectory follow one another in the order in which they were stepped to.
    std::vector<std::size_t> path(
        trajectories.points.begin() + static_cast<std::ptrdiff_t>(t * trajectories.roles),
        trajectories.points.begin() + static_cast<std::ptrdiff_t>((t + 1) * trajectories.roles));
    std::ranges::sort(path);
    for (std::size_t i = 1; i < path.size(); ++i) {
      const auto parameter = static_cast<std::size_t>(points.role[path[i]]) - 1;
      const auto& values = points.columns[parameters[parameter]].values;
      const double sign = values[path[i]] < values[path[i - 1]] ? -1.0 : 1.0;
      result.effects[parameter * n + t] = sign * (means.mean[path[i]] - means.mean[path[i - 1]]) / step;
    }
  }
  return result;
}

UsablePoints usable_points(const sweep::Points& points, std::span<const std::size_t> chosen,
                           const PointMeans& means) {
  UsablePoints result;
  for (const std::size_t point : chosen) {
    if (means.usable(point)) {
      result.points.push_back(point);
      result.outcome.push_back(means.mean[point]);
    } else if (means.state[point] == PointState::not_run) {
      ++result.completeness.not_run;
    } else {
      ++result.completeness.no_value;
    }
  }
  result.completeness.used = result.points.size();
  for (const std::size_t parameter : parameters_of(points)) {
    auto& input = result.inputs.emplace_back();
    for (const std::size_t point : result.points) {
      input.push_back(points.columns[parameter].values[point]);
    }
  }
  return result;
}

MatchedSamples matched_samples(const sweep::Points& points, std::size_t column, const PointMeans& means) {
  const sweep::Column& ranked = points.columns[column];
  MatchedSamples result;
  result.alternatives = ranked.values;
  std::ranges::sort(result.alternatives);
  result.alternatives.erase(std::unique(result.alternatives.begin(), result.alternatives.end()),
                            result.alternatives.end());
  const std::size_t count = result.alternatives.size();

  struct Sample {
    std::vector<double> values;
    std::size_t first = 0;
  };
  // Points of a crossed column belong together where sample and role agree, else where all other columns do.
  std::map<std::vector<double>, std::size_t> numbers;
  std::vector<Sample> samples;
  std::vector<double> key;
  for (std::size_t point = 0; point < points.size(); ++point) {
    if (points.method == sweep::Method::saltelli && points.role[point] > 1) continue;
    key.clear();
    if (ranked.crossed) {
      key.push_back(points.sample[point]);
      key.push_back(points.role[point]);
    }
    for (std::size_t c = 0; c < points.columns.size(); ++c) {
      const bool tells_apart = c != column && (!ranked.crossed || points.columns[c].crossed);
      if (tells_apart) key.push_back(points.columns[c].values[point]);
    }
    const auto [found, added] = numbers.try_emplace(key, samples.size());
    if (added) samples.push_back({.values = std::vector<double>(count, kNaN), .first = point});
    const auto alternative = std::ranges::lower_bound(result.alternatives, ranked.values[point]);
    samples[found->second].values[static_cast<std::size_t>(alternative - result.alternatives.begin())] =
        means.mean[point];
  }
  std::unordered_map<std::int32_t, std::uint32_t> clusters;
  std::map<std::vector<double>, std::uint32_t> members;
  for (const Sample& sample : samples) {
    if (std::ranges::any_of(sample.values, [](double v) { return std::isnan(v); })) {
      ++result.incomplete;
      continue;
    }
    result.values.insert(result.values.end(), sample.values.begin(), sample.values.end());
    result.point.push_back(sample.first);
    const auto next = static_cast<std::uint32_t>(clusters.size());
    result.cluster.push_back(clusters.try_emplace(points.sample[sample.first], next).first->second);
    key.clear();
    for (std::size_t c = 0; c < points.columns.size(); ++c) {
      if (c != column && points.columns[c].crossed) key.push_back(points.columns[c].values[sample.first]);
    }
    const auto next_member = static_cast<std::uint32_t>(members.size());
    result.member.push_back(members.try_emplace(key, next_member).first->second);
  }
  return result;
}

}  // namespace polder::sensitivity
