// Protects: every value of a results file lands in the block that it belongs to, and what has not run, failed
// or did not happen is left out and counted.
#include "sensitivity/design_values.h"

#include <gtest/gtest.h>

#include <cmath>

#include "designs.h"

namespace polder::sensitivity {
namespace {

double sum(std::span<const double> x, std::size_t /*replicate*/) {
  double total = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) total += std::pow(10.0, static_cast<double>(j)) * x[j];
  return total;
}

TEST(PointMeans, AreOverReplicatesThatHaveAValue) {
  sweep::Points points = empty_design(sweep::Method::table, 1, 0);
  for (int p = 0; p < 4; ++p) add_row(points, {0.0}, static_cast<std::size_t>(p), 0);
  const Results file{.replicates = 2,
                     .values = {1.0, 3.0, kNaN, 5.0, kNaN, kNaN, 7.0, kNaN},
                     .status = {1, 1, 2, 1, 1, 2, 1, 0}};
  const PointMeans means = point_means(file.rows(points));
  EXPECT_EQ(means.mean[0], 2.0);
  EXPECT_EQ(means.mean[1], 5.0);
  EXPECT_TRUE(std::isnan(means.mean[2]));
  EXPECT_TRUE(std::isnan(means.mean[3])) << "a point of which a replicate has not run is no point yet";
  EXPECT_EQ(means.state, (std::vector<PointState>{PointState::whole, PointState::gaps, PointState::no_value,
                                                  PointState::not_run}));
}

TEST(PointsRun, AreThoseOfWhichEveryReplicateHasRun) {
  const std::vector<std::int8_t> status{1, 1, 2, 1, 0, 1, 0, 0};
  EXPECT_EQ(points_run(status, 2), 2U);
  EXPECT_EQ(points_run(status, 1), 5U);
  EXPECT_EQ(points_run({}, 2), 0U);
  EXPECT_EQ(points_run(status, 0), 0U);
}

TEST(SaltelliBlocks, HoldWhatTheFunctionGivesThere) {
  const Cube cube = random_cube(5, 6, 1);
  const Truth truth{.parameters = 3, .f = [](std::span<const double> x) { return sum(x, 0); }};
  const Blocks wanted = blocks(truth, cube, true);
  for (const std::size_t crossed : {std::size_t{0}, std::size_t{3}}) {
    const sweep::Points points = saltelli_design(3, cube, true, crossed);
    const Results file = results(points, 1, sum);
    const PointMeans means = point_means(file.rows(points));
    const auto combinations = combinations_of(points);
    ASSERT_EQ(combinations.size(), std::max<std::size_t>(crossed, 1));
    for (std::size_t c = 0; c < combinations.size(); ++c) {
      const SaltelliBlocks found = saltelli_blocks(points, combinations[c], means);
      EXPECT_EQ(found.completeness.used, 5U);
      ASSERT_EQ(found.ab.size(), wanted.ab.size());
      ASSERT_EQ(found.ba.size(), wanted.ba.size());
      const double of_level = 1000.0 * static_cast<double>(c);
      for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_DOUBLE_EQ(found.a[i], wanted.a[i] + of_level);
        EXPECT_DOUBLE_EQ(found.b[i], wanted.b[i] + of_level);
      }
      for (std::size_t i = 0; i < wanted.ab.size(); ++i) {
        EXPECT_DOUBLE_EQ(found.ab[i], wanted.ab[i] + of_level);
        EXPECT_DOUBLE_EQ(found.ba[i], wanted.ba[i] + of_level);
      }
    }
  }
}

TEST(SaltelliBlocks, LeaveOutSamplesThatLackAPoint) {
  const sweep::Points points = saltelli_design(2, random_cube(6, 4, 1), false, 0);
  Results file = results(points, 1, sum);
  file.status[4] = 0;      // sample 1
  file.values[9] = kNaN;   // sample 2
  file.values[20] = kNaN;  // sample 5
  file.status[21] = 0;     // sample 5 as well: it may still get its value
  const PointMeans means = point_means(file.rows(points));
  const SaltelliBlocks found = saltelli_blocks(points, combinations_of(points)[0], means);
  EXPECT_EQ(found.completeness.used, 3U);
  EXPECT_EQ(found.completeness.not_run, 2U);
  EXPECT_EQ(found.completeness.no_value, 1U);
  EXPECT_EQ(found.a.size(), 3U);
  EXPECT_EQ(found.a[1], file.values[12]) << "samples 0, 3 and 4 are left";
}

TEST(SaltelliBlocks, OfAShardThatBeginsWithinASampleStartWithTheNext) {
  const sweep::Points whole = saltelli_design(2, random_cube(6, 4, 1), false, 0);
  const sweep::Points shard =
      sweep::part_of(whole, 2, 12);  // the end of sample 0, samples 1 and 2, half of 3
  const Results file = results(shard, 1, sum);
  const SaltelliBlocks found =
      saltelli_blocks(shard, combinations_of(shard)[0], point_means(file.rows(shard)));
  EXPECT_EQ(found.completeness.used, 2U);
  EXPECT_EQ(found.completeness.not_run, 2U);
}

