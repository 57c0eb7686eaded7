// The points of a sweep: which values its parameters take, run by run of the design.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/override.h"

namespace polder::sweep {

/// How points are laid out. Names in files: kMethodNames.
enum class Method : std::uint8_t {
  factorial,        ///< all combinations of levels
  one_at_a_time,    ///< the base scenario, and each parameter alone through its levels
  latin_hypercube,  ///< each parameter stratified over all points (McKay, Beckman & Conover 1979)
  sobol,            ///< Sobol sequence with a random digital shift; grows by continuing it
  saltelli,         ///< blocks A, B, AB for Sobol indices (Saltelli 2002; Saltelli et al. 2010)
  morris,           ///< trajectories for elementary effects (Morris 1991)
  table             ///< the rows of a CSV file
};

/// In the order of Method.
inline constexpr std::array<std::string_view, 7> kMethodNames{
    "factorial", "one_at_a_time", "latin_hypercube", "sobol", "saltelli", "morris", "table"};

std::string_view method_name(Method method);
/// None when there is no method of that name.
std::optional<Method> method_named(std::string_view name);

/// One parameter and its value at every point.
struct Column {
  std::string path{};     ///< as overrides take it
  std::string unit{};     ///< "1" for a dimensionless share; empty for categories
  std::string meaning{};  ///< as `polder describe` tells it
  std::string base{};  ///< its value in the base scenario, as scenario files write it, texts without quotes
  bool whole = false;  ///< a number that is whole
  /// What it does depends on no other setting and on no order: at its base value it is as if it were not
  /// there.
  bool independent = false;
  /// Every point of the design is run with each of its values.
  bool crossed = false;
  /// What a category may be, as scenario files write it, texts without quotes; empty for numbers.
  std::vector<std::string> levels{};
  std::vector<double> values{};  ///< [point]: the number, or the position in levels

  [[nodiscard]] bool is_category() const { return !levels.empty(); }
  bool operator==(const Column&) const = default;
};

/// A design, or consecutive points of one (a shard).
struct Points {
  Method method = Method::table;
  bool second_order = false;  ///< saltelli: with the blocks BA
  std::uint32_t levels = 0;   ///< morris: of the grid, even; else 0
  std::uint64_t first = 0;    ///< number of the first point within the whole design
  std::uint64_t total = 0;    ///< points of the whole design
  std::vector<Column> columns{};
  /// [point]: saltelli: the base sample; morris: the trajectory; else the row of the design. The same for
  /// all values of crossed columns, which change fastest, the last column fastest of all.
  std::vector<std::int32_t> sample{};
  /// [point]: saltelli: 0 A, 1 B, 2 + j for A with column j from B, 2 + k + j for B with column j from A,
  /// where j counts the k columns that are not crossed, here and below. Morris: 0 where a trajectory starts,
  /// 1 + j where column j has just changed. One at a time: 0 the base scenario, 1 + j where column j differs.
  /// Else 0.
  std::vector<std::int32_t> role{};

  [[nodiscard]] std::size_t size() const { return sample.size(); }
  bool operator==(const Points&) const = default;
};

/// The value of a column at a point, as an override takes it. Exact: reading it gives the same number.
std::string value_text(const Column& column, std::size_t point);

/// What has to be set in the base scenario to get a point, in the order of the columns.
std::vector<scenario::Override> settings(const Points& points, std::size_t point);

/// Every point of a whole design, each with every combination of the levels of further columns, which are
/// categories; the last of them changes fastest.
Points cross(const Points& points, std::vector<Column> further);

/// Points [first, first + count) of `points`.
Points part_of(const Points& points, std::size_t first, std::size_t count);

/// Shard `shard` of `shards`, counted from 1: consecutive points, sizes differ by one at most.
Points shard_of(const Points& points, std::uint32_t shard, std::uint32_t shards);

}  // namespace polder::sweep
