#include "random/batch.h"

#include <algorithm>
#include <array>
#include <cstddef>

// The same arithmetic for several widths of vector unit, chosen when the program starts. Integer
// operations and exact conversions only: every width gives the same bits (tested against Random123).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define POLDER_WIDTHS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define POLDER_WIDTHS
#endif

namespace polder::random {

namespace {

constexpr std::size_t kLanes = 8;
using Words = std::array<std::uint32_t, kLanes>;

/// Counters in, uniforms out: out[4 * j + w] is word w of lane j. Philox4x32-10 as in Salmon et al.
/// (2011); the constants are the paper's.
POLDER_WIDTHS void philox_lanes(std::uint64_t seed, std::uint32_t replicate, const Words& entity,
                                std::uint32_t purpose_week, const Words& index, double* out) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
  constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
  constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
  Words x0;
  Words x1 = entity;
  Words x2;
  Words x3 = index;
  x0.fill(replicate);
  x2.fill(purpose_week);
  auto key0 = static_cast<std::uint32_t>(seed);
  auto key1 = static_cast<std::uint32_t>(seed >> 32U);
  for (int round = 0; round < 10; ++round) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      const std::uint64_t product0 = kMultiplier0 * x0[j];
      const std::uint64_t product1 = kMultiplier1 * x2[j];
      x0[j] = static_cast<std::uint32_t>(product1 >> 32U) ^ x1[j] ^ key0;
      x1[j] = static_cast<std::uint32_t>(product1);
      x2[j] = static_cast<std::uint32_t>(product0 >> 32U) ^ x3[j] ^ key1;
      x3[j] = static_cast<std::uint32_t>(product0);
    }
    key0 += kWeyl0;
    key1 += kWeyl1;
  }
  // (x + 1/2) / 2^32 by way of signed integers, which convert faster; exact either way.
  const auto to_unit = [](std::uint32_t x) {
    return (static_cast<double>(static_cast<std::int32_t>(x ^ 0x80000000U)) + 2147483648.5) * 0x1p-32;
  };
  for (std::size_t j = 0; j < kLanes; ++j) {
    out[4 * j + 0] = to_unit(x0[j]);
    out[4 * j + 1] = to_unit(x1[j]);
    out[4 * j + 2] = to_unit(x2[j]);
    out[4 * j + 3] = to_unit(x3[j]);
  }
}

std::uint32_t pack(Purpose purpose, std::uint32_t week) {
  return (static_cast<std::uint32_t>(purpose) << 16U) | week;
}

}  // namespace

void fill_blocks(const Draws& draws, Purpose purpose, std::uint32_t week, std::span<Draws::Block> out) {
  std::array<double, 4 * kLanes> words;
  Words index;
  index.fill(0);
  for (std::size_t first = 0; first < out.size(); first += kLanes) {
    Words entity;
    const std::size_t count = std::min(kLanes, out.size() - first);
    for (std::size_t j = 0; j < kLanes; ++j) entity[j] = static_cast<std::uint32_t>(first + j);
    draws.note(purpose, entity.data(), index.data(), week, count);
    philox_lanes(draws.key().seed, draws.key().replicate, entity, pack(purpose, week), index, words.data());
    for (std::size_t j = 0; j < count; ++j) std::copy_n(words.data() + 4 * j, 4, out[first + j].data());
  }
}

void fill_uniforms(const Draws& draws, Purpose purpose, std::uint32_t entity, std::uint32_t week,
                   std::span<double> out, std::uint32_t first_index) {
  std::array<double, 4 * kLanes> words;
  Words entities;
  entities.fill(entity);
  for (std::size_t first = 0; first < out.size(); first += 4 * kLanes) {
    const std::size_t count = std::min(4 * kLanes, out.size() - first);
    Words index;
    for (std::size_t j = 0; j < kLanes; ++j) index[j] = first_index + static_cast<std::uint32_t>(first / 4 + j);
    draws.note(purpose, entities.data(), index.data(), week, (count + 3) / 4);
    philox_lanes(draws.key().seed, draws.key().replicate, entities, pack(purpose, week), index, words.data());
    std::copy_n(words.data(), count, out.data() + first);
  }
}

}  // namespace polder::random
