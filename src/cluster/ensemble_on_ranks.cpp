#include "cluster/ensemble_on_ranks.h"

#include <fmt/core.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cluster/chunk_bytes.h"

namespace polder::cluster {
namespace {

// Between looks at the mail: short beside a chunk, long beside a look.
constexpr auto kPause = std::chrono::microseconds(300);
// Chunks per rank that may be out or wait for their turn.
constexpr std::size_t kChunksPerRank = 16;

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text_of(std::span<const std::byte> bytes) {
  std::string text(bytes.size(), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) text[i] = static_cast<char>(bytes[i]);
  return text;
}

/// Hands out blocks in order and puts the results back in that order. Its functions may be called by two
/// threads at once; the sink is not.
class Desk {
 public:
  Desk(const engine::Ensemble& ensemble, engine::Cutter& cutter, std::size_t most_out,
       const engine::Sink& sink)
      : ensemble_(&ensemble), cutter_(&cutter), most_out_(most_out), sink_(&sink) {
    for (const engine::Block& block : ensemble.blocks) outcome_.progress.total += block.runs();
  }

  enum class Answer : std::uint8_t { block, later, nothing_more };

  /// `block` is filled in when there is one.
  Answer next(engine::Block& block) {
    const std::scoped_lock lock(mutex_);
    return hand_out(block);
  }

  /// Waits while too much is out.
  std::optional<engine::Block> wait_for_next() {
    std::unique_lock lock(mutex_);
    engine::Block block;
    while (true) {
      switch (hand_out(block)) {
        case Answer::block:
          return block;
        case Answer::nothing_more:
          return std::nullopt;
        case Answer::later:
          // Not for ever: an interrupt wakes nobody.
          changed_.wait_for(lock, std::chrono::milliseconds(20));
      }
    }
  }

  void deliver(const engine::Chunk& chunk) {
    const std::scoped_lock lock(mutex_);
    if (stopped_) return;
    if (out_.empty() || chunk.block() != out_.front()) {
      held_.emplace(key(chunk.block()), chunk);
      return;
    }
    write(chunk);
    while (!stopped_ && !out_.empty()) {
      const auto found = held_.find(key(out_.front()));
      if (found == held_.end()) break;
      write(found->second);
      held_.erase(found);
    }
    changed_.notify_all();
  }

  /// Nothing is handed out or written any more; the first reason is kept.
  void stop(std::exception_ptr reason) {
    const std::scoped_lock lock(mutex_);
    stop_for(std::move(reason));
  }

  /// What came of it; throws the reason for a stop.
  [[nodiscard]] engine::Outcome outcome() {
    const std::scoped_lock lock(mutex_);
    if (error_) std::rethrow_exception(error_);
    outcome_.cancelled = outcome_.progress.done < outcome_.progress.total;
    return outcome_;
  }

 private:
  static std::pair<std::uint32_t, std::uint32_t> key(const engine::Block& block) {
    return {block.variant, block.first_replicate};
  }

  Answer hand_out(engine::Block& block) {
    const bool cancelled = ensemble_->cancel != nullptr && ensemble_->cancel->load(std::memory_order_relaxed);
    if (stopped_ || cancelled) return Answer::nothing_more;
    if (out_.size() >= most_out_) return Answer::later;
    const auto cut = cutter_->next();
    if (!cut) return Answer::nothing_more;
    out_.push_back(*cut);
    block = *cut;
    return Answer::block;
  }

  void write(const engine::Chunk& chunk) {
    out_.pop_front();
    try {
      if (chunk.size() > 0) {
        (*sink_)(chunk);
        outcome_.progress.done += chunk.size();
        outcome_.progress.failed += chunk.failures().size();
        if (ensemble_->progress) ensemble_->progress(outcome_.progress);
      }
      // One that was cut short by an interrupt: what follows would leave a gap.
      if (chunk.size() < chunk.planned()) stop_for(nullptr);
    } catch (...) {
      stop_for(std::current_exception());
    }
  }

  void stop_for(std::exception_ptr reason) {
    if (!error_) error_ = std::move(reason);
    stopped_ = true;
    changed_.notify_all();
  }

  const engine::Ensemble* ensemble_;
  engine::Cutter* cutter_;
  std::size_t most_out_;
  const engine::Sink* sink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<engine::Block> out_;  // handed out and not written, in order
  std::map<std::pair<std::uint32_t, std::uint32_t>, engine::Chunk> held_;  // came before their turn
  bool stopped_ = false;
  std::exception_ptr error_;
  engine::Outcome outcome_;
};

std::exception_ptr rank_failed(const Message& message) {
  return std::make_exception_ptr(
      RankFailed(fmt::format("rank {} failed: {}", message.from, text_of(message.bytes))));
}

/// Serves the other ranks until all are done. Runs in the thread that started MPI.
class Service {
 public:
  Service(Ranks& ranks, Desk& desk, std::string_view identity, engine::Chunk room)
      : ranks_(&ranks), desk_(&desk), identity_(identity), room_(std::move(room)) {}

