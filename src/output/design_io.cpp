#include "output/design_io.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "output/errors.h"
#include "output/hdf5.h"
#include "output/labels.h"

namespace polder::output {
namespace {

sweep::Method read_method(const std::string& name) {
  const auto method = sweep::method_named(name);
  if (!method) throw NotAResultFile(fmt::format("'{}' is not a design", name));
  return *method;
}

void write_flag(hid_t object, const char* name, bool value) {
  const std::int8_t number = value ? 1 : 0;
  hdf5::write_attribute(object, name, H5T_STD_I8LE, H5T_NATIVE_INT8, &number, 1);
}

bool read_flag(hid_t object, const char* name) {
  std::int8_t number = 0;
  hdf5::read_number(object, name, H5T_NATIVE_INT8, &number);
  return number != 0;
}

void write_count(hid_t object, const char* name, std::uint64_t value) {
  hdf5::write_attribute(object, name, H5T_STD_I64LE, H5T_NATIVE_UINT64, &value, 1);
}

std::uint64_t read_count(hid_t object, const char* name) {
  std::uint64_t value = 0;
  hdf5::read_number(object, name, H5T_NATIVE_UINT64, &value);
  return value;
}

template <class Value>
std::vector<Value> read_values(const Handle& dataset, hid_t memory_type, std::size_t count) {
  if (hdf5::dimensions(dataset) != std::vector<hsize_t>{count}) {
    throw NotAResultFile("its parameters do not have one value per point");
  }
  std::vector<Value> values(count);
  hdf5::read(dataset, memory_type, values.data());
  return values;
}

/// Positions of labels among the levels.
std::vector<double> positions(const std::vector<std::string>& labels,
                              const std::vector<std::string>& levels) {
  std::unordered_map<std::string_view, double> position;
  for (std::size_t i = 0; i < levels.size(); ++i) position.emplace(levels[i], static_cast<double>(i));
  std::vector<double> values;
  values.reserve(labels.size());
  for (const std::string& label : labels) {
    const auto found = position.find(label);
    if (found == position.end())
      throw NotAResultFile(fmt::format("'{}' is not a value of its design", label));
    values.push_back(found->second);
  }
  return values;
}

sweep::Column read_column(const Handle& file, const std::string& path, std::size_t points) {
  sweep::Column column{.path = path};
  const Handle dataset = hdf5::open_dataset(file.id(), column_variable(column));
  const hid_t id = dataset.id();
  column.base = hdf5::read_text(id, "base");
  column.meaning = hdf5::read_text(id, "long_name");
  column.whole = read_flag(id, "whole");
  column.independent = read_flag(id, "independent");
  column.crossed = read_flag(id, "crossed");
  if (hdf5::has_attribute(id, "levels")) {
    column.levels = hdf5::read_texts(id, "levels");
    const auto labels = hdf5::read_strings(dataset);
    if (labels.size() != points) throw NotAResultFile("its parameters do not have one value per point");
    column.values = positions(labels, column.levels);
  } else {
    column.unit = unit_of(dataset);
    column.values = read_values<double>(dataset, H5T_NATIVE_DOUBLE, points);
  }
  return column;
}

}  // namespace

std::string column_variable(const sweep::Column& column) {
  std::string name = column.path;
  std::ranges::replace_if(
      name, [](char c) { return c == ' ' || c == '/' || c == '"'; }, '_');
  return name;
}

std::string point_coordinates(const sweep::Points& points) {
  std::string names = "design_sample design_role";
  for (const sweep::Column& column : points.columns) names.append(" ").append(column_variable(column));
  return names;
}

void write_design_attributes(const Handle& file, const sweep::Points& points) {
  const hid_t id = file.id();
  hdf5::write_attribute(id, "design", sweep::method_name(points.method));
  write_flag(id, "design_second_order", points.second_order);
  write_count(id, "design_levels", points.levels);
  write_count(id, "design_points", points.total);
  write_count(id, "design_first_point", points.first);
  std::vector<std::string> paths;
  for (const sweep::Column& column : points.columns) paths.push_back(column.path);
  hdf5::write_attribute(id, "design_parameters", paths);
}

void write_column(const Handle& variable, const sweep::Column& column) {
  const hid_t id = variable.id();
  hdf5::write_attribute(id, "path", std::string_view(column.path));
  hdf5::write_attribute(id, "base", std::string_view(column.base));
  write_flag(id, "whole", column.whole);
  write_flag(id, "independent", column.independent);
  write_flag(id, "crossed", column.crossed);
  if (!column.is_category()) {
    hdf5::write(variable, H5T_NATIVE_DOUBLE, column.values.data());
    return;
  }
  hdf5::write_attribute(id, "levels", column.levels);
  std::vector<std::string> labels;
  labels.reserve(column.values.size());
  for (std::size_t p = 0; p < column.values.size(); ++p) labels.push_back(sweep::value_text(column, p));
  hdf5::write_strings(variable, labels);
}

bool has_design(const Handle& file) { return hdf5::has_attribute(file.id(), "design"); }

sweep::Points read_design(const Handle& file) {
  const hid_t id = file.id();
  sweep::Points points{.method = read_method(hdf5::read_text(id, "design")),
                       .second_order = read_flag(id, "design_second_order"),
                       .levels = static_cast<std::uint32_t>(read_count(id, "design_levels")),
                       .first = read_count(id, "design_first_point"),
                       .total = read_count(id, "design_points")};
  const auto sizes = hdf5::dimensions(hdf5::open_dataset(id, "point"));
  if (sizes.size() != 1) throw NotAResultFile("its points are not a list");
  const auto count = static_cast<std::size_t>(sizes.front());
  const auto whole = [&](const char* name) {
    return read_values<std::int32_t>(hdf5::open_dataset(id, name), H5T_NATIVE_INT32, count);
  };
  points.sample = whole("design_sample");
  points.role = whole("design_role");
  for (const std::string& path : hdf5::read_texts(id, "design_parameters")) {
    points.columns.push_back(read_column(file, path, count));
  }
  return points;
}

}  // namespace polder::output
