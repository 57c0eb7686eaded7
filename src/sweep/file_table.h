// The keys of a sweep file.
#pragma once

#include "scenario/field.h"

namespace polder::sweep {

/// All of them, documented; what ties them together is checked in load.cpp and parameters.cpp.
const scenario::Table& file_table();

}  // namespace polder::sweep
