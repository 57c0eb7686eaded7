#pragma once

#include <string>
#include <string_view>

#include "scenario/field.h"

namespace polder::scenario {

/// JSON Schema (draft 2020-12) of scenario files, pretty printed, for editors that complete and check
/// TOML. It knows what each key accepts by itself; what ties keys together (names that must exist,
/// half-years that follow one another) only the validator checks. Local dates, which JSON lacks,
/// appear as texts of format `date`, which is how such editors show them. A file that extends
/// another may leave keys out.
std::string json_schema();

/// The same for another kind of file, which stands alone.
std::string json_schema(const Table& file, std::string_view title, std::string_view description);

}  // namespace polder::scenario
