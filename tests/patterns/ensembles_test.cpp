// What is recorded depends on neither threads nor which variants run along.
#include "patterns/ensembles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenario/base.h"
#include "scenario/problem.h"

namespace polder::patterns {
namespace {

scenario::Base small() {
  const std::vector<scenario::Override> few{{.path = "weeks", .value = "40"}};
  scenario::Loaded loaded;
  auto base = scenario::Base::load_file(POLDER_SMALL_SCENARIO, few, loaded);
  if (!base) throw std::runtime_error(scenario::to_string(loaded.problems.front()));
  return *std::move(base);
}

std::vector<double> costs(const Recorded& recorded, Variant v) {
  std::vector<double> values;
  for (const Facts& facts : recorded[static_cast<std::size_t>(v)]) values.push_back(facts.cost);
  return values;
}

TEST(Ensembles, DoNotDependOnThreads) {
  const scenario::Base base = small();
  constexpr std::array kVariantsRun{Variant::network, Variant::ssc};
  Recorded one;
  Recorded three;
  std::uint64_t last = 0;
  ASSERT_TRUE(
      run_ensembles(base, {.variants = kVariantsRun, .replicates = 23, .seed = 4, .threads = 1}, one));
  ASSERT_TRUE(run_ensembles(base,
                            {.variants = kVariantsRun,
                             .replicates = 23,
                             .seed = 4,
                             .threads = 3,
                             .progress = [&](std::uint64_t done) { last = done; }},
                            three));
  EXPECT_EQ(last, 46U);
  for (const Variant v : kVariantsRun) {
    EXPECT_EQ(costs(one, v).size(), 23U);
    EXPECT_EQ(costs(one, v), costs(three, v));
  }
  EXPECT_NE(costs(one, Variant::network), costs(one, Variant::ssc));
  EXPECT_TRUE(costs(one, Variant::centre).empty());
}

TEST(Ensembles, StopWhenTold) {
  const std::atomic<bool> cancel{true};
  constexpr std::array kVariantsRun{Variant::network};
  Recorded recorded;
  EXPECT_FALSE(
      run_ensembles(small(), {.variants = kVariantsRun, .replicates = 5, .cancel = &cancel}, recorded));
}

TEST(Points, ComeInOrderAndEqualEnsemblesOfTheirOwn) {
  const scenario::Base base = small();
  constexpr std::array kVariantsRun{Variant::network, Variant::alike};
  const Plan plan{.variants = kVariantsRun, .replicates = 4, .seed = 9, .threads = 3};
  const auto settings = [](std::size_t point) {
    return std::vector<scenario::Override>{
        {.path = "effort.start", .value = "0." + std::to_string(point + 1)}};
  };
  std::vector<std::size_t> points;
  std::vector<double> of_point_two;
  ASSERT_TRUE(run_points(base, plan, 1, 6, settings, [&](const PointResult& result) {
    points.push_back(result.point);
    EXPECT_EQ(result.problem, "");
    if (result.point == 2) of_point_two = costs(result.recorded, Variant::alike);
  }));
  EXPECT_THAT(points, testing::ElementsAre(1, 2, 3, 4, 5));
  scenario::Loaded loaded;
  Recorded alone;
  ASSERT_TRUE(run_ensembles(*base.rebased(settings(2), loaded), plan, alone));
  EXPECT_EQ(of_point_two, costs(alone, Variant::alike));
}

TEST(Points, ThatAreRefusedSayWhy) {
  constexpr std::array kVariantsRun{Variant::network};
  std::vector<std::string> problems;
  ASSERT_TRUE(run_points(
      small(), {.variants = kVariantsRun, .replicates = 1}, 0, 2,
      [](std::size_t point) {
        return std::vector<scenario::Override>{{.path = "effort.start", .value = point == 0 ? "3" : "0.5"}};
      },
      [&](const PointResult& result) { problems.push_back(result.problem); }));
  EXPECT_THAT(problems, testing::ElementsAre(testing::HasSubstr("effort.start"), ""));
}

}  // namespace
}  // namespace polder::patterns
