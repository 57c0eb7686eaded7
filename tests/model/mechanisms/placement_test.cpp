#include "model/mechanisms/placement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(PlacementTest, ArrivalsFollowTheTarget) {
  // 400 replicates of two years: persons arrive in cases of 1 or 4; five standard errors of the total.
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  double arrived = 0.0;
  for (std::uint32_t r = 0; r < 400; ++r) {
    simulation.start({.seed = 1, .replicate = r});
    while (!simulation.finished()) simulation.step();
    arrived += sum(simulation.state().flows.arrivals);
  }
  double expected = 0.0;
  for (const Municipality& m : scenario.municipalities)
    expected += 4.0 * std::ceil(15'000.0 * m.population / 16.9e6);
  expected *= 400.0;
  const double mean_of_squares = (0.6 * 1.0 + 0.4 * 16.0) / (0.6 + 1.6);  // per person
  EXPECT_NEAR(arrived, expected, 5.0 * std::sqrt(expected * mean_of_squares));
}

TEST(PlacementTest, OwnTargetsReplaceTheShareOfPopulation) {
  Scenario scenario = five_municipalities();
  scenario.municipalities[2].targets = {0.0, 260.0, 0.0, 0.0};
  World world(scenario);
  world.live(26);
  EXPECT_EQ(world.state().flows.arrivals[2], 0.0);
  world.live(1);
  EXPECT_EQ(world.state().weekly_target[2], 10.0);
  world.live(25);
  EXPECT_GT(world.state().flows.arrivals[2], 130.0);
}

TEST(PlacementTest, TheShockHoldsForItsWeeks) {
  Scenario scenario = five_municipalities();
  scenario.interventions.inflow_shock = 10;
  scenario.parameters.intervention_size.inflow_weeks = 5;
  scenario.parameters.intervention_size.inflow_factor = 3.0;
  World world(scenario);
  world.live(10);
  const double before = world.state().arrival_rate[0];
  for (int week = 0; week < 5; ++week) {
    world.live(1);
    EXPECT_NEAR(world.state().arrival_rate[0], 3.0 * before, 1e-12);
  }
  world.live(1);
  EXPECT_NEAR(world.state().arrival_rate[0], before, 1e-12);
}

TEST(PlacementTest, QueueIsFirstInFirstOut) {
  World world(five_municipalities());
  State& s = world.state();
  for (int week = 0; week < 104; ++week) {
    world.live(1);
    // Nobody who came later is placed while somebody who came before still waits: no gap with a later cohort
    // whole.
    for (std::size_t slot = 0; slot < s.waiting.size(); ++slot) {
      const std::int32_t* cohorts = s.cohort.data() + slot * static_cast<std::size_t>(s.history);
      for (std::int32_t w = 0; w < s.head[slot]; ++w)
        ASSERT_EQ(cohorts[w], 0) << "slot " << slot << ", cohort " << w;
    }
  }
}

TEST(PlacementTest, OldestCasesAreTakenFirstAndTheirWaitIsBooked) {
  Scenario scenario = five_municipalities();
  scenario.interventions.temporary_housing = 0;
  scenario.parameters.intervention_size.temporary_dwellings = 2.0;
  scenario.parameters.intervention_size.temporary_build_weeks = 1.0;
  for (Municipality& m : scenario.municipalities) {
    m.lettings_per_year = 0.0;
    m.arrears_at_start = 0.0;
  }
  scenario.demand.scale = 0.0;
  World world(scenario);
  State& s = world.state();
  // One person waits for 5 weeks in C, one for 3 weeks in D, one for 1 week in A; two dwellings.
  const auto put = [&](std::int32_t i, std::int32_t weeks_ago) {
    const std::size_t slot = s.at(0, i);
    ++s.cohort[slot * static_cast<std::size_t>(s.history) + static_cast<std::size_t>(s.before - weeks_ago)];
    ++s.waiting[slot];
  };
  put(2, 5);
  put(3, 3);
  put(0, 1);
  world.live(1);
  EXPECT_EQ(s.flows.placements, (std::vector<double>{0, 0, 1, 1, 0}));
  EXPECT_EQ(s.flows.waited_weeks, (std::vector<double>{0, 0, 5, 3, 0}));
}

TEST(PlacementTest, ExchangeKeepsTheSumOfWhatIsOwed) {
  Scenario scenario = five_municipalities();
  scenario.interventions.target_exchange = 0;
  World world(scenario);
  State& s = world.state();
  double owed = sum(s.owed);
  double placed = 0.0;
  double exchanged = 0.0;
  for (int week = 0; week < 104; ++week) {
    world.live(1);
    const double now = sum(s.flows.placements);
    owed += sum(s.weekly_target) - (now - placed);
    placed = now;
    exchanged = sum(s.flows.exchanged);
    ASSERT_NEAR(sum(s.owed), owed, 1e-6);
  }
  EXPECT_GT(exchanged, 0.0);
}

