#include "cli/sweep_failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "cli/terminal.h"
#include "cli/text.h"

namespace polder::cli {
namespace {

constexpr std::size_t kFailuresShown = 5;

}  // namespace

ExitStatus report_failed_runs(const output::ResultReader& reader, const std::string& file) {
  const std::vector<engine::Failure> failures = reader.failures();
  if (failures.empty()) return ExitStatus::done;
  complain(fmt::format("polder: error: {} of {} failed and have no results; the others are complete",
                       counted(failures.size(), "run"), reader.description().total_runs()));
  const std::size_t shown = std::min(failures.size(), kFailuresShown);
  for (const engine::Failure& failure : std::span(failures).first(shown)) {
    complain(fmt::format("  point {}, replicate {}, seed {}: {}", failure.variant, failure.replicate,
                         failure.seed, printable(failure.message)));
  }
  if (failures.size() > shown) {
    complain(fmt::format("  and {} more, all listed in the group `failures` of {}", failures.size() - shown,
                         file));
  }
  complain("polder: the first of them alone:");
  const std::vector<std::string> words{"polder",
                                       "sweep",
                                       file,
                                       "--point",
                                       std::to_string(failures.front().variant),
                                       "--replicate",
                                       std::to_string(failures.front().replicate)};
  complain("  " + shell_line(words));
  return ExitStatus::refused;
}

}  // namespace polder::cli
