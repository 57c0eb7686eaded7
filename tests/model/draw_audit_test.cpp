// Built on the model that remembers its draws: each is made once, and no mechanism's draws depend on
// another's.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "model/simulation.h"
#include "model/state.h"
#include "random/audit.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;
using random::DrawIdentity;
using random::Purpose;

std::vector<DrawIdentity> draws_of(const Scenario& scenario, std::uint32_t replicate = 0) {
  random::drawn().clear();
  Simulation simulation(scenario);
  simulation.start({.seed = scenario.seed, .replicate = replicate});
  while (!simulation.finished()) simulation.step();
  std::vector<DrawIdentity> draws = random::drawn();
  std::sort(draws.begin(), draws.end());
  return draws;
}

/// Sixteen municipalities from large to small, three years, an election, all concepts' rules met.
Scenario sixteen(Concept which) {
  Scenario s = five_municipalities(which);
  s.weeks = 156;
  s.elections = {142};
  s.municipalities.clear();
  for (int i = 0; i < 16; ++i) {
    Municipality m =
        municipality(numbered("M", i), 330'000.0 / (1.0 + 1.5 * i), i % 5 * 0.25 - 0.5, 5.0 / (1.0 + i), 2);
    m.arrears_at_start = 40.0 / (1.0 + i);
    s.municipalities.push_back(m);
  }
  s.groups[0].members.clear();
  s.groups[1].members.clear();
  for (MunicipalityIndex i = 0; i < 16; ++i) {
    s.groups[0].members.push_back(i);
    if (i % 3 != 2) s.groups[1].members.push_back(i);
  }
  s.groups[1].meeting_interval_weeks = 6;
  s.demand.half_years = half_years(0, s.weeks, 20'000, 16.9e6);
  return s;
}

void expect_no_draw_twice(const Scenario& scenario, const std::string& who) {
  const auto draws = draws_of(scenario);
  ASSERT_FALSE(draws.empty());
  const auto twice = std::adjacent_find(draws.begin(), draws.end());
  EXPECT_TRUE(twice == draws.end()) << who << ": purpose " << twice->purpose << ", entity " << twice->entity
                                    << ", week " << twice->week << ", block " << twice->index;
}

TEST(DrawAuditTest, NoDrawIsUsedTwiceInRandomScenarios) {
  for (std::uint64_t number = 0; number < 30; ++number) {
    expect_no_draw_twice(random_scenario(number),
                         numbered("random scenario ", static_cast<std::int64_t>(number)));
    expect_no_draw_twice(random_scenario(number, true),
                         numbered("shaken random scenario ", static_cast<std::int64_t>(number)));
  }
}

TEST(DrawAuditTest, NoDrawIsUsedTwiceAmongSixteenMunicipalities) {
  for (const Concept which : kConcepts) expect_no_draw_twice(sixteen(which), name_of(which));
}

TEST(DrawAuditTest, NoDrawIsUsedTwiceWhereWeeklyCountsAreLarge) {
  Scenario scenario = five_municipalities();
  scenario.demand.scale = 40.0;
  for (Municipality& m : scenario.municipalities) m.lettings_per_year *= 20.0;
  expect_no_draw_twice(scenario, "large counts");
}

TEST(DrawAuditTest, EveryDrawIsKeyedBySeedAndReplicate) {
  Scenario scenario = five_municipalities();
  scenario.seed = 0x123456789abcdefULL;
  for (const DrawIdentity& draw : draws_of(scenario, 17)) {
    ASSERT_EQ(draw.seed, scenario.seed);
    ASSERT_EQ(draw.replicate, 17U);
  }
}

TEST(DrawAuditTest, WeeksAndLanesStayWithinTheirPartOfTheKey) {
  Scenario scenario = five_municipalities();
  scenario.weeks = 2600;
  scenario.demand.half_years = half_years(0, scenario.weeks, 15'000, 16.9e6);
  for (const DrawIdentity& draw : draws_of(scenario)) ASSERT_LT(draw.week, 1U << 16U);
}

/// Purposes that are drawn on by the calendar alone: whatever else happens, the same draws are made.
constexpr std::array kByCalendar{Purpose::leave,
                                 Purpose::turnover,
                                 Purpose::initial_commitment,
                                 Purpose::alderman_turnover,
                                 Purpose::initial_content_trust,
                                 Purpose::initial_trust,
                                 Purpose::dossier_arrivals,
                                 Purpose::dossier_traits,
                                 Purpose::dossier_drafter,
                                 Purpose::position_noise,
                                 Purpose::attendance,
                                 Purpose::arrivals};

std::vector<DrawIdentity> by_calendar(const std::vector<DrawIdentity>& draws) {
  std::vector<DrawIdentity> kept;
  for (const DrawIdentity& draw : draws) {
    for (const Purpose purpose : kByCalendar) {
      if (draw.purpose == static_cast<std::uint32_t>(purpose)) kept.push_back(draw);
    }
  }
  return kept;
}

TEST(DrawAuditTest, AMechanismSwitchedOffLeavesTheDrawsOfTheOthers) {
  const std::vector<DrawIdentity> on = by_calendar(draws_of(sixteen(Concept::network)));
  for (const auto& field : kMechanismFields) {
    Scenario scenario = sixteen(Concept::network);
    scenario.mechanisms.*field.member = false;
    EXPECT_EQ(on, by_calendar(draws_of(scenario))) << field.name;
  }
}

TEST(DrawAuditTest, PurposesThatASwitchGovernsAreNotDrawnWithoutIt) {
  struct Case {
    bool Mechanisms::*member;
    Purpose purpose;
  };
  for (const Case& one :
       {Case{&Mechanisms::elections, Purpose::election}, Case{&Mechanisms::elections, Purpose::new_alderman},
        Case{&Mechanisms::ratification, Purpose::ratification},
        Case{&Mechanisms::pushing_through, Purpose::pushing_through},
        Case{&Mechanisms::withdrawal, Purpose::withdrawal}}) {
    const auto count = [&](const Scenario& scenario) {
      const auto draws = draws_of(scenario);
      return std::count_if(draws.begin(), draws.end(), [&](const DrawIdentity& draw) {
        return draw.purpose == static_cast<std::uint32_t>(one.purpose);
      });
    };
    Scenario scenario = sixteen(Concept::network);
    EXPECT_GT(count(scenario), 0) << static_cast<int>(one.purpose);
    scenario.mechanisms.*one.member = false;
    EXPECT_EQ(count(scenario), 0) << static_cast<int>(one.purpose);
  }
}

}  // namespace
}  // namespace polder::testing
