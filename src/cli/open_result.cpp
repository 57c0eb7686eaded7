#include "cli/open_result.h"

#include <fmt/format.h>

#include <system_error>
#include <vector>

#include "cli/terminal.h"
#include "cli/text.h"
#include "output/errors.h"

namespace polder::cli {

namespace fs = std::filesystem;

fs::path part_of(fs::path path) { return path += ".part"; }

std::unique_ptr<output::ResultFile> open_result(const fs::path& path, const output::Description& description,
                                                const OpenOptions& options) {
  std::error_code ignored;
  const bool may_start = options.resume || options.force;
  if (!may_start && !fs::exists(path, ignored) && fs::exists(part_of(path), ignored)) {
    throw output::Refused(
        fmt::format("{} holds an unfinished run; use --resume to go on with it, --force to start again, or "
                    "choose another --out",
                    part_of(path).string()));
  }
  const output::ResultFile::Options file_options{.force = options.force, .replace = options.replace};
  auto file = std::make_unique<output::ResultFile>(path, description, file_options);
  if (file->done() > 0 && !options.resume) {
    file->close();
    file.reset();
    fs::remove(part_of(path), ignored);
    file = std::make_unique<output::ResultFile>(path, description, file_options);
  }
  return file;
}

void tell_how_to_go_on(std::span<const std::string> arguments, bool has_resume) {
  std::vector<std::string> again(arguments.begin(), arguments.end());
  if (!has_resume) again.emplace_back("--resume");
  complain("  " + shell_line(again));
}

}  // namespace polder::cli
