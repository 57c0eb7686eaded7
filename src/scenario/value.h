// The values a scenario file may hold, independent of the file format.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace polder::scenario {

using Date = std::chrono::year_month_day;
/// A number per name, in the order of the scenario.
using NumberByName = std::vector<std::pair<std::string, double>>;

/// monostate: not given.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date,
                           std::vector<std::string>, std::vector<double>, std::vector<Date>, NumberByName>;

/// As a scenario file writes it, except that a single text has no quotes; empty when not given.
/// Numbers have as many digits as it takes to read the same number back.
std::string to_text(const Value& value);

/// `YYYY-MM-DD`.
std::string to_text(const Date& date);

/// In quotes, with quotes, backslashes and control characters escaped: a valid TOML basic string,
/// harmless on a terminal.
std::string in_quotes(std::string_view text);

/// As `in_quotes`, cut after about 60 characters: for messages.
std::string in_quotes_briefly(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

}  // namespace polder::scenario
