// The processes that one mpirun started, and messages between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace polder::cluster {

/// What a message is about.
enum class Tag : std::uint8_t {
  hello = 1,   ///< to rank 0: a rank that is ready; holds what it is going to run
  ready = 2,   ///< to rank 0: asks for work
  block = 3,   ///< from rank 0: a block to run; empty: no more
  chunk = 4,   ///< to rank 0: results
  failed = 5,  ///< to rank 0: this rank cannot go on; holds the reason
  done = 6     ///< to rank 0: the last message of a rank
};

struct Message {
  int from = 0;
  Tag tag = Tag::done;
  std::vector<std::byte> bytes;
};

/// mpirun or srun started several processes, but this polder was built without MPI.
class NoMpi : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// All ranks of this run. One per process, alive until the last message is through. Without mpirun there is
/// one rank, and MPI is not even started. No two threads may use it at once.
class Ranks {
 public:
  /// Throws NoMpi.
  Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  ~Ranks();

  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }
  /// Name of the machine that this rank runs on.
  [[nodiscard]] static std::string host();

  /// Waits until the message is taken or buffered.
  void send(int to, Tag tag, std::span<const std::byte> bytes) const;
  /// A message that has arrived, if any.
  [[nodiscard]] std::optional<Message> poll() const;
  /// The next message from a rank; waits for it.
  [[nodiscard]] Message wait_for(int from) const;

 private:
  int rank_ = 0;
  int size_ = 1;
  bool started_ = false;
};

/// Processes that whoever started this one says there are: 1 without mpirun or srun.
int launched_processes();

}  // namespace polder::cluster
