// What designs promise, for any parameters.
#include "sweep/design.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support.h"

namespace polder::sweep {
namespace {

using testing::Each;
using testing::ElementsAre;

std::vector<double> row(const Points& points, std::size_t point) {
  std::vector<double> values;
  for (const Column& column : points.columns) values.push_back(column.values[point]);
  return values;
}

/// Two numbers, a whole number and a category.
std::vector<Factor> mixed() { return {number(0, 1), whole(1, 6), number(-2, 5), category({"a", "b", "c"})}; }

std::vector<Factor> and_one_more(std::vector<Factor> factors) {
  factors.push_back(number(10, 20, "y"));
  return factors;
}

void expect_consistent(const Points& points, const Design& design, const std::vector<Factor>& factors) {
  EXPECT_EQ(points.method, design.method);
  EXPECT_EQ(points.first, 0U);
  EXPECT_EQ(points.total, points.size());
  EXPECT_EQ(static_cast<double>(points.size()), number_of_points(design, factors));
  EXPECT_EQ(points.role.size(), points.size());
  ASSERT_EQ(points.columns.size(), factors.size());
  for (std::size_t c = 0; c < factors.size(); ++c) {
    const Column& column = points.columns[c];
    EXPECT_EQ(column.path, factors[c].column.path);
    ASSERT_EQ(column.values.size(), points.size());
    for (const double value : column.values) {
      EXPECT_GE(value, column.is_category() ? 0.0 : factors[c].low);
      EXPECT_LE(value,
                column.is_category() ? static_cast<double>(column.levels.size() - 1) : factors[c].high);
      EXPECT_TRUE(value == std::floor(value) || !(column.whole || column.is_category()));
    }
  }
}

Points lay_out_checked(const Design& design, const std::vector<Factor>& factors) {
  const Points points = lay_out(design, factors);
  expect_consistent(points, design, factors);
  return points;
}

TEST(FactorialTest, HasEveryCombinationOnce) {
  const Design design{.method = Method::factorial, .levels = 3};
  const Points points = lay_out_checked(design, mixed());
  EXPECT_EQ(points.size(), 3U * 3U * 3U * 3U);
  std::set<std::vector<double>> seen;
  for (std::size_t i = 0; i < points.size(); ++i) {
    seen.insert(row(points, i));
    EXPECT_EQ(points.sample[i], static_cast<int>(i));
  }
  EXPECT_EQ(seen.size(), points.size());
  EXPECT_THAT(points.role, Each(0));
  EXPECT_THAT(row(points, 0), ElementsAre(0.0, 1.0, -2.0, 0.0));
  EXPECT_THAT(row(points, 1), ElementsAre(0.0, 1.0, -2.0, 1.0));
  EXPECT_THAT(row(points, points.size() - 1), ElementsAre(1.0, 6.0, 5.0, 2.0));
}

TEST(FactorialTest, CrossedColumnsChangeFastest) {
  std::vector<Factor> factors{category({"a", "b"}, true), number(0, 1), category({"x", "y", "z"}, true)};
  const Points points = lay_out_checked({.method = Method::factorial, .levels = 2}, factors);
  ASSERT_EQ(points.size(), 12U);
  EXPECT_THAT(points.sample, ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1));
  EXPECT_THAT(points.columns[0].values, ElementsAre(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1));
  EXPECT_THAT(points.columns[1].values, ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1));
  EXPECT_THAT(points.columns[2].values, ElementsAre(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2));
  // All crossed: one row of no columns.
  EXPECT_EQ(lay_out_checked({.method = Method::factorial}, {category({"a", "b"}, true)}).size(), 2U);
}

