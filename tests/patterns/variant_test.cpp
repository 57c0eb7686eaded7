// Variants are what their names say, for scenarios that are in files.
#include "patterns/variant.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "patterns/ensembles.h"
#include "scenario/base.h"

namespace polder::patterns {
namespace {

scenario::Base load(const char* file) {
  scenario::Loaded loaded;
  auto base = scenario::Base::load_file(file, {}, loaded);
  if (!base) throw std::runtime_error(scenario::to_string(loaded.problems.front()));
  return *std::move(base);
}

class VariantTest : public testing::TestWithParam<const char*> {};

TEST_P(VariantTest, TheScenarioAllowsAllOfThem) {
  const scenario::Base base = load(GetParam());
  std::set<std::string_view> names;
  for (std::size_t v = 0; v < kVariants; ++v) {
    EXPECT_NO_THROW(variant_scenario(base, static_cast<Variant>(v)));
    EXPECT_TRUE(names.insert(variant_name(static_cast<Variant>(v))).second);
  }
}

TEST_P(VariantTest, TheConceptIsThatOfEveryGroup) {
  const scenario::Base base = load(GetParam());
  for (const auto& [variant, concept_] :
       {std::pair{Variant::network, model::Concept::network},
        std::pair{Variant::forum, model::Concept::network}, std::pair{Variant::ssc, model::Concept::ssc},
        std::pair{Variant::ssc_loss, model::Concept::ssc},
        std::pair{Variant::mix_loss, model::Concept::mix}}) {
    for (const model::Group& group : variant_scenario(base, variant).groups)
      EXPECT_EQ(group.concept_, concept_);
  }
}

TEST_P(VariantTest, AlikeKeepsTheMeans) {
  const scenario::Base base = load(GetParam());
  const model::Scenario& before = base.scenario();
  const model::Scenario after = variant_scenario(base, Variant::alike);
  double sum = 0.0;
  for (std::size_t i = 0; i < after.municipalities.size(); ++i) {
    EXPECT_DOUBLE_EQ(after.municipalities[i].colour, after.municipalities[0].colour);
    EXPECT_EQ(after.municipalities[i].need, after.municipalities[0].need);
    EXPECT_EQ(after.municipalities[i].population, before.municipalities[i].population);
    sum += before.municipalities[i].colour;
  }
  EXPECT_NEAR(after.municipalities[0].colour, sum / static_cast<double>(after.municipalities.size()), 1e-12);
}

TEST_P(VariantTest, HalfKeepsTheLargestAndEverySecondMember) {
  const scenario::Base base = load(GetParam());
  const model::Scenario half = variant_scenario(base, Variant::half);
  for (std::size_t g = 0; g < half.groups.size(); ++g) {
    const auto& all = base.scenario().groups[g].members;
    const auto& kept = half.groups[g].members;
    const std::size_t expected = (all.size() + 1) / 2;
    EXPECT_EQ(kept.size(), expected < 2 ? all.size() : expected);
    double largest = 0.0;
    for (const auto i : all) {
      largest = std::max(largest, half.municipalities[static_cast<std::size_t>(i)].population);
    }
    double largest_kept = 0.0;
    for (const auto i : kept) {
      largest_kept = std::max(largest_kept, half.municipalities[static_cast<std::size_t>(i)].population);
    }
    EXPECT_EQ(largest_kept, largest);
  }
}

TEST_P(VariantTest, HalfWithItsLoadHasDossiersInProportion) {
  const scenario::Base base = load(GetParam());
  const model::Scenario half = variant_scenario(base, Variant::half);
  const model::Scenario load = variant_scenario(base, Variant::half_load);
  for (std::size_t k = 0; k < load.dossier_kinds.size(); ++k) {
    const auto g = static_cast<std::size_t>(load.dossier_kinds[k].group);
    EXPECT_EQ(load.groups[g].members, half.groups[g].members);
    EXPECT_EQ(half.dossier_kinds[k].per_year, base.scenario().dossier_kinds[k].per_year);
    const auto members = [&](const model::Scenario& s) {
      return static_cast<double>(s.groups[g].members.size());
    };
    EXPECT_NEAR(load.dossier_kinds[k].per_year / members(load),
                base.scenario().dossier_kinds[k].per_year / members(base.scenario()), 1e-12);
  }
}

TEST_P(VariantTest, TheKeyPersonLeavesHalfway) {
  const scenario::Base base = load(GetParam());
  EXPECT_EQ(variant_scenario(base, Variant::matrix).interventions.staff_loss, model::kNone);
  EXPECT_EQ(variant_scenario(base, Variant::matrix_loss).interventions.staff_loss, base.scenario().weeks / 2);
}

TEST(Variant, WhatAPointSetsIsThereInAllVariants) {
  const scenario::Base base = load(POLDER_SMALL_SCENARIO);
  const std::vector<scenario::Override> point{{.path = "trust.result_gain", .value = "0.25"}};
  EXPECT_DOUBLE_EQ(variant_scenario(base, Variant::alike, point).parameters.trust.result_gain, 0.25);
  const std::vector<scenario::Override> wrong{{.path = "trust.result_gain", .value = "7"}};
  EXPECT_THROW(variant_scenario(base, Variant::alike, wrong), std::invalid_argument);
}

// A scenario in which groups change concept must not turn the network of a pattern into something else.
TEST_P(VariantTest, GroupsKeepTheConceptOfTheVariant) {
  const std::vector<scenario::Override> switching{{"concept_switch.to", "ssc"},
                                                  {"concept_switch.week", "10"}};
  const scenario::Base base = load(GetParam());
  for (const Variant variant : {Variant::network, Variant::mix_loss}) {
    const model::Scenario made = variant_scenario(base, variant, switching);
    for (std::size_t g = 0; g < made.groups.size(); ++g) {
      const auto change = model::switch_of(made, static_cast<model::GroupIndex>(g));
      EXPECT_EQ(change.to, made.groups[g].concept_);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, VariantTest, testing::Values(POLDER_SMALL_SCENARIO, POLDER_U16_SCENARIO),
                         [](const auto& scenario) { return scenario.index == 0 ? "small" : "u16"; });

}  // namespace
}  // namespace polder::patterns
