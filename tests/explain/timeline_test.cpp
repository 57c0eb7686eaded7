// A timeline leaves nothing out, tells nothing twice, and begins and ends with what matters.
#include "explain/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "engine/small_scenario.h"
#include "explain/summary.h"
#include "explain/told.h"

namespace polder::explain {
namespace {

using ::testing::HasSubstr;

constexpr std::array kDetails{Detail::brief, Detail::full, Detail::all};

TEST(Timeline, HasEveryEventOnce) {
  for (const auto& told : testing::told_replicates()) {
    for (const Detail detail : kDetails) {
      const auto entries =
          timeline(told->scenario, told->history, {.language = Language::nl, .detail = detail});
      std::vector<std::size_t> events;
      for (const Entry& entry : entries) {
        EXPECT_FALSE(entry.sentence.empty());
        EXPECT_EQ(entry.events.empty(), entry.topic == Topic::opening || entry.topic == Topic::closing);
        events.insert(events.end(), entry.events.begin(), entry.events.end());
      }
      std::ranges::sort(events);
      std::vector<std::size_t> all(told->history.events.size());
      std::iota(all.begin(), all.end(), 0U);
      EXPECT_EQ(events, all) << told->what;
    }
  }
}

TEST(Timeline, GoesByWeekAndDatesItsEntries) {
  for (const auto& told : testing::told_replicates()) {
    for (const Detail detail : kDetails) {
      const auto entries = timeline(told->scenario, told->history, {.detail = detail});
      model::Week last = 0;
      for (const Entry& entry : entries) {
        EXPECT_GE(entry.week, last);
        last = entry.week;
        EXPECT_LT(entry.week, told->scenario.weeks);
        EXPECT_LE(entry.first_week, entry.week);
        EXPECT_EQ(std::chrono::sys_days(entry.date) - std::chrono::sys_days(told->scenario.start),
                  std::chrono::days(7 * entry.week));
        for (const std::size_t e : entry.events) {
          EXPECT_LE(told->history.events[e].week, entry.week);
          EXPECT_GE(told->history.events[e].week, entry.first_week);
        }
      }
    }
  }
}

TEST(Timeline, IsBriefWhereBriefIsAskedFor) {
  const testing::Told& told = *testing::told_replicates().front();
  std::vector<std::size_t> entries;
  std::vector<std::size_t> bytes;
  for (const Detail detail : kDetails) {
    const auto all = timeline(told.scenario, told.history, {.detail = detail});
    entries.push_back(all.size());
    bytes.push_back(0);
    for (const Entry& entry : all) bytes.back() += entry.sentence.size();
  }
  EXPECT_LT(entries[0], entries[1]);
  EXPECT_LT(entries[1], entries[2]);
  EXPECT_LT(2 * bytes[0], bytes[1]);
}

TEST(Timeline, BeginsWithWhoAndEndsWithWhatCameOfIt) {
  const testing::Told& told = *testing::told_replicates().front();
  const auto entries = timeline(told.scenario, told.history, {.language = Language::nl});
  EXPECT_THAT(entries.front().sentence, HasSubstr("Werkgroep huisvesting: 16 gemeenten, als netwerk"));
  std::size_t decided = 0;
  for (const model::Event& event : told.history.events) {
    const bool decision =
        event.type == model::EventType::decided || event.type == model::EventType::pushed_through;
    decided += decision && event.group == 0 ? 1 : 0;
  }
  std::string end;
  for (const Entry& entry : entries) {
    if (entry.topic == Topic::closing) end += entry.sentence;
  }
  EXPECT_THAT(end, HasSubstr("vastgesteld " + std::to_string(decided) + " "));
  EXPECT_THAT(end, HasSubstr("Gehuisvest: " + whole(told.history.placed, Language::nl)));
}

TEST(Timeline, TellsOnlyWhatTheFilterLetsThrough) {
  const testing::Told& told = *testing::told_replicates().front();
  const model::MunicipalityIndex zeist = *municipality_named(told.scenario, "Zeist");
  std::size_t expected = 0;
  for (const model::Event& event : told.history.events) expected += event.municipality == zeist ? 1 : 0;
  ASSERT_GT(expected, 0U);
  for (const Detail detail : kDetails) {
    std::size_t found = 0;
    Filter filter;
    filter.municipality = zeist;
    for (const Entry& entry : timeline(told.scenario, told.history, {.detail = detail, .filter = filter})) {
      EXPECT_EQ(entry.municipalities, std::vector{zeist});
      found += entry.events.size();
    }
    EXPECT_EQ(found, expected);
  }
}

TEST(Summary, PersonsToHouseAreTheTargetsWithinTheHorizon) {
  model::Scenario scenario = testing::small_scenario(39);
  // Rounded up per municipality: 20000 in 26 weeks, then half of 15000.
  const double first = 118 + 59 + 36;
  const double second = 89 + 45 + 27;
  EXPECT_NEAR(persons_to_house(scenario), first + second * 0.5, 1e-9);
  for (model::Municipality& m : scenario.municipalities) m.targets = {10, 20, 30};
  EXPECT_NEAR(persons_to_house(scenario), 30.0 + 60.0 * 0.5, 1e-9);
}

}  // namespace
}  // namespace polder::explain
