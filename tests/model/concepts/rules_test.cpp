#include "model/concepts/rules.h"

#include <gtest/gtest.h>

namespace polder::model {
namespace {

void expect_rules(const RuleSet& rules, const RuleSet& pinned) {
  EXPECT_EQ(rules.deciding, pinned.deciding);
  EXPECT_EQ(rules.drafting, pinned.drafting);
  EXPECT_EQ(rules.working, pinned.working);
  EXPECT_EQ(rules.staffing, pinned.staffing);
  EXPECT_EQ(rules.forming, pinned.forming);
  EXPECT_EQ(rules.channels, pinned.channels);
  EXPECT_EQ(rules.bond, pinned.bond);
  EXPECT_EQ(rules.accounts_to_board, pinned.accounts_to_board);
  EXPECT_EQ(rules.ratified_at_home, pinned.ratified_at_home);
}

constexpr RuleSet kNetwork{Deciding::consent,
                           Drafting::able_and_willing,
                           Working::raised_hands,
                           Staffing::stay,
                           Forming::with_concept,
                           Channels::everyone,
                           Bond::covenant,
                           false,
                           true};
constexpr RuleSet kCentre{Deciding::centre,
                          Drafting::centre,
                          Working::centre_desk,
                          Staffing::paid,
                          Forming::with_concept,
                          Channels::hub,
                          Bond::contract,
                          false,
                          false};
constexpr RuleSet kMatrix{Deciding::field_owner,
                          Drafting::field_owner,
                          Working::field_desks,
                          Staffing::moved,
                          Forming::with_concept,
                          Channels::field_owners,
                          Bond::public_law,
                          false,
                          false};
constexpr RuleSet kSsc{Deciding::board,
                       Drafting::unit,
                       Working::unit_desk,
                       Staffing::merged,
                       Forming::with_concept,
                       Channels::unit_and_board,
                       Bond::public_law,
                       true,
                       false};
constexpr RuleSet kMixPolicy{Deciding::consent,
                             Drafting::able_and_willing,
                             Working::raised_hands,
                             Staffing::stay,
                             Forming::per_field,
                             Channels::everyone,
                             Bond::covenant,
                             false,
                             true};
constexpr RuleSet kMixOperations{Deciding::consent,
                                 Drafting::unit,
                                 Working::unit_desk,
                                 Staffing::grown,
                                 Forming::per_field,
                                 Channels::everyone,
                                 Bond::covenant,
                                 false,
                                 true};

// The concepts of thesis table 1: changing one is a change of theory, never a side effect.
TEST(RulesTest, EachConceptIsTheRuleSetOfThesisTable1) {
  struct Case {
    Concept which;
    RuleSet policy;
    RuleSet operations;
  };
  for (const Case& one : {Case{Concept::network, kNetwork, kNetwork}, Case{Concept::centre, kCentre, kCentre},
                          Case{Concept::matrix, kMatrix, kMatrix}, Case{Concept::ssc, kSsc, kSsc},
                          Case{Concept::mix, kMixPolicy, kMixOperations}}) {
    SCOPED_TRACE(kConceptNames[static_cast<std::size_t>(one.which)]);
    expect_rules(rules_of(one.which).policy, one.policy);
    expect_rules(rules_of(one.which).operations, one.operations);
    expect_rules(rules_of(one.which).of(false), one.policy);
    expect_rules(rules_of(one.which).of(true), one.operations);
  }
}

TEST(RulesTest, NamesAreThoseOfScenarioFiles) {
  EXPECT_EQ(kConceptNames[static_cast<std::size_t>(Concept::network)], "network");
  EXPECT_EQ(kConceptNames[static_cast<std::size_t>(Concept::centre)], "centre");
  EXPECT_EQ(kConceptNames[static_cast<std::size_t>(Concept::matrix)], "matrix");
  EXPECT_EQ(kConceptNames[static_cast<std::size_t>(Concept::ssc)], "ssc");
  EXPECT_EQ(kConceptNames[static_cast<std::size_t>(Concept::mix)], "mix");
}

}  // namespace
}  // namespace polder::model
