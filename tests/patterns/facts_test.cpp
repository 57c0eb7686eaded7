// Facts agree with the outcomes that the recorder reads off the same history.
#include "patterns/facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "model/outcomes/outcome.h"
#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "scenario/load.h"

namespace polder::patterns {
namespace {

/// One history of the U16, observed by both.
class FactsTest : public testing::Test {
 protected:
  FactsTest()
      : scenario_(load()),
        recorder_(scenario_, model::Record::summary),
        simulation_(scenario_),
        observer_(scenario_) {
    // An earlier history must leave no trace.
    for (const std::uint32_t replicate : {3U, 2U}) run(replicate);
  }

  void run(std::uint32_t replicate) {
    last_ = replicate;
    simulation_.start({.seed = 5, .replicate = replicate});
    observer_.start(simulation_.state());
    recorder_.start(simulation_.state());
    while (!simulation_.finished()) {
      simulation_.step();
      observer_.observe(simulation_.state());
      recorder_.observe(simulation_.state());
    }
    recorder_.finish(simulation_.state());
    facts_ = observer_.finish(simulation_.state());
  }

  static double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
  }

  static model::Scenario load() {
    scenario::Loaded loaded = scenario::load_file(POLDER_U16_SCENARIO);
    if (!loaded.scenario) throw std::runtime_error(scenario::to_string(loaded.problems.front()));
    return *std::move(loaded.scenario);
  }

  [[nodiscard]] double scalar(std::string_view name) const {
    const auto catalogue = model::scalar_catalogue();
    const auto found = std::ranges::find(catalogue, name, &model::ScalarOutcome::name);
    if (found == catalogue.end()) throw std::invalid_argument("no such outcome");
    return recorder_.scalars()[static_cast<std::size_t>(found - catalogue.begin())];
  }

