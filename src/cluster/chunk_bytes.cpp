#include "cluster/chunk_bytes.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>

#include "model/outcomes/outcome.h"

namespace polder::cluster {
namespace {

void put(std::vector<std::byte>& bytes, std::span<const std::byte> more) {
  const std::size_t before = bytes.size();
  bytes.resize(before + more.size());
  if (!more.empty()) std::memcpy(bytes.data() + before, more.data(), more.size());
}

template <class T>
void put(std::vector<std::byte>& bytes, const T& value) {
  put(bytes, std::as_bytes(std::span(&value, 1)));
}

class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  void read(std::span<T> values) {
    if (values.size_bytes() > bytes_.size()) throw std::runtime_error("a message between ranks was cut off");
    if (!values.empty()) std::memcpy(values.data(), bytes_.data(), values.size_bytes());
    bytes_ = bytes_.subspan(values.size_bytes());
  }

  template <class T>
  T get() {
    T value{};
    read(std::span(&value, 1));
    return value;
  }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace

std::vector<std::byte> to_bytes(const engine::Block& block) {
  std::vector<std::byte> bytes;
  put(bytes, block);
  return bytes;
}

engine::Block block_from_bytes(std::span<const std::byte> bytes) {
  return Cursor(bytes).get<engine::Block>();
}

std::vector<std::byte> to_bytes(const engine::Chunk& chunk) {
  std::vector<std::byte> bytes = to_bytes(chunk.block());
  put(bytes, std::uint64_t{chunk.size()});
  put(bytes, std::as_bytes(chunk.status()));
  for (std::size_t k = 0; k < model::scalar_catalogue().size(); ++k)
    put(bytes, std::as_bytes(chunk.scalar(k)));
  for (const engine::Failure& failure : chunk.failures()) {
    put(bytes, failure.seed);
    put(bytes, std::uint64_t{failure.message.size()});
    put(bytes, std::as_bytes(std::span(failure.message)));
  }
  return bytes;
}

void from_bytes(std::span<const std::byte> bytes, engine::Chunk& chunk) {
  Cursor cursor(bytes);
  chunk.begin(cursor.get<engine::Block>());
  const auto rows = static_cast<std::size_t>(cursor.get<std::uint64_t>());
  if (rows > chunk.planned())
    throw std::runtime_error("a message between ranks has more runs than its block");
  std::vector<engine::Status> status(rows);
  cursor.read(std::span(status));
  const std::size_t outcomes = model::scalar_catalogue().size();
  std::vector<double> values(outcomes * rows);  // [outcome][row]
  cursor.read(std::span(values));
  std::vector<double> row(outcomes);
  for (std::size_t r = 0; r < rows; ++r) {
    if (status[r] == engine::Status::failed) {
      const auto seed = cursor.get<std::uint64_t>();
      const auto length = cursor.get<std::uint64_t>();
      if (length > bytes.size()) throw std::runtime_error("a message between ranks was cut off");
      std::string message(static_cast<std::size_t>(length), '\0');
      cursor.read(std::span(message));
      chunk.add_failure(seed, std::move(message));
      continue;
    }
    for (std::size_t k = 0; k < outcomes; ++k) row[k] = values[k * rows + r];
    chunk.add(row);
  }
}

}  // namespace polder::cluster
