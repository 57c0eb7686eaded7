// The log beside an unfinished results file: which chunks are in it, and what has no fixed place in it until
// their number is known (events, failures).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "engine/chunk.h"
#include "output/posix_file.h"

namespace polder::output {

/// An event and the replicate it belongs to; a record of the journal, without indeterminate bytes.
struct EventRow {
  std::int32_t variant = 0;
  std::int32_t replicate = 0;
  std::int32_t week = 0;
  std::int32_t group = 0;
  std::int32_t dossier = 0;
  std::int32_t kind = 0;
  std::int32_t task = 0;
  std::int32_t municipality = 0;
  double value = 0.0;
  double threshold = 0.0;
  double detail_value = 0.0;
  std::int8_t type = 0;
  std::int8_t cause = 0;
  std::int8_t detail = 0;
  std::array<std::int8_t, 5> padding{};
};

/// Append-only. A chunk counts as done once its record is here in full: the results file is written first, so
/// that a process that dies at any moment loses at most the chunk it was writing. One process at a time holds
/// a journal.
///
/// Layout: a header, then records of a fixed head and a body, in the byte order of the machine.
class Journal {
 public:
  /// Opens or creates the journal and locks it. Throws Refused when another process holds it.
  explicit Journal(std::filesystem::path path);

  /// The results file beside it was created in full (see start).
  [[nodiscard]] bool started() const;
  /// Empties the journal. Call before the results file is created, and start() when it is complete.
  void reset();
  void start();

  /// Finds the end of what was written in full and forgets the rest.
  void recover();

  void append(const engine::Chunk& chunk);

  /// Replicates in the chunks so far.
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] std::uint64_t failures() const { return failures_; }

  /// Reads everything again, chunk by chunk.
  void replay(
      const std::function<void(std::span<const EventRow>, std::span<const engine::Failure>)>& visit) const;

  /// Keeps bytes of the results file that are about to be overwritten: its size and the ranges with their
  /// bytes.
  struct Range {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };
  void keep(const PosixFile& file, std::span<const Range> ranges);
  /// Puts the kept bytes back, if any were kept, and forgets them.
  void restore(const PosixFile& file);

  void remove();

 private:
  struct Head;
  [[nodiscard]] Head read_head(std::uint64_t at) const;
  void append_record(Head head, std::span<const std::byte> body);

  std::filesystem::path path_;
  PosixFile file_;
  std::uint64_t end_ = 0;      // of the last chunk
  std::uint64_t kept_at_ = 0;  // where the kept bytes are; 0: none
  std::uint64_t rows_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t failures_ = 0;
  std::vector<std::byte> buffer_;
};

}  // namespace polder::output
