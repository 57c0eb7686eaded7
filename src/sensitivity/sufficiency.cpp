#include "sensitivity/sufficiency.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace polder::sensitivity {

void require_samples(std::size_t have, std::size_t want, std::vector<Shortfall>& shortfalls) {
  if (have >= want) return;
  shortfalls.push_back({.kind = Shortfall::Kind::samples,
                        .have = static_cast<double>(have),
                        .want = static_cast<double>(want),
                        .parameter = 0});
}

void require_all(std::size_t have, std::size_t want, std::vector<Shortfall>& shortfalls) {
  if (have == want) return;
  shortfalls.push_back({.kind = Shortfall::Kind::combinations,
                        .have = static_cast<double>(have),
                        .want = static_cast<double>(want),
                        .parameter = 0});
}

void require_narrow(std::span<const Interval> estimates, double scale, std::vector<Shortfall>& shortfalls) {
  if (estimates.empty()) return;
  std::size_t largest = 0;
  for (std::size_t j = 1; j < estimates.size(); ++j) {
    if (!(estimates[j].estimate <= estimates[largest].estimate)) largest = j;
  }
  const double width = estimates[largest].width() / scale;
  if (!(width > kWidestInterval)) return;
  shortfalls.push_back(
      {.kind = Shortfall::Kind::width, .have = width, .want = kWidestInterval, .parameter = largest});
}

void require_sum(std::span<const Interval> first, std::vector<Shortfall>& shortfalls) {
  double sum = 0.0;
  double squares = 0.0;
  for (const Interval& index : first) {
    sum += index.estimate;
    squares += index.width() * index.width() / 4.0;
  }
  // As if their errors were independent.
  const double most = 1.0 + std::sqrt(squares);
  if (!(sum > most)) return;
  shortfalls.push_back({.kind = Shortfall::Kind::sum_of_first, .have = sum, .want = most, .parameter = 0});
}

void require_little_chance(const ChanceShares& chance, std::vector<Shortfall>& shortfalls) {
  if (!(chance.chance_in_means > kLittleChance)) return;
  shortfalls.push_back({.kind = Shortfall::Kind::chance,
                        .have = chance.chance_in_means,
                        .want = kLittleChance,
                        .parameter = 0});
}

std::size_t samples_for_width(std::size_t samples, double widest, double width) {
  constexpr double kMost = 0x1p62;
  const double ratio = widest / width;
  const double needed = std::ceil(static_cast<double>(samples) * ratio * ratio);
  return std::bit_ceil(static_cast<std::size_t>(std::clamp(needed, 1.0, kMost)));
}

}  // namespace polder::sensitivity
