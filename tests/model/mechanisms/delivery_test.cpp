#include "model/mechanisms/delivery.h"

#include <gtest/gtest.h>

#include "world.h"

namespace polder::testing {
namespace {

using namespace model;

class DeliveryTest : public ::testing::Test {
 protected:
  /// Closes a dossier of the effect with the given concreteness, quality and coverage.
  void close(Effect effect, double c, double quality, double coverage) {
    State& s = world_.state();
    DossierIndex d = 0;
    while (world_.scenario.dossier_kinds[s.dossiers.kind[d]].effect != effect) ++d;
    s.dossiers.c[d] = c;
    s.dossiers.tasks_total[d] = 4;
    s.dossiers.quality_sum[d] = 4.0 * quality;
    s.dossiers.coverage[d] = coverage;
    s.awareness.assign(s.awareness.size(), 1.0);
    for (std::int32_t i = 0; i < s.n; ++i) s.dossiers.read[s.at(d, i)] = 1.0;
    Step step = world_.step();
    close_dossier(step, d);
  }

  World world_{five_municipalities()};
};

TEST_F(DeliveryTest, WhatIsDeliveredIsConcretenessTimesQualityTimesCoverage) {
  close(Effect::lobby, 0.5, 0.5, 0.8);
  EXPECT_NEAR(world_.state().flows.delivered[0], 0.2, 1e-12);
  EXPECT_NEAR(world_.state().lobby[0], 0.3 * 0.2, 1e-12);
  EXPECT_EQ(world_.state().flows.carried_out[0], 0.0);
}

TEST_F(DeliveryTest, CarriedOutInFullTakesEveryTaskAndMostMembers) {
  close(Effect::exchange, 0.5, 1.0, 0.9);
  EXPECT_EQ(world_.state().flows.carried_out[0], 1.0);
  EXPECT_NEAR(world_.state().exchange[0], 0.3 * 0.45, 1e-12);
  EXPECT_EQ(world_.state().first_delivery[0], 0);
  close(Effect::exchange, 0.5, 1.0, 0.1);
  EXPECT_EQ(world_.state().flows.carried_out[0], 1.0);
}

TEST_F(DeliveryTest, CapacityIsDwellingsPerWeekForTheMembersInhabitants) {
  close(Effect::capacity, 1.0, 1.0, 1.0);
  EXPECT_NEAR(world_.state().capacity[0], 20.0 * 330'000.0 / 1e5 / 52.0, 1e-12);
}

TEST_F(DeliveryTest, StrengthsAddUpWithDiminishingReturns) {
  close(Effect::pilot, 1.0, 1.0, 1.0);
  close(Effect::pilot, 1.0, 1.0, 1.0);
  EXPECT_NEAR(world_.state().pilot[1], 1.0 - 0.7 * 0.7, 1e-12);
  close(Effect::integration, 1.0, 1.0, 1.0);
  EXPECT_NEAR(world_.state().integration[1], 0.3, 1e-12);
}

TEST_F(DeliveryTest, AKnowledgeProductTeachesThoseWhoReadIt) {
  const auto before = world_.state().knowledge;
  close(Effect::knowledge, 1.0, 1.0, 1.0);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_NEAR(world_.state().knowledge[i], before[i] + 0.3 * (1.0 - before[i]), 1e-12);
  }
}

}  // namespace
}  // namespace polder::testing
