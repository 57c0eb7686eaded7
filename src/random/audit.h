// Test instrument: remembers which draws were made. Compiled only where POLDER_DRAW_AUDIT is
// defined, which the product never does; it exists to prove that no draw is used twice.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

namespace polder::random {

/// The full identity of one block of draws.
struct DrawIdentity {
  std::uint64_t seed;
  std::uint32_t replicate;
  std::uint32_t entity;
  std::uint32_t purpose;
  std::uint32_t week;
  std::uint32_t index;
  auto operator<=>(const DrawIdentity&) const = default;
};

/// Draws made since the last clear(), in order.
inline std::vector<DrawIdentity>& drawn() {
  static std::vector<DrawIdentity> draws;
  return draws;
}

inline void record_draw(const DrawIdentity& draw) { drawn().push_back(draw); }

}  // namespace polder::random
