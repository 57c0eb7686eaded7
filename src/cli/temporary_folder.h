#pragma once

#include <filesystem>

namespace polder::cli {

/// A new folder of our own in $TMPDIR, or /tmp; gone with everything in it when this is.
class TemporaryFolder {
 public:
  /// Throws output::IoError when it cannot be made.
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace polder::cli
