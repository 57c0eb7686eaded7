#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "cluster/ranks.h"

namespace polder::cluster {

int launched_processes() {
  // Open MPI's mpirun; MPICH's, Intel's and srun with PMI; srun with PMIx says only how many tasks its step
  // has.
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr) continue;
    int count = 0;
    const std::string_view text(value);
    if (std::from_chars(text.data(), text.data() + text.size(), count).ec == std::errc{} && count > 0) {
      return count;
    }
  }
  if (std::getenv("PMIX_RANK") != nullptr && std::getenv("SLURM_STEP_NUM_TASKS") != nullptr) {
    return std::atoi(std::getenv("SLURM_STEP_NUM_TASKS"));
  }
  return 1;
}

}  // namespace polder::cluster
