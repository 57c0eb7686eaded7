// One documented field of a plain struct: the single list from which scenario files are read and
// checked, `polder describe` and the JSON Schema are made, and the tables in the docs are written.
#pragma once

#include <string_view>

namespace polder::model {

/// Where a default comes from. Official figures and assumptions are never mixed up.
/// `source` starts with "assumption" where nothing else supports the value; otherwise it names the
/// thesis section (§), the statistic or the paper.
template <class Struct>
struct NumberField {
  std::string_view name;  ///< key in the scenario file
  double Struct::*member;
  std::string_view unit;  ///< "1" for a dimensionless share
  double low;             ///< smallest accepted value
  double high;            ///< largest accepted value
  std::string_view meaning;
  std::string_view source;
  bool whole = false;  ///< accepts whole numbers only
};

/// An on/off field.
template <class Struct>
struct SwitchField {
  std::string_view name;
  bool Struct::*member;
  std::string_view meaning;
  std::string_view source;
};

}  // namespace polder::model
