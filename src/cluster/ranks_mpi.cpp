#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>

#include <array>

#include "cluster/ranks.h"

namespace polder::cluster {
namespace {

Message take(MPI_Message& message, MPI_Status& status) {
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
  started_ = true;
  if (provided < MPI_THREAD_SERIALIZED) {
    throw NoMpi("this MPI cannot be used by threads in turn (MPI_THREAD_SERIALIZED); run without mpirun");
  }
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

Ranks::~Ranks() {
  if (started_) MPI_Finalize();
}

std::string Ranks::host() {
  std::array<char, MPI_MAX_PROCESSOR_NAME> name{};
  int length = 0;
  MPI_Get_processor_name(name.data(), &length);
  return {name.data(), static_cast<std::size_t>(length)};
}

void Ranks::send(int to, Tag tag, std::span<const std::byte> bytes) const {
  MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, to, static_cast<int>(tag), MPI_COMM_WORLD);
}

std::optional<Message> Ranks::poll() const {
  int there = 0;
  MPI_Message message = MPI_MESSAGE_NULL;
  MPI_Status status;
  MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &message, &status);
  if (there == 0) return std::nullopt;
  return take(message, status);
}

Message Ranks::wait_for(int from) const {
  MPI_Message message = MPI_MESSAGE_NULL;
  MPI_Status status;
  MPI_Mprobe(from, MPI_ANY_TAG, MPI_COMM_WORLD, &message, &status);
  return take(message, status);
}

}  // namespace polder::cluster
