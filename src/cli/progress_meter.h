// How far a run is, on standard error.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/terminal.h"

namespace polder::cli {

enum class ProgressMode : std::uint8_t {
  automatic,  ///< a bar on a terminal; elsewhere a line every 30 s
  never,
  always,  ///< a bar on a terminal; elsewhere a line every 10 s, and one at the end
};

/// "1200 of 4000 replicates, 810 per second, 0:03 left, 2 failed". `rate` in replicates per second, 0 while
/// unknown.
std::string progress_text(std::uint64_t done, std::uint64_t total, std::uint64_t failed, double rate);

/// Draws a bar or writes lines. Not thread-safe.
class ProgressMeter {
 public:
  using Clock = std::chrono::steady_clock;

  /// `before`: replicates that an earlier run did, which say nothing about speed.
  ProgressMeter(ProgressMode mode, const Terminal& terminal, std::uint64_t before, std::uint64_t total);
  ProgressMeter(const ProgressMeter&) = delete;
  ProgressMeter& operator=(const ProgressMeter&) = delete;
  /// Takes the bar away.
  ~ProgressMeter();

  void update(std::uint64_t done, std::uint64_t failed);
  /// Takes the bar away, or writes the last line.
  void finish();

 private:
  void show();
  void clear();

  ProgressMode mode_;
  Terminal terminal_;
  std::uint64_t before_;
  std::uint64_t total_;
  std::uint64_t done_;
  std::uint64_t failed_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
  bool bar_drawn_ = false;
};

}  // namespace polder::cli
