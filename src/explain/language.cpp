#include "explain/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace polder::explain {

namespace {

constexpr std::array<Bilingual, 12> kMonths{{{"januari", "January"},
                                             {"februari", "February"},
                                             {"maart", "March"},
                                             {"april", "April"},
                                             {"mei", "May"},
                                             {"juni", "June"},
                                             {"juli", "July"},
                                             {"augustus", "August"},
                                             {"september", "September"},
                                             {"oktober", "October"},
                                             {"november", "November"},
                                             {"december", "December"}}};

constexpr std::array<Bilingual, 12> kOrdinals{{{"eerste", "first"},
                                               {"tweede", "second"},
                                               {"derde", "third"},
                                               {"vierde", "fourth"},
                                               {"vijfde", "fifth"},
                                               {"zesde", "sixth"},
                                               {"zevende", "seventh"},
                                               {"achtste", "eighth"},
                                               {"negende", "ninth"},
                                               {"tiende", "tenth"},
                                               {"elfde", "eleventh"},
                                               {"twaalfde", "twelfth"}}};

}  // namespace

std::string number(double value, int decimals, Language language) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || c == '0' || c == '.'; })) {
    std::erase(text, '-');
  }
  if (language == Language::nl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string signed_number(double value, int decimals, Language language) {
  const std::string text = number(value, decimals, language);
  return text.starts_with('-') ? text : "+" + text;
}

std::string whole(double value, Language language) {
  std::string text = fmt::format("{:.0f}", std::abs(std::round(value)));
  constexpr std::size_t kThousands = 3;
  for (std::size_t at = text.size(); at > kThousands; at -= kThousands) {
    text.insert(at - kThousands, 1, language == Language::nl ? '.' : ',');
  }
  return std::round(value) < 0.0 ? "-" + text : text;
}

std::string percent(double share, int decimals, Language language) {
  constexpr double kPercent = 100.0;
  return number(kPercent * share, decimals, language) + " %";
}

std::string date(std::chrono::year_month_day day, Language language) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                     kMonths[static_cast<unsigned>(day.month()) - 1].in(language),
                     static_cast<int>(day.year()));
}

std::string nth_time(std::int32_t n, Language language) {
  const bool dutch = language == Language::nl;
  if (n <= 1) return dutch ? "voor het eerst" : "for the first time";
  const auto place = static_cast<std::size_t>(n) - 1;
  if (place >= kOrdinals.size()) {
    return dutch ? fmt::format("voor de {}e keer", n) : fmt::format("for time number {}", n);
  }
  const std::string_view ordinal = kOrdinals[place].in(language);
  if (dutch) return fmt::format("voor de {} keer", ordinal);
  return fmt::format("{} {} time", ordinal.starts_with('e') ? "an" : "a", ordinal);
}

std::string weeks(double count, Language language) {
  const bool is_whole = std::abs(count - std::round(count)) < 1e-9;
  const std::string text = number(count, is_whole ? 0 : 1, language);
  if (text == "1") return text + " week";
  return text + (language == Language::nl ? " weken" : " weeks");
}

std::string tasks(std::size_t count, Language language) {
  if (count == 1) return language == Language::nl ? "een taak" : "a task";
  return fmt::format("{} {}", count, language == Language::nl ? "taken" : "tasks");
}

std::string enumeration(std::span<const std::string> items, Language language) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 < items.size() ? ", " : language == Language::nl ? " en " : " and ";
    text += items[i];
  }
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  } else if (text.starts_with("\xC3") && text.size() > 1) {
    // Latin-1 letters in UTF-8: capitals lie 0x20 below.
    const auto second = static_cast<unsigned char>(text[1]);
    if (second >= 0xA0U && second != 0xB7U && second != 0xBFU) text[1] = static_cast<char>(second - 0x20U);
  }
  return text;
}

}  // namespace polder::explain