TEST(PlacementTest, NothingIsExchangedBeforeItIsAgreed) {
  Scenario scenario = five_municipalities();
  World world(scenario);
  while (!world.simulation().finished() && world.state().exchange[0] == 0.0) {
    EXPECT_EQ(sum(world.state().flows.exchanged), 0.0);
    world.live(1);
  }
}

TEST(PlacementTest, JointDwellingsAreForSmallCasesOnly) {
  Scenario scenario = five_municipalities();
  scenario.interventions.temporary_housing = 0;
  scenario.parameters.placement.temporary_persons = 3.0;
  for (Municipality& m : scenario.municipalities) m.lettings_per_year = 0.0;
  for (DossierKind& kind : scenario.dossier_kinds) kind.per_year = 0.0;
  World world(scenario);
  const State& s = world.state();
  std::vector<std::int32_t> families(s.waiting.begin() + s.n, s.waiting.end());
  for (int week = 0; week < 40; ++week) {
    world.live(1);
    for (std::int32_t i = 0; i < s.n; ++i)
      ASSERT_GE(s.waiting[s.at(1, i)], families[static_cast<std::size_t>(i)]);
    families.assign(s.waiting.begin() + s.n, s.waiting.end());
  }
  EXPECT_GT(sum(s.flows.placements), 0.0);
}

// Thesis §4.2.2: the small, remote ones have less trouble to house people.
TEST(PlacementTest, APressedMarketGivesLessAndBackingMore) {
  const auto agreed = [](double need, double backed) {
    Scenario scenario = five_municipalities();
    for (Municipality& m : scenario.municipalities) m.need.assign(m.need.size(), need);
    World world(scenario);
    State& s = world.state();
    world.live(1);
    s.backed.assign(5, backed);
    for (int week = 0; week < 100; ++week) {
      Step step = world.step();
      s.owed.assign(5, 0.0);
      s.backed.assign(5, backed);
      place_cases(step);
    }
    return s.agreed_dwellings[0];
  };
  const PlacementParameters p;
  EXPECT_NEAR(agreed(1.0, 0.5) / agreed(0.0, 0.5), (1.0 - 0.5 * p.pressure) / (1.0 + 0.5 * p.pressure), 0.05);
  EXPECT_NEAR(agreed(0.5, 1.0) / agreed(0.5, 0.5), 1.0 + p.backing_weight, 0.05);
}

TEST(PlacementTest, WhatIsAgreedFollowsTargetAndArrearsWithDelay) {
  World world(five_municipalities());
  State& s = world.state();
  const PlacementParameters& p = world.scenario.parameters.placement;
  const double market =
      p.secured_share * (1.0 - p.pressure * (s.housing_pressure[1] - 0.5)) / s.persons_per_mean_case;
  const HalfYear& first = half_year_at(world.scenario, 0);
  const double target = target_of(world.scenario, first, 1) / (first.end_week - first.first_week);
  EXPECT_NEAR(s.agreed_dwellings[1], market * target, 1e-12) << "before week 0, for the target alone";
  world.live(1);
  const double before = s.agreed_dwellings[1];
  s.owed[1] = 65.0;
  s.backed[1] = 0.5;
  s.supervision[1] = 0.0;
  Step step = world.step();
  place_cases(step);
  const double sought = market * (s.weekly_target[1] + 65.0 / p.catch_up_weeks);
  EXPECT_NEAR(s.agreed_dwellings[1], before + (sought - before) / p.response_weeks, 1e-12);
}

TEST(PlacementTest, WhoIsFarAheadAsksForNothing) {
  World world(five_municipalities());
  State& s = world.state();
  world.live(1);
  const double before = s.agreed_dwellings[1];
  s.owed[1] = -1000.0;
  Step step = world.step();
  place_cases(step);
  EXPECT_NEAR(s.agreed_dwellings[1],
              before * (1.0 - 1.0 / world.scenario.parameters.placement.response_weeks), 1e-12);
}

TEST(PlacementTest, NoMoreIsPlacedAtHomeThanIsAgreedOrMayBeClaimed) {
  const auto placed_at_home = [](double most_share, double catch_up_weeks) {
    Scenario scenario = five_municipalities();
    scenario.parameters.placement.most_share = most_share;
    scenario.parameters.placement.catch_up_weeks = catch_up_weeks;
    scenario.mechanisms.joint_capacity = false;
    scenario.mechanisms.pooled_matching = false;
    scenario.demand.scale = 20.0;  // there is always somebody to place
    for (Municipality& m : scenario.municipalities) m.arrears_at_start = 1000.0;
    World world(scenario);
    double agreed = 0.0;
    for (Week week = 0; week < scenario.weeks; ++week) {
      world.live(1);
      agreed += sum(world.state().agreed_dwellings);
    }
    double cases = 0.0;  // of one or four persons: at least a quarter of the persons
    for (const double persons : world.state().flows.placements) cases += persons / 4.0;
    EXPECT_LE(cases, agreed + 0.5 * 5.0);
    return sum(world.state().flows.placements);
  };
  EXPECT_EQ(placed_at_home(0.0, 13.0), 0.0);
  EXPECT_LT(placed_at_home(0.02, 13.0), placed_at_home(1.0, 13.0));
  EXPECT_LT(placed_at_home(1.0, 104.0), placed_at_home(1.0, 13.0));
}

