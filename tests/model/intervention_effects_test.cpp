// What each intervention and shock is for: alone, against the same histories without it, it moves an outcome
// that it is meant to move, in the direction meant; until its week nothing differs by a bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "u16.h"

namespace polder::testing {
namespace {

using namespace model;

constexpr Week kStart = 52;
constexpr std::uint32_t kReplicates = 40;

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

struct Meant {
  std::string_view intervention;
  std::string_view outcome;
  bool up;
  std::function<double(const State&)> read;
  Concept which = Concept::network;
  std::function<void(Scenario&)> set_up = {};
};

void PrintTo(const Meant& meant, std::ostream* out) { *out << meant.intervention; }

double per_decision(const State& s, const std::vector<double>& sum) {
  return total(sum) / total(s.flows.decisions);
}

std::vector<Meant> all_meant() {
  const auto halve_inflow = [](Scenario& s) { s.parameters.intervention_size.inflow_factor = 0.5; };
  const auto welcoming = [](Scenario& s) { s.parameters.intervention_size.colour_shift = 0.4; };
  return {
      {"monitoring", "urgency", true, [](const State& s) { return total(s.urgency); }},
      {"concrete_goals", "concreteness", true,
       [](const State& s) { return per_decision(s, s.flows.concreteness); }},
      {"explicit_roles", "tasks without an owner", false,
       [](const State& s) { return total(s.flows.tasks_unowned); }},
      {"forum", "what the process manager believes too much", false,
       [](const State& s) { return s.manager_gap_sum / s.manager_gap_count; }},
      {"independent_manager", "pushed through", false, [](const State& s) { return total(s.flows.pushed); }},
      {"deciding_manager", "weeks to a decision", false,
       [](const State& s) { return per_decision(s, s.flows.decision_weeks); }},
      {"no_manager", "pages received", true, [](const State& s) { return total(s.flows.pages_received); }},
      {"relevant_parties", "weeks to a decision", false,
       [](const State& s) { return per_decision(s, s.flows.decision_weeks); }},
      {"informal_contact", "relational trust", true, [](const State& s) { return total(s.mean_trust); }},
      {"staff_for_small", "pages read", true, [](const State& s) { return total(s.flows.pages_read); }},
      {"pooled_budget", "tasks done", true, [](const State& s) { return total(s.flows.tasks_done); }},
      // In the end as many are placed, those ahead of their target offer less; but sooner.
      {"temporary_housing", "weeks waited by who is placed", false,
       [](const State& s) { return total(s.flows.waited_weeks) / total(s.flows.placements); }},
      {"target_exchange", "persons placed elsewhere", true,
       [](const State& s) { return total(s.flows.exchanged); }},
      {"colour_change", "backing", false, [](const State& s) { return total(s.backed); }},
      {"colour_change", "backing", true, [](const State& s) { return total(s.backed); }, Concept::network,
       welcoming},
      {"inflow_shock", "arrivals", true, [](const State& s) { return total(s.flows.arrivals); }},
      {"inflow_shock", "arrivals", false, [](const State& s) { return total(s.flows.arrivals); },
       Concept::network, halve_inflow},
      {"staff_loss", "delivered", false, [](const State& s) { return total(s.flows.delivered); },
       Concept::matrix},
      {"member_leaves", "member-weeks", false, [](const State& s) { return total(s.flows.member_weeks); }},
      {"member_leaves", "member-weeks", false, [](const State& s) { return total(s.flows.member_weeks); },
       Concept::centre},
      {"member_leaves", "member-weeks", false, [](const State& s) { return total(s.flows.member_weeks); },
       Concept::ssc},
      {"member_leaves", "member-weeks", false, [](const State& s) { return total(s.flows.member_weeks); },
       Concept::mix},
  };
}

const InterventionField& field_named(std::string_view name) {
  for (const InterventionField& field : kInterventionFields) {
    if (field.name == name) return field;
  }
  throw std::invalid_argument(std::string(name));
}

class InterventionEffectTest : public ::testing::TestWithParam<Meant> {};

TEST_P(InterventionEffectTest, MovesWhatItIsMeantToMoveFromItsWeekOn) {
  const Meant& meant = GetParam();
  const Scenario plain = with_concept(shipped_scenario(POLDER_SCENARIOS, "u16"), meant.which);
  Scenario changed = plain;
  changed.interventions.*field_named(meant.intervention).member = kStart;
  if (meant.set_up) meant.set_up(changed);
  Simulation without(plain);
  Simulation with(changed);
  double moved = 0.0;
  for (std::uint32_t replicate = 0; replicate < kReplicates; ++replicate) {
    without.start({.seed = 1, .replicate = replicate});
    with.start({.seed = 1, .replicate = replicate});
    for (Week week = 0; week < plain.weeks; ++week) {
      if (week == kStart) {
        const State& a = without.state();
        const State& b = with.state();
        ASSERT_EQ(a.trust, b.trust);
        ASSERT_EQ(a.urgency, b.urgency);
        ASSERT_EQ(a.effort, b.effort);
        ASSERT_EQ(a.awareness, b.awareness);
        ASSERT_EQ(a.cohort, b.cohort);
        ASSERT_EQ(a.tasks.remaining, b.tasks.remaining);
        ASSERT_EQ(a.dossiers.y, b.dossiers.y);
        ASSERT_EQ(a.flows.cost, b.flows.cost);
        ASSERT_EQ(meant.read(a), meant.read(b));
      }
      without.step();
      with.step();
    }
    moved += meant.read(with.state()) - meant.read(without.state());
  }
  EXPECT_TRUE(meant.up ? moved > 0.0 : moved < 0.0)
      << meant.outcome << " moves by " << moved / kReplicates << " in a history";
}

INSTANTIATE_TEST_SUITE_P(All, InterventionEffectTest, ::testing::ValuesIn(all_meant()), [](const auto& test) {
  return std::string(test.param.intervention) + (test.param.up ? "_up_" : "_down_") +
         name_of(test.param.which);
});

TEST(InterventionEffectTest, EachIsTried) {
  const std::vector<Meant> meant = all_meant();
  for (const InterventionField& field : kInterventionFields) {
    const bool tried = std::any_of(meant.begin(), meant.end(),
                                   [&](const Meant& one) { return one.intervention == field.name; });
    EXPECT_TRUE(tried) << field.name;
  }
}

// A shock ends: arrivals by chance are those of the history without it again.
TEST(InterventionEffectTest, AnInflowShockEndsAfterItsWeeks) {
  const Scenario plain = shipped_scenario(POLDER_SCENARIOS, "u16");
  Scenario shock = plain;
  shock.interventions.inflow_shock = kStart;
  shock.parameters.intervention_size.inflow_weeks = 20.0;
  Simulation without(plain);
  Simulation with(shock);
  without.start({.seed = 1, .replicate = 0});
  with.start({.seed = 1, .replicate = 0});
  std::vector<double> more;
  for (Week week = 0; week < plain.weeks; ++week) {
    const double before = total(with.state().flows.arrivals) - total(without.state().flows.arrivals);
    without.step();
    with.step();
    more.push_back(total(with.state().flows.arrivals) - total(without.state().flows.arrivals) - before);
  }
  for (Week week = 0; week < plain.weeks; ++week) {
    if (week < kStart || week >= kStart + 20) {
      EXPECT_EQ(more[static_cast<std::size_t>(week)], 0.0) << week;
    }
  }
  EXPECT_GT(total(more), 0.0);
}

// A change of colour may come with the election: both in the same week, the shift on top of what it brings.
TEST(InterventionEffectTest, ColourMayChangeInTheWeekOfTheElection) {
  Scenario plain = shipped_scenario(POLDER_SCENARIOS, "u16");
  ASSERT_EQ(plain.elections.size(), 1U);
  Scenario changed = plain;
  changed.interventions.colour_change = plain.elections.front();
  changed.parameters.intervention_size.colour_shift = -0.1;
  Simulation without(plain);
  Simulation with(changed);
  without.start({.seed = 1, .replicate = 0});
  with.start({.seed = 1, .replicate = 0});
  while (!with.finished()) {
    without.step();
    with.step();
    for (std::size_t i = 0; i < plain.municipalities.size(); ++i) {
      const double before = without.state().colour[i];
      const double shift = with.state().week > plain.elections.front() ? -0.1 : 0.0;
      if (std::abs(before) < 0.85) {
        EXPECT_NEAR(with.state().colour[i], before + shift, 1e-12);
      }
    }
  }
}

// Of what contradicts itself the absence wins: who is not there neither decides nor is independent.
TEST(InterventionEffectTest, WithoutAManagerNobodyDecidesOrRepairs) {
  Scenario none = shipped_scenario(POLDER_SCENARIOS, "u16");
  none.interventions.no_manager = kStart;
  Scenario all = none;
  all.interventions.deciding_manager = kStart;
  all.interventions.independent_manager = kStart;
  Simulation one(none);
  Simulation other(all);
  one.start({.seed = 1, .replicate = 0});
  other.start({.seed = 1, .replicate = 0});
  while (!one.finished()) {
    one.step();
    other.step();
  }
  EXPECT_EQ(one.state().trust, other.state().trust);
  EXPECT_EQ(one.state().flows.decisions, other.state().flows.decisions);
}

}  // namespace
}  // namespace polder::testing
