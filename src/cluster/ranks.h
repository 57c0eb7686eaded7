// The processes that one mpirun or srun started.
#pragma once

#include <stdexcept>

#include "cluster/mail.h"

namespace polder::cluster {

/// mpirun or srun started several processes, but this polder or its MPI cannot work with them.
class NoMpi : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// All ranks of this run. One per process, alive until the last message is through. Without mpirun there is
/// one rank, and MPI is not even started.
class Ranks {
 public:
  /// Throws NoMpi.
  Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  ~Ranks();

  /// The way to the other ranks; not to be used after this is gone.
  [[nodiscard]] const Mail& mail() const { return mail_; }

 private:
  Mail mail_;
  bool started_ = false;
};

/// Processes that whoever started this one says there are: 1 without mpirun or srun.
int launched_processes();

}  // namespace polder::cluster
