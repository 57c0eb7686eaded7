// What standard output and standard error can show, and writing to them.
#pragma once

#include <cstddef>
#include <string_view>

namespace polder::cli {

struct Terminal {
  bool is_terminal = false;
  std::size_t width = 100;  ///< columns, 40 or more; 100 where there is no terminal
  bool colour = false;      ///< a terminal that knows bold and the like, unless NO_COLOR is set
  bool utf8 = false;        ///< the locale's characters
};

/// Takes the locale's characters from the environment; numbers stay as they are. Call once, at the start.
void set_up_locale();

Terminal standard_output();
Terminal standard_error();

/// Writes results. output::IoError when they cannot be written. A reader that went away (`polder ... | head`)
/// is no error: what it left unread is dropped.
void print(std::string_view text);

/// Writes a line to standard error. Nobody to read it is no error.
void complain(std::string_view line);

}  // namespace polder::cli