TEST(OneAtATimeTest, LeavesTheBaseOneParameterAtATime) {
  std::vector<Factor> factors{number(0, 1), category({"k", "l"}, true), category({"a", "b", "c"})};
  factors[0].base = 0.5;
  factors[2].base = 1.0;
  const Points points = lay_out_checked({.method = Method::one_at_a_time, .levels = 3}, factors);
  EXPECT_THAT(points.columns[0].values, ElementsAre(.5, .5, 0, 0, 1, 1, .5, .5, .5, .5));
  EXPECT_THAT(points.columns[1].values, ElementsAre(0, 1, 0, 1, 0, 1, 0, 1, 0, 1));
  EXPECT_THAT(points.columns[2].values, ElementsAre(1, 1, 1, 1, 1, 1, 0, 0, 2, 2));
  EXPECT_THAT(points.sample, ElementsAre(0, 0, 1, 1, 2, 2, 3, 3, 4, 4));
  // The crossed column is not counted.
  EXPECT_THAT(points.role, ElementsAre(0, 0, 1, 1, 1, 1, 2, 2, 2, 2));
}

TEST(LatinHypercubeTest, EveryStratumHoldsOnePoint) {
  constexpr std::size_t kSamples = 50;
  const Points points =
      lay_out_checked({.method = Method::latin_hypercube, .samples = kSamples}, {number(0, 1), number(2, 4)});
  for (const auto& [column, low, width] : {std::tuple{0, 0.0, 1.0}, std::tuple{1, 2.0, 2.0}}) {
    std::set<int> strata;
    for (const double value : points.columns[static_cast<std::size_t>(column)].values) {
      strata.insert(static_cast<int>((value - low) / width * kSamples));
    }
    EXPECT_EQ(strata.size(), kSamples);
  }
  EXPECT_NE(points.columns[0].values[0], (points.columns[1].values[0] - 2.0) / 2.0);
}

// Spearman's rank correlation of two independent orders of 1,000 has standard deviation 0.032.
TEST(LatinHypercubeTest, OrdersAreIndependent) {
  constexpr std::size_t kSamples = 1000;
  const Points points = lay_out({.method = Method::latin_hypercube, .samples = kSamples},
                                {number(0, 1), number(0, 1), number(0, 1)});
  const auto correlation = [&](std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < kSamples; ++i) {
      sum += (points.columns[a].values[i] - 0.5) * (points.columns[b].values[i] - 0.5);
    }
    return sum / kSamples * 12.0;
  };
  EXPECT_LT(std::abs(correlation(0, 1)), 0.13);
  EXPECT_LT(std::abs(correlation(0, 2)), 0.13);
  double with_itself = 0.0;
  for (std::size_t i = 1; i < kSamples; ++i) {
    with_itself += (points.columns[0].values[i] - 0.5) * (points.columns[0].values[i - 1] - 0.5);
  }
  EXPECT_LT(std::abs(with_itself / kSamples * 12.0), 0.13);
}

TEST(SobolTest, FillsEachRangeEvenly) {
  const Points points = lay_out_checked({.method = Method::sobol, .samples = 12 * 64}, mixed());
  std::map<double, int> whole_values;
  for (const double value : points.columns[1].values) ++whole_values[value];
  EXPECT_EQ(whole_values.size(), 6U);
  for (const auto& [value, count] : whole_values) EXPECT_NEAR(count, 128, 2) << value;
  for (std::size_t i = 0; i < points.size(); ++i) EXPECT_EQ(points.sample[i], static_cast<int>(i));
}

