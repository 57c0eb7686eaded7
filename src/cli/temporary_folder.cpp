#include "cli/temporary_folder.h"

#include <fmt/format.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cerrno>
#include <string>
#include <system_error>

#include "output/errors.h"

namespace polder::cli {

TemporaryFolder::TemporaryFolder() {
  const char* parent = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): the environment never changes
  std::string name = parent == nullptr || *parent == '\0' ? "/tmp" : parent;
  name += "/polder-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    throw output::IoError(fmt::format(
        "cannot make a folder {} for results under way: {}; set TMPDIR to a folder that can be written", name,
        std::generic_category().message(errno)));
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace polder::cli
