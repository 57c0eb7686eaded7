// Ensembles of two or three histories whose figures can be worked out by hand.
#include "patterns/sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace polder::patterns {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<Facts> histories(Fact fact, std::vector<double> values) {
  std::vector<Facts> facts(values.size());
  for (std::size_t r = 0; r < values.size(); ++r) facts[r].*fact = values[r];
  return facts;
}

class SampleTest : public testing::Test {
 protected:
  std::vector<Facts>& of(Variant v) { return recorded_[static_cast<std::size_t>(v)]; }
  Recorded recorded_;
  std::vector<double> once_{1.0, 1.0, 1.0};
  std::vector<double> drawn_{0.0, 1.0, 2.0};
};

TEST_F(SampleTest, MeanCountsReplicatesAsOftenAsTheyWereDrawn) {
  of(Variant::network) = histories(&Facts::urgency, {0.1, 0.2, 0.6});
  EXPECT_DOUBLE_EQ(Sample(recorded_, once_).mean(Variant::network, &Facts::urgency), 0.3);
  EXPECT_DOUBLE_EQ(Sample(recorded_, drawn_).mean(Variant::network, &Facts::urgency), 1.4 / 3.0);
}

TEST_F(SampleTest, MeanLeavesOutWhatDidNotOccur) {
  of(Variant::network) = histories(&Facts::wait, {kNaN, 2.0, 4.0});
  EXPECT_DOUBLE_EQ(Sample(recorded_, once_).mean(Variant::network, &Facts::wait), 3.0);
  of(Variant::network) = histories(&Facts::wait, {kNaN, kNaN, kNaN});
  EXPECT_TRUE(std::isnan(Sample(recorded_, once_).mean(Variant::network, &Facts::wait)));
}

TEST_F(SampleTest, PooledShareWeighsHistoriesByWhatHappenedInThem) {
  of(Variant::network) = histories(&Facts::decided, {1.0, 1.0, 8.0});
  of(Variant::network)[2].pushed = 4.0;
  EXPECT_DOUBLE_EQ(Sample(recorded_, once_).pooled(Variant::network, &Facts::pushed, &Facts::decided), 0.4);
  EXPECT_TRUE(std::isnan(Sample(recorded_, once_).pooled(Variant::network, &Facts::pushed, &Facts::shelved)));
}

TEST_F(SampleTest, DifferenceIsPairedByReplicate) {
  of(Variant::network) = histories(&Facts::wait, {1.0, kNaN, 3.0});
  of(Variant::forum) = histories(&Facts::wait, {2.0, 100.0, 6.0});
  EXPECT_DOUBLE_EQ(Sample(recorded_, once_).difference(Variant::forum, Variant::network, &Facts::wait), 2.0);
}

TEST_F(SampleTest, AVariantThatDidNotRunIsAMistake) {
  EXPECT_THROW(static_cast<void>(Sample(recorded_, once_).mean(Variant::ssc, &Facts::cost)),
               std::logic_error);
}

}  // namespace
}  // namespace polder::patterns
