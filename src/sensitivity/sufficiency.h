// When a design is too small for what is read off it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sensitivity/chance.h"
#include "sensitivity/interval.h"

namespace polder::sensitivity {

/// Something that falls short.
struct Shortfall {
  enum class Kind : std::uint8_t {
    samples,       ///< have and want: complete base samples, trajectories or points
    width,         ///< have: width of an interval; want: the widest that is acceptable
    sum_of_first,  ///< have: sum of the first-order indices; want: the most that sampling error explains
    combinations,  ///< have and want: combinations of a factorial's levels that have a value, and all
    chance         ///< have: share of chance in the means of points; want: the most that does little
  };
  Kind kind = Kind::samples;
  double have = 0.0;
  double want = 0.0;
  std::size_t parameter = 0;  ///< width: whose interval
};

/// Rules of thumb, not theorems: Sobol indices need hundreds of base samples (Saltelli et al. 2008, "Global
/// sensitivity analysis: the primer"), elementary effects some 10 trajectories or more (Campolongo, Cariboni
/// & Saltelli 2007).
inline constexpr std::size_t kFewestBaseSamples = 64;
inline constexpr std::size_t kFewestTrajectories = 10;
inline constexpr std::size_t kFewestPoints = 100;
/// Of the largest index; for elementary effects of the largest mu*, relative to it.
inline constexpr double kWidestInterval = 0.2;

/// Fewer samples than `want`.
void require_samples(std::size_t have, std::size_t want, std::vector<Shortfall>& shortfalls);

/// Shares of a factorial are of all its combinations of levels: those done first tell nothing of the rest.
void require_all(std::size_t have, std::size_t want, std::vector<Shortfall>& shortfalls);

/// The interval of the largest estimate, over `scale`, is wider than kWidestInterval.
void require_narrow(std::span<const Interval> estimates, double scale, std::vector<Shortfall>& shortfalls);

/// First-order indices sum to at most 1; here to more than their intervals' half widths allow.
void require_sum(std::span<const Interval> first, std::vector<Shortfall>& shortfalls);

/// More than kLittleChance of what differs between points' means is chance.
void require_little_chance(const ChanceShares& chance, std::vector<Shortfall>& shortfalls);

/// Samples for intervals no wider than `width`, where `samples` gave intervals of `widest`: widths go with
/// 1 / sqrt(samples). Rounded up to a power of two, with which
/// Sobol sequences are balanced.
std::size_t samples_for_width(std::size_t samples, double widest, double width);

}  // namespace polder::sensitivity
