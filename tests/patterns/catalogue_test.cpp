// The catalogue as a whole, and figures of some of its patterns on ensembles made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include "patterns/evaluate.h"
#include "patterns/pattern.h"

namespace polder::patterns {
namespace {

constexpr std::size_t kReplicates = 3;

const Pattern& pattern(std::string_view id) { return *std::ranges::find(catalogue(), id, &Pattern::id); }

class Ensembles {
 public:
  Ensembles() {
    for (auto& facts : recorded_) facts.resize(kReplicates);
  }
  void set(Variant v, Fact fact, double value) {
    for (Facts& facts : recorded_[static_cast<std::size_t>(v)]) facts.*fact = value;
  }
  [[nodiscard]] double figure(std::string_view id, std::size_t part) const {
    const std::array<const Pattern*, 1> one{&pattern(id)};
    return evaluate(one, recorded_, kReplicates, {.resamples = 0}).front().parts[part].figure.estimate;
  }

 private:
  Recorded recorded_;
};

TEST(Catalogue, EveryPatternIsWhole) {
  std::set<std::string_view> ids;
  for (const Pattern& p : catalogue()) {
    EXPECT_TRUE(ids.insert(p.id).second) << p.id << " is there twice";
    EXPECT_FALSE(p.name.empty() || p.sentence.empty() || p.source.empty() || p.parts.empty()) << p.id;
    for (const Part& part : p.parts) EXPECT_FALSE(part.what.empty() || part.unit.empty()) << p.id;
  }
  for (const std::string_view id : {"A1", "A11", "C1", "C8", "R1", "R4", "X1"}) EXPECT_TRUE(ids.contains(id));
}

TEST(Catalogue, EveryPatternNamesTheEnsemblesThatItLooksAt) {
  for (const Pattern& p : catalogue()) {
    Recorded recorded;
    Facts facts;  // with what figures are divided by
    facts.loss = facts.delivered = facts.delivered_late = facts.decided = 1.0;
    for (const Variant v : p.variants) recorded[static_cast<std::size_t>(v)].assign(kReplicates, facts);
    const std::array<const Pattern*, 1> one{&p};
    EXPECT_NO_THROW(evaluate(one, recorded, kReplicates, {.resamples = 0})) << p.id;
    for (const Variant v : p.variants) {
      Recorded less = recorded;
      less[static_cast<std::size_t>(v)].clear();
      EXPECT_ANY_THROW(evaluate(one, less, kReplicates, {.resamples = 0}))
          << p.id << " names " << variant_name(v) << " and does not look at it";
    }
  }
}

TEST(Catalogue, SharedEnsemblesAreNamedOnce) {
  const std::array<const Pattern*, 3> some{&pattern("R4"), &pattern("A1"), &pattern("A1")};
  EXPECT_THAT(variants_of(some), testing::ElementsAre(Variant::network, Variant::alike, Variant::forum));
}

TEST(Figures, LeadIsOverTheNearestOther) {
  Ensembles ensembles;
  ensembles.set(Variant::network, &Facts::dependence, 0.0);
  ensembles.set(Variant::centre, &Facts::dependence, 0.2);
  ensembles.set(Variant::matrix, &Facts::dependence, 0.5);
  ensembles.set(Variant::ssc, &Facts::dependence, 0.4);
  EXPECT_DOUBLE_EQ(ensembles.figure("C6", 0), 0.5 - 0.4);
  ensembles.set(Variant::ssc, &Facts::dependence, 0.7);
  EXPECT_DOUBLE_EQ(ensembles.figure("C6", 0), 0.5 - 0.7);
}

TEST(Figures, TheCentreStartsBeforeTheNext) {
  Ensembles ensembles;
  for (const Variant v : {Variant::network, Variant::matrix, Variant::ssc, Variant::mix}) {
    ensembles.set(v, &Facts::first_carried_out, 40.0);
  }
  ensembles.set(Variant::ssc, &Facts::first_carried_out, 30.0);
  ensembles.set(Variant::centre, &Facts::first_carried_out, 20.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("C2", 0), 10.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("C2", 5), 0.0);
}

TEST(Figures, LossOfAKeyPersonIsRelativeToTheTwin) {
  Ensembles ensembles;
  for (const Variant v : {Variant::network, Variant::centre, Variant::matrix, Variant::ssc, Variant::mix}) {
    ensembles.set(v, &Facts::delivered_late, 10.0);
    ensembles.set(with_loss(v), &Facts::delivered_late, 9.0);
  }
  ensembles.set(Variant::network_loss, &Facts::delivered_late, 6.0);
  ensembles.set(Variant::mix_loss, &Facts::delivered_late, 7.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("C4", 1), 0.4);
  EXPECT_NEAR(ensembles.figure("C4", 0), 0.3 - 0.1, 1e-12);
  EXPECT_NEAR(ensembles.figure("C4", 3), 0.0, 1e-12);
}

TEST(Figures, OutcomesLedCountsWhatIsBestAlone) {
  Ensembles ensembles;
  for (const Variant v : {Variant::network, Variant::centre, Variant::matrix, Variant::ssc}) {
    ensembles.set(v, &Facts::cost, 5.0);
  }
  EXPECT_DOUBLE_EQ(ensembles.figure("C8", 1), 0.0) << "a tie is no lead";
  ensembles.set(Variant::centre, &Facts::cost, 4.0);
  ensembles.set(Variant::centre, &Facts::content_trust, 0.1);
  EXPECT_DOUBLE_EQ(ensembles.figure("C8", 1), 2.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("C8", 0), 0.0);
}

TEST(Figures, ConcreteGoalsAreHeldAgainstTheirOwnBase) {
  Ensembles ensembles;
  for (const Variant v : {Variant::network, Variant::goals, Variant::alike, Variant::goals_alike}) {
    ensembles.set(v, &Facts::decided, 10.0);
    ensembles.set(v, &Facts::decision_weeks, 100.0);
  }
  ensembles.set(Variant::goals, &Facts::decision_weeks, 150.0);
  ensembles.set(Variant::goals_alike, &Facts::decision_weeks, 120.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("R2", 1), 5.0);
  EXPECT_DOUBLE_EQ(ensembles.figure("R2", 4), 5.0 - 2.0);
}

}  // namespace
}  // namespace polder::patterns
