#include "sweep/sobol_sequence.h"

#include <boost/random/sobol.hpp>

#include "random/stream.h"

namespace polder::sweep {
namespace {

/// The 32 random bits that a uniform was made from.
std::uint64_t bits_of(double uniform) { return static_cast<std::uint64_t>(uniform * 0x1p32); }

}  // namespace

struct SobolSequence::Engine {
  boost::random::sobol_engine<std::uint64_t, 64> sequence;
};

std::size_t most_sobol_dimensions() { return boost::random::default_sobol_table::max_dimension; }

SobolSequence::SobolSequence(std::size_t dimensions, std::uint64_t seed)
    : engine_(new Engine{boost::random::sobol_engine<std::uint64_t, 64>(dimensions)}), shift_(dimensions) {
  const random::Draws draws({.seed = seed, .replicate = 0});
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto block = draws.block(random::Purpose::design_shift, static_cast<std::uint32_t>(d), 0);
    shift_[d] = bits_of(block[0]) << 32U | bits_of(block[1]);
  }
}

SobolSequence::~SobolSequence() = default;

void SobolSequence::next(std::span<double> point) {
  for (std::size_t d = 0; d < point.size(); ++d) {
    // Boost's sequence starts after the origin.
    const std::uint64_t bits = (at_origin_ ? 0 : engine_->sequence()) ^ shift_[d];
    point[d] = static_cast<double>(bits >> 11U) * 0x1p-53;
  }
  at_origin_ = false;
}

}  // namespace polder::sweep
