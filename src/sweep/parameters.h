// The parameters of a sweep file. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/base.h"
#include "scenario/toml_file.h"
#include "sweep/design.h"
#include "sweep/factor.h"

namespace polder::sweep {

/// The factors of the `[[parameter]]` tables of a document whose structure has been checked, patterns
/// spelled out. Those with problems are left out.
std::vector<Factor> read_parameters(const toml::table& document, const scenario::Base& base, Method method,
                                    scenario::ProblemList& problems);

/// A column without values for the parameter at a path; none, and a problem at `where`, when it cannot vary.
std::optional<Column> column_at(const std::string& path, const scenario::Base& base,
                                const scenario::Problem& where, scenario::ProblemList& problems);

/// Whether a parameter takes numbers alone.
bool is_number(const scenario::Field& field);

}  // namespace polder::sweep
