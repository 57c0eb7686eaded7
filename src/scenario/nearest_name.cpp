#include "scenario/nearest_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace polder::scenario {
namespace {

/// Longer names are not compared: the work grows with the product of the lengths.
constexpr std::size_t kLongestCompared = 100;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment distance (Damerau 1964; each piece edited once).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_previous(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
    }
    std::swap(before_previous, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

bool one_holds_the_other(std::string_view a, std::string_view b) {
  return (a.size() >= 3 && b.find(a) != std::string_view::npos) ||
         (b.size() >= 3 && a.find(b) != std::string_view::npos);
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view given,
                                             std::span<const std::string_view> known) {
  if (given.empty() || given.size() > kLongestCompared) return std::nullopt;
  std::size_t best = 2 * kLongestCompared;
  std::optional<std::string_view> nearest;
  for (const std::string_view name : known) {
    if (name.size() > kLongestCompared) continue;
    const std::size_t distance = edit_distance(given, name);
    // One slip in three letters is still recognisable, and so is half a name.
    const bool close = distance <= std::max<std::size_t>(1, std::max(given.size(), name.size()) / 3) &&
                       distance < std::min(given.size(), name.size());
    if (distance < best && (close || one_holds_the_other(given, name))) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::string enumeration(std::span<const std::string_view> names) {
  constexpr std::size_t kMost = 40;
  if (names.empty()) return "nothing";
  const std::size_t shown = std::min(names.size(), kMost);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

std::string suggestion(std::string_view given, std::span<const std::string_view> known) {
  if (const auto nearest = nearest_name(given, known)) return fmt::format("did you mean `{}`?", *nearest);
  if (known.empty()) return "nothing is allowed here";
  return fmt::format("allowed {} {}", known.size() == 1 ? "is" : "are", enumeration(known));
}

}  // namespace polder::scenario
