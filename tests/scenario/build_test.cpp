// What a file says arrives in the scenario.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace polder::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

model::Scenario built(std::string_view name) {
  const Loaded loaded = load_file(fixture(name));
  EXPECT_THAT(texts(loaded.problems), IsEmpty());
  return loaded.scenario.value_or(model::Scenario{});
}

TEST(BuildTest, CompleteFile) {
  const model::Scenario s = built("valid/complete.toml");
  EXPECT_EQ(s.title, "Three villages, two groups");
  EXPECT_EQ(s.start, std::chrono::year(2015) / 7 / 1);
  EXPECT_EQ(s.weeks, 52);
  EXPECT_EQ(s.seed, 9223372036854775807U);
  EXPECT_EQ(s.replicates, 7U);
  EXPECT_THAT(s.survey.weeks, ElementsAre(12, 51));
  EXPECT_EQ(s.survey.own_problem, 0.5);
  EXPECT_EQ(s.survey.grade_roles, 2.0);
  EXPECT_EQ(s.survey.grade_say, 1.0);
  EXPECT_THAT(s.elections, ElementsAre(37));  // the one in 2020 is beyond the horizon

  ASSERT_THAT(s.municipalities, SizeIs(3));
  const model::Municipality& aa = s.municipalities[0];
  EXPECT_EQ(aa.name, "Aa");
  EXPECT_EQ(aa.population, 20000.0);
  EXPECT_EQ(aa.latitude, 52.0);
  EXPECT_EQ(aa.longitude, 5.0);
  EXPECT_EQ(aa.colour, 0.5);
  EXPECT_EQ(aa.staff_fte, 1.5);
  EXPECT_EQ(aa.knowledge, 0.5);
  EXPECT_THAT(aa.need, ElementsAre(0.9, 0.1));
  EXPECT_EQ(aa.lettings_per_year, 100.0);
  EXPECT_EQ(aa.arrears_at_start, -3.0);
  EXPECT_THAT(aa.targets, ElementsAre(10.0, 20.5, 30.0));
  EXPECT_EQ(aa.motives.knowledge, 0.0);
  EXPECT_EQ(aa.motives.strength, 2.0);
  EXPECT_EQ(aa.motives.efficiency, 0.25);
  EXPECT_THAT(s.municipalities[1].need, ElementsAre(0.2, 0.5));
  EXPECT_THAT(s.municipalities[2].need, ElementsAre(0.5, 0.5));

  ASSERT_THAT(s.groups, SizeIs(2));
  EXPECT_THAT(s.groups[0].members, ElementsAre(0, 1, 2));  // ascending, whatever the order in the file
  EXPECT_EQ(s.groups[0].meeting_interval_weeks, 4);
  EXPECT_EQ(s.groups[0].concept_, model::Concept::matrix);
  EXPECT_EQ(s.groups[0].centre, model::kNone);
  EXPECT_EQ(s.groups[1].name, "care. and work");
  EXPECT_EQ(s.groups[1].concept_, model::Concept::centre);
  EXPECT_EQ(s.groups[1].centre, 2);

  EXPECT_FALSE(s.process_manager.present);
  EXPECT_EQ(s.process_manager.employer, 1);
  EXPECT_EQ(s.process_manager.hours_per_week, 12.5);
  EXPECT_TRUE(s.process_manager.decides);

  EXPECT_EQ(s.demand.scale, 1.5);
  ASSERT_THAT(s.demand.half_years, SizeIs(3));
  EXPECT_EQ(s.demand.half_years[0].first_week, -26);
  EXPECT_EQ(s.demand.half_years[0].end_week, 0);
  EXPECT_EQ(s.demand.half_years[1].first_week, 0);
  EXPECT_EQ(s.demand.half_years[1].end_week, 26);
  EXPECT_EQ(s.demand.half_years[2].end_week, 52);
  EXPECT_EQ(s.demand.half_years[2].target, 20000.0);
  EXPECT_EQ(s.demand.half_years[2].population, 16900000.0);
  ASSERT_THAT(s.demand.case_types, SizeIs(2));
  EXPECT_EQ(s.demand.case_types[1].name, "family");
  EXPECT_EQ(s.demand.case_types[1].persons, 4.0);
  EXPECT_EQ(s.demand.case_types[1].share, 0.35);
  EXPECT_EQ(s.demand.case_types[1].vacancy_share, 0.0);

  ASSERT_THAT(s.dossier_kinds, SizeIs(3));
  const model::DossierKind& rules = s.dossier_kinds[0];
  EXPECT_EQ(rules.group, 0);
  EXPECT_EQ(rules.effect, model::Effect::exchange);
  EXPECT_EQ(rules.field, "allocation");
  EXPECT_THAT(rules.also_fields, ElementsAre("building", "allocation"));
  EXPECT_TRUE(rules.operational);
  EXPECT_EQ(rules.per_year, 3.5);
  EXPECT_EQ(rules.concreteness, 0.05);
  EXPECT_EQ(rules.tasks, 5.0);
  EXPECT_EQ(rules.lead_weeks, 20.0);
  EXPECT_EQ(s.dossier_kinds[2].group, 1);
  EXPECT_EQ(s.dossier_kinds[2].effect, model::Effect::knowledge);

  EXPECT_EQ(s.interventions.monitoring, 0);
  EXPECT_EQ(s.interventions.forum, 26);
  EXPECT_EQ(s.interventions.explicit_roles, model::kNone);
  EXPECT_EQ(s.interventions.concrete_goals, model::kNone);
  EXPECT_FALSE(s.mechanisms.review);
  EXPECT_TRUE(s.mechanisms.watering_down);
  EXPECT_EQ(s.parameters.trust.relational_gain, 0.25);
}

TEST(BuildTest, WhatIsLeftOutHasTheDefaultsOfTheModel) {
  const model::Scenario s = built("valid/minimal.toml");
  EXPECT_EQ(s.seed, model::Scenario{}.seed);
  EXPECT_EQ(s.replicates, model::Scenario{}.replicates);
  EXPECT_THAT(s.elections, IsEmpty());
  EXPECT_THAT(s.survey.weeks, IsEmpty());
  EXPECT_THAT(s.municipalities.at(0).targets, IsEmpty());
  EXPECT_EQ(s.groups.at(0).concept_, model::Concept::network);
  EXPECT_EQ(s.groups.at(0).meeting_interval_weeks, 6);
  EXPECT_EQ(s.process_manager.employer, model::kNone);
  EXPECT_EQ(s.dossier_kinds.at(0).pages, model::DossierKind{}.pages);
  EXPECT_EQ(s.demand.half_years.at(0).end_week, 26);
}

}  // namespace
}  // namespace polder::scenario