// The small have few dwellings of each type: who waits too long takes one that is too large.
TEST(PlacementTest, OnlyWhoIsOverdueTakesADwellingThatIsTooLarge) {
  Scenario scenario = five_municipalities();
  scenario.demand.scale = 0.0;
  for (Municipality& m : scenario.municipalities) {
    m.arrears_at_start = 0.0;
    m.vacancy_shares = {0.0, 1.0};  // dwellings for families only
  }
  const auto placed_after = [&](bool overdue) {
    World world(scenario);
    State& s = world.state();
    const std::size_t slot = s.at(0, 0);
    const auto weeks_ago = static_cast<std::int32_t>(scenario.parameters.placement.legal_term_weeks) + 1;
    const std::int32_t cohort = overdue ? s.before - weeks_ago : s.before;
    s.cohort[slot * static_cast<std::size_t>(s.history) + static_cast<std::size_t>(cohort)] = 5;
    s.waiting[slot] = 5;
    s.overdue[slot] = overdue ? 5 : 0;
    world.live(10);
    return s.flows.placements[0];
  };
  EXPECT_GT(placed_after(true), 0.0);
  EXPECT_EQ(placed_after(false), 0.0);
}

// A concept that houses few, soon, must not look better than one that houses all.
TEST(PlacementTest, TheWaitOfAllCountsWhoIsStillWaiting) {
  Scenario scenario = five_municipalities();
  scenario.demand.scale = 0.0;
  for (Municipality& m : scenario.municipalities) m.lettings_per_year = 0.0;
  for (DossierKind& kind : scenario.dossier_kinds) kind.per_year = 0.0;
  World world(scenario);
  const State& s = world.state();
  double waiting = 0.0;
  for (std::int32_t k = 0; k < s.k; ++k) {
    for (std::int32_t i = 0; i < s.n; ++i)
      waiting += s.persons_per_case[static_cast<std::size_t>(k)] * s.waiting[s.at(k, i)];
  }
  ASSERT_GT(waiting, 0.0);
  EXPECT_EQ(s.to_house, waiting);
  world.live(10);
  EXPECT_DOUBLE_EQ(s.weeks_waited, 10.0 * waiting);
  EXPECT_EQ(s.to_house, waiting);
}

TEST(PlacementTest, AMunicipalitysOwnSharesOfVacanciesComeFirst) {
  Scenario scenario = five_municipalities();
  scenario.demand.case_types[0].vacancy_share = 3.0;
  scenario.demand.case_types[1].vacancy_share = 1.0;
  scenario.municipalities[2].vacancy_shares = {-1.0, 5.0};  // for singles that of the type
  World world(scenario);
  EXPECT_DOUBLE_EQ(world.state().vacancy_shares[0][0], 0.75);
  EXPECT_DOUBLE_EQ(world.state().vacancy_shares[2][0], 3.0 / 8.0);
  EXPECT_EQ(world.state().vacancy_shares[2][1], 1.0);
}

TEST(PlacementTest, WhoIsLinkedWaitsAtTheStartAndWhoIsAheadHousedTheOldest) {
  Scenario scenario = five_municipalities();
  World without(scenario);
  scenario.demand.linked_weeks = 14.0;
  World world(scenario);
  const auto waiting = [](World& w, std::int32_t i) {
    double persons = 0.0;
    for (std::int32_t k = 0; k < w.state().k; ++k)
      persons +=
          w.state().persons_per_case[static_cast<std::size_t>(k)] * w.state().waiting[w.state().at(k, i)];
    return persons;
  };
  const HalfYear& first = half_year_at(scenario, 0);
  for (const std::int32_t i : {0, 1, 4}) {
    const double linked = 14.0 * target_of(scenario, first, i) / (first.end_week - first.first_week);
    const double expected =
        std::max(0.0, linked + scenario.municipalities[static_cast<std::size_t>(i)].arrears_at_start);
    EXPECT_NEAR(waiting(world, i), expected, 5.0) << i;  // whole households
    EXPECT_EQ(world.state().owed[static_cast<std::size_t>(i)],
              without.state().owed[static_cast<std::size_t>(i)]);
  }
  EXPECT_GT(waiting(world, 0), waiting(without, 0));
}

}  // namespace
}  // namespace polder::testing