TEST(SaltelliTest, BlocksSwapOneColumn) {
  for (const bool second_order : {false, true}) {
    const std::vector<Factor> factors{number(0, 1), category({"k", "l"}, true), number(0, 1), number(5, 9)};
    const Design design{.method = Method::saltelli, .samples = 16, .second_order = second_order};
    const Points points = lay_out_checked(design, factors);
    EXPECT_EQ(points.second_order, second_order);
    const std::vector<std::size_t> free{0, 2, 3};
    const std::size_t blocks = second_order ? 8 : 5;
    ASSERT_EQ(points.size(), 16 * blocks * 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t sample = i / (2 * blocks);
      const std::size_t role = i / 2 % blocks;
      EXPECT_EQ(points.sample[i], static_cast<int>(sample));
      EXPECT_EQ(points.role[i], static_cast<int>(role));
      EXPECT_EQ(points.columns[1].values[i], static_cast<double>(i % 2));
      const std::size_t a = sample * 2 * blocks;
      const std::size_t b = a + 2;
      for (std::size_t j = 0; j < free.size(); ++j) {
        const std::vector<double>& values = points.columns[free[j]].values;
        const bool from_b = role == 1 || role == 2 + j || (role >= 5 && role != 5 + j);
        EXPECT_EQ(values[i], values[from_b ? b : a]) << i << " " << j;
        EXPECT_NE(values[a], values[b]);
      }
    }
  }
}

// A and B are independent samples of the same space: the correlation of 1,024 has standard deviation 0.03,
// and quasi-random ones are far smaller.
TEST(SaltelliTest, AAndBAreUnrelated) {
  const Points points =
      lay_out({.method = Method::saltelli, .samples = 1024}, {number(0, 1), number(0, 1), number(0, 1)});
  for (const Column& x : points.columns) {
    for (const Column& y : points.columns) {
      double sum = 0.0;
      for (std::size_t i = 0; i < points.size(); i += 5) sum += (x.values[i] - 0.5) * (y.values[i + 1] - 0.5);
      EXPECT_LT(std::abs(sum / 1024.0 * 12.0), 0.05);
    }
  }
}

TEST(MorrisTest, StepsChangeOneColumnByDeltaOnTheGrid) {
  for (const std::uint32_t levels : {4U, 6U, 10U}) {
    const std::vector<Factor> factors{number(0, 1), number(0, 1), category({"k", "l"}, true), number(0, 1)};
    const Design design{.method = Method::morris, .samples = 60, .levels = levels};
    const Points points = lay_out_checked(design, factors);
    EXPECT_EQ(points.levels, levels);
    const double p = levels;
    const double delta = p / (2.0 * (p - 1.0));
    std::map<double, int> starts;
    std::set<std::vector<int>> orders;
    int up = 0;
    for (std::size_t t = 0; t < 60; ++t) {
      std::vector<int> order;
      for (std::size_t step = 0; step < 4; ++step) {
        const std::size_t i = (t * 4 + step) * 2;
        EXPECT_EQ(points.sample[i], static_cast<int>(t));
        EXPECT_EQ(row(points, i + 1)[2], 1.0);
        const std::vector<double> now{row(points, i)[0], row(points, i)[1], row(points, i)[3]};
        for (const double value : now) {
          EXPECT_NEAR(value * (p - 1.0), std::round(value * (p - 1.0)), 1e-12);
          if (step == 0) ++starts[std::round(value * (p - 1.0))];
        }
        if (step == 0) {
          EXPECT_EQ(points.role[i], 0);
          continue;
        }
        const std::vector<double> last = row(points, i - 2);
        const std::vector<double> before{last[0], last[1], last[3]};
        order.push_back(points.role[i]);
        for (int j = 0; j < 3; ++j) {
          const double change = now[static_cast<std::size_t>(j)] - before[static_cast<std::size_t>(j)];
          EXPECT_NEAR(std::abs(change), points.role[i] == 1 + j ? delta : 0.0, 1e-12);
          up += change > 0.0 ? 1 : 0;
        }
      }
      std::vector<int> sorted = order;
      std::sort(sorted.begin(), sorted.end());
      EXPECT_THAT(sorted, ElementsAre(1, 2, 3));
      orders.insert(order);
    }
    EXPECT_EQ(orders.size(), 6U);
    EXPECT_EQ(starts.size(), levels);
    // 180 directions: standard deviation 6.7.
    EXPECT_NEAR(up, 90, 30);
  }
}

