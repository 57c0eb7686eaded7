// The design of a sweep as a file holds it: attributes, and a coordinate per parameter. For this folder only.
#pragma once

#include <string>

#include "output/handle.h"
#include "sweep/points.h"

namespace polder::output {

/// Name of the variable that holds a column: its path, with `_` for what CF lists of coordinates cannot hold.
std::string column_variable(const sweep::Column& column);

/// Names of all coordinates of points, separated by spaces.
std::string point_coordinates(const sweep::Points& points);

/// What is said of the design as a whole.
void write_design_attributes(const Handle& file, const sweep::Points& points);

/// Fills the variable of a column, and what the file says about it beside unit and long name.
void write_column(const Handle& variable, const sweep::Column& column);

/// The file holds a sweep.
bool has_design(const Handle& file);

/// Throws hdf5::Error or NotAResultFile when the file is damaged.
sweep::Points read_design(const Handle& file);

}  // namespace polder::output
