// Files by descriptor, where HDF5 is not in play: the journal, and making a finished file last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace polder::output {

/// One open file. All failures are IoError: "cannot write results/u16.h5.part: No space left on device".
class PosixFile {
 public:
  enum class Mode : std::uint8_t { read, write, create };  // write and create: also for reading

  PosixFile() = default;
  PosixFile(std::filesystem::path path, Mode mode);
  PosixFile(PosixFile&& other) noexcept;
  PosixFile& operator=(PosixFile&& other) noexcept;
  ~PosixFile();

  /// Keeps other processes from locking the same file until this one is closed or its process ends. False
  /// when another holds it. Where the file system knows no locks, true.
  [[nodiscard]] bool lock() const;
  /// The path still leads to this file: nobody removed or replaced it.
  [[nodiscard]] bool is_at_path() const;

  [[nodiscard]] std::uint64_t size() const;
  /// Reads exactly buffer.size() bytes.
  void read(std::uint64_t offset, std::span<std::byte> buffer) const;
  void write(std::uint64_t offset, std::span<const std::byte> bytes) const;
  void truncate(std::uint64_t size) const;
  void sync() const;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// Makes names created, renamed or removed in a folder survive a power cut, where the file system allows.
void sync_folder(const std::filesystem::path& folder);

}  // namespace polder::output
