// Concepts differ in who decides, drafts, works and holds staff, and in nothing else that is set directly.
#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "model/events.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

/// Lives a replicate and calls look(state) after every week.
template <class Look>
void live(const Scenario& scenario, Look look) {
  Simulation simulation(scenario);
  simulation.start({.seed = 4, .replicate = 0});
  while (!simulation.finished()) {
    simulation.step();
    look(simulation.state());
  }
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Calls look(state, task, its dossier, its owner) for every live task that has an owner, every week.
template <class Look>
int owned_tasks(const Scenario& scenario, Look look) {
  int seen = 0;
  live(scenario, [&](const State& s) {
    for (const TaskIndex t : s.live_tasks) {
      const auto task = static_cast<std::size_t>(t);
      if (s.tasks.owner[task] == kNone) continue;
      ++seen;
      look(s, static_cast<std::size_t>(s.tasks.dossier[task]), s.tasks.owner[task]);
    }
  });
  return seen;
}

TEST(NetworkTest, HasNoDesksAndMembersWorkFromHome) {
  const int seen =
      owned_tasks(five_municipalities(Concept::network), [](const State& s, std::size_t, std::int32_t owner) {
        EXPECT_EQ(s.q, 0);
        EXPECT_LT(owner, s.n);
      });
  EXPECT_GT(seen, 0);
  live(five_municipalities(Concept::network), [](const State& s) {
    EXPECT_EQ(s.home_share, std::vector<double>(5, 1.0));
    EXPECT_EQ(s.flows.setup_cost, std::vector<double>(2, 0.0));
  });
}

TEST(CentreTest, NobodyButTheCentreOwnsTasksOrDrafts) {
  const int seen = owned_tasks(
      five_municipalities(Concept::centre), [](const State& s, std::size_t d, std::int32_t owner) {
        ASSERT_GE(owner, s.n);
        const GroupIndex g = s.dossiers.group[d];
        EXPECT_EQ(s.desk_host[static_cast<std::size_t>(owner - s.n)], s.centre[static_cast<std::size_t>(g)]);
        EXPECT_EQ(s.dossiers.drafter[d], s.centre[static_cast<std::size_t>(g)]);
      });
  EXPECT_GT(seen, 0);
}

TEST(CentreTest, IsTheLargestMemberUnlessNamed) {
  Scenario scenario = five_municipalities(Concept::centre);
  scenario.groups[1].centre = 2;
  Simulation simulation(scenario);
  EXPECT_EQ(simulation.state().centre, (std::vector<MunicipalityIndex>{0, 2}));
}

// Thesis table 1: less say. What say the others have, they have by objecting.
TEST(CentreTest, GivesInToWhoObjectsAndToNobodyElse) {
  const auto influence_of_others = [](double distance) {
    World world(five_municipalities(Concept::centre));
    const DossierIndex d = first_open_dossier(world, 0);
    State& s = world.state();
    world.live(1);  // tabled before this week
    for (std::int32_t i = 0; i < s.n; ++i) {
      s.dossiers.position[s.at(d, i)] = i == 0 ? 0.0 : distance;
      s.dossiers.read[s.at(d, i)] = 1.0;
    }
    s.dossiers.y[d] = 0.0;
    while (s.dossiers.state[d] == DossierState::tabled) world.live(1);
    double others = 0.0;
    for (std::int32_t i = 1; i < s.n; ++i) others += s.dossiers.influence[s.at(d, i)];
    return others;
  };
  EXPECT_EQ(influence_of_others(0.0), 0.0);
  EXPECT_GT(influence_of_others(1.0), 0.0);
  EXPECT_LE(influence_of_others(1.0), DeliberationParameters{}.centre_concession);
}

TEST(CentreTest, StaffOfTheOthersStaysAtHome) {
  live(five_municipalities(Concept::centre),
       [](const State& s) { EXPECT_EQ(s.home_share, std::vector<double>(5, 1.0)); });
}

TEST(MatrixTest, TasksBelongToTheDeskOfTheirField) {
  const int seen = owned_tasks(
      five_municipalities(Concept::matrix), [](const State& s, std::size_t d, std::int32_t owner) {
        ASSERT_GE(owner, s.n);
        const auto desk = static_cast<std::size_t>(owner - s.n);
        const std::int32_t field = s.field_of_kind[static_cast<std::size_t>(s.dossiers.kind[d])];
        EXPECT_EQ(s.desk_field[desk], field);
        EXPECT_EQ(s.desk_host[desk], s.field_owner[static_cast<std::size_t>(field)]);
        EXPECT_EQ(s.dossiers.drafter[d], s.field_owner[static_cast<std::size_t>(field)]);
      });
  EXPECT_GT(seen, 0);
}

TEST(MatrixTest, FieldsAreDealtToDifferentMembersAsLongAsThereAre) {
  const Scenario scenario = five_municipalities(Concept::matrix);
  const Simulation simulation(scenario);
  const State& s = simulation.state();
  // Four fields among five members, and two fields among four.
  const std::set<MunicipalityIndex> housing(s.field_owner.begin(), s.field_owner.begin() + 4);
  const std::set<MunicipalityIndex> integration(s.field_owner.begin() + 4, s.field_owner.end());
  EXPECT_EQ(housing.size(), 4U);
  EXPECT_EQ(integration.size(), 2U);
}

TEST(SscTest, UnitIsNobodysDraftsAndDoesTheWork) {
  const int seen =
      owned_tasks(five_municipalities(Concept::ssc), [](const State& s, std::size_t d, std::int32_t owner) {
        ASSERT_GE(owner, s.n);
        EXPECT_EQ(s.desk_host[static_cast<std::size_t>(owner - s.n)], kNone);
        EXPECT_EQ(s.dossiers.drafter[d], kNone);
      });
  EXPECT_GT(seen, 0);
}

TEST(SscTest, MovesStaffOutOfHomeOnceSetUp) {
  const Scenario scenario = five_municipalities(Concept::ssc);
  live(scenario, [&](const State& s) {
    const bool complete = s.setup_progress[0] >= 1.0;
    EXPECT_EQ(s.home_share[4] < 1.0, complete) << "week " << s.week;
  });
}

TEST(MixTest, PolicyIsDoneByHandsAndOperationsByTheUnit) {
  Scenario scenario = five_municipalities(Concept::mix);
  scenario.mechanisms.setup = false;  // the unit stands from the start
  int hands = 0;
  int unit = 0;
  owned_tasks(scenario, [&](const State& s, std::size_t d, std::int32_t owner) {
    const bool operational = scenario.dossier_kinds[static_cast<std::size_t>(s.dossiers.kind[d])].operational;
    EXPECT_EQ(owner >= s.n, operational);
    ++(owner >= s.n ? unit : hands);
    if (owner >= s.n) {
      EXPECT_EQ(s.desk_host[static_cast<std::size_t>(owner - s.n)], kNone);
    }
  });
  EXPECT_GT(hands, 0);
  EXPECT_GT(unit, 0);
}

TEST(MixTest, UntilTheUnitTakesUpWorkOperationsAreDoneByHands) {
  Scenario scenario = five_municipalities(Concept::mix);
  scenario.parameters.setup.grow_weeks = 40.0;
  int by_hand = 0;
  int by_unit = 0;
  int early = 0;
  owned_tasks(scenario, [&](const State& s, std::size_t d, std::int32_t owner) {
    const auto g = static_cast<std::size_t>(s.dossiers.group[d]);
    if (!scenario.dossier_kinds[static_cast<std::size_t>(s.dossiers.kind[d])].operational) return;
    ++(owner >= s.n ? by_unit : by_hand);
    if (owner >= s.n && s.takes_work[g] == 0) ++early;
  });
  EXPECT_GT(by_hand, 0);
  EXPECT_GT(by_unit, 0);
  EXPECT_EQ(early, 0);
}

TEST(MixTest, WhereTheFormIsOpenMembersWorkAlsoWhenTheUnitIsAtWorkElsewhere) {
  World world(five_municipalities(Concept::mix));
  State& s = world.state();
  DossierIndex d = 0;
  while (!world.scenario.dossier_kinds[static_cast<std::size_t>(s.dossiers.kind[d])].operational) ++d;
  s.takes_work.assign(s.takes_work.size(), 1);
  Week& form = s.form_week[static_cast<std::size_t>(s.field_of_kind[s.dossiers.kind[d]])];
  EXPECT_EQ(form, kNone);
  EXPECT_EQ(world.step().rules_of_dossier(d).working, Working::raised_hands);
  form = s.week + 1;  // agreed, not ratified
  EXPECT_EQ(world.step().rules_of_dossier(d).working, Working::raised_hands);
  form = s.week;
  EXPECT_EQ(world.step().rules_of_dossier(d).working, Working::unit_desk);
}

// Made to measure (thesis §2.4.5): nothing is decided in a field before all agreed on the form.
TEST(MixTest, FormIsSettledFieldByFieldBeforeContent) {
  const Scenario scenario = five_municipalities(Concept::mix);
  int decided = 0;
  live(scenario, [&](const State& s) {
    for (std::size_t d = 0; d < s.dossiers.kind.size(); ++d) {
      if (s.dossiers.decided_week[d] == kNone) continue;
      ++decided;
      const Week form = s.form_week[static_cast<std::size_t>(
          s.field_of_kind[static_cast<std::size_t>(s.dossiers.kind[d])])];
      ASSERT_NE(form, kNone);
      ASSERT_GE(s.dossiers.decided_week[d], form);
    }
  });
  EXPECT_GT(decided, 0);
}

TEST(ConceptTest, OnlyTheNetworkAndTheMixRatifyAtHome) {
  for (const Concept which : kConcepts) {
    const Scenario scenario = five_municipalities(which);
    Simulation simulation(scenario);
    simulation.events().switch_on(true);
    simulation.start({.seed = 1, .replicate = 0});
    while (!simulation.finished()) simulation.step();
    int refused = 0;
    for (const Event& event : simulation.events().events())
      refused += event.type == EventType::ratification_failed ? 1 : 0;
    EXPECT_EQ(refused > 0, which == Concept::network || which == Concept::mix) << name_of(which);
  }
}

TEST(ConceptTest, OnlyConsentCanBePushedThrough) {
  for (const Concept which : {Concept::centre, Concept::matrix, Concept::ssc}) {
    live(five_municipalities(which),
         [&](const State& s) { EXPECT_EQ(sum(s.flows.pushed), 0.0) << name_of(which); });
  }
}

TEST(ConceptTest, AHubKeepsUpFewerChannelsThanACircleOfEquals) {
  const auto channels = [](Concept which) {
    const Scenario scenario = five_municipalities(which);
    Simulation simulation(scenario);
    simulation.start({.seed = 1, .replicate = 0});
    const State& s = simulation.state();
    return std::accumulate(s.channels.begin(), s.channels.begin() + s.n, 0.0);
  };
  EXPECT_EQ(channels(Concept::network), 5.0 * 4.0);
  EXPECT_EQ(channels(Concept::centre), 4.0 + 4.0);
}

TEST(ConceptTest, EachGroupMayFollowItsOwn) {
  Scenario scenario = five_municipalities(Concept::network);
  scenario.groups[1].concept_ = Concept::ssc;
  int hands = 0;
  int unit = 0;
  owned_tasks(scenario, [&](const State& s, std::size_t d, std::int32_t owner) {
    EXPECT_EQ(owner >= s.n, s.dossiers.group[d] == 1);
    ++(owner >= s.n ? unit : hands);
  });
  EXPECT_GT(hands, 0);
  EXPECT_GT(unit, 0);
}

/// Decisions of the first group before and from week `split` on.
std::pair<double, double> decisions_around(const Scenario& scenario, Week split) {
  double before = 0.0;
  double all = 0.0;
  live(scenario, [&](const State& s) {
    if (s.week <= split) before = s.flows.decisions[0];
    all = s.flows.decisions[0];
  });
  return {before, all - before};
}

TEST(ConceptTest, DecisionsAreTakenInBothYears) {
  for (const Concept which : kConcepts) {
    const auto [first, second] = decisions_around(five_municipalities(which), 52);
    EXPECT_GT(first, 0.0) << name_of(which);
    EXPECT_GT(second, 0.0) << name_of(which);
  }
}

// Whoever decides alone may leave; dossiers must not lie on the table for ever because of it.
TEST(ConceptTest, DecisionsGoOnAfterAMemberLeft) {
  for (const Concept which : kConcepts) {
    Scenario scenario = five_municipalities(which);
    scenario.interventions.member_leaves = 40;
    EXPECT_GT(decisions_around(scenario, 52).second, 0.0) << name_of(which);
  }
}

// The largest is the least committed. Where the others depend on its desk it stays; in a network it goes, and
// with it the content leader.
TEST(ConceptTest, WhoHostsADeskStaysAndDecisionsGoOnWithoutTheContentLeader) {
  for (const Concept which : kConcepts) {
    Scenario scenario = five_municipalities(which);
    scenario.interventions.member_leaves = 40;
    scenario.municipalities[0].colour = -1.0;
    for (std::size_t i = 1; i < 5; ++i) scenario.municipalities[i].colour = 1.0;
    double largest = 1.0;
    bool led_by_a_member = true;
    live(scenario, [&](const State& s) {
      largest = s.member[0];
      for (std::int32_t g = 0; g < s.g; ++g) {
        led_by_a_member =
            led_by_a_member && s.in_group[s.at(g, s.content_leader[static_cast<std::size_t>(g)])] > 0.0;
      }
    });
    const bool hosts = which == Concept::centre || which == Concept::matrix;
    EXPECT_EQ(largest, hosts ? 1.0 : 0.0) << name_of(which);
    EXPECT_TRUE(led_by_a_member) << name_of(which);
    EXPECT_GT(decisions_around(scenario, 52).second, 0.0) << name_of(which);
  }
}

}  // namespace
}  // namespace polder::testing
