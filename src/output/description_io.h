// The description as a file holds it: global attributes and coordinates. For this folder only.
#pragma once

#include <string>

#include "model/outcomes/recorder.h"
#include "output/description.h"
#include "output/handle.h"

namespace polder::output {

/// A summary has no time dimension; else it is "round" or "week".
bool has_time(model::Record record);
std::string time_name(model::Record record);

/// Name of the dimension of surveys.
inline constexpr std::string_view kSurveyName = "survey";

/// Writes what is not a coordinate (those are written with their dimensions, layout.h).
void write_global_attributes(const Handle& file, const Description& description);

/// Throws hdf5::Error or NotAResultFile when the file is no results file of this format.
Description read_description(const Handle& file);

}  // namespace polder::output
