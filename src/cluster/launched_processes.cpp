#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "cluster/ranks.h"

namespace polder::cluster {
namespace {

/// 0 where there is no such variable or no number in it.
int number_in(const char* name) {
  const char* const value = std::getenv(name);
  if (value == nullptr) return 0;
  const std::string_view text(value);
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && at == end && number > 0 ? number : 0;
}

}  // namespace

int launched_processes() {
  // Open MPI's mpirun; those of MPICH and Intel, and srun with PMI.
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    if (const int count = number_in(name); count > 0) return count;
  }
  // srun with PMIx says only how many tasks its step has.
  if (std::getenv("PMIX_RANK") != nullptr) {
    if (const int count = number_in("SLURM_STEP_NUM_TASKS"); count > 0) return count;
  }
  return 1;
}

}  // namespace polder::cluster
