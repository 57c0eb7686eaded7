// Helps with misspelt names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace polder::scenario {

/// The known name that most resembles `given`, by the number of inserted, deleted, replaced and
/// swapped letters, capitals counting as small ones; none when nothing is close. One that holds the
/// other whole is close. Ties go to the first of `known`.
std::optional<std::string_view> nearest_name(std::string_view given, std::span<const std::string_view> known);

/// "did you mean `x`?", or "allowed are `a`, `b` and `c`" when nothing is close.
std::string suggestion(std::string_view given, std::span<const std::string_view> known);

/// "`a`, `b` and `c`"; long lists are cut.
std::string enumeration(std::span<const std::string_view> names);

}  // namespace polder::scenario
