// Ranks as threads of one process, with queues in place of MPI.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "cluster/mail.h"

namespace polder::testing {

class Office {
 public:
  explicit Office(int size) : queues_(static_cast<std::size_t>(size)) {}

  [[nodiscard]] cluster::Mail mail(int rank) {
    return {.rank = rank,
            .size = static_cast<int>(queues_.size()),
            .send =
                [this, rank](int to, cluster::Tag tag, std::span<const std::byte> bytes) {
                  const std::scoped_lock lock(mutex_);
                  queues_[static_cast<std::size_t>(to)].push_back({rank, tag, {bytes.begin(), bytes.end()}});
                },
            .poll = [this, rank]() -> std::optional<cluster::Message> {
              const std::scoped_lock lock(mutex_);
              auto& queue = queues_[static_cast<std::size_t>(rank)];
              if (queue.empty()) return std::nullopt;
              cluster::Message message = std::move(queue.front());
              queue.pop_front();
              return message;
            }};
  }

 private:
  std::mutex mutex_;
  std::vector<std::deque<cluster::Message>> queues_;
};

/// Runs something that must not hang; false when it does, and then the process cannot end well either.
inline bool ends(const std::function<void()>& action) {
  std::packaged_task<void()> task(action);
  std::future<void> ended = task.get_future();
  std::thread(std::move(task)).detach();
  if (ended.wait_for(std::chrono::seconds(60)) != std::future_status::ready) return false;
  ended.get();
  return true;
}

}  // namespace polder::testing
