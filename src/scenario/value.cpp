#include "scenario/value.h"

#include <fmt/format.h>

#include <type_traits>

namespace polder::scenario {
namespace {

std::string item(double number) { return fmt::format("{}", number); }
std::string item(const std::string& text) { return in_quotes(text); }
std::string item(const Date& date) { return to_text(date); }
std::string item(const std::pair<std::string, double>& pair) {
  return fmt::format("{} = {}", in_quotes(pair.first), pair.second);
}

template <class Items>
std::string joined(const Items& items, std::string_view open, std::string_view close) {
  std::string text(open);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += ", ";
    text += item(items[i]);
  }
  return text.append(close);
}

/// Bytes of the sequence that `lead` starts; 0 if it cannot start one.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

/// Range of the second byte: excludes overlong forms, surrogates and values above U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

}  // namespace

std::string to_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_text(const Value& value) {
  return std::visit(
      [](const auto& held) -> std::string {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::monostate>) {
          return {};
        } else if constexpr (std::is_same_v<Held, std::string>) {
          return held;
        } else if constexpr (std::is_same_v<Held, Date>) {
          return to_text(held);
        } else if constexpr (std::is_arithmetic_v<Held>) {
          return fmt::format("{}", held);
        } else if constexpr (std::is_same_v<Held, NumberByName>) {
          return joined(held, "{ ", " }");
        } else {
          return joined(held, "[", "]");
        }
      },
      value);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result += c;
    }
  }
  return result += '"';
}

std::string in_quotes_briefly(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return in_quotes(text);
  std::size_t end = kLongest;
  // Not in the middle of a character: continuation bytes are 10xxxxxx.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return in_quotes(std::string(text.substr(0, end)) + "...");
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || i + length > bytes.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(bytes[i + k]);
      const bool fits = k == 1 ? second_byte_fits(lead, byte) : (byte & 0xC0U) == 0x80U;
      if (!fits) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace polder::scenario
