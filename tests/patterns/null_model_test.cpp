// What a null model takes away, on ensembles that can be worked out by hand.
#include "patterns/null_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "patterns/pattern.h"
#include "scenario/base.h"

namespace polder::patterns {
namespace {

using testing::ElementsAre;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class Multipliers : public testing::Test {
 protected:
  std::vector<Facts>& of(Variant v) { return recorded_[static_cast<std::size_t>(v)]; }
  void record(Variant v, Fact fact, const std::vector<double>& values) {
    of(v).resize(values.size());
    for (std::size_t r = 0; r < values.size(); ++r) of(v)[r].*fact = values[r];
  }
  [[nodiscard]] std::vector<double> made(Variant v, Fact fact) const {
    const Recorded result = with_multipliers(recorded_);
    std::vector<double> values;
    for (const Facts& facts : result[static_cast<std::size_t>(v)]) values.push_back(facts.*fact);
    return values;
  }
  Recorded recorded_;
};

TEST_F(Multipliers, MakeAConceptOfTheNetworksHistoriesWithTheConceptsMean) {
  record(Variant::network, &Facts::cost, {1.0, 3.0});
  record(Variant::ssc, &Facts::cost, {9.0, 3.0});
  EXPECT_THAT(made(Variant::ssc, &Facts::cost), ElementsAre(3.0, 9.0));
  EXPECT_THAT(made(Variant::network, &Facts::cost), ElementsAre(1.0, 3.0));
}

TEST_F(Multipliers, AreOfEachFactTheFirstAndTheLastToo) {
  for (const Fact fact : {&Facts::decided, &Facts::integration_of_large}) {
    record(Variant::network, fact, {2.0});
    record(Variant::mix, fact, {5.0});
    EXPECT_THAT(made(Variant::mix, fact), ElementsAre(5.0));
  }
}

TEST_F(Multipliers, AreTheSameWhereTheKeyPersonLeaves) {
  record(Variant::network, &Facts::cost, {1.0, 3.0});
  record(Variant::network_loss, &Facts::cost, {1.0, 1.0});
  record(Variant::ssc, &Facts::cost, {9.0, 3.0});
  record(Variant::ssc_loss, &Facts::cost, {100.0, 100.0});
  EXPECT_THAT(made(Variant::ssc_loss, &Facts::cost), ElementsAre(3.0, 3.0));
}

TEST_F(Multipliers, AreFittedToWhatOccurredAndLeaveNothingNothing) {
  record(Variant::network, &Facts::wait, {kNaN, 2.0, 4.0});
  record(Variant::centre, &Facts::wait, {6.0, kNaN, 6.0});
  const std::vector<double> wait = made(Variant::centre, &Facts::wait);
  EXPECT_TRUE(std::isnan(wait[0]));
  EXPECT_DOUBLE_EQ(wait[1], 4.0);
  record(Variant::centre, &Facts::shelved, {1.0, 1.0, 1.0});
  EXPECT_THAT(made(Variant::centre, &Facts::shelved), ElementsAre(0.0, 0.0, 0.0));
}

TEST_F(Multipliers, LeaveVariantsOfTheNetworkAlone) {
  record(Variant::network, &Facts::cost, {1.0});
  record(Variant::forum, &Facts::cost, {7.0});
  EXPECT_THAT(made(Variant::forum, &Facts::cost), ElementsAre(7.0));
}

TEST_F(Multipliers, NeedWhatTheyAreFittedTo) {
  EXPECT_THAT(
      variants_needed(NullModel::multipliers, {Variant::ssc_loss, Variant::forum}),
      ElementsAre(Variant::network, Variant::ssc, Variant::network_loss, Variant::ssc_loss, Variant::forum));
  EXPECT_THAT(variants_needed(NullModel::multipliers, {Variant::forum}), ElementsAre(Variant::forum));
  EXPECT_THAT(variants_needed(NullModel::no_trust, {Variant::ssc_loss}), ElementsAre(Variant::ssc_loss));
  record(Variant::ssc, &Facts::cost, {1.0});
  EXPECT_THROW(static_cast<void>(with_multipliers(recorded_)), std::logic_error);
}

// What a constant cannot do: make a concept more hurt by the same loss than another.
TEST_F(Multipliers, CannotTellWhomALossHurtsMore) {
  for (const auto& [concept_, delivered] :
       {std::pair{Variant::network, 0.7}, std::pair{Variant::centre, 1.1}, std::pair{Variant::matrix, 1.3},
        std::pair{Variant::ssc, 1.9}, std::pair{Variant::mix, 0.3}}) {
    record(concept_, &Facts::delivered_late, {delivered, 2.1 * delivered, 1.7 * delivered});
    const double hit = concept_ == Variant::network || concept_ == Variant::mix ? 0.6 : 0.1;
    record(with_loss(concept_), &Facts::delivered_late,
           {(1.0 - hit) * delivered, 2.1 * (1.0 - hit) * delivered, 1.7 * (1.0 - hit) * delivered});
  }
  const std::vector<double> once(3, 1.0);
  const auto whole = [&](const Recorded& recorded) {
    for (const Pattern& pattern : catalogue()) {
      if (pattern.id == "C4")
        return meets(pattern.parts.front().figure(Sample(recorded, once)), pattern.parts.front());
    }
    throw std::logic_error("there is no C4");
  };
  EXPECT_TRUE(whole(recorded_));
  EXPECT_FALSE(whole(with_multipliers(recorded_)));
}

TEST(NullModels, SetWhatTheScenarioKnows) {
  for (std::size_t n = 0; n < kNullModels; ++n) {
    const std::vector<scenario::Override> settings = settings_of(static_cast<NullModel>(n));
    scenario::Loaded loaded;
    EXPECT_TRUE(scenario::Base::load_file(POLDER_SMALL_SCENARIO, settings, loaded)) << kNullModelNames[n];
  }
  EXPECT_EQ(settings_of(NullModel::no_trust).size(), 2U);
  EXPECT_EQ(settings_of(NullModel::random_mixing).size(), 1U);
  EXPECT_TRUE(settings_of(NullModel::multipliers).empty());
}

}  // namespace
}  // namespace polder::patterns
