#include "explain/sentence.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "explain/quantity.h"

namespace polder::explain {

namespace {

using model::Cause;
using model::Event;
using model::EventType;
using model::kNone;

/// Words for a share: low, fair or high.
std::string_view level(double value, const std::array<Bilingual, 3>& words, Language language) {
  constexpr double kFair = 0.4;
  constexpr double kHigh = 0.6;
  return words[value < kFair ? 0 : value < kHigh ? 1 : 2].in(language);
}

constexpr std::array<Bilingual, 3> kTrust{{{"laag", "low"}, {"redelijk", "fair"}, {"hoog", "high"}}};
constexpr std::array<Bilingual, 3> kStake{
    {{"weinig", "little"}, {"nogal wat", "something"}, {"veel", "much"}}};
constexpr std::array<Bilingual, 3> kBacking{{{"zwak", "weak"}, {"redelijk", "fair"}, {"sterk", "strong"}}};

/// "vager herschreven (0,62 -> 0,51)".
std::string change(const Fact& fact, Language language) {
  const bool dutch = language == Language::nl;
  const std::string after = number(fact.concreteness, 2, language);
  if (fact.concreteness == fact.concreteness_before) {
    return fmt::format("{} ({})", dutch ? "herschreven, even concreet" : "redrafted, as concrete as before",
                       after);
  }
  const Comparison both =
      compared(Cause::concreteness, fact.concreteness_before, fact.concreteness, language);
  const bool vaguer = fact.concreteness < fact.concreteness_before;
  const Bilingual words = vaguer ? Bilingual{"vager herschreven", "redrafted vaguer"}
                                 : Bilingual{"concreter gemaakt", "made more concrete"};
  return fmt::format("{} ({} -> {})", words.in(language), both.value, both.threshold);
}

/// "concreetheid 0,74 -> 0,51": from the first draft to now.
std::string course(const Fact& fact, Language language) {
  const std::string_view what = language == Language::nl ? "concreetheid" : "concreteness";
  if (fact.concreteness == fact.concreteness_tabled) {
    return fmt::format("{} {}", what, number(fact.concreteness, 2, language));
  }
  const Comparison both =
      compared(Cause::concreteness, fact.concreteness_tabled, fact.concreteness, language);
  return fmt::format("{} {} -> {}", what, both.value, both.threshold);
}

/// " en 2 keer herschreven"; nothing when it never was.
std::string redrafted(const Fact& fact, Language language) {
  if (fact.redrafts == 0) return {};
  return fmt::format(fmt::runtime(language == Language::nl ? " en {} herschreven" : " and redrafted {}"),
                     quantity(Cause::redrafts, fact.redrafts, language));
}

}  // namespace

std::string Teller::dossier(model::DossierIndex d) const {
  return fmt::format("'{}'", names_.dossier(d, language_));
}

std::string Teller::who(std::size_t event) const {
  const model::MunicipalityIndex i = events_[event].municipality;
  const bool dutch = language_ == Language::nl;
  if (i == kNone) return dutch ? "de gezamenlijke eenheid" : "the joint unit";
  if (!facts_[event].by_desk) return names_.municipality(i);
  return fmt::format(fmt::runtime(dutch ? "het regioteam van {}" : "the regional desk of {}"),
                     names_.municipality(i));
}

std::string Teller::filled(std::string_view phrase, std::size_t e, std::size_t count) const {
  const Event& event = events_[e];
  const Fact& fact = facts_[e];
  // Of a draw only the chance is told.
  const Comparison both = event.cause == Cause::schedule || event.cause == Cause::none ||
                                  event.cause == Cause::rule || event.cause == Cause::draw
                              ? Comparison{quantity(event.cause, event.value, language_),
                                           quantity(event.cause, event.threshold, language_)}
                              : compared(event.cause, event.value, event.threshold, language_);
  fmt::dynamic_format_arg_store<fmt::format_context> places;
  const auto place = [&](const char* name, auto text) {
    places.push_back(fmt::arg(name, std::string(text)));
  };
  place("who", who(e));
  place("dossier", event.dossier == kNone ? std::string() : dossier(event.dossier));
  place("tasks", tasks(count, language_));
  // The value of an election is a change, that of a departure a share.
  place("value", event.type == EventType::election_held ? signed_number(event.value, 2, language_)
                 : event.type == EventType::staff_left  ? percent(event.value, 0, language_)
                                                        : both.value);
  place("threshold", both.threshold);
  place("detail", quantity(event.detail, event.detail_value, language_));
  place("trust", level(event.detail_value, kTrust, language_));
  place("stake", level(event.detail_value, kStake, language_));
  place("backing", level(event.detail_value, kBacking, language_));
  place("review_times", nth_time(fact.reviews, language_));
  place("redraft_times", nth_time(fact.redrafts, language_));
  place("redrafted", redrafted(fact, language_));
  place("weeks", weeks(fact.weeks_on_table, language_));
  place("change", change(fact, language_));
  place("course", course(fact, language_));
  const auto form = [&](double which) -> std::string_view {
    if (event.type != EventType::concept_switched) return {};
    return concept_form(static_cast<model::Concept>(static_cast<int>(which))).in(language_);
  };
  place("group", event.group == kNone ? std::string() : names_.group(event.group, language_));
  place("concept_before", form(event.threshold));
  place("concept_after", form(event.value));
  place("intervention", event.type == EventType::intervention_started
                            ? intervention(static_cast<std::size_t>(event.value)).in(language_)
                            : std::string_view());
  return fmt::vformat(phrase, places);
}

std::string Teller::sentence(std::size_t event, std::size_t count) const {
  const Phrase& phrase = phrase_of(events_[event].type, events_[event].cause, facts_[event].manner);
  return capitalised(filled(phrase.sentence.in(language_), event, count));
}

std::string Teller::clause(std::size_t event, std::size_t count) const {
  const Phrase& phrase = phrase_of(events_[event].type, events_[event].cause, facts_[event].manner);
  return filled(phrase.clause.in(language_), event, count);
}

}  // namespace polder::explain
