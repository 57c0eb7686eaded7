// Values given on the command line in place of those in the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace polder::scenario {

/// `PATH=VALUE`. The path is one that `describe` lists: `trust.relational_gain`,
/// `municipalities.De Bilt.colour`; a name that contains a dot goes in double quotes. An element of
/// demand.half_years goes by its number, from 0. The value is read as in a file; what is not valid
/// there is a text. Setting `concept` also replaces the concepts that groups name themselves.
struct Override {
  std::string path;
  std::string value;
  std::string option = "--set";  ///< where it came from, for messages
};

/// How messages name an override: `--set PATH=VALUE`.
std::string to_string(const Override& override_);

/// Splits at the first `=` outside double quotes; none without one.
std::optional<Override> parse_override(std::string_view text, std::string_view option = "--set");

/// The parts of a path; none when it has an empty part or an open quote.
std::optional<std::vector<std::string>> split_path(std::string_view path);

/// The path as `describe` writes it: tables by the names they have there, quotes only where needed. One that
/// is no path stays as it is.
std::string canonical_path(std::string_view path);

/// `part` as a path holds it: in double quotes where it needs them.
std::string path_part(std::string_view part);

}  // namespace polder::scenario
