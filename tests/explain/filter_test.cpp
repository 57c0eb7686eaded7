// Municipalities, groups and dossiers are found by their names in either language.
#include "explain/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/small_scenario.h"

namespace polder::explain {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Filters : public ::testing::Test {
 protected:
  Filters() {
    scenario_.groups[0].name_nl = "huisvesting";
    scenario_.dossier_kinds[0].name_nl = "woningen";
    for (const model::KindIndex kind : {0, 1, 0}) {
      events_.push_back({.type = model::EventType::dossier_tabled,
                         .cause = model::Cause::schedule,
                         .group = kind,
                         .dossier = static_cast<model::DossierIndex>(4 + events_.size()),
                         .kind = kind,
                         .municipality = 2});
    }
  }

  model::Scenario scenario_ = testing::small_scenario();
  std::vector<model::Event> events_;
};

TEST_F(Filters, DossiersAreNumberedWithinTheirKind) {
  const Names names(scenario_, events_);
  EXPECT_EQ(names.dossier(4, Language::en), "homes 1");
  EXPECT_EQ(names.dossier(5, Language::en), "course 1");
  EXPECT_EQ(names.dossier(6, Language::en), "homes 2");
  EXPECT_EQ(names.dossier(6, Language::nl), "woningen 2");
}

TEST_F(Filters, FindByNumberByNameAndByKind) {
  const Names names(scenario_, events_);
  EXPECT_THAT(dossiers_named(names, "5"), ElementsAre(5));
  EXPECT_THAT(dossiers_named(names, "homes 2"), ElementsAre(6));
  EXPECT_THAT(dossiers_named(names, "woningen 2"), ElementsAre(6));
  EXPECT_THAT(dossiers_named(names, "homes"), ElementsAre(4, 6));
  EXPECT_THAT(dossiers_named(names, "7"), IsEmpty());
  EXPECT_THAT(dossiers_named(names, "homes 3"), IsEmpty());
  EXPECT_THAT(known_dossiers(names, Language::nl), Contains("woningen 2"));
}

TEST_F(Filters, FindGroupsAndMunicipalities) {
  const Names names(scenario_, events_);
  EXPECT_EQ(group_named(scenario_, names, "huisvesting"), 0);
  EXPECT_EQ(group_named(scenario_, names, "integration"), 1);
  EXPECT_EQ(group_named(scenario_, names, "x"), std::nullopt);
  EXPECT_EQ(municipality_named(scenario_, "Midden"), 1);
  EXPECT_EQ(municipality_named(scenario_, "midden"), std::nullopt);
}

TEST_F(Filters, LetThroughWhatMeetsAllOfThem) {
  Filter filter;
  EXPECT_TRUE(filter.empty());
  filter.municipality = 2;
  filter.group = 0;
  EXPECT_TRUE(filter.lets_through(events_[0]));
  EXPECT_FALSE(filter.lets_through(events_[1]));
  filter.dossiers = {6};
  EXPECT_FALSE(filter.lets_through(events_[0]));
  EXPECT_TRUE(filter.lets_through(events_[2]));
}

}  // namespace
}  // namespace polder::explain
