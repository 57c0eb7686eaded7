// Counter-based random numbers: every draw is a pure function of what it is for.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "random/purpose.h"

#ifdef POLDER_DRAW_AUDIT
#include "random/audit.h"
#endif

namespace polder::random {

/// Which history: the seed of the experiment and the replicate's number in it.
struct ReplicateKey {
  std::uint64_t seed = 0;
  std::uint32_t replicate = 0;
};

/// Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3") keyed by the
/// seed; the counter is (replicate, entity, purpose and week, block). Hence a draw depends on
/// neither thread, order, nor on what any other mechanism drew, and variants that share seed and
/// replicate share their draws (common random numbers).
///
/// Ranges: entity < 2^32, week < 2^16, block < 2^32. One block holds four independent uniforms.
class Draws {
 public:
  using Block = std::array<double, 4>;

  Draws() = default;
  explicit Draws(ReplicateKey key) : key_(key) {}

  /// Four independent uniforms on the open interval (0, 1), on a grid of 2^-32 shifted by half a
  /// step, so that neither 0 nor 1 occurs.
  [[nodiscard]] Block block(Purpose purpose, std::uint32_t entity, std::uint32_t week,
                            std::uint32_t index = 0) const {
    assert(week < 0x10000U);  // a later week would be taken for another purpose
    note(purpose, &entity, &index, week, 1);
    using Generator = r123::Philox4x32;
    const Generator::key_type key{
        {static_cast<std::uint32_t>(key_.seed), static_cast<std::uint32_t>(key_.seed >> 32U)}};
    const Generator::ctr_type counter{
        {key_.replicate, entity, (static_cast<std::uint32_t>(purpose) << 16U) | week, index}};
    const Generator::ctr_type bits = Generator()(counter, key);
    return {to_unit(bits[0]), to_unit(bits[1]), to_unit(bits[2]), to_unit(bits[3])};
  }

  /// The first uniform of a block, for mechanisms that need only one.
  [[nodiscard]] double uniform(Purpose purpose, std::uint32_t entity, std::uint32_t week,
                               std::uint32_t index = 0) const {
    return block(purpose, entity, week, index)[0];
  }

  [[nodiscard]] const ReplicateKey& key() const { return key_; }

  /// Remembers `count` blocks where draws are audited (audit.h); nothing otherwise.
  void note([[maybe_unused]] Purpose purpose, [[maybe_unused]] const std::uint32_t* entity,
            [[maybe_unused]] const std::uint32_t* index, [[maybe_unused]] std::uint32_t week,
            [[maybe_unused]] std::size_t count) const {
#ifdef POLDER_DRAW_AUDIT
    for (std::size_t j = 0; j < count; ++j) {
      record_draw(
          {key_.seed, key_.replicate, entity[j], static_cast<std::uint32_t>(purpose), week, index[j]});
    }
#endif
  }

  /// 32 random bits as a number in (0, 1).
  static double to_unit(std::uint32_t bits) { return (static_cast<double>(bits) + 0.5) * 0x1p-32; }

 private:
  ReplicateKey key_;
};

}  // namespace polder::random
