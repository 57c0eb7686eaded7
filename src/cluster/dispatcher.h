// Hands out blocks in order and puts results back in that order. For this folder only.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/ensemble.h"

namespace polder::cluster {

/// Shared by the thread that serves the other ranks and those that work here: all functions may be called
/// from several threads, and the sink and the progress of the ensemble are never called by two at once.
class Dispatcher {
 public:
  /// At most `most_out` blocks are handed out and not yet written: results that come before their turn wait
  /// in memory. Ensemble, cutter and sink must outlive it.
  Dispatcher(const engine::Ensemble& ensemble, engine::Cutter& cutter, std::size_t most_out,
             const engine::Sink& sink);

  enum class Answer : std::uint8_t { block, later, nothing_more };

  /// `block` is filled in when there is one. Does not wait.
  Answer next(engine::Block& block);

  /// For engine::run: waits a little while too much is out, and gives a block without runs when it still is.
  std::optional<engine::Block> wait_for_next();

  /// Results of a block that was handed out. What the sink throws stops everything (stop).
  void deliver(const engine::Chunk& chunk);

  /// Nothing is handed out or written any more. The first reason is kept; null: the user wants it to end.
  void stop(std::exception_ptr reason);

  /// What came of it; throws the reason for a stop.
  [[nodiscard]] engine::Outcome outcome();

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;  // variant and first replicate

  Answer hand_out(engine::Block& block);
  void write(const engine::Chunk& chunk);
  void stop_for(std::exception_ptr reason);

  const engine::Ensemble* ensemble_;
  engine::Cutter* cutter_;
  std::size_t most_out_;
  const engine::Sink* sink_;
  std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::deque<engine::Block> out_;      // handed out and not written, in order
  std::map<Key, engine::Chunk> held_;  // came before their turn
  bool stopped_ = false;
  std::exception_ptr error_;
  engine::Outcome outcome_;
};

}  // namespace polder::cluster
