#include "model/mechanisms/information.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

TEST(InformationTest, WithoutOverloadEverythingIsRead) {
  Scenario scenario = five_municipalities();
  scenario.mechanisms.overload = false;
  World world(scenario);
  world.live(20);
  for (std::int32_t i = 0; i < 4; ++i) EXPECT_EQ(world.state().reading[world.state().at(1, i)], 1.0);
  for (const double overload : world.state().overload) EXPECT_EQ(overload, 0.0);
}

TEST(InformationTest, SmallStaffsReadALesserShare) {
  World world(five_municipalities());
  world.live(52);
  const Flows& f = world.state().flows;
  EXPECT_LT(f.pages_read[4] / f.pages_received[4], f.pages_read[0] / f.pages_received[0]);
}

TEST(InformationTest, ReadingTakesItsHours) {
  Scenario scenario = five_municipalities();
  World world(scenario);
  world.live(3);
  State& s = world.state();
  s.hours_left.assign(s.hours_left.size(), 10.0);
  Step step = world.step();
  inform_members(step);
  // The fifth is in one group: it reads as long as its share of time lasts, or until all is read.
  const double hours = 10.0 - s.hours_left[4];
  EXPECT_GT(hours, 0.0);
  EXPECT_LE(hours, scenario.parameters.information.reading_share * 10.0 + 1e-12);
}

TEST(InformationTest, ManagerBelievesThatWhatWasSentWasRead) {
  World world(five_municipalities());
  world.live(52);
  const State& s = world.state();
  EXPECT_GT(s.manager_gap_sum / s.manager_gap_count, 0.05);
}

TEST(InformationTest, AForumShowsTheManagerWhoReadWhat) {
  Scenario scenario = five_municipalities();
  World mail(scenario);
  scenario.interventions.forum = 0;
  World forum(scenario);
  mail.live(104);
  forum.live(104);
  EXPECT_LT(forum.state().manager_gap_sum, mail.state().manager_gap_sum);
}

TEST(InformationTest, RequestsForTimeTellTheManagerThatNotAllHaveRead) {
  World world(five_municipalities());
  State& s = world.state();
  const auto belief_after = [&](double asking) {
    s.believed_awareness.assign(2, 0.9);
    s.awareness.assign(s.awareness.size(), 0.5);
    s.asked_for_time.assign(2, 2.0 * asking);
    s.asked_about.assign(2, 2.0);
    Step step = world.step();
    inform_members(step);
    return s.believed_awareness[0];
  };
  const InformationParameters& p = world.scenario.parameters.information;
  EXPECT_NEAR(belief_after(0.0) - belief_after(0.5), p.belief_rate * p.asked * 0.5, 1e-12);
  s.active.forum = true;
  EXPECT_EQ(belief_after(0.0), belief_after(1.0));  // who read what is there to see
}

TEST(InformationTest, WhoBelievesThatMembersKnowDoesNotPointOutWhatMatters) {
  const auto aware = [](bool believes) {
    Scenario scenario = five_municipalities();
    scenario.mechanisms.manager_belief = believes;
    World world(scenario);
    double sum = 0.0;
    for (Week week = 0; week < 104; ++week) {
      world.live(1);
      for (const double awareness : world.state().awareness) sum += awareness;
    }
    return sum;
  };
  EXPECT_LT(aware(true), aware(false));
}

TEST(InformationTest, UnderAForumWhatConcernsAMemberIsReadFirst) {
  for (const bool forum : {false, true}) {
    World world(five_municipalities());
    const DossierIndex d = first_open_dossier(world, 0);
    ASSERT_NE(d, kNone);
    State& s = world.state();
    for (const DossierIndex other : s.open_dossiers) {
      for (std::int32_t i = 0; i < s.n; ++i) s.dossiers.read[s.at(other, i)] = 1.0;
    }
    s.dossiers.read[s.at(d, 4)] = 0.0;
    s.dossiers.pages[d] = 10.0;
    s.pile.assign(s.pile.size(), 500.0);
    s.hours_left[4] = 2.5;  // a fraction of an hour to read: ten pages at most
    s.active.forum = forum;
    s.believed_awareness.assign(2, 1.0);  // so that nothing is pointed out
    Step step = world.step();
    inform_members(step);
    if (forum) {
      EXPECT_NEAR(s.dossiers.read[s.at(d, 4)], 1.0, 1e-12);
    }
    if (!forum) {
      EXPECT_LT(s.dossiers.read[s.at(d, 4)], 0.1);
    }
  }
}

}  // namespace
}  // namespace polder::testing