  void run() {
    int working = ranks_->size() - 1;
    while (working > 0) {
      answer_waiting();
      const auto message = ranks_->poll();
      if (!message) {
        std::this_thread::sleep_for(kPause);
        continue;
      }
      switch (message->tag) {
        case Tag::hello:
          greet(*message);
          break;
        case Tag::ready:
          waiting_.push_back(message->from);
          break;
        case Tag::chunk:
          receive(*message);
          break;
        case Tag::failed:
          desk_->stop(rank_failed(*message));
          --working;
          break;
        case Tag::done:
          --working;
          break;
        case Tag::block:
          break;  // only rank 0 sends these
      }
    }
  }

 private:
  void greet(const Message& message) {
    if (text_of(message.bytes) != identity_) {
      desk_->stop(std::make_exception_ptr(
          RankFailed(fmt::format("rank {} would run something else: another version of polder or other files "
                                 "on its machine; give all machines the same",
                                 message.from))));
    }
  }

  void receive(const Message& message) {
    try {
      from_bytes(message.bytes, room_);
      desk_->deliver(room_);
    } catch (...) {
      desk_->stop(std::current_exception());
    }
  }

  void answer_waiting() {
    while (!waiting_.empty()) {
      engine::Block block;
      const Desk::Answer answer = desk_->next(block);
      if (answer == Desk::Answer::later) return;
      ranks_->send(waiting_.front(), Tag::block,
                   answer == Desk::Answer::block ? to_bytes(block) : std::vector<std::byte>{});
      waiting_.pop_front();
    }
  }

  Ranks* ranks_;
  Desk* desk_;
  std::string_view identity_;
  engine::Chunk room_;
  std::deque<int> waiting_;  // ranks that asked for work
};

}  // namespace

engine::Outcome run(Ranks& ranks, const engine::Ensemble& ensemble, std::string_view identity,
                    const engine::Sink& sink) {
  if (ranks.size() == 1) return engine::run(ensemble, sink);
  const auto all = static_cast<std::size_t>(ranks.size());
  const engine::Layout layout = engine::layout_of(ensemble.variants.front(), ensemble.record);
  engine::Cutter cutter(ensemble.blocks, ensemble.replicates, layout, all * engine::threads_of(ensemble));
  Desk desk(ensemble, cutter, all * (kChunksPerRank + engine::threads_of(ensemble)), sink);

  engine::Ensemble own = ensemble;
  own.progress = {};  // of all ranks, told by the desk
  std::jthread work([&] {
    try {
      engine::run(
          own, cutter.rows(), [&] { return desk.wait_for_next(); },
          [&](const engine::Chunk& chunk) { desk.deliver(chunk); });
    } catch (...) {
      desk.stop(std::current_exception());
    }
  });
  Service(ranks, desk, identity, engine::Chunk(layout, cutter.rows())).run();
  work.join();
  return desk.outcome();
}

void help(Ranks& ranks, const engine::Ensemble& ensemble, std::string_view identity) {
  std::mutex talking;
  ranks.send(0, Tag::hello, bytes_of(identity));
  const auto ask = [&]() -> std::optional<engine::Block> {
    const std::scoped_lock lock(talking);
    ranks.send(0, Tag::ready, {});
    const Message answer = ranks.wait_for(0);
    if (answer.bytes.empty()) return std::nullopt;
    return block_from_bytes(answer.bytes);
  };
  const auto deliver = [&](const engine::Chunk& chunk) {
    const std::vector<std::byte> bytes = to_bytes(chunk);
    const std::scoped_lock lock(talking);
    ranks.send(0, Tag::chunk, bytes);
  };
  // Rank 0 cuts by the same rule and number of threads; room for the largest chunk there can be.
  try {
    engine::run(ensemble, engine::kMostRows, ask, deliver);
  } catch (const std::exception& error) {
    give_up(ranks, error.what());
    return;
  }
  ranks.send(0, Tag::done, {});
}

void give_up(Ranks& ranks, std::string_view reason) {
  ranks.send(0, Tag::failed, bytes_of(fmt::format("{} (on {})", reason, Ranks::host())));
}

void send_home(Ranks& ranks) {
  for (int working = ranks.size() - 1; working > 0;) {
    const auto message = ranks.poll();
    if (!message) {
      std::this_thread::sleep_for(kPause);
    } else if (message->tag == Tag::ready) {
      ranks.send(message->from, Tag::block, {});
    } else if (message->tag == Tag::done || message->tag == Tag::failed) {
      --working;
    }
  }
}

}  // namespace polder::cluster
