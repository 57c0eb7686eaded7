#include "model/mechanisms/placement.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <cmath>
#include <numeric>

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
TEST(PlacementTest, APressedMarketOffersLess) {
  const auto placed = [](double need) {
    Scenario scenario = five_municipalities();
    for (Municipality& m : scenario.municipalities) m.need.assign(m.need.size(), need);
    scenario.demand.scale = 20.0;  // there is always somebody to place
    World world(scenario);
    world.live(scenario.weeks);
    double sum = 0.0;
    for (const double persons : world.state().flows.placements) sum += persons;
    return sum;
  };
  EXPECT_LT(placed(1.0), 0.7 * placed(0.0));
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
