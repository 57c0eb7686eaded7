// Opens the results file that a command writes.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "output/description.h"
#include "output/result_file.h"

namespace polder::cli {

struct OpenOptions {
  bool force = false;    ///< replace a file of this name, and an unfinished one
  bool resume = false;   ///< go on with an unfinished file
  bool replace = false;  ///< replace a finished file of this name
};

/// A new file, or an unfinished one to go on with. Throws output::Refused and output::IoError.
std::unique_ptr<output::ResultFile> open_result(const std::filesystem::path& path,
                                                const output::Description& description,
                                                const OpenOptions& options);

/// Where results are until they are finished.
std::filesystem::path part_of(std::filesystem::path path);

/// Prints the command again, with `--resume` where it is missing.
void tell_how_to_go_on(std::span<const std::string> arguments, bool has_resume);

}  // namespace polder::cli
