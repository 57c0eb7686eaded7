// Protects: every design gets the estimators that it was made for, from rows of results to indices and
// ranking.
#include "sensitivity/analysis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "designs.h"

namespace polder::sensitivity {
namespace {

constexpr Bootstrap kQuick{.resamples = 100};

/// Of a design without crossed columns.
Analysis analysis_of(const sweep::Points& points, const Results& file) {
  const OutcomeRows rows = file.rows(points);
  return analyse(rows, point_means(rows), combinations_of(points)[0], kQuick);
}

double weighted(std::span<const double> x, std::size_t r) {
  return 3.0 * x[0] - 2.0 * x[1] + 50.0 * static_cast<double>(r);
}

sweep::Points design_of(sweep::Method method, const Cube& cube) {
  sweep::Points points = empty_design(method, cube.front().size(), 0);
  for (std::size_t i = 0; i < cube.size(); ++i) add_row(points, cube[i], i, 0);
  points.total = points.size();
  return points;
}

TEST(Analyse, SaltelliGivesSobolIndices) {
  const sweep::Points points = saltelli_design(2, sobol_cube(512, 4), true, 0);
  const Analysis found = analysis_of(points, results(points, 3, weighted));
  const auto& indices = std::get<SobolIndices>(found.measures);
  EXPECT_NEAR(indices.first[0].estimate, 9.0 / 13.0, 0.01);
  EXPECT_NEAR(indices.total[1].estimate, 4.0 / 13.0, 0.01);
  EXPECT_EQ(indices.pairs.size(), 1U);
  EXPECT_NEAR(found.sd, std::sqrt(13.0 / 12.0), 0.01);
  EXPECT_NEAR(found.chance.chance_in_means, 0.0, 1e-12) << "chance is common to all points";
  EXPECT_GT(found.chance.share_replicates(), 0.9);
  EXPECT_TRUE(found.shortfalls.empty());
  const auto widest = widest_interval(found);
  ASSERT_TRUE(widest);
  EXPECT_GT(widest->width, 0.0);
  EXPECT_LT(widest->width, 0.2);
}

TEST(Analyse, SmallDesignsSaySo) {
  const sweep::Points points = saltelli_design(2, sobol_cube(8, 4), false, 0);
  const Analysis found = analysis_of(points, results(points, 1, weighted));
  ASSERT_FALSE(found.shortfalls.empty());
  EXPECT_EQ(found.shortfalls[0].kind, Shortfall::Kind::samples);
  EXPECT_EQ(found.shortfalls[0].have, 8.0);
}

TEST(Analyse, MorrisGivesElementaryEffects) {
  const sweep::Points points = morris_design(3, 12);
  const Analysis found = analysis_of(points, results(points, 1, weighted));
  const auto& effects = std::get<ElementaryEffects>(found.measures);
  EXPECT_NEAR(effects.mu_star[0].estimate, 3.0, 1e-9);
  EXPECT_NEAR(effects.mu[1].estimate, -2.0, 1e-9);
  EXPECT_TRUE(found.shortfalls.empty());
  const auto widest = widest_interval(found);
  ASSERT_TRUE(widest);
  EXPECT_EQ(widest->measure, "mu*");
  EXPECT_NEAR(widest->width, 0.0, 1e-9);
}

TEST(Analyse, OtherSamplesAreGivenData) {
  for (const auto method : {sweep::Method::sobol, sweep::Method::latin_hypercube, sweep::Method::table}) {
    const sweep::Points points = design_of(method, sobol_cube(1000, 2));
    const Analysis found = analysis_of(points, results(points, 1, weighted));
    const auto& data = std::get<GivenData>(found.measures);
    EXPECT_NEAR(data.first[0].estimate, 9.0 / 13.0, 0.02);
    EXPECT_LT(data.spearman[1].estimate, -0.4);
    EXPECT_EQ(widest_interval(found)->measure, "first");
  }
}

TEST(Analyse, FactorialGivesSharesWhenCompleteAndNoneBefore) {
  Cube cube;
  for (const double x : {0.0, 1.0, 2.0}) {
    for (const double y : {0.0, 1.0}) cube.push_back({x, y});
  }
  const sweep::Points points = design_of(sweep::Method::factorial, cube);
  Results file = results(points, 2, weighted);
  const Analysis whole = analysis_of(points, file);
  const auto& shares = std::get<FactorialShares>(whole.measures);
  EXPECT_DOUBLE_EQ(shares.first[0].estimate, 6.0 / 7.0);  // 9 * 2/3 and 4 * 1/4
  EXPECT_DOUBLE_EQ(shares.level_means[1][1].estimate, 3.0 - 2.0 + 25.0);
  file.status[3] = 0;
  const Analysis partly = analysis_of(points, file);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(partly.measures));
  EXPECT_EQ(partly.completeness.used, 5U);
  EXPECT_EQ(partly.completeness.not_run, 1U);
  EXPECT_FALSE(std::isnan(partly.mean));
  ASSERT_FALSE(partly.shortfalls.empty());
  EXPECT_EQ(partly.shortfalls[0].kind, Shortfall::Kind::combinations);
  EXPECT_EQ(partly.shortfalls[0].have, 5.0);
  EXPECT_EQ(partly.shortfalls[0].want, 6.0);
  const sweep::Points part = sweep::part_of(points, 0, 3);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(analysis_of(part, results(part, 2, weighted)).measures));
}

