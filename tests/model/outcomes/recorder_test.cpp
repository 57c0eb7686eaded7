#include "model/outcomes/recorder.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <numeric>
#include <string_view>
#include <vector>

#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;

Recorder recorded(const Scenario& scenario, Record record, std::uint32_t replicate = 0) {
  Simulation simulation(scenario);
  Recorder recorder(scenario, record);
  simulation.start({.seed = 1, .replicate = replicate});
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  recorder.finish(simulation.state());
  return recorder;
}

std::size_t index_of(std::string_view name) {
  for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
    if (series_catalogue()[s].name == name) return s;
  }
  return series_catalogue().size();
}

double scalar(const Recorder& recorder, std::string_view name) {
  for (std::size_t k = 0; k < scalar_catalogue().size(); ++k) {
    if (scalar_catalogue()[k].name == name) return recorder.scalars()[k];
  }
  ADD_FAILURE() << "no scalar " << name;
  return 0.0;
}

TEST(RecorderTest, RoundsTileTheHorizonAndWeeksAreWeeks) {
  Scenario scenario = five_municipalities();  // meetings every six and every four weeks
  EXPECT_EQ(round_weeks(scenario), 4);
  EXPECT_EQ(record_weeks(scenario, Record::rounds).size(), 26U);
  EXPECT_EQ(record_weeks(scenario, Record::rounds).front(), 3);
  EXPECT_EQ(record_weeks(scenario, Record::rounds).back(), 103);
  scenario.weeks = 10;
  EXPECT_EQ(record_weeks(scenario, Record::rounds), (std::vector<Week>{3, 7, 9}));
  EXPECT_EQ(record_weeks(scenario, Record::weeks).size(), 10U);
  EXPECT_TRUE(record_weeks(scenario, Record::summary).empty());
}

TEST(RecorderTest, MoreDetailNeverChangesAScalar) {
  for (const Concept which : kConcepts) {
    const Scenario scenario = five_municipalities(which);
    const Recorder summary = recorded(scenario, Record::summary);
    for (const Record record : {Record::rounds, Record::weeks, Record::full}) {
      const Recorder other = recorded(scenario, record);
      for (std::size_t k = 0; k < summary.scalars().size(); ++k) {
        EXPECT_EQ(std::bit_cast<std::uint64_t>(summary.scalars()[k]),
                  std::bit_cast<std::uint64_t>(other.scalars()[k]))
            << scalar_catalogue()[k].name;
      }
    }
  }
}

TEST(RecorderTest, FlowsAddUpToTheirTotal) {
  const Scenario scenario = five_municipalities();
  for (const Record record : {Record::rounds, Record::weeks}) {
    const Recorder recorder = recorded(scenario, record);
    for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
      const SeriesOutcome& outcome = series_catalogue()[s];
      if (outcome.reading != Reading::flow) continue;
      double sum = 0.0;
      for (const float x : recorder.series(s)) sum += static_cast<double>(x);
      const double total = scalar(recorder, std::string(outcome.name) + "_total");
      EXPECT_NEAR(sum, total, 1e-5 * (1.0 + std::abs(total))) << outcome.name;
    }
  }
}

// NaN means that nothing happened in the interval, and stands in ratios only.
TEST(RecorderTest, OnlyRatiosWithoutEventsAreMissing) {
  const Scenario scenario = five_municipalities();
  const Recorder recorder = recorded(scenario, Record::weeks);
  for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
    if (series_catalogue()[s].reading == Reading::ratio) continue;
    for (const float x : recorder.series(s)) ASSERT_TRUE(std::isfinite(x)) << series_catalogue()[s].name;
  }
  const auto decisions = recorder.series(index_of("decisions"));
  const auto delay = recorder.series(index_of("decision_delay"));
  ASSERT_EQ(decisions.size(), delay.size());
  for (std::size_t e = 0; e < decisions.size(); ++e)
    EXPECT_EQ(std::isnan(delay[e]), decisions[e] == 0.0F) << e;
  const auto placements = recorder.series(index_of("placements"));
  const auto housing = recorder.series(index_of("housing_delay"));
  for (std::size_t e = 0; e < placements.size(); ++e)
    EXPECT_EQ(std::isnan(housing[e]), placements[e] == 0.0F) << e;
}

TEST(RecorderTest, LevelsAreThoseAtTheEndOfTheInterval) {
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  Recorder recorder(scenario, Record::weeks);
  simulation.start({.seed = 1, .replicate = 0});
  recorder.start(simulation.state());
  std::vector<float> effort;
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
    for (const double e : simulation.state().effort) effort.push_back(static_cast<float>(e));
  }
  recorder.finish(simulation.state());
  const auto series = recorder.series(index_of("effort"));
  EXPECT_EQ(std::vector<float>(series.begin(), series.end()), effort);
}

TEST(RecorderTest, TrustIsOfTheFirstInTheSecond) {
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  Recorder recorder(scenario, Record::full);
  simulation.start({.seed = 1, .replicate = 0});
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  const State& s = simulation.state();
  const auto last = recorder.trust().last(25);
  for (std::int32_t i = 0; i < 5; ++i) {
    for (std::int32_t j = 0; j < 5; ++j) {
      const float expected =
          i == j ? 0.0F : static_cast<float>(s.trust[s.at(j, i)]);  // the state keeps [trusted][trusting]
      EXPECT_EQ(last[static_cast<std::size_t>(i * 5 + j)], expected);
    }
  }
}

TEST(RecorderTest, AUsedRecorderGivesWhatAFreshOneGives) {
  const Scenario scenario = five_municipalities(Concept::matrix);
  Simulation simulation(scenario);
  Recorder used(scenario, Record::rounds);
  for (std::uint32_t replicate = 0; replicate < 2; ++replicate) {
    simulation.start({.seed = 1, .replicate = replicate});
    used.start(simulation.state());
    while (!simulation.finished()) {
      simulation.step();
      used.observe(simulation.state());
    }
    used.finish(simulation.state());
  }
  const Recorder fresh = recorded(scenario, Record::rounds, 1);
  for (std::size_t s = 0; s < series_catalogue().size(); ++s) {
    const auto a = used.series(s);
    const auto b = fresh.series(s);
    for (std::size_t e = 0; e < a.size(); ++e) {
      ASSERT_EQ(std::bit_cast<std::uint32_t>(a[e]), std::bit_cast<std::uint32_t>(b[e]))
          << series_catalogue()[s].name;
    }
  }
}

}  // namespace
}  // namespace polder::testing
