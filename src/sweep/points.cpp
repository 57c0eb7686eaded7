#include "sweep/points.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <type_traits>

namespace polder::sweep {

std::string_view method_name(Method method) { return kMethodNames[static_cast<std::size_t>(method)]; }

std::optional<Method> method_named(std::string_view name) {
  const auto found = std::ranges::find(kMethodNames, name);
  if (found == kMethodNames.end()) return std::nullopt;
  return static_cast<Method>(found - kMethodNames.begin());
}

std::string value_text(const Column& column, std::size_t point) {
  const double value = column.values[point];
  return column.is_category() ? column.levels[static_cast<std::size_t>(value)] : fmt::format("{}", value);
}

std::vector<scenario::Override> settings(const Points& points, std::size_t point) {
  std::vector<scenario::Override> overrides;
  overrides.reserve(points.columns.size());
  for (const Column& column : points.columns) {
    overrides.push_back({.path = column.path, .value = value_text(column, point), .option = "point"});
  }
  return overrides;
}

Points cross(const Points& points, std::vector<Column> further) {
  std::size_t combinations = 1;
  for (const Column& column : further) combinations *= column.levels.size();
  Points all = points;
  all.total *= combinations;
  const auto repeat = [&](const auto& each, auto& out) {
    out.clear();
    out.reserve(each.size() * combinations);
    for (const auto& one : each) out.insert(out.end(), combinations, one);
  };
  repeat(points.sample, all.sample);
  repeat(points.role, all.role);
  for (std::size_t c = 0; c < points.columns.size(); ++c)
    repeat(points.columns[c].values, all.columns[c].values);
  std::size_t faster = combinations;
  for (Column& column : further) {
    faster /= column.levels.size();
    column.crossed = true;
    column.values.clear();
    for (std::size_t point = 0; point < all.size(); ++point)
      column.values.push_back(static_cast<double>(point / faster % column.levels.size()));
    all.columns.push_back(std::move(column));
  }
  return all;
}

Points part_of(const Points& points, std::size_t first, std::size_t count) {
  const auto cut = [&](const auto& all) {
    const auto begin = std::next(all.begin(), static_cast<std::ptrdiff_t>(first));
    return std::remove_cvref_t<decltype(all)>(begin, std::next(begin, static_cast<std::ptrdiff_t>(count)));
  };
  Points part{.method = points.method,
              .second_order = points.second_order,
              .levels = points.levels,
              .first = points.first + first,
              .total = points.total,
              .columns = {},
              .sample = cut(points.sample),
              .role = cut(points.role)};
  for (const Column& column : points.columns) {
    Column& copy = part.columns.emplace_back(Column{.path = column.path,
                                                    .unit = column.unit,
                                                    .meaning = column.meaning,
                                                    .base = column.base,
                                                    .whole = column.whole,
                                                    .independent = column.independent,
                                                    .crossed = column.crossed,
                                                    .levels = column.levels,
                                                    .values = {}});
    copy.values = cut(column.values);
  }
  return part;
}

Points shard_of(const Points& points, std::uint32_t shard, std::uint32_t shards) {
  const std::size_t begin = points.size() * (shard - 1) / shards;
  const std::size_t end = points.size() * shard / shards;
  return part_of(points, begin, end - begin);
}

}  // namespace polder::sweep