TEST(TrajectoryEffects, OfALinearFunctionAreItsCoefficients) {
  const sweep::Points points = morris_design(3, 7);
  const Results file = results(points, 2, [](std::span<const double> x, std::size_t r) {
    return 3.0 * x[0] - 2.0 * x[1] + 5.0 + 100.0 * static_cast<double>(r);
  });
  const TrajectoryEffects found =
      trajectory_effects(points, combinations_of(points)[0], point_means(file.rows(points)));
  EXPECT_EQ(found.completeness.used, 7U);
  ASSERT_EQ(found.effects.size(), 21U);
  for (std::size_t t = 0; t < 7; ++t) {
    EXPECT_NEAR(found.effects[t], 3.0, 1e-12);
    EXPECT_NEAR(found.effects[7 + t], -2.0, 1e-12);
    EXPECT_NEAR(found.effects[14 + t], 0.0, 1e-12);
  }
}

TEST(TrajectoryEffects, LeaveOutTrajectoriesThatLackAPoint) {
  const sweep::Points points = morris_design(2, 3);
  Results file = results(points, 1, sum);
  file.status[0] = 0;
  file.values[5] = kNaN;
  const TrajectoryEffects found =
      trajectory_effects(points, combinations_of(points)[0], point_means(file.rows(points)));
  EXPECT_EQ(found.completeness.used, 1U);
  EXPECT_EQ(found.completeness.not_run, 1U);
  EXPECT_EQ(found.completeness.no_value, 1U);
}

TEST(MatchedSamples, OfACrossedColumnAreItsLevelsUnderTheSameCircumstances) {
  const sweep::Points points = saltelli_design(2, random_cube(4, 4, 1), false, 3);
  Results file = results(points, 1, sum);
  // Point 4 of the blocks, second level: block B of sample 1 has no value.
  file.values[(1 * 4 + 1) * 3 + 1] = kNaN;
  const MatchedSamples found = matched_samples(points, 0, point_means(file.rows(points)));
  EXPECT_EQ(found.alternatives, (std::vector<double>{0.0, 1.0, 2.0}));
  EXPECT_EQ(found.point.size(), 7U) << "A and B of four base samples but one";
  EXPECT_EQ(found.incomplete, 1U);
  EXPECT_EQ(found.cluster, (std::vector<std::uint32_t>{0, 0, 1, 2, 2, 3, 3}));
  for (std::size_t s = 0; s < found.point.size(); ++s) {
    EXPECT_DOUBLE_EQ(found.values[3 * s + 1] - found.values[3 * s], 100.0);
    EXPECT_EQ(found.values[3 * s], file.values[found.point[s]]);
  }
}

TEST(MatchedSamples, KnowTheValuesOfOtherCrossedColumns) {
  sweep::Points points = empty_design(sweep::Method::sobol, 1, 2);
  for (std::size_t row = 0; row < 3; ++row) {
    add_row(points, {0.1 * static_cast<double>(row)}, row, 0);
    add_row(points, {0.1 * static_cast<double>(row)}, row, 0);
  }
  sweep::Column other = points.columns.front();
  other.values = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  points.columns.push_back(other);
  const Results file{
      .replicates = 1, .values = std::vector<double>(12, 1.0), .status = std::vector<std::int8_t>(12, 1)};
  const MatchedSamples found = matched_samples(points, 0, point_means(file.rows(points)));
  EXPECT_EQ(found.cluster, (std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2}));
  EXPECT_EQ(found.member, (std::vector<std::uint32_t>{0, 1, 0, 1, 0, 1}));
}

TEST(MatchedSamples, OfAnyColumnOfAFactorial) {
  sweep::Points points = empty_design(sweep::Method::factorial, 2, 0);
  std::size_t row = 0;
  for (const double x : {1.0, 2.0, 3.0}) {
    for (const double y : {5.0, 6.0}) add_row(points, {x, y}, row++, 0);
  }
  const Results file = results(points, 1, sum);
  const PointMeans means = point_means(file.rows(points));
  const MatchedSamples by_x = matched_samples(points, 0, means);
  EXPECT_EQ(by_x.alternatives, (std::vector<double>{1.0, 2.0, 3.0}));
  EXPECT_EQ(by_x.values, (std::vector<double>{51.0, 52.0, 53.0, 61.0, 62.0, 63.0}));
  EXPECT_EQ(matched_samples(points, 1, means).values,
            (std::vector<double>{51.0, 61.0, 52.0, 62.0, 53.0, 63.0}));
}

TEST(Combinations, OfAFactorialAreOne) {
  sweep::Points points = empty_design(sweep::Method::factorial, 1, 2);
  add_row(points, {1.0}, 0, 0);
  EXPECT_EQ(combinations_of(points).size(), 1U);
  EXPECT_EQ(parameters_of(points), (std::vector<std::size_t>{0, 1}));
  points.method = sweep::Method::sobol;
  EXPECT_EQ(combinations_of(points).size(), 2U);
  EXPECT_EQ(parameters_of(points), (std::vector<std::size_t>{1}));
}

}  // namespace
}  // namespace polder::sensitivity
