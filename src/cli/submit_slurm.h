// `polder sweep --submit slurm`: an array job of shards, and a job that merges them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/exit_status.h"

namespace polder::cli {

/// A sweep as jobs of Slurm. Relative paths count from the working directory of the one who submits.
struct SlurmJob {
  std::filesystem::path executable;  ///< this program, as the nodes see it
  std::filesystem::path sweep;       ///< the sweep file, or whatever stands in its place on the command line
  std::filesystem::path out;  ///< of the whole; shard K of N writes it with `.K-of-N` before the extension
  int shards = 1;             ///< 1 or more
  unsigned threads = 0;       ///< per shard; 0: as many as the cluster gives a task, 1 unless `sbatch` says
  /// What every shard's `polder sweep` gets besides --shard, --out, --resume and --threads:
  /// {"--replicates", "50"}.
  std::vector<std::string> options{};
  /// Each as it would stand in a line `#SBATCH ...`: `--time=4:00:00`, `--partition=long`. For both jobs.
  std::vector<std::string> sbatch{};
  bool force = false;    ///< the merged results may replace a file; shards always go on with what there is
  bool dry_run = false;  ///< print the scripts instead
};

/// What sbatch reads. Both run under bash and can be submitted by hand.
struct SlurmScripts {
  std::string shards;
  std::string merge;  ///< to be submitted with --dependency=afterany:ID of the array
};

/// Paths become absolute. Throws Unusable where Slurm could not express what is asked: control characters in
/// a path, an option of sbatch that would not leave the array as it is.
SlurmScripts slurm_scripts(const SlurmJob& job);

/// Submits both scripts and prints their job numbers, or prints the scripts. Throws Unusable when sbatch is
/// not there, when results of that name are there already and `force` is not set, and as slurm_scripts();
/// returns ExitStatus::machine, having said why, when Slurm refuses.
ExitStatus submit_to_slurm(const SlurmJob& job);

}  // namespace polder::cli
