// The Sobol sequence with a random digital shift.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace polder::sweep {

/// Dimensions that direction numbers are known for.
std::size_t most_sobol_dimensions();

/// Points of the Sobol sequence (direction numbers of Joe & Kuo, doi:10.1137/070709359, as Boost.Random has
/// them) in Gray-code order from the origin on, each dimension shifted by 64 random bits (exclusive or). The
/// first 2^m points are balanced over all elementary intervals that the sequence balances, shifted or not. A
/// point depends on neither how many there are, nor a coordinate on how many dimensions.
class SobolSequence {
 public:
  SobolSequence(std::size_t dimensions, std::uint64_t seed);
  ~SobolSequence();
  SobolSequence(const SobolSequence&) = delete;
  SobolSequence& operator=(const SobolSequence&) = delete;

  /// The next point, one number in [0, 1) per dimension.
  void next(std::span<double> point);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
  std::vector<std::uint64_t> shift_;
  bool at_origin_ = true;
};

}  // namespace polder::sweep
