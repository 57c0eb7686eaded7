#include "output/labels.h"

#include <cstdint>
#include <string>
#include <vector>

#include "output/hdf5.h"

namespace polder::output {
namespace {

/// Units that UDUNITS knows, spelled so that xarray leaves the numbers alone: it turns "hours" and "days"
/// into durations.
std::string_view file_unit(std::string_view unit) {
  if (unit == "hours") return "h";
  if (unit == "days") return "d";
  return unit;
}

}  // namespace

void label(const Handle& variable, std::string_view unit, std::string_view long_name) {
  hdf5::write_attribute(variable.id(), "units", file_unit(unit));
  hdf5::write_attribute(variable.id(), "long_name", long_name);
}

std::string unit_of(const Handle& variable) {
  const std::string unit = hdf5::read_text(variable.id(), "units");
  if (unit == "h") return "hours";
  if (unit == "d") return "days";
  return unit;
}

void label_flags(const Handle& variable, std::span<const std::string_view> names) {
  std::vector<std::int8_t> values;
  std::string meanings;
  for (const std::string_view name : names) {
    values.push_back(static_cast<std::int8_t>(values.size()));
    if (!meanings.empty()) meanings += ' ';
    meanings += name;
  }
  hdf5::write_attribute(variable.id(), "flag_values", H5T_STD_I8LE, H5T_NATIVE_INT8, values.data(),
                        values.size());
  hdf5::write_attribute(variable.id(), "flag_meanings", meanings);
}

}  // namespace polder::output
