#include "cli/interrupt.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string_view>

#include "cli/exit_status.h"

namespace polder::cli {
namespace {

// A signal handler reaches nothing but globals.
std::atomic<bool> g_requested{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void polder_on_interrupt(int) {
  const int before = errno;
  if (g_requested.exchange(true)) _exit(static_cast<int>(ExitStatus::interrupted));
  constexpr std::string_view kMessage =
      "\npolder: stopping after the replicates under way; once more to stop at once\n";
  // Nothing to be done if nobody can read it.
  if (write(STDERR_FILENO, kMessage.data(), kMessage.size()) < 0) errno = before;
  errno = before;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  g_requested = false;
  struct sigaction action {};
  action.sa_handler = polder_on_interrupt;  // NOLINT(cppcoreguidelines-pro-type-union-access)
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
  }
}

InterruptGuard::~InterruptGuard() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
}

const std::atomic<bool>& InterruptGuard::requested() const { return g_requested; }

}  // namespace polder::cli
