// Points from a CSV file.
#pragma once

#include "scenario/base.h"
#include "scenario/load.h"
#include "scenario/toml_file.h"
#include "sweep/points.h"

namespace polder::sweep {

/// The points of a table: the first line names the parameters, each further line is a point. Problems have
/// places in the table. A parameter that takes numbers alone is one; any other is a category whose levels are
/// the values that occur, in their order.
Points read_table(const scenario::Source& source, const scenario::Base& base,
                  scenario::ProblemList& problems);

}  // namespace polder::sweep
