// Sentences say what was recorded, and the same in both languages.
#include "explain/sentence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "engine/small_scenario.h"
#include "explain/told.h"

namespace polder::explain {
namespace {

using model::Cause;
using model::Event;
using model::EventType;

/// A dossier of the small scenario, tabled in week 2 and sent back in week 5.
std::vector<Event> small_events() {
  return {{.week = 2,
           .type = EventType::dossier_tabled,
           .cause = Cause::schedule,
           .group = 0,
           .dossier = 0,
           .kind = 0,
           .municipality = 0,
           .value = 0.62,
           .detail = Cause::stake,
           .detail_value = 0.8},
          {.week = 5,
           .type = EventType::review_demanded,
           .cause = Cause::read_share,
           .group = 0,
           .dossier = 0,
           .kind = 0,
           .municipality = 2,
           .value = 0.2,
           .threshold = 0.64,
           .detail = Cause::content_trust,
           .detail_value = 0.27},
          {.week = 11,
           .type = EventType::redrafted,
           .cause = Cause::disagreement,
           .group = 0,
           .dossier = 0,
           .kind = 0,
           .municipality = 1,
           .value = 0.74,
           .threshold = 0.52,
           .detail = Cause::concreteness,
           .detail_value = 0.51},
          {.week = 17,
           .type = EventType::decided,
           .cause = Cause::support,
           .group = 0,
           .dossier = 0,
           .kind = 0,
           .value = 1.0,
           .threshold = 0.9,
           .detail = Cause::concreteness,
           .detail_value = 0.51}};
}

class Sentences : public ::testing::Test {
 protected:
  Sentences() { scenario_.dossier_kinds[0].name_nl = "woningen"; }
  std::string told(std::size_t event, Language language) const {
    const Names names(scenario_, events_);
    const std::vector<Fact> facts = facts_of(scenario_, events_);
    return Teller(events_, facts, names, language).sentence(event);
  }

  model::Scenario scenario_ = testing::small_scenario();
  std::vector<Event> events_ = small_events();
};

TEST_F(Sentences, SayWhoWhichQuantityItsValueAndTheThreshold) {
  EXPECT_EQ(told(0, Language::en), "Boven tables 'homes 1' (concreteness 0.62); much is at stake (0.80).");
  EXPECT_EQ(
      told(1, Language::en),
      "'homes 1' waits, time to read is requested for the first time: Súd-West has read 20 % and wants to "
      "have read 64 %; its trust in the group's judgement is low (0.27).");
  EXPECT_EQ(told(1, Language::nl),
            "'woningen 1' wacht, er wordt voor het eerst leestijd gevraagd: Súd-West heeft 20 % gelezen en "
            "wil 64 % "
            "gelezen hebben; het vertrouwen in het oordeel van de groep is daar laag (0,27).");
  EXPECT_THAT(told(2, Language::en), ::testing::HasSubstr("redrafted vaguer (0.62 -> 0.51)"));
  EXPECT_THAT(told(2, Language::nl), ::testing::HasSubstr("vager herschreven (0,62 -> 0,51)"));
  EXPECT_EQ(
      told(3, Language::en),
      "'homes 1' is decided after 15 weeks on the table and redrafted once: 100 % of those present agree, "
      "90 % is enough; concreteness 0.62 -> 0.51.");
}

TEST_F(Sentences, CountWhatCameBefore) {
  Event again = events_[1];
  again.week = 11;
  events_.insert(events_.begin() + 2, again);
  EXPECT_THAT(told(2, Language::nl), ::testing::HasSubstr("voor de tweede keer leestijd"));
}

TEST_F(Sentences, TimeAskedForIsInVainWhenTheLeaderPushes) {
  events_[2] = {.week = 5,
                .type = EventType::pushed_through,
                .cause = Cause::draw,
                .group = 0,
                .dossier = 0,
                .kind = 0,
                .municipality = 0,
                .value = 0.01,
                .threshold = 0.08,
                .detail = Cause::concreteness,
                .detail_value = 0.62};
  events_.resize(3);
  EXPECT_THAT(told(1, Language::en), ::testing::HasSubstr("in vain"));
  EXPECT_THAT(told(2, Language::en),
              ::testing::HasSubstr("though time to read was asked for; the chance of that was 8 %"));
}

/// Numbers of a sentence with their signs, sorted. Words for one ("once", "a task") are none.
std::vector<std::string> numbers_of(const std::string& text) {
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const auto digit = [&](std::size_t i) {
      return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    if (!digit(at)) {
      ++at;
      continue;
    }
    std::string found;
    if (at > 0 && (text[at - 1] == '-' || text[at - 1] == '+')) found = text[at - 1];
    while (digit(at) || ((text[at] == ',' || text[at] == '.') && digit(at + 1))) {
      found += text[at] == ',' ? '.' : text[at];
      ++at;
    }
    numbers.push_back(found);
  }
  std::ranges::sort(numbers);
  return numbers;
}

TEST(BothLanguages, NameTheSameFacts) {
  for (const auto& told : testing::told_replicates()) {
    SCOPED_TRACE(told->what);
    const Teller dutch(told->history.events, told->facts, told->names, Language::nl);
    const Teller english(told->history.events, told->facts, told->names, Language::en);
    for (std::size_t e = 0; e < told->history.events.size(); ++e) {
      for (const auto& [nl, en] : {std::pair(dutch.sentence(e), english.sentence(e)),
                                   std::pair(dutch.clause(e), english.clause(e))}) {
        ASSERT_THAT(en,
                    ::testing::Not(::testing::AnyOf(::testing::HasSubstr("{"), ::testing::HasSubstr("  "))));
        ASSERT_THAT(nl,
                    ::testing::Not(::testing::AnyOf(::testing::HasSubstr("{"), ::testing::HasSubstr("  "))));
        // "1 keer" is "once".
        std::vector<std::string> in_dutch = numbers_of(nl);
        if (en.find(" once") != std::string::npos) {
          in_dutch.erase(std::ranges::find(in_dutch, "1"));
        }
        ASSERT_EQ(in_dutch, numbers_of(en)) << nl << "\n" << en;
        for (const model::Municipality& m : told->scenario.municipalities) {
          ASSERT_EQ(nl.find(m.name) == std::string::npos, en.find(m.name) == std::string::npos) << nl << "\n"
                                                                                                << en;
        }
      }
    }
  }
}

TEST(BothLanguages, NameWhoAndTheDossier) {
  for (const auto& told : testing::told_replicates()) {
    const Teller teller(told->history.events, told->facts, told->names, Language::en);
    for (std::size_t e = 0; e < told->history.events.size(); ++e) {
      const Event& event = told->history.events[e];
      const std::string sentence = teller.sentence(e);
      if (event.dossier != model::kNone) {
        ASSERT_THAT(sentence, ::testing::HasSubstr(teller.dossier(event.dossier)));
      }
      if (event.municipality != model::kNone && event.type != EventType::carried_out) {
        ASSERT_THAT(sentence, ::testing::HasSubstr(told->names.municipality(event.municipality)));
      }
    }
  }
}

}  // namespace
}  // namespace polder::explain
