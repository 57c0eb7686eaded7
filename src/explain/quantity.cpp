#include "explain/quantity.h"

#include <cmath>
#include <cstdint>

namespace polder::explain {

namespace {

using model::Cause;

enum class Unit : std::uint8_t { share, plain, count, weeks };

Unit unit_of(Cause what) {
  switch (what) {
    case Cause::read_share:
    case Cause::support:
    case Cause::draw:
    case Cause::quality:
    case Cause::coverage:
      return Unit::share;
    case Cause::none:
    case Cause::rule:
    case Cause::disagreement:
    case Cause::hours_left:
    case Cause::effort:
    case Cause::concreteness:
    case Cause::schedule:
    case Cause::stimulus:
    case Cause::content_trust:
    case Cause::stake:
    case Cause::backing:
    case Cause::backing_gap:
    case Cause::time:
    case Cause::knowledge:
      return Unit::plain;
    case Cause::redrafts:
      return Unit::count;
    case Cause::waiting_weeks:
    case Cause::weeks_overdue:
      return Unit::weeks;
  }
  return Unit::plain;
}

constexpr int kDecimals = 2;
constexpr int kMostDecimals = 6;

std::string times(double value, Language language) {
  const std::string count = number(value, 0, language);
  if (language == Language::nl) return count + " keer";
  return count == "1" ? "once" : count + " times";
}

/// Nearly nothing does not look like nothing, nor nearly all like all.
std::string share(double value, int decimals, Language language) {
  constexpr int kMost = 3;
  const bool partly = value > 0.0 && value < 1.0;
  std::string text = percent(value, decimals, language);
  while (partly && decimals < kMost &&
         (text == percent(0.0, decimals, language) || text == percent(1.0, decimals, language))) {
    text = percent(value, ++decimals, language);
  }
  return text;
}

std::string told(Unit unit, double value, int more, Language language) {
  switch (unit) {
    case Unit::share:
      return share(value, more, language);
    case Unit::count:
      return times(value, language);
    case Unit::weeks:
      return weeks(value, language);
    case Unit::plain:
      break;
  }
  return number(value, kDecimals + more, language);
}

}  // namespace

std::string quantity(Cause what, double value, Language language) {
  return told(unit_of(what), value, 0, language);
}

Comparison compared(Cause what, double value, double threshold, Language language) {
  const Unit unit = unit_of(what);
  Comparison both;
  for (int more = 0; more <= kMostDecimals; ++more) {
    both = {told(unit, value, more, language), told(unit, threshold, more, language)};
    if (both.value != both.threshold || value == threshold) break;
  }
  return both;
}

}  // namespace polder::explain
