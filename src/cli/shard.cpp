#include "cli/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

#include "cli/exit_status.h"

namespace polder::cli {
namespace {

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> from_environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::nullopt : whole(value);
}

/// Tasks of an array are numbered MIN, MIN + STEP, ...
Shard slurm_shard() {
  const auto id = from_environment("SLURM_ARRAY_TASK_ID");
  const auto count = from_environment("SLURM_ARRAY_TASK_COUNT");
  if (!id || !count || *count == 0) {
    throw Unusable(
        "--shard slurm: error: SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT are not set; use it in a job "
        "array of "
        "Slurm (sbatch --array=1-N), or write --shard K/N");
  }
  const std::uint32_t first = from_environment("SLURM_ARRAY_TASK_MIN").value_or(1);
  const std::uint32_t step = std::max(1U, from_environment("SLURM_ARRAY_TASK_STEP").value_or(1));
  if (*id < first || (*id - first) % step != 0 || (*id - first) / step >= *count) {
    throw Unusable(
        fmt::format("--shard slurm: error: task {} does not fit an array of {} tasks from {} in steps of {}; "
                    "use an array "
                    "without gaps, such as --array=1-{}",
                    *id, *count, first, step, *count));
  }
  return {.number = (*id - first) / step + 1, .of = *count};
}

}  // namespace

Shard parse_shard(const std::string& text) {
  if (text == "slurm") return slurm_shard();
  const auto slash = text.find('/');
  if (slash != std::string::npos) {
    const auto number = whole(std::string_view(text).substr(0, slash));
    const auto of = whole(std::string_view(text).substr(slash + 1));
    if (number && of && *number >= 1 && *number <= *of) return {.number = *number, .of = *of};
  }
  throw Unusable(fmt::format(
      "--shard {}: error: not a shard; write K/N with 1 <= K <= N, such as 1/8, or slurm in a job array",
      text));
}

std::filesystem::path shard_file(const std::filesystem::path& out, const Shard& shard) {
  std::filesystem::path name = out.stem();
  name += fmt::format(".{}-of-{}", shard.number, shard.of);
  name += out.extension();
  return out.parent_path() / name;
}

}  // namespace polder::cli
