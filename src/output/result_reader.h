// Reads from a results file what tables and reruns need.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/chunk.h"
#include "output/description.h"
#include "output/errors.h"

namespace polder::output {

/// An open results file. Memory is that of what is asked for: one outcome at a time.
/// Not thread-safe, and no two threads may use any of this layer at once.
class ResultReader {
 public:
  /// Throws IoError when there is no such file or it cannot be read, NotAResultFile when it is empty, cut
  /// off, or something else.
  explicit ResultReader(const std::filesystem::path& path);
  ResultReader(const ResultReader&) = delete;
  ResultReader& operator=(const ResultReader&) = delete;
  ~ResultReader();

  /// Enough to run it again.
  [[nodiscard]] const Description& description() const;

  /// One scalar outcome, [variant or point][replicate]; NaN where the replicate failed or the outcome does
  /// not exist in it. NotAResultFile when the file has no such outcome.
  [[nodiscard]] std::vector<double> scalar(std::string_view name) const;

  /// The same for `count` variants or points from `first` on.
  [[nodiscard]] std::vector<double> scalar(std::string_view name, std::uint64_t first,
                                           std::uint64_t count) const;

  /// [variant or point][replicate]: 0 not run, else engine::Status.
  [[nodiscard]] std::vector<std::int8_t> status() const;

  /// Replicates that failed, in the order of the file. Of a sweep, `variant` is the number of the point in
  /// the whole design. Empty while the file is unfinished.
  [[nodiscard]] std::vector<engine::Failure> failures() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The first bytes are those of an HDF5 file; tells `polder run RESULT.h5` from a scenario.
/// Never throws.
bool looks_like_hdf5(const std::filesystem::path& path) noexcept;

}  // namespace polder::output
