// Attributes that every variable has. For this folder only.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "output/handle.h"

namespace polder::output {

/// Unit and long name.
void label(const Handle& variable, std::string_view unit, std::string_view long_name);

/// The unit, as `label` was given it.
std::string unit_of(const Handle& variable);

/// CF: the names of the values 0, 1, 2, ... of a variable of small integers.
void label_flags(const Handle& variable, std::span<const std::string_view> names);

}  // namespace polder::output
