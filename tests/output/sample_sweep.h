// A small sweep without a model: numbers that tell which point and replicate they belong to.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/chunk.h"
#include "engine/small_scenario.h"
#include "model/outcomes/outcome.h"
#include "output/description.h"
#include "output/result_file.h"
#include "sweep/points.h"

namespace polder::testing {

/// A number with these values; the base scenario has 0.5.
inline sweep::Column number_column(std::string path, std::vector<double> values) {
  return {.path = std::move(path),
          .unit = "hours",
          .meaning = "time spent",
          .base = "0.5",
          .independent = true,
          .values = std::move(values)};
}

/// A category with levels "a", "b" and "c d"; the base scenario has "a".
inline sweep::Column category_column(std::string path, std::vector<double> values) {
  return {.path = std::move(path),
          .meaning = "the way",
          .base = "a",
          .independent = true,
          .crossed = true,
          .levels = {"a", "b", "c d"},
          .values = std::move(values)};
}

struct SampleSweep {
  using Fails = std::function<bool(std::size_t point, std::uint32_t replicate)>;

  output::Description description;
  /// Of points in this sweep, not in the whole design.
  Fails fails = [](std::size_t, std::uint32_t) { return false; };

  SampleSweep(std::vector<sweep::Column> columns, std::uint32_t replicates) {
    output::describe_scenario(description, small_scenario(), model::Record::summary);
    description.polder_version = "0.1.0";
    description.git_commit = "0123456789abcdef";
    description.scenario_file = "../river.toml";
    description.scenario = "title = \"Three on a river\"\n";
    description.overrides = {"weeks=30"};
    description.sweep = {{"sweep.toml", "scenario = \"../river.toml\"\n"}, {"points.csv", "x\n1\n"}};
    description.outcomes = {"cost_total", "urgency_mean"};
    description.seed = 5;
    description.replicates = replicates;
    sweep::Points points{.method = sweep::Method::table};
    const std::size_t count = columns.front().values.size();
    points.total = count;
    for (std::size_t p = 0; p < count; ++p) {
      points.sample.push_back(static_cast<std::int32_t>(p / 2));
      points.role.push_back(static_cast<std::int32_t>(p % 2));
    }
    points.columns = std::move(columns);
    description.design = std::move(points);
  }

  /// What a replicate at a point gives: it depends on what differs from the base scenario, and nothing else.
  [[nodiscard]] double value(std::size_t point, std::uint32_t replicate, std::size_t outcome) const {
    double sum = 1000.0 * static_cast<double>(outcome) + 0.001 * replicate;
    for (const sweep::Column& column : description.design->columns) {
      const std::string text = sweep::value_text(column, point);
      if (text == column.base) continue;
      for (const char c : column.path + "=" + text) sum = std::fmod(sum * 31.0 + c, 99991.0);
    }
    return sum;
  }

  /// A chunk of a block, with at most `rows` rows.
  [[nodiscard]] engine::Chunk chunk(const engine::Block& block, std::size_t rows = ~std::size_t{0}) const {
    engine::Chunk chunk(engine::layout_of(small_scenario(), model::Record::summary),
                        static_cast<std::size_t>(block.runs()));
    chunk.begin(block);
    std::vector<double> row(model::scalar_catalogue().size());
    while (chunk.size() < std::min(chunk.planned(), rows)) {
      const engine::Run run = chunk.run(chunk.size());
      if (fails(run.variant, run.replicate)) {
        chunk.add_failure(description.seed, message(run.variant, run.replicate));
        continue;
      }
      for (std::size_t k = 0; k < row.size(); ++k) row[k] = value(run.variant, run.replicate, k);
      chunk.add(row);
    }
    return chunk;
  }

  [[nodiscard]] std::string message(std::size_t point, std::uint32_t replicate) const {
    return "point " + std::to_string(description.design->first + point) + " broke in " +
           std::to_string(replicate);
  }

  /// Writes the file in one go, a point at a time.
  void write(const std::filesystem::path& path) const {
    output::ResultFile file(path, description, {.force = true});
    for (std::uint32_t p = 0; p < description.variant_count(); ++p)
      file.write(chunk({p, 0, description.replicates}));
    file.finish();
  }

  /// Points [first, first + count) as a sweep of their own.
  [[nodiscard]] SampleSweep part(std::size_t first, std::size_t count) const {
    SampleSweep part = *this;
    part.description.design = sweep::part_of(*description.design, first, count);
    part.fails = [whole = fails, first](std::size_t p, std::uint32_t r) { return whole(first + p, r); };
    return part;
  }
};

}  // namespace polder::testing
