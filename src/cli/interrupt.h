// Ctrl-C.
#pragma once

#include <csignal>

#include <array>
#include <atomic>

namespace polder::cli {

/// While it lives, the first SIGINT or SIGTERM is a request to stop in good order; the second ends the
/// process at once with status 130. One at a time. Signals that were ignored when polder was started (nohup)
/// stay ignored.
class InterruptGuard {
 public:
  InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  ~InterruptGuard();

  [[nodiscard]] const std::atomic<bool>& requested() const;

 private:
  static constexpr std::array kSignals{SIGINT, SIGTERM};
  std::array<struct sigaction, kSignals.size()> before_{};
};

}  // namespace polder::cli
