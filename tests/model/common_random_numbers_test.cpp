// Variants that share seed and replicate share what is not theirs to change: demand, agenda, staff,
// elections.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;

/// What happens to a region whatever it agrees on.
struct Outside {
  std::vector<double> arrivals;  // per week and municipality, persons so far
  std::vector<KindIndex> kinds;
  std::vector<Week> tabled_weeks;
  std::vector<std::uint32_t> streams;
  std::vector<double> stakes;  // of all that was tabled
  std::vector<std::uint8_t> deadlines;
  std::vector<std::uint8_t> cross_cutting;
  std::vector<double> trust_at_start;
  std::vector<double> content_trust_at_start;
  std::vector<double> pledged_at_start;
  std::vector<std::int32_t> vacant;  // per week and municipality
  std::vector<double> hours;         // per week and municipality
  std::vector<double> colour;        // per week and municipality
  std::vector<double> positions;     // of members on dossiers
};

Outside live(const Scenario& scenario, std::uint32_t replicate = 0) {
  Simulation simulation(scenario);
  simulation.start({.seed = 1, .replicate = replicate});
  const State& s = simulation.state();
  Outside o;
  o.kinds = s.dossiers.kind;
  o.tabled_weeks = s.dossiers.tabled_week;
  o.streams = s.dossiers.stream;
  o.trust_at_start = s.trust;
  o.content_trust_at_start = s.content_trust;
  o.pledged_at_start = s.pledged;
  while (!simulation.finished()) {
    simulation.step();
    const auto n = static_cast<std::ptrdiff_t>(s.n);
    o.arrivals.insert(o.arrivals.end(), s.flows.arrivals.begin(), s.flows.arrivals.end());
    o.vacant.insert(o.vacant.end(), s.vacant.begin(), s.vacant.begin() + n);
    o.hours.insert(o.hours.end(), s.hours.begin(), s.hours.begin() + n);
    o.colour.insert(o.colour.end(), s.colour.begin(), s.colour.end());
  }
  o.stakes = s.dossiers.stake;
  o.deadlines = s.dossiers.deadline;
  o.cross_cutting = s.dossiers.cross_cutting;
  o.positions = s.dossiers.position;
  return o;
}

void expect_same_outside(const Outside& a, const Outside& b, const std::string& who) {
  EXPECT_EQ(a.arrivals, b.arrivals) << who;
  EXPECT_EQ(a.kinds, b.kinds) << who;
  EXPECT_EQ(a.tabled_weeks, b.tabled_weeks) << who;
  EXPECT_EQ(a.streams, b.streams) << who;
  EXPECT_EQ(a.stakes, b.stakes) << who;
  EXPECT_EQ(a.deadlines, b.deadlines) << who;
  EXPECT_EQ(a.cross_cutting, b.cross_cutting) << who;
  EXPECT_EQ(a.trust_at_start, b.trust_at_start) << who;
  EXPECT_EQ(a.content_trust_at_start, b.content_trust_at_start) << who;
  EXPECT_EQ(a.pledged_at_start, b.pledged_at_start) << who;
}

Scenario base(Concept which) {
  Scenario s = five_municipalities(which);
  s.elections = {30};
  return s;
}

TEST(CommonRandomNumbersTest, DemandAgendaStartStaffAndElectionsAreTheSameUnderEveryConcept) {
  for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
    const Outside network = live(base(Concept::network), replicate);
    for (const Concept which : kConcepts) {
      const Outside other = live(base(which), replicate);
      expect_same_outside(network, other, name_of(which));
      // Who moved to a desk leaves from there, with the same draws.
      for (std::size_t e = 0; e < network.vacant.size(); ++e)
        EXPECT_LE(other.vacant[e], network.vacant[e]) << name_of(which);
      EXPECT_EQ(network.colour, other.colour) << name_of(which);
      EXPECT_EQ(network.positions, other.positions) << name_of(which);
    }
  }
}

TEST(CommonRandomNumbersTest, AMechanismSwitchedOffLeavesTheOutsideWorldBitForBit) {
  for (const Concept which : {Concept::network, Concept::mix}) {
    const Outside on = live(base(which));
    for (const auto& field : kMechanismFields) {
      Scenario scenario = base(which);
      scenario.mechanisms.*field.member = false;
      const Outside off = live(scenario);
      const std::string who = std::string(field.name) + " off under " + name_of(which);
      expect_same_outside(on, off, who);
      if (field.name != "turnover") {
        EXPECT_EQ(on.vacant, off.vacant) << who;
      }
      if (field.name != "elections") {
        EXPECT_EQ(on.colour, off.colour) << who;
      }
      if (field.name != "elections") {
        EXPECT_EQ(on.positions, off.positions) << who;
      }
      // A unit that grows does so when members agreed to it, and takes hours from home.
      const bool moves_staff = which == Concept::mix;
      if (field.name != "turnover" && field.name != "leave" && !moves_staff) {
        EXPECT_EQ(on.hours, off.hours) << who;
      }
    }
  }
}

TEST(CommonRandomNumbersTest, AnInterventionLeavesTheOutsideWorldBitForBit) {
  const Outside without = live(base(Concept::network));
  for (const InterventionField& field : kInterventionFields) {
    if (field.name == "inflow_shock") continue;  // the outside world itself
    Scenario scenario = base(Concept::network);
    scenario.interventions.*field.member = 20;
    expect_same_outside(without, live(scenario), std::string(field.name));
  }
}

TEST(CommonRandomNumbersTest, AddingAMunicipalityAtTheEndLeavesTheOthersTheirArrivals) {
  const Scenario five = base(Concept::network);
  Scenario six = five;
  six.municipalities.push_back(municipality("F", 30'000, 0.0, 1.0, 2));
  Simulation a(five);
  Simulation b(six);
  a.start({.seed = 1, .replicate = 0});
  b.start({.seed = 1, .replicate = 0});
  while (!a.finished()) {
    a.step();
    b.step();
  }
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(a.state().flows.arrivals[i], b.state().flows.arrivals[i]);
}

}  // namespace
}  // namespace polder::testing
