// Texts laid out for people.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace polder::cli {

/// Columns that UTF-8 text takes, one per character.
std::size_t display_width(std::string_view text);

/// Control characters, which could steer a terminal, become `?`.
std::string printable(std::string_view text);

/// Followed by spaces up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

/// Preceded by spaces up to `width` columns.
std::string right_aligned(std::string_view text, std::size_t width);

/// Lines of at most `width` columns (at least 1), broken at spaces, or within words that are longer. Lines
/// after the first begin with `indent` spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// The same as one text, each line ended.
std::string paragraph(std::string_view text, std::size_t width, std::size_t indent = 0);

/// One command line for a POSIX shell.
std::string shell_line(std::span<const std::string> words);

/// "1 replicate", "2 replicates".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace polder::cli
