#include "output/journal.h"

#include <fmt/core.h>

#include <cstring>
#include <system_error>
#include <type_traits>
#include <utility>

#include "output/errors.h"

namespace polder::output {
namespace {

constexpr std::array<char, 8> kMagic{'p', 'o', 'l', 'd', 'e', 'r', 'J', '2'};

enum class Kind : std::uint32_t { chunk = 1, kept = 2 };

template <class T>
void put(std::vector<std::byte>& buffer, const T& value) {
  static_assert(std::has_unique_object_representations_v<T> || std::is_same_v<T, EventRow>);
  const auto bytes = std::as_bytes(std::span(&value, 1));
  buffer.insert(buffer.end(), bytes.begin(), bytes.end());
}

/// Takes values off the front of a record's body.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::span<const std::byte> take(std::uint64_t size) {
    if (size > bytes_.size()) throw IoError("the journal of an unfinished results file is damaged");
    const auto front = bytes_.first(static_cast<std::size_t>(size));
    bytes_ = bytes_.subspan(front.size());
    return front;
  }

  template <class T>
  T get() {
    T value;
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
  }

 private:
  std::span<const std::byte> bytes_;
};

static_assert(sizeof(EventRow) == 64);

PosixFile open_locked(const std::filesystem::path& path) {
  while (true) {
    PosixFile file(path, PosixFile::Mode::create);
    if (!file.lock()) {
      throw Refused(fmt::format("another run is writing beside {}; wait for it or choose another --out",
                                path.string()));
    }
    // The run that held the lock may have ended and removed the file in between.
    if (file.is_at_path()) return file;
  }
}

}  // namespace

struct Journal::Head {
  Kind kind = Kind::chunk;
  std::uint32_t rows = 0;
  std::uint64_t events = 0;
  std::uint64_t failures = 0;
  std::uint64_t body_bytes = 0;
};

Journal::Journal(std::filesystem::path path) : path_(std::move(path)), file_(open_locked(path_)) {}

bool Journal::started() const {
  std::array<char, kMagic.size()> magic{};
  if (file_.size() < magic.size()) return false;
  file_.read(0, std::as_writable_bytes(std::span(magic)));
  return magic == kMagic;
}

void Journal::reset() {
  file_.truncate(0);
  end_ = kept_at_ = rows_ = events_ = failures_ = 0;
}

void Journal::start() {
  file_.write(0, std::as_bytes(std::span(kMagic)));
  end_ = kMagic.size();
}

Journal::Head Journal::read_head(std::uint64_t at) const {
  Head head;
  file_.read(at, std::as_writable_bytes(std::span(&head, 1)));
  return head;
}

void Journal::recover() {
  const std::uint64_t size = file_.size();
  end_ = kMagic.size();
  kept_at_ = rows_ = events_ = failures_ = 0;
  while (end_ + sizeof(Head) <= size) {
    const Head head = read_head(end_);
    if (head.body_bytes > size - end_ - sizeof(Head)) break;
    if (head.kind != Kind::chunk) {
      if (head.kind == Kind::kept) kept_at_ = end_;
      break;
    }
    rows_ += head.rows;
    events_ += head.events;
    failures_ += head.failures;
    end_ += sizeof(Head) + head.body_bytes;
  }
  if (kept_at_ == 0) file_.truncate(end_);
}

void Journal::append_record(Head head, std::span<const std::byte> body) {
  static_assert(std::has_unique_object_representations_v<Head>);
  head.body_bytes = body.size();
  // The head goes last: with it the record is there.
  file_.write(end_ + sizeof(Head), body);
  file_.write(end_, std::as_bytes(std::span(&head, 1)));
}

