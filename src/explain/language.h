// Numbers, dates and lists as Dutch and English write them.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace polder::explain {

enum class Language : std::uint8_t { nl, en };

/// The same in Dutch and English, in the order of Language.
struct Bilingual {
  std::string_view nl;
  std::string_view en;

  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::nl ? nl : en;
  }
};

/// "0,62" or "0.62".
std::string number(double value, int decimals, Language language);

/// "+0,12", "-0.30".
std::string signed_number(double value, int decimals, Language language);

/// Rounded, with separators of thousands: "4.620" or "4,620".
std::string whole(double value, Language language);

/// "20 %".
std::string percent(double share, int decimals, Language language);

/// "27 januari 2016" or "27 January 2016".
std::string date(std::chrono::year_month_day day, Language language);

/// "voor de derde keer" or "a third time"; the first: "voor het eerst", "for the first time".
std::string nth_time(std::int32_t n, Language language);

/// "1 week", "12 weken", "2.4 weeks".
std::string weeks(double count, Language language);

/// "a task", "3 taken".
std::string tasks(std::size_t count, Language language);

/// "A, B en C".
std::string enumeration(std::span<const std::string> items, Language language);

/// With its first letter as a capital.
std::string capitalised(std::string text);

}  // namespace polder::explain