TEST(Analyse, AFactorialOfWhichThePointsSoFarDoNotDifferIsNotDone) {
  const sweep::Points points = design_of(sweep::Method::factorial, {{0.0}, {1.0}, {2.0}});
  Results file =
      results(points, 1, [](std::span<const double> x, std::size_t) { return x[0] < 2.0 ? 1.0 : 9.0; });
  file.status[2] = 0;
  const Analysis found = analysis_of(points, file);
  EXPECT_EQ(found.sd, 0.0);
  ASSERT_TRUE(widest_interval(found));
  EXPECT_TRUE(std::isnan(widest_interval(found)->width));
}

TEST(Analyse, OneAtATimeGivesDifferencesToTheBase) {
  sweep::Points points = empty_design(sweep::Method::one_at_a_time, 2, 0);
  add_row(points, {0.5, 0.5}, 0, 0);
  add_row(points, {1.0, 0.5}, 1, 1);
  add_row(points, {0.5, 0.0}, 2, 2);
  add_row(points, {0.5, 1.0}, 3, 2);
  Results file = results(points, 4, weighted);
  const Analysis found = analysis_of(points, file);
  const auto& effects = std::get<std::vector<LevelEffect>>(found.measures);
  ASSERT_EQ(effects.size(), 3U);
  EXPECT_NEAR(effects[0].effect.difference.estimate, 1.5, 1e-12);
  EXPECT_EQ(effects[1].parameter, 1U);
  EXPECT_EQ(effects[1].point, 2U);
  EXPECT_NEAR(effects[1].effect.difference.estimate, 1.0, 1e-12);
  EXPECT_NEAR(effects[2].effect.difference.high, -1.0, 1e-9);
  file.status[0] = 0;
  EXPECT_TRUE(std::holds_alternative<std::monostate>(analysis_of(points, file).measures)) << "no base yet";
}

TEST(Analyse, WithNothingRunNothingIsSaid) {
  for (const sweep::Points& points : {saltelli_design(2, sobol_cube(4, 4), false, 0), morris_design(2, 3),
                                      design_of(sweep::Method::sobol, sobol_cube(9, 2)),
                                      design_of(sweep::Method::factorial, {{0.0}, {1.0}})}) {
    Results file = results(points, 2, weighted);
    std::ranges::fill(file.status, std::int8_t{0});
    std::ranges::fill(file.values, std::numeric_limits<double>::quiet_NaN());
    const Analysis found = analysis_of(points, file);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(found.measures));
    EXPECT_TRUE(std::isnan(found.mean));
    ASSERT_TRUE(widest_interval(found));
    EXPECT_TRUE(std::isnan(widest_interval(found)->width)) << "nothing is not narrow";
  }
}

TEST(Analyse, AnOutcomeThatDoesNotVaryNeedsNoMorePoints) {
  for (const sweep::Points& points : {saltelli_design(2, sobol_cube(64, 4), false, 0), morris_design(2, 10),
                                      design_of(sweep::Method::sobol, sobol_cube(200, 2))}) {
    const Analysis found =
        analysis_of(points, results(points, 2, [](std::span<const double>, std::size_t) { return 0.1; }));
    EXPECT_EQ(found.sd, 0.0);
    EXPECT_FALSE(widest_interval(found));
    EXPECT_TRUE(found.shortfalls.empty());
  }
}

TEST(RankColumn, SaysWhoIsBestAndWhere) {
  // Level p is best where x0 > 0.4; level r never.
  const sweep::Points points = saltelli_design(2, sobol_cube(128, 4), false, 3);
  const Results file = results(points, 1, [](std::span<const double> x, std::size_t) {
    return x[2] == 0.0 ? x[0] : x[2] == 1.0 ? 0.4 : -1.0;
  });
  const PointMeans means = point_means(file.rows(points));
  const auto found = rank_column(points, means, 0, true, kQuick);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->order, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_NEAR(found->standings[0].best.estimate, 0.6, 0.02);
  EXPECT_NEAR(found->standings[0].regret.estimate, 0.08, 0.01);
  EXPECT_EQ(found->standings[2].best.estimate, 0.0);
  ASSERT_FALSE(found->flips.splits.empty());
  EXPECT_EQ(found->flip_columns[found->flips.splits[0].input], 1U);
  EXPECT_NEAR(found->flips.splits[0].threshold, 0.4, 0.02);
  EXPECT_TRUE(found->flips.splits[0].flips());
  EXPECT_LT(found->flips.p_value, 0.01);
  const auto reversed = rank_column(points, means, 0, false, kQuick);
  EXPECT_EQ(reversed->order.front(), 2U);
}

TEST(RankColumn, NeedsMatchedSamples) {
  const sweep::Points points = design_of(sweep::Method::sobol, sobol_cube(50, 2));
  const Results file = results(points, 1, weighted);
  EXPECT_FALSE(rank_column(points, point_means(file.rows(points)), 0, true, kQuick));
}

}  // namespace
}  // namespace polder::sensitivity
