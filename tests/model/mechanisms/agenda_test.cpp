#include "model/mechanisms/agenda.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(AgendaTest, DossiersComeAtTheRateOfTheirKind) {
  // 200 replicates of 6 kinds of 6 a year for 2 years: Poisson with mean 14,400; five standard errors are
  // 600.
  const Scenario scenario = five_municipalities();
  Simulation simulation(scenario);
  double total = 0.0;
  for (std::uint32_t r = 0; r < 200; ++r) {
    simulation.start({.seed = 1, .replicate = r});
    total += static_cast<double>(simulation.state().dossiers.kind.size());
  }
  EXPECT_NEAR(total, 200.0 * 6.0 * 6.0 * 2.0, 600.0);
}

TEST(AgendaTest, AgendaIsInOrderAndWithinTheHorizon) {
  World world(five_municipalities());
  const auto& weeks = world.state().dossiers.tabled_week;
  EXPECT_TRUE(std::is_sorted(weeks.begin(), weeks.end()));
  EXPECT_GE(weeks.front(), 0);
  EXPECT_LT(weeks.back(), world.scenario.weeks);
}

TEST(AgendaTest, DraftBeginsAtTheDraftersPositionAndVaguerWhereItKnowsLess) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.anticipation = false;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  ASSERT_NE(d, kNone);
  const State& s = world.state();
  const MunicipalityIndex drafter = s.dossiers.drafter[d];
  ASSERT_NE(drafter, kNone);
  EXPECT_EQ(s.dossiers.y[d], s.dossiers.position[s.at(d, drafter)]);
  EXPECT_EQ(s.dossiers.influence[s.at(d, drafter)], 1.0);
  EXPECT_EQ(s.dossiers.read[s.at(d, drafter)], 1.0);
  const double c = world.scenario.dossier_kinds[s.dossiers.kind[d]].concreteness;
  const double skill = world.scenario.parameters.agenda.drafter_skill;
  EXPECT_NEAR(s.dossiers.c[d], c * (1.0 - skill * (1.0 - s.knowledge[drafter])), 1e-12);
}

/// Mean concreteness of first drafts under a concept, with colours that many times as far apart.
double first_concreteness(Concept which, double spread, bool anticipation = true) {
  Scenario scenario = five_municipalities();
  for (Group& group : scenario.groups) group.concept_ = which;
  for (Municipality& m : scenario.municipalities) m.colour *= spread;
  scenario.mechanisms.anticipation = anticipation;
  World world(scenario);
  double sum = 0.0;
  double count = 0.0;
  const State& s = world.state();
  std::vector<bool> seen(s.dossiers.c.size(), false);
  while (!world.simulation().finished()) {
    world.live(1);
    for (const DossierIndex d : s.open_dossiers) {
      if (seen[static_cast<std::size_t>(d)]) continue;
      seen[static_cast<std::size_t>(d)] = true;
      if (s.dossiers.redrafts[static_cast<std::size_t>(d)] > 0) continue;
      sum += s.dossiers.c[static_cast<std::size_t>(d)];
      count += 1.0;
    }
  }
  return sum / count;
}

// Who has to be agreed with is who is written for.
TEST(AgendaTest, DraftersAvoidObjectionsThatTheyForeseeWhereOthersHaveToAgree) {
  EXPECT_LT(first_concreteness(Concept::network, 1.5), first_concreteness(Concept::network, 0.0) - 0.03);
  EXPECT_LT(first_concreteness(Concept::network, 1.5),
            first_concreteness(Concept::network, 1.5, false) - 0.03);
  EXPECT_EQ(first_concreteness(Concept::centre, 1.5), first_concreteness(Concept::centre, 1.5, false));
}

/// Share of the dossiers of group 0 that each of its members drafts.
std::vector<double> drafted(const Scenario& scenario) {
  Simulation simulation(scenario);
  std::vector<double> share(scenario.municipalities.size(), 0.0);
  double all = 0.0;
  for (std::uint32_t r = 0; r < 20; ++r) {
    simulation.start({.seed = 1, .replicate = r});
    while (!simulation.finished()) simulation.step();
    const State& s = simulation.state();
    for (std::size_t d = 0; d < s.dossiers.drafter.size(); ++d) {
      if (s.dossiers.group[d] != 0 || s.dossiers.state[d] == DossierState::expected) continue;
      share[static_cast<std::size_t>(s.dossiers.drafter[d])] += 1.0;
      all += 1.0;
    }
  }
  for (double& x : share) x /= all;
  return share;
}

TEST(AgendaTest, DrafterGoesByStaffUnlessSelectionIsOff) {
  Scenario scenario = five_municipalities();
  scenario.municipalities[0].staff_fte *= 10.0;
  EXPECT_GT(drafted(scenario)[0], 0.5);
  scenario.mechanisms.selection = false;
  // Some 700 dossiers: five standard errors of a fifth are 0.08.
  for (const double share : drafted(scenario)) EXPECT_NEAR(share, 0.2, 0.08);
}

// Knowledge 0 and drafter_skill 1 are both within their ranges; concreteness stays above 0.
TEST(AgendaTest, EvenTheLeastKnowingDrafterSaysSomething) {
  Scenario scenario = five_municipalities();
  scenario.parameters.agenda.drafter_skill = 1.0;
  for (Municipality& m : scenario.municipalities) m.knowledge = 0.0;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  ASSERT_NE(d, kNone);
  EXPECT_GT(world.state().dossiers.c[d], 0.0);
}

TEST(AgendaTest, PositionFollowsColourAndNeed) {
  Scenario scenario = five_municipalities();
  scenario.parameters.agenda.position_spread = 0.0;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 1);
  const State& s = world.state();
  const DossierKind& kind = scenario.dossier_kinds[s.dossiers.kind[d]];
  for (std::int32_t i = 0; i < s.n; ++i) {
    const double need = scenario.municipalities[i].need[1];
    EXPECT_NEAR(s.dossiers.position[s.at(d, i)],
                kind.colour_loading * s.colour[i] + kind.need_loading * (2.0 * need - 1.0), 1e-12);
  }
}

TEST(AgendaTest, UnderRelevantPartiesHalfOfTheMembersGetADossier) {
  Scenario scenario = five_municipalities();
  scenario.interventions.relevant_parties = 0;
  World world(scenario);
  const DossierIndex d = first_open_dossier(world, 0);
  const State& s = world.state();
  double audience = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) audience += s.dossiers.audience[s.at(d, i)];
  EXPECT_GE(audience, 3.0);
  EXPECT_LE(audience, 4.0);  // the drafter comes on top
}

}  // namespace
}  // namespace polder::testing
