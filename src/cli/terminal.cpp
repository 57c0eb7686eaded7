#include "cli/terminal.h"

#include <fmt/format.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <clocale>
#include <cstdlib>
#include <string>
#include <system_error>

#include "output/errors.h"

namespace polder::cli {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kUsualTerminal = 80;

/// Empty when not set. The environment is never changed, so that reading it is safe.
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t terminal_width(int descriptor) {
  const std::string_view columns = environment("COLUMNS");
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (error == std::errc() && end == columns.data() + columns.size() && width > 0) return width;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualTerminal;
}

Terminal terminal(int descriptor) {
  Terminal result;
  result.utf8 = std::string_view(nl_langinfo(CODESET)) == "UTF-8";  // NOLINT(concurrency-mt-unsafe)
  result.is_terminal = isatty(descriptor) == 1;
  if (!result.is_terminal) return result;
  result.width = std::max(terminal_width(descriptor), kNarrowest);
  result.colour =
      environment("NO_COLOR").empty() && environment("TERM") != "dumb" && !environment("TERM").empty();
  return result;
}

/// 0, or the error number of a write that failed.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

}  // namespace

void set_up_locale() {
  // A locale that is not installed leaves that of C, which knows ASCII.
  static_cast<void>(std::setlocale(LC_CTYPE, ""));  // NOLINT(concurrency-mt-unsafe): before any thread
}

Terminal standard_output() { return terminal(STDOUT_FILENO); }
Terminal standard_error() { return terminal(STDERR_FILENO); }

void print(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return;
  throw output::IoError(
      fmt::format("cannot write to standard output: {}", std::generic_category().message(error)));
}

void complain(std::string_view line) { write_all(STDERR_FILENO, std::string(line) + '\n'); }

}  // namespace polder::cli
