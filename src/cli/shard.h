// `--shard K/N`: one part of a sweep.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace polder::cli {

struct Shard {
  std::uint32_t number = 1;  ///< from 1
  std::uint32_t of = 1;
  bool operator==(const Shard&) const = default;
};

/// "3/8", or "slurm": the place of this task in a job array of Slurm, from the environment. Throws Unusable.
Shard parse_shard(const std::string& text);

/// results/a.h5 -> results/a.3-of-8.h5.
std::filesystem::path shard_file(const std::filesystem::path& out, const Shard& shard);

}  // namespace polder::cli
