#include "cluster/dispatcher.h"

#include <atomic>
#include <chrono>

namespace polder::cluster {

Dispatcher::Dispatcher(const engine::Ensemble& ensemble, engine::Cutter& cutter, std::size_t most_out,
                       const engine::Sink& sink)
    : ensemble_(&ensemble), cutter_(&cutter), most_out_(most_out), sink_(&sink) {
  for (const engine::Block& block : ensemble.blocks) outcome_.progress.total += block.runs();
}

Dispatcher::Answer Dispatcher::next(engine::Block& block) {
  const std::scoped_lock lock(mutex_);
  return hand_out(block);
}

std::optional<engine::Block> Dispatcher::wait_for_next() {
  std::unique_lock lock(mutex_);
  engine::Block block;
  Answer answer = hand_out(block);
  if (answer == Answer::later) {
    changed_.wait_for(lock, std::chrono::milliseconds(5));
    answer = hand_out(block);
  }
  if (answer == Answer::nothing_more) return std::nullopt;
  return answer == Answer::block ? block : engine::Block{};
}

void Dispatcher::deliver(const engine::Chunk& chunk) {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return;
  const auto key = [](const engine::Block& block) { return Key(block.variant, block.first_replicate); };
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

void Dispatcher::stop(std::exception_ptr reason) {
  const std::scoped_lock lock(mutex_);
  stop_for(std::move(reason));
}

engine::Outcome Dispatcher::outcome() {
  const std::scoped_lock lock(mutex_);
  if (error_) std::rethrow_exception(error_);
  outcome_.cancelled = outcome_.progress.done < outcome_.progress.total;
  return outcome_;
}

Dispatcher::Answer Dispatcher::hand_out(engine::Block& block) {
  const bool cancelled = ensemble_->cancel != nullptr && ensemble_->cancel->load(std::memory_order_relaxed);
  if (stopped_ || cancelled) return Answer::nothing_more;
  if (out_.size() >= most_out_) return Answer::later;
  const auto cut = cutter_->next();
  if (!cut) return Answer::nothing_more;
  out_.push_back(*cut);
  block = *cut;
  return Answer::block;
}

void Dispatcher::write(const engine::Chunk& chunk) {
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

void Dispatcher::stop_for(std::exception_ptr reason) {
  if (!stopped_) error_ = std::move(reason);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace polder::cluster
