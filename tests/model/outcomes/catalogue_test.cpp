#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/outcomes/outcome.h"

namespace polder::model {
namespace {

TEST(CatalogueTest, NamesAreUniqueAndEverythingIsDescribed) {
  std::set<std::string_view> names;
  for (const SeriesOutcome& outcome : series_catalogue()) {
    EXPECT_TRUE(names.insert(outcome.name).second) << outcome.name;
    EXPECT_FALSE(outcome.unit.empty()) << outcome.name;
    EXPECT_FALSE(outcome.long_name.empty()) << outcome.name;
    EXPECT_NE(outcome.total, nullptr) << outcome.name;
    EXPECT_EQ(outcome.count != nullptr, outcome.reading == Reading::ratio) << outcome.name;
  }
  names.clear();
  for (const ScalarOutcome& outcome : scalar_catalogue()) {
    EXPECT_TRUE(names.insert(outcome.name).second) << outcome.name;
    EXPECT_FALSE(outcome.unit.empty()) << outcome.name;
    EXPECT_FALSE(outcome.long_name.empty()) << outcome.name;
  }
}

TEST(CatalogueTest, GroupOutcomesComeFirst) {
  bool municipalities = false;
  for (const SeriesOutcome& outcome : series_catalogue()) {
    EXPECT_FALSE(municipalities && outcome.shape == Shape::group) << outcome.name;
    municipalities = municipalities || outcome.shape == Shape::municipality;
  }
}

// The rows of the printed comparison: decisions, delay, concreteness, carried out, placements, housing delay,
// overdue, both trusts, urgency, workload, say of the others, hours and cost.
TEST(CatalogueTest, MainOutcomesAreInTheTable) {
  std::set<std::string_view> main;
  for (const ScalarOutcome& outcome : scalar_catalogue()) {
    if (outcome.main) main.insert(outcome.name);
  }
  for (const char* name :
       {"decisions_total", "decision_delay_mean", "concreteness_mean", "carried_out_mean", "placements_total",
        "housing_delay_mean", "overdue_mean", "content_trust_mean", "relational_trust_mean", "urgency_mean",
        "workload_gini", "say_of_others", "joint_hours_total", "cost_total"}) {
    EXPECT_TRUE(main.contains(name)) << name;
  }
}

}  // namespace
}  // namespace polder::model