void Journal::append(const engine::Chunk& chunk) {
  buffer_.clear();
  Head head{.kind = Kind::chunk,
            .rows = static_cast<std::uint32_t>(chunk.size()),
            .events = 0,
            .failures = chunk.failures().size(),
            .body_bytes = 0};
  for (std::size_t row = 0; row < chunk.size(); ++row) {
    const engine::Run run = chunk.run(row);
    for (const model::Event& event : chunk.events(row)) {
      put(buffer_, EventRow{.variant = static_cast<std::int32_t>(run.variant),
                            .replicate = static_cast<std::int32_t>(run.replicate),
                            .week = event.week,
                            .group = event.group,
                            .dossier = event.dossier,
                            .kind = event.kind,
                            .task = event.task,
                            .municipality = event.municipality,
                            .value = event.value,
                            .threshold = event.threshold,
                            .detail_value = event.detail_value,
                            .type = static_cast<std::int8_t>(event.type),
                            .cause = static_cast<std::int8_t>(event.cause),
                            .detail = static_cast<std::int8_t>(event.detail)});
      ++head.events;
    }
  }
  for (const engine::Failure& failure : chunk.failures()) {
    put(buffer_, failure.variant);
    put(buffer_, failure.replicate);
    put(buffer_, failure.seed);
    put(buffer_, std::uint64_t{failure.message.size()});
    const auto text = std::as_bytes(std::span(failure.message));
    buffer_.insert(buffer_.end(), text.begin(), text.end());
  }
  append_record(head, buffer_);
  rows_ += head.rows;
  events_ += head.events;
  failures_ += head.failures;
  end_ += sizeof(Head) + buffer_.size();
}

void Journal::replay(
    const std::function<void(std::span<const EventRow>, std::span<const engine::Failure>)>& visit) const {
  std::vector<std::byte> body;
  std::vector<EventRow> events;
  std::vector<engine::Failure> failures;
  for (std::uint64_t at = kMagic.size(); at < end_;) {
    const Head head = read_head(at);
    body.resize(static_cast<std::size_t>(head.body_bytes));
    file_.read(at + sizeof(Head), body);
    Cursor cursor(body);
    const auto rows = cursor.take(head.events * sizeof(EventRow));
    events.resize(static_cast<std::size_t>(head.events));
    if (!rows.empty()) std::memcpy(events.data(), rows.data(), rows.size());
    failures.clear();
    for (std::uint64_t f = 0; f < head.failures; ++f) {
      engine::Failure failure;
      failure.variant = cursor.get<std::uint32_t>();
      failure.replicate = cursor.get<std::uint32_t>();
      failure.seed = cursor.get<std::uint64_t>();
      for (const std::byte b : cursor.take(cursor.get<std::uint64_t>())) {
        failure.message.push_back(static_cast<char>(b));
      }
      failures.push_back(std::move(failure));
    }
    visit(events, failures);
    at += sizeof(Head) + head.body_bytes;
  }
}

void Journal::keep(const PosixFile& file, std::span<const Range> ranges) {
  buffer_.clear();
  put(buffer_, file.size());
  for (const Range& range : ranges) {
    put(buffer_, range.offset);
    put(buffer_, range.size);
    const std::size_t begin = buffer_.size();
    buffer_.resize(begin + static_cast<std::size_t>(range.size));
    file.read(range.offset, std::span(buffer_).subspan(begin));
  }
  append_record({.kind = Kind::kept, .rows = 0, .events = 0, .failures = 0, .body_bytes = 0}, buffer_);
  file_.sync();
  kept_at_ = end_;
}

void Journal::restore(const PosixFile& file) {
  if (kept_at_ == 0) return;
  const Head head = read_head(kept_at_);
  buffer_.resize(static_cast<std::size_t>(head.body_bytes));
  file_.read(kept_at_ + sizeof(Head), buffer_);
  Cursor cursor(buffer_);
  file.truncate(cursor.get<std::uint64_t>());
  for (std::size_t at = sizeof(std::uint64_t); at < buffer_.size();) {
    const auto offset = cursor.get<std::uint64_t>();
    const auto size = cursor.get<std::uint64_t>();
    file.write(offset, cursor.take(size));
    at += 2 * sizeof(std::uint64_t) + static_cast<std::size_t>(size);
  }
  file.sync();
  kept_at_ = 0;
  file_.truncate(end_);
}

void Journal::remove() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace polder::output
