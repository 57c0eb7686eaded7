// mpi.h leaves out its obsolete C++ interface where these are defined, which only macros can be.
#define OMPI_SKIP_MPICXX 1   // NOLINT(cppcoreguidelines-macro-usage)
#define MPICH_SKIP_MPICXX 1  // NOLINT(cppcoreguidelines-macro-usage)
#include <mpi.h>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "cluster/ranks.h"

namespace polder::cluster {
namespace {

void send(int to, Tag tag, std::span<const std::byte> bytes) {
  MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, to, static_cast<int>(tag), MPI_COMM_WORLD);
}

std::optional<Message> poll() {
  int there = 0;
  MPI_Message message = MPI_MESSAGE_NULL;
  MPI_Status status;
  MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &message, &status);
  if (there == 0) return std::nullopt;
  int size = 0;
  MPI_Get_count(&status, MPI_BYTE, &size);
  Message taken{.from = status.MPI_SOURCE,
                .tag = static_cast<Tag>(status.MPI_TAG),
                .bytes = std::vector<std::byte>(static_cast<std::size_t>(size))};
  MPI_Mrecv(taken.bytes.data(), size, MPI_BYTE, &message, MPI_STATUS_IGNORE);
  return taken;
}

}  // namespace

// MPI's own reaction to an error is kept: it ends all ranks, with a message; what was finished is in the
// file.
Ranks::Ranks() {
  if (launched_processes() == 1) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  if (provided < MPI_THREAD_SERIALIZED) {
    MPI_Finalize();
    throw NoMpi("this MPI cannot be used by threads in turn (MPI_THREAD_SERIALIZED); run without mpirun");
  }
  started_ = true;
  MPI_Comm_rank(MPI_COMM_WORLD, &mail_.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &mail_.size);
  mail_.send = send;
  mail_.poll = poll;
}

Ranks::~Ranks() {
  if (started_) MPI_Finalize();
}

}  // namespace polder::cluster
