#include "cli/progress_meter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/text.h"

namespace polder::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenBars = 100ms;
constexpr auto kBetweenLines = 30s;
constexpr auto kBetweenWantedLines = 10s;
constexpr std::size_t kLongestBar = 30;
constexpr std::size_t kShortestBar = 5;

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(std::min(seconds, 1e9)));
  const std::int64_t minutes = whole / 60;
  if (minutes < 60) return fmt::format("{}:{:02}", minutes, whole % 60);
  return fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, whole % 60);
}

}  // namespace

std::string progress_text(std::uint64_t done, std::uint64_t total, std::uint64_t failed, double rate) {
  std::string text = fmt::format("{} of {} replicates", done, total);
  if (rate > 0.0) {
    text += rate < 10.0 ? fmt::format(", {:.1f} per second", rate) : fmt::format(", {:.0f} per second", rate);
    text += fmt::format(", {} left", duration_text(static_cast<double>(total - done) / rate));
  }
  if (failed > 0) text += fmt::format(", {} failed", failed);
  return text;
}

ProgressMeter::ProgressMeter(ProgressMode mode, const Terminal& terminal, std::uint64_t before,
                             std::uint64_t total)
    : mode_(mode), terminal_(terminal), before_(before), total_(total), done_(before) {}

ProgressMeter::~ProgressMeter() { clear(); }

void ProgressMeter::update(std::uint64_t done, std::uint64_t failed) {
  done_ = done;
  failed_ = failed;
  if (mode_ == ProgressMode::never) return;
  const Clock::time_point now = Clock::now();
  const Clock::duration pause = terminal_.is_terminal           ? Clock::duration(kBetweenBars)
                                : mode_ == ProgressMode::always ? Clock::duration(kBetweenWantedLines)
                                                                : Clock::duration(kBetweenLines);
  if (now - shown_ < pause) return;
  shown_ = now;
  show();
}

void ProgressMeter::finish() {
  if (mode_ == ProgressMode::always && !terminal_.is_terminal) show();
  clear();
}

void ProgressMeter::show() {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double rate = seconds > 0.0 ? static_cast<double>(done_ - before_) / seconds : 0.0;
  const std::string text = progress_text(done_, total_, failed_, rate);
  if (!terminal_.is_terminal) {
    complain(fmt::format("polder: {}", text));
    return;
  }
  // One column stays free: some terminals begin a new line when the last is filled.
  const std::size_t room = terminal_.width - 1;
  std::string line;
  if (room >= text.size() + kShortestBar + 3) {
    const std::size_t length = std::min(kLongestBar, room - text.size() - 3);
    const std::size_t filled =
        static_cast<std::size_t>(static_cast<double>(length) * static_cast<double>(done_) /
                                 static_cast<double>(std::max<std::uint64_t>(total_, 1)));
    line = fmt::format("[{}{}] ", std::string(filled, '='), std::string(length - filled, ' '));
  }
  line += wrapped(text, room).front();
  fmt::print(stderr, "\r{}\x1b[K", line);
  bar_drawn_ = true;
}

void ProgressMeter::clear() {
  if (!bar_drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  bar_drawn_ = false;
}

}  // namespace polder::cli
