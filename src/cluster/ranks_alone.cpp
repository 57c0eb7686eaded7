// Stands in for ranks_mpi.cpp where polder is built without MPI.
#include "cluster/ranks.h"

namespace polder::cluster {

Ranks::Ranks() {
  if (launched_processes() > 1) {
    throw NoMpi(
        "mpirun or srun started several processes, but this polder was built without MPI; build it with "
        "-D POLDER_MPI=ON, or start it once per shard with --shard K/N");
  }
}

Ranks::~Ranks() = default;

}  // namespace polder::cluster
