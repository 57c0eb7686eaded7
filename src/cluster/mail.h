// Messages between the processes of one run. Tests put queues in place of MPI.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace polder::cluster {

/// Who sends what when. A worker (any rank but 0) says hello once, then asks with `ready` and is answered
/// with a `block`, and sends a `chunk` per block, in any order with its asking. It ends with exactly one of
/// done, failed and interrupted, and sends nothing after it; blocks that it has not answered are then lost.
enum class Tag : std::uint8_t {
  hello = 1,       ///< to rank 0: what this rank is going to run (identity)
  ready = 2,       ///< to rank 0: asks for work
  block = 3,       ///< from rank 0: a block to run; empty: no more
  chunk = 4,       ///< to rank 0: results
  failed = 5,      ///< to rank 0: this rank cannot go on; holds the reason
  done = 6,        ///< to rank 0: everything that was handed out is answered
  interrupted = 7  ///< to rank 0: the user wants the run to end
};

struct Message {
  int from = 0;
  Tag tag = Tag::done;
  std::vector<std::byte> bytes{};
};

/// How a rank reaches the others. No two threads may use it at once. Sending may wait until the other side
/// has taken the message, which rank 0 never puts off for long.
struct Mail {
  int rank = 0;
  int size = 1;
  std::function<void(int to, Tag tag, std::span<const std::byte> bytes)> send{};
  /// A message that has arrived, if any.
  std::function<std::optional<Message>()> poll{};
};

}  // namespace polder::cluster