  model::Scenario scenario_;
  model::Recorder recorder_;
  model::Simulation simulation_;
  Observer observer_;
  Facts facts_;
  std::uint32_t last_ = 0;
};

TEST_F(FactsTest, CountsAndSumsAreTheSame) {
  EXPECT_DOUBLE_EQ(facts_.decided, scalar("decisions_total"));
  EXPECT_DOUBLE_EQ(facts_.delivered, scalar("delivered_total"));
  EXPECT_DOUBLE_EQ(facts_.cost, scalar("cost_total"));
  EXPECT_DOUBLE_EQ(facts_.placements, scalar("placements_total"));
  EXPECT_DOUBLE_EQ(facts_.withdrawals, scalar("withdrawals"));
  EXPECT_DOUBLE_EQ(facts_.cross_cutting + facts_.single_field, facts_.decided);
  EXPECT_DOUBLE_EQ(facts_.cross_cutting_weeks + facts_.single_field_weeks, facts_.decision_weeks);
  EXPECT_GT(facts_.cross_cutting, 0.0);
}

TEST_F(FactsTest, SharesAreTheSame) {
  EXPECT_DOUBLE_EQ(facts_.carried_out / facts_.closed, scalar("carried_out_mean"));
  EXPECT_DOUBLE_EQ(facts_.tasks_dropped / facts_.tasks_closed, scalar("dropped_share"));
  EXPECT_DOUBLE_EQ(facts_.tasks_unowned / facts_.tasks_closed, scalar("unowned_share"));
  EXPECT_DOUBLE_EQ(facts_.too_slow / facts_.judgements, scalar("too_slow_mean"));
  EXPECT_DOUBLE_EQ(facts_.pages_read / facts_.pages_received, scalar("read_share_mean"));
  EXPECT_DOUBLE_EQ(facts_.trapped_weeks / facts_.member_weeks, scalar("trapped_mean"));
  EXPECT_DOUBLE_EQ(facts_.wait, scalar("housing_delay_mean"));
  EXPECT_DOUBLE_EQ(facts_.integration, scalar("integration_delay_mean"));
  EXPECT_DOUBLE_EQ(facts_.largest_share, scalar("largest_workload_share"));
  EXPECT_DOUBLE_EQ(facts_.workload_gini, scalar("workload_gini"));
  EXPECT_DOUBLE_EQ(facts_.say_gini, scalar("say_gini"));
  EXPECT_DOUBLE_EQ((facts_.say - facts_.say_of_largest) / facts_.decided, scalar("say_of_others"));
  EXPECT_DOUBLE_EQ(facts_.manager_gap, scalar("manager_gap"));
  EXPECT_DOUBLE_EQ(facts_.first_carried_out, scalar("first_delivery"));
}

TEST_F(FactsTest, SpreadOfTrustIsTheSameWhereNobodyLeft) {
  // Most histories have nobody who left.
  for (std::uint32_t replicate = 4; facts_.withdrawals > 0.0 && replicate < 40; ++replicate) run(replicate);
  ASSERT_EQ(facts_.withdrawals, 0.0);
  EXPECT_NEAR(facts_.relational_trust_spread, scalar("trust_spread"), 1e-12);
}

TEST_F(FactsTest, TrustGainedIsThatOverAllPairs) {
  for (std::uint32_t replicate = 4; facts_.withdrawals > 0.0 && replicate < 40; ++replicate) run(replicate);
  ASSERT_EQ(facts_.withdrawals, 0.0);
  model::Simulation twin(scenario_);
  twin.start({.seed = 5, .replicate = last_});
  const auto mean = [](const model::State& s) {
    double pairs = 0.0;
    double sum = 0.0;
    for (std::int32_t j = 0; j < s.n; ++j) {
      for (std::int32_t i = 0; i < s.n; ++i) {
        if (i == j) continue;
        pairs += 1.0;
        sum += s.trust[s.at(j, i)];
      }
    }
    return sum / pairs;
  };
  EXPECT_NEAR(facts_.relational_trust_gain, mean(simulation_.state()) - mean(twin.state()), 1e-12);
}

TEST_F(FactsTest, MeansOverWeeksAreNearThoseOverRounds) {
  EXPECT_NEAR(facts_.urgency, scalar("urgency_mean"), 0.02);
  EXPECT_NEAR(facts_.content_trust, scalar("content_trust_mean"), 0.02);
  EXPECT_NEAR(facts_.relational_trust, scalar("relational_trust_mean"), 0.02);
  EXPECT_NEAR(facts_.awareness, scalar("awareness_mean"), 0.02);
  EXPECT_NEAR(facts_.backing_gap, scalar("pledged_mean") - scalar("backed_mean"), 0.02);
}

TEST_F(FactsTest, HalvesAddUpToTheWhole) {
  EXPECT_DOUBLE_EQ(facts_.thin_read + facts_.thick_read, facts_.pages_read);
  EXPECT_DOUBLE_EQ(facts_.thin_received + facts_.thick_received, facts_.pages_received);
  EXPECT_GT(facts_.thick_read / facts_.thick_received, facts_.thin_read / facts_.thin_received);
  EXPECT_LT(std::min(facts_.wait_of_small, facts_.wait_of_large), facts_.wait);
  EXPECT_GT(std::max(facts_.wait_of_small, facts_.wait_of_large), facts_.wait);
  const model::State& s = simulation_.state();
  EXPECT_DOUBLE_EQ(facts_.busy_promises + facts_.free_promises, total(s.flows.promises));
  EXPECT_DOUBLE_EQ(facts_.busy_kept + facts_.free_kept, total(s.flows.promises_kept));
  EXPECT_GT(facts_.free_kept + facts_.busy_kept, 0.0);
  double learnt = 0.0;
  for (std::size_t i = 0; i < s.knowledge.size(); ++i)
    learnt += s.knowledge[i] - scenario_.municipalities[i].knowledge;
  EXPECT_NEAR((facts_.learnt_by_small + facts_.learnt_by_large) / 2.0, learnt / static_cast<double>(s.n),
              1e-12);
  EXPECT_GT(facts_.learning_felt, 0.0);
  EXPECT_GT(facts_.efficiency_felt, 0.0);
  EXPECT_GT(facts_.benefit, std::min(facts_.learning_felt, facts_.efficiency_felt) / 2.0);
  EXPECT_LT(facts_.benefit, std::max(facts_.learning_felt, facts_.efficiency_felt));
  EXPECT_LT(facts_.delivered_late, facts_.delivered);
  EXPECT_GT(facts_.delivered_late, 0.0);
}

}  // namespace
}  // namespace polder::patterns
