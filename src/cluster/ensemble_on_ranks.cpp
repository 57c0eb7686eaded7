#include "cluster/ensemble_on_ranks.h"

#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cluster/chunk_bytes.h"
#include "cluster/dispatcher.h"

namespace polder::cluster {
namespace {

// Between looks at the mail: short beside a chunk, long beside a look.
constexpr auto kPause = std::chrono::microseconds(300);
constexpr int kLooksPerQuestion = 16;
// Chunks per rank that may be out or wait for their turn.
constexpr std::size_t kChunksPerRank = 16;

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text_of(std::span<const std::byte> bytes) {
  std::string text(bytes.size(), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) text[i] = static_cast<char>(bytes[i]);
  return text;
}

std::string machine_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "an unknown machine";
}

std::exception_ptr failure(int rank, std::string_view what) {
  return std::make_exception_ptr(RankFailed(fmt::format("rank {} {}", rank, what)));
}

/// Serves the other ranks until all have ended.
class Coordinator {
 public:
  Coordinator(const Mail& mail, Dispatcher& dispatcher, std::string_view identity, engine::Chunk room)
      : mail_(&mail), dispatcher_(&dispatcher), identity_(identity), room_(std::move(room)) {}

  void serve() {
    for (int working = mail_->size - 1; working > 0;) {
      answer_waiting();
      const auto message = mail_->poll();
      if (!message) {
        std::this_thread::sleep_for(kPause);
      } else if (receive(*message)) {
        std::erase(waiting_, message->from);
        --working;
      }
    }
  }

 private:
  /// True when it is the last message of a rank.
  bool receive(const Message& message) {
    switch (message.tag) {
      case Tag::hello:
        if (text_of(message.bytes) != identity_) {
          dispatcher_->stop(
              failure(message.from,
                      "would run something else: another version of polder or other files on its "
                      "machine; give all machines the same"));
        }
        return false;
      case Tag::ready:
        waiting_.push_back(message.from);
        return false;
      case Tag::chunk:
        receive_chunk(message);
        return false;
      case Tag::failed:
        dispatcher_->stop(failure(message.from, "failed: " + text_of(message.bytes)));
        return true;
      case Tag::interrupted:
        dispatcher_->stop(nullptr);
        return true;
      case Tag::done:
        return true;
      case Tag::block:
        break;  // only rank 0 sends these
    }
    return false;
  }

  void receive_chunk(const Message& message) {
    try {
      from_bytes(message.bytes, room_);
      dispatcher_->deliver(room_);
    } catch (...) {
      dispatcher_->stop(std::current_exception());
    }
  }

  void answer_waiting() {
    while (!waiting_.empty()) {
      engine::Block block;
      const Dispatcher::Answer answer = dispatcher_->next(block);
      if (answer == Dispatcher::Answer::later) return;
      mail_->send(waiting_.front(), Tag::block,
                  answer == Dispatcher::Answer::block ? to_bytes(block) : std::vector<std::byte>{});
      waiting_.pop_front();
    }
  }

  const Mail* mail_;
  Dispatcher* dispatcher_;
  std::string_view identity_;
  engine::Chunk room_;
  std::deque<int> waiting_;  // ranks that asked for work
};

engine::Outcome share(const Mail& mail, const engine::Ensemble& ensemble, std::string_view identity,
                      const engine::Sink& sink) {
  const auto all = static_cast<std::size_t>(mail.size);
  const engine::Layout layout = engine::layout_of(ensemble.variants.front(), ensemble.record);
  engine::Cutter cutter(ensemble.blocks, ensemble.replicates, layout, all * engine::threads_of(ensemble));
  Dispatcher dispatcher(ensemble, cutter, all * (kChunksPerRank + engine::threads_of(ensemble)), sink);

  engine::Ensemble own = ensemble;
  own.blocks.clear();
  own.progress = {};  // of all ranks, told by the dispatcher
  std::jthread here([&] {
    try {
      engine::run(
          own, cutter.rows(), [&] { return dispatcher.wait_for_next(); },
          [&](const engine::Chunk& chunk) { dispatcher.deliver(chunk); });
    } catch (...) {
      dispatcher.stop(std::current_exception());
    }
  });
  try {
    Coordinator(mail, dispatcher, identity, engine::Chunk(layout, cutter.rows())).serve();
  } catch (...) {
    dispatcher.stop(std::current_exception());
  }
  here.join();
  return dispatcher.outcome();
}

}  // namespace

engine::Outcome run(const Mail& mail, const engine::Ensemble& ensemble, std::string_view identity,
                    const engine::Sink& sink) {
  if (mail.size == 1) return engine::run(ensemble, sink);
  return share(mail, ensemble, identity, sink);
}

void work(const Mail& mail, const engine::Ensemble& ensemble, std::string_view identity) {
  std::mutex talking;
  const auto send = [&](Tag tag, std::span<const std::byte> bytes) {
    const std::scoped_lock lock(talking);
    mail.send(0, tag, bytes);
  };
  const auto look = [&] {
    const std::scoped_lock lock(talking);
    return mail.poll();
  };
  const auto cancelled = [&] {
    return ensemble.cancel != nullptr && ensemble.cancel->load(std::memory_order_relaxed);
  };
  bool asked = false;
  // The answer may have to wait for a chunk that this rank is about to send, so neither the lock is kept nor
  // the thread held up for long.
  const auto ask = [&]() -> std::optional<engine::Block> {
    if (!asked) send(Tag::ready, {});
    asked = true;
    for (int looks = 0; looks < kLooksPerQuestion && !cancelled(); ++looks) {
      if (const auto answer = look()) {
        asked = false;
        if (answer->bytes.empty()) return std::nullopt;
        return block_from_bytes(answer->bytes);
      }
      std::this_thread::sleep_for(kPause);
    }
    if (cancelled()) return std::nullopt;
    return engine::Block{};
  };
  send(Tag::hello, bytes_of(identity));
  try {
    engine::run(ensemble, engine::kMostRows, ask,
                [&](const engine::Chunk& chunk) { send(Tag::chunk, to_bytes(chunk)); });
  } catch (const std::exception& error) {
    give_up(mail, error.what());
    return;
  }
  send(cancelled() ? Tag::interrupted : Tag::done, {});
}

void give_up(const Mail& mail, std::string_view reason) {
  mail.send(0, Tag::failed, bytes_of(fmt::format("{} (on {})", reason, machine_name())));
}

void release(const Mail& mail) {
  for (int working = mail.size - 1; working > 0;) {
    const auto message = mail.poll();
    if (!message) {
      std::this_thread::sleep_for(kPause);
    } else if (message->tag == Tag::ready) {
      mail.send(message->from, Tag::block, {});
    } else if (message->tag == Tag::done || message->tag == Tag::failed || message->tag == Tag::interrupted) {
      --working;
    }
  }
}

}  // namespace polder::cluster