TEST(MorrisTest, CategoriesAndWholeNumbersAlwaysChange) {
  for (const std::size_t levels : {2U, 3U, 4U, 5U, 7U}) {
    const Points points =
        lay_out({.method = Method::morris, .samples = 50, .levels = 4},
                {category(std::vector<std::string>(levels, "l")), whole(1, static_cast<double>(levels))});
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points.role[i] == 0) continue;
      const std::size_t j = static_cast<std::size_t>(points.role[i]) - 1;
      EXPECT_NE(points.columns[j].values[i], points.columns[j].values[i - 1]) << levels;
    }
  }
}

// More samples leave the earlier points alone, bit for bit.
TEST(DesignTest, GrowsAtTheEnd) {
  for (const Method method : {Method::sobol, Method::saltelli, Method::morris}) {
    const Design small{.method = method, .samples = 13, .levels = 4};
    Design large = small;
    large.samples = 57;
    const Points few = lay_out(small, mixed());
    const Points many = lay_out(large, mixed());
    ASSERT_LT(few.size(), many.size());
    Points start = part_of(many, 0, few.size());
    start.total = few.total;
    EXPECT_EQ(start, few) << method_name(method);
  }
}

// A parameter at the end leaves the values of the others alone, bit for bit.
TEST(DesignTest, AnotherParameterLeavesTheOthersAlone) {
  for (const Method method : {Method::sobol, Method::latin_hypercube}) {
    const Design design{.method = method, .samples = 21};
    const Points few = lay_out(design, mixed());
    const Points many = lay_out(design, and_one_more(mixed()));
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(few.columns[c], many.columns[c]) << method_name(method);
  }
  const Design design{.method = Method::saltelli, .samples = 21, .second_order = true};
  const Points few = lay_out(design, mixed());
  const Points many = lay_out(design, and_one_more(mixed()));
  for (std::size_t i = 0; i < 21; ++i) {
    for (const std::size_t block : {0U, 1U}) {
      std::vector<double> values = row(many, i * 12 + block);
      values.pop_back();
      EXPECT_EQ(row(few, i * 10 + block), values);
    }
  }
  const Design screening{.method = Method::morris, .samples = 21, .levels = 4};
  const Points short_ones = lay_out(screening, mixed());
  const Points long_ones = lay_out(screening, and_one_more(mixed()));
  for (std::size_t t = 0; t < 21; ++t) {
    std::vector<int> order;
    for (std::size_t step = 0; step < 6; ++step) {
      if (long_ones.role[t * 6 + step] != 5) order.push_back(long_ones.role[t * 6 + step]);
    }
    const auto from = short_ones.role.begin() + static_cast<std::ptrdiff_t>(t * 5);
    EXPECT_EQ(order, std::vector<int>(from, from + 5));
    std::vector<double> start = row(long_ones, t * 6);
    start.pop_back();
    EXPECT_EQ(start, row(short_ones, t * 5));
  }
}

TEST(DesignTest, SeedsMakeOtherDesigns) {
  for (const Method method : {Method::sobol, Method::saltelli, Method::morris, Method::latin_hypercube}) {
    Design design{.method = method, .samples = 20, .levels = 4};
    const Points first = lay_out(design, mixed());
    EXPECT_EQ(first, lay_out(design, mixed()));
    design.seed = 2;
    EXPECT_NE(first.columns[0].values, lay_out(design, mixed()).columns[0].values) << method_name(method);
  }
}

TEST(DesignTest, CountsWithoutLayingOut) {
  const std::vector<Factor> factors(400, number(0, 1));
  EXPECT_GT(number_of_points({.method = Method::factorial, .levels = 1000}, factors), 1e300);
  EXPECT_EQ(sobol_dimensions({.method = Method::saltelli}, mixed()), 8U);
  EXPECT_EQ(sobol_dimensions({.method = Method::sobol}, mixed()), 4U);
  EXPECT_EQ(sobol_dimensions({.method = Method::morris}, mixed()), 0U);
}

}  // namespace
}  // namespace polder::sweep
