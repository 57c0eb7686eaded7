// Ties a documented key to the struct member that holds its value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "scenario/field.h"

namespace polder::scenario {

template <class T>
Value to_value(const T& held) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(held);
  } else {
    return held;
  }
}

template <class T>
T from_value(const Value& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return std::get<bool>(value);
  } else if constexpr (std::is_arithmetic_v<T>) {
    // A whole number may live in a double.
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<T>(*whole);
    return static_cast<T>(std::get<double>(value));
  } else {
    return std::get<T>(value);
  }
}

/// `field`, kept in `member` of what `at(scenario, element)` returns a reference to; `at` takes
/// const and other scenarios alike.
template <class At, class Struct, class T>
Field bound(Field field, At at, T Struct::*member) {
  field.get = [=](const model::Scenario& s, std::size_t i) { return to_value(at(s, i).*member); };
  field.set = [=](model::Scenario& s, std::size_t i, const Value& v) { at(s, i).*member = from_value<T>(v); };
  return field;
}

/// A text that may be left out: kept empty in `member` of what `at(scenario, element)` returns.
template <class At, class Struct>
Field optional_text(Field field, At at, std::string Struct::*member) {
  field.type = Type::text;
  field.get = [=](const model::Scenario& s, std::size_t i) {
    const std::string& held = at(s, i).*member;
    return held.empty() ? Value() : Value(held);
  };
  field.set = [=](model::Scenario& s, std::size_t i, const Value& v) {
    at(s, i).*member = std::get<std::string>(v);
  };
  return field;
}

/// A start week: `false` is never, `true` week 0.
inline Value week_or_off(model::Week week) {
  if (week == model::kNone) return false;
  return static_cast<std::int64_t>(week);
}

inline model::Week start_week(const Value& value) {
  if (const bool* on = std::get_if<bool>(&value)) return *on ? 0 : model::kNone;
  return static_cast<model::Week>(std::get<std::int64_t>(value));
}

/// A key for people only.
inline Field note_field() {
  return {.name = "source", .type = Type::note, .meaning = "where the numbers come from; kept for people"};
}

}  // namespace polder::scenario
