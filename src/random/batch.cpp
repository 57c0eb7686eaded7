#include "random/batch.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define POLDER_AVX2_KERNEL
#endif

namespace polder::random {

namespace {

constexpr std::size_t kLanes = 8;
using Words = std::array<std::uint32_t, kLanes>;

/// Philox4x32-10 (Salmon et al. 2011); the constants are the paper's.
constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

/// What the lanes of a batch have in common.
struct Common {
  std::uint64_t seed;
  std::uint32_t replicate;
  std::uint32_t purpose_week;
};

/// Counters in, uniforms out: out[4 * j + w] is word w of lane j. For any machine.
void philox_portable(const Common& common, const Words& entity, const Words& index, double* out) {
  Words x0;
  Words x1 = entity;
  Words x2;
  Words x3 = index;
  x0.fill(common.replicate);
  x2.fill(common.purpose_week);
  auto key0 = static_cast<std::uint32_t>(common.seed);
  auto key1 = static_cast<std::uint32_t>(common.seed >> 32U);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      const std::uint64_t product0 = std::uint64_t{kMultiplier0} * x0[j];
      const std::uint64_t product1 = std::uint64_t{kMultiplier1} * x2[j];
      x0[j] = static_cast<std::uint32_t>(product1 >> 32U) ^ x1[j] ^ key0;
      x1[j] = static_cast<std::uint32_t>(product1);
      x2[j] = static_cast<std::uint32_t>(product0 >> 32U) ^ x3[j] ^ key1;
      x3[j] = static_cast<std::uint32_t>(product0);
    }
    key0 += kWeyl0;
    key1 += kWeyl1;
  }
  for (std::size_t j = 0; j < kLanes; ++j) {
    out[4 * j + 0] = Draws::to_unit(x0[j]);
    out[4 * j + 1] = Draws::to_unit(x1[j]);
    out[4 * j + 2] = Draws::to_unit(x2[j]);
    out[4 * j + 3] = Draws::to_unit(x3[j]);
  }
}

#ifdef POLDER_AVX2_KERNEL
/// The same for four lanes of 64 bits at a time, of which the low half counts: what is above it is
/// never read by the multiplication. Compilers do not find this form by themselves.
__attribute__((target("avx2"))) void philox_avx2(const Common& common, const Words& entity,
                                                 const Words& index, double* out) {
  const __m256i multiplier0 = _mm256_set1_epi64x(kMultiplier0);
  const __m256i multiplier1 = _mm256_set1_epi64x(kMultiplier1);
  const __m256i low_half = _mm256_set1_epi64x(0xFFFFFFFF);
  // 2^52 + x as a double has x in its low bits; taking 2^52 - 1/2 away leaves x + 1/2, exactly.
  const __m256i exponent = _mm256_set1_epi64x(0x4330000000000000);
  const __m256d offset = _mm256_set1_pd(0x1p52 - 0.5);
  const __m256d scale = _mm256_set1_pd(0x1p-32);
  for (std::size_t first = 0; first < kLanes; first += 4) {
    __m256i x0 = _mm256_set1_epi64x(common.replicate);
    __m256i x1 =
        _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(entity.data() + first)));
    __m256i x2 = _mm256_set1_epi64x(common.purpose_week);
    __m256i x3 =
        _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(index.data() + first)));
    auto key0 = static_cast<std::uint32_t>(common.seed);
    auto key1 = static_cast<std::uint32_t>(common.seed >> 32U);
    for (int round = 0; round < kRounds; ++round) {
      const __m256i product0 = _mm256_mul_epu32(multiplier0, x0);
      const __m256i product1 = _mm256_mul_epu32(multiplier1, x2);
      x0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product1, 32), x1), _mm256_set1_epi64x(key0));
      x1 = product1;
      x2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product0, 32), x3), _mm256_set1_epi64x(key1));
      x3 = product0;
      key0 += kWeyl0;
      key1 += kWeyl1;
    }
    alignas(32) std::array<double, 4> uniform;
    std::size_t word = 0;
    for (const __m256i x : {x0, x1, x2, x3}) {
      const __m256d shifted = _mm256_castsi256_pd(_mm256_or_si256(_mm256_and_si256(x, low_half), exponent));
      _mm256_store_pd(uniform.data(), _mm256_mul_pd(_mm256_sub_pd(shifted, offset), scale));
      for (std::size_t j = 0; j < 4; ++j) out[4 * (first + j) + word] = uniform[j];
      ++word;
    }
  }
}
#endif

/// Every kernel gives the same bits (tested against Random123); which one runs is chosen once.
using Kernel = void (*)(const Common&, const Words&, const Words&, double*);

Kernel best_kernel() {
#ifdef POLDER_AVX2_KERNEL
  if (__builtin_cpu_supports("avx2") != 0) return philox_avx2;
#endif
  return philox_portable;
}

const Kernel philox = best_kernel();

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
    philox({draws.key().seed, draws.key().replicate, pack(purpose, week)}, entity, index, words.data());
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
    for (std::size_t j = 0; j < kLanes; ++j)
      index[j] = first_index + static_cast<std::uint32_t>(first / 4 + j);
    draws.note(purpose, entities.data(), index.data(), week, (count + 3) / 4);
    philox({draws.key().seed, draws.key().replicate, pack(purpose, week)}, entities, index, words.data());
    std::copy_n(words.data(), count, out.data() + first);
  }
}

}  // namespace polder::random
