#include "output/earlier_results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ensemble.h"
#include "output/result_file.h"
#include "output/sample_run.h"
#include "output/sample_sweep.h"

namespace polder::output {
namespace {

using engine::Block;
using Failed = EarlierResults::Failed;
using testing::category_column;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::number_column;
using testing::SampleSweep;

class EarlierResultsTest : public ::testing::Test {
 protected:
  /// The sweep with one number.
  static SampleSweep numbers(std::vector<double> values, std::uint32_t replicates = 3) {
    return {{number_column("trust.gain", std::move(values))}, replicates};
  }

  /// Writes a sweep into a file of this name.
  void write(std::string_view name, const SampleSweep& sweep) const { sweep.write(folder_ / name); }

  /// The first `runs` runs only.
  void write_unfinished(std::string_view name, const SampleSweep& sweep, std::uint64_t runs) const {
    ResultFile file(folder_ / name, sweep.description, {.force = true});
    while (file.done() < runs) {
      const auto at = static_cast<std::uint32_t>(file.done());
      file.write(sweep.chunk({at / sweep.description.replicates, at % sweep.description.replicates, 1}));
    }
  }

  [[nodiscard]] EarlierResults open(const SampleSweep& wanted, std::initializer_list<std::string_view> names,
                                    Failed failed = Failed::run_again) const {
    std::vector<std::unique_ptr<ResultReader>> files;
    for (const std::string_view name : names) files.push_back(std::make_unique<ResultReader>(folder_ / name));
    return {wanted.description, std::move(files), failed};
  }

  /// Fills a file the way sweeps do, what is missing from the sweep itself; the bytes of it.
  [[nodiscard]] std::string grown(const SampleSweep& wanted, EarlierResults& earlier) const {
    ResultFile file(folder_ / "grown.h5", wanted.description, {.force = true});
    const std::uint64_t total =
        std::uint64_t{wanted.description.variant_count()} * wanted.description.replicates;
    for (const Block& block : earlier.missing(0)) {
      earlier.copy(file,
                   std::uint64_t{block.variant} * wanted.description.replicates + block.first_replicate);
      file.write(wanted.chunk(block));
    }
    earlier.copy(file, total);
    file.finish();
    return testing::file_bytes(folder_ / "grown.h5");
  }

  [[nodiscard]] std::string fresh(const SampleSweep& wanted) const {
    wanted.write(folder_ / "fresh.h5");
    return testing::file_bytes(folder_ / "fresh.h5");
  }

  testing::Folder folder_;
};

TEST_F(EarlierResultsTest, NothingIsLeftToRunOfTheSame) {
  const SampleSweep sweep = numbers({1, 2, 3});
  write("a", sweep);
  EarlierResults earlier = open(sweep, {"a"});
  EXPECT_EQ(earlier.found(), 9U);
  EXPECT_EQ(earlier.left_out(), 0U);
  EXPECT_THAT(earlier.missing(0), IsEmpty());
  EXPECT_TRUE(grown(sweep, earlier) == fresh(sweep));
}

TEST_F(EarlierResultsTest, MorePointsAndReplicates) {
  write("a", numbers({1, 2, 3}));
  const SampleSweep wanted = numbers({7, 3, 8, 1, 2, 9}, 5);
  EarlierResults earlier = open(wanted, {"a"});
  EXPECT_EQ(earlier.found(), 9U);
  EXPECT_EQ(earlier.left_out(), 0U);
  EXPECT_THAT(earlier.missing(0), ElementsAre(Block{0, 0, 5}, Block{1, 3, 2}, Block{2, 0, 5}, Block{3, 3, 2},
                                              Block{4, 3, 2}, Block{5, 0, 5}));
  EXPECT_THAT(earlier.missing(16), ElementsAre(Block{3, 3, 2}, Block{4, 3, 2}, Block{5, 0, 5}));
  EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
}

// More points than are read or written at once, and more replicates.
TEST_F(EarlierResultsTest, ManyPointsAndManyReplicates) {
  for (const std::uint32_t replicates : {1U, 3U, 300U, 5000U}) {
    std::vector<double> some;
    std::vector<double> all;
    const int count = replicates < 10 ? 5000 : 4;
    for (int p = 0; p < count; ++p) {
      if (p % 1000 < 950) some.push_back(0.001 * p);
      all.push_back(0.001 * p);
    }
    write("a", numbers(some, replicates));
    const SampleSweep wanted = numbers(all, replicates + 1);
    EarlierResults more = open(wanted, {"a"});
    EXPECT_EQ(more.found(), some.size() * replicates);
    EXPECT_TRUE(grown(wanted, more) == fresh(wanted)) << replicates;
    const SampleSweep same = numbers(all, replicates);
    EarlierResults earlier = open(same, {"a"});
    EXPECT_TRUE(grown(same, earlier) == fresh(same)) << replicates;
  }
}

// Copying is what growing and merging spend their time on: it goes in chunks of many points.
TEST_F(EarlierResultsTest, CopiesStopWhereTheyAreTold) {
  const SampleSweep sweep = numbers({1, 2, 3, 4, 5, 6});
  write("a", sweep);
  EarlierResults earlier = open(sweep, {"a"});
  ResultFile file(folder_ / "b", sweep.description, {});
  for (const std::uint64_t end : {0U, 2U, 3U, 3U, 7U, 17U, 18U, 18U}) {
    earlier.copy(file, end);
    EXPECT_EQ(file.done(), end);
  }
  file.finish();
  EXPECT_TRUE(testing::file_bytes(folder_ / "a") == testing::file_bytes(folder_ / "b"));
}

// A point is what differs from the base scenario: one more parameter leaves those alone that do not use it.
TEST_F(EarlierResultsTest, OneMoreParameter) {
  write("a", numbers({1, 2, 3}));
  const SampleSweep wanted(
      {category_column("way", {0, 1, 0, 2, 0}), number_column("trust.gain", {1, 1, 2, 3, 3}),
       number_column("unused", {0.5, 0.5, 0.5, 0.5, 0.5})},
      3);
  EarlierResults earlier = open(wanted, {"a"});
  EXPECT_EQ(earlier.found(), 9U);
  EXPECT_EQ(earlier.left_out(), 0U);
  EXPECT_THAT(earlier.missing(0), ElementsAre(Block{1, 0, 3}, Block{3, 0, 3}));
  EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
}

// What a parameter does may depend on others and on their order: `concept` undoes the concept of a group
// before it, and gives it to groups that have none. Then even the base value is something else than no value.
TEST_F(EarlierResultsTest, ParametersThatDependOnOneAnother) {
  const auto dependent = [](sweep::Column column) {
    column.independent = false;
    return column;
  };
  const auto all = dependent(category_column("concept", {1, 2}));
  const auto one = dependent(category_column("groups.housing.concept", {0, 0}));
  write("a", SampleSweep({all}, 3));
  EXPECT_EQ(open(SampleSweep({all, one}, 3), {"a"}).found(), 0U);
  write("b", SampleSweep({one, all}, 3));
  EXPECT_EQ(open(SampleSweep({all, one}, 3), {"b"}).found(), 0U);
  EXPECT_EQ(open(SampleSweep({one, all}, 3), {"b"}).found(), 6U);
  // Independent ones may stand anywhere among them, or come new.
  EXPECT_EQ(open(SampleSweep({one, number_column("unused", {0.5, 0.5}), all}, 3), {"b"}).found(), 6U);
}

// And one parameter less, where it had the value of the base scenario.
TEST_F(EarlierResultsTest, OneParameterLess) {
  write("a", SampleSweep({number_column("trust.gain", {1, 1, 2}), category_column("way", {0, 1, 0})}, 3));
  const SampleSweep wanted = numbers({2, 1});
  EarlierResults earlier = open(wanted, {"a"});
  EXPECT_EQ(earlier.found(), 6U);
  EXPECT_EQ(earlier.left_out(), 3U);
  EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
}

// Parameters of the same value are not each other.
TEST_F(EarlierResultsTest, ValuesOfAnotherParameterAreNotTaken) {
  write("a", numbers({1, 2}));
  const SampleSweep other({number_column("trust.loss", {1, 2})}, 3);
  EXPECT_EQ(open(other, {"a"}).found(), 0U);
  const SampleSweep label({category_column("trust.gain", {1, 2})}, 3);
  EXPECT_EQ(open(label, {"a"}).found(), 0U);
}

TEST_F(EarlierResultsTest, WhatWouldBeLost) {
  write("a", numbers({1, 2, 3}));
  EXPECT_EQ(open(numbers({1, 2}), {"a"}).left_out(), 3U);
  EXPECT_EQ(open(numbers({1, 2, 3}, 2), {"a"}).left_out(), 3U);
  EXPECT_EQ(open(numbers({1, 2}, 100), {"a"}).left_out(), 3U);
  EXPECT_EQ(open(numbers({4}, 2), {"a"}).left_out(), 9U);
  // A point that comes twice is found twice, and makes up for no other.
  const EarlierResults twice = open(numbers({1, 1, 1}), {"a"});
  EXPECT_EQ(twice.found(), 9U);
  EXPECT_EQ(twice.left_out(), 6U);
  // Nor is one lost that was there twice.
  write("b", numbers({1, 1, 2}));
  EXPECT_EQ(open(numbers({1, 2}), {"b"}).left_out(), 0U);
}

// The same point in two files: the one with more of its replicates counts, whichever comes first; of equals
// the first.
TEST_F(EarlierResultsTest, TheFullerOfTwoFiles) {
  write("few", numbers({1, 2}, 2));
  write("many", numbers({2, 3}, 4));
  const SampleSweep wanted = numbers({1, 2, 3}, 4);
  for (const auto& names : {std::pair("few", "many"), std::pair("many", "few")}) {
    EarlierResults earlier = open(wanted, {names.first, names.second});
    EXPECT_EQ(earlier.found(), 10U);
    EXPECT_THAT(earlier.missing(0), ElementsAre(Block{0, 2, 2}));
    EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
  }
}

// Files that take turns point by point.
TEST_F(EarlierResultsTest, InterleavedFiles) {
  std::vector<double> even;
  std::vector<double> odd;
  std::vector<double> all;
  for (int p = 0; p < 600; ++p) {
    (p % 2 == 0 ? even : odd).push_back(p);
    all.push_back(p);
  }
  write("even", numbers(even));
  write("odd", numbers(odd));
  const SampleSweep wanted = numbers(all);
  EarlierResults earlier = open(wanted, {"odd", "even"});
  EXPECT_EQ(earlier.found(), 1800U);
  EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
}

TEST_F(EarlierResultsTest, UnfinishedFilesGiveWhatTheyHave) {
  write_unfinished("a", numbers({1, 2, 3}), 5);
  const SampleSweep wanted = numbers({3, 2, 1});
  EarlierResults earlier = open(wanted, {"a.part"});
  EXPECT_EQ(earlier.found(), 5U);
  EXPECT_THAT(earlier.missing(0), ElementsAre(Block{0, 0, 3}, Block{1, 2, 1}));
  EXPECT_TRUE(grown(wanted, earlier) == fresh(wanted));
}

// Growing runs again what failed; what was done beside it is kept.
TEST_F(EarlierResultsTest, FailedRunsRunAgain) {
  SampleSweep sweep = numbers({1, 2, 3});
  SampleSweep broken = sweep;
  broken.fails = [](std::size_t p, std::uint32_t r) { return p == 1 || (p == 2 && r < 2); };
  write("a", broken);
  EarlierResults earlier = open(sweep, {"a"});
  EXPECT_EQ(earlier.found(), 4U);
  EXPECT_EQ(earlier.left_out(), 0U);
  EXPECT_THAT(earlier.missing(0), ElementsAre(Block{1, 0, 3}, Block{2, 0, 2}));
  EXPECT_TRUE(grown(sweep, earlier) == fresh(sweep));
}

// A file in which a point failed altogether is no better than one in which some of it is done.
TEST_F(EarlierResultsTest, FailedRunsAreNoReasonToPreferAFile) {
  SampleSweep broken = numbers({1}, 5);
  broken.fails = [](std::size_t, std::uint32_t r) { return r != 4; };
  write("broken", broken);
  write("few", numbers({1}, 2));
  const SampleSweep wanted = numbers({1}, 5);
  EXPECT_THAT(open(wanted, {"broken", "few"}).missing(0), ElementsAre(Block{0, 2, 3}));
}

// Merging keeps what failed, with its reason, under the number in the whole.
TEST_F(EarlierResultsTest, FailedRunsAreKept) {
  SampleSweep whole = numbers({1, 2, 3, 4, 5, 6});
  whole.fails = [](std::size_t p, std::uint32_t r) { return p == 1 || (p == 4 && r == 2); };
  write("a", whole.part(0, 2));
  write("b", whole.part(2, 3));
  write("c", whole.part(5, 1));
  EarlierResults earlier = open(whole, {"c", "a", "b"}, Failed::keep);
  EXPECT_EQ(earlier.found(), 18U);
  EXPECT_THAT(earlier.missing(0), IsEmpty());
  EXPECT_TRUE(grown(whole, earlier) == fresh(whole));
}

// Of one point the first replicates failed and the rest is done, twice in a row: what is missing of them is
// no block of whole points, though it looks like one to whoever counts only what is missing.
TEST_F(EarlierResultsTest, MissingPartsOfPointsThatFollowEachOther) {
  SampleSweep broken = numbers({1, 2, 3, 4}, 5);
  broken.fails = [](std::size_t p, std::uint32_t r) { return p < 3 && r < 3; };
  write("a", broken);
  const SampleSweep wanted = numbers({1, 2, 3, 4}, 5);
  EarlierResults earlier = open(wanted, {"a"});
  const auto missing = earlier.missing(0);
  EXPECT_THAT(missing, ElementsAre(Block{0, 0, 3}, Block{1, 0, 3}, Block{2, 0, 3}));
  const engine::Layout layout = engine::layout_of(testing::small_scenario(), model::Record::summary);
  engine::Cutter cutter(missing, wanted.description.replicates, layout, 1);
  ResultFile file(folder_ / "grown.h5", wanted.description, {});
  while (const auto block = cutter.next()) {
    earlier.copy(file, std::uint64_t{block->variant} * 5 + block->first_replicate);
    file.write(wanted.chunk(*block));
  }
  earlier.copy(file, 20);
  file.finish();
  EXPECT_TRUE(testing::file_bytes(folder_ / "grown.h5") == fresh(wanted));
}

// What decides what a run is, and what does not.
TEST_F(EarlierResultsTest, WhyNotShared) {
  const Description earlier = numbers({1, 2}).description;
  const auto why = [&](auto change) {
    Description wanted = earlier;
    change(wanted);
    return why_not_shared(earlier, wanted);
  };
  EXPECT_EQ(why([](Description&) {}), "");
  EXPECT_EQ(why([](Description& d) { d.title = "x"; }), "");
  EXPECT_EQ(why([](Description& d) { d.replicates = 99; }), "");
  EXPECT_EQ(why([](Description& d) { d.sweep[0].text = "x"; }), "");
  EXPECT_EQ(why([](Description& d) { d.design = numbers({8}).description.design; }), "");
  EXPECT_EQ(why([](Description& d) { d.outcomes.pop_back(); }), "");
  EXPECT_EQ(why([](Description& d) { d.scenario_file = "x"; }), "");
  EXPECT_EQ(why([](Description& d) {
              d.overrides = {"replicates=99", "weeks=30", "design.samples=8", "title=x"};
            }),
            "");
  EXPECT_EQ(why([](Description& d) { d.overrides = {"weeks=31"}; }), "overrides");
  EXPECT_EQ(why([](Description& d) { d.overrides.emplace_back("demand.scale=2"); }), "overrides");
  EXPECT_EQ(why([](Description& d) { d.seed = 6; }), "seed");
  EXPECT_EQ(why([](Description& d) { d.scenario = "x"; }), "scenario");
  EXPECT_EQ(why([](Description& d) { d.extended = {{"x", "y"}}; }), "extended scenario");
  EXPECT_EQ(why([](Description& d) { d.polder_version = "9"; }), "version of polder");
  EXPECT_EQ(why([](Description& d) { d.git_commit = "9"; }), "git commit");
  EXPECT_EQ(why([](Description& d) { d.weeks = 31; }), "weeks");
  EXPECT_EQ(why([](Description& d) { d.outcomes.emplace_back("workload_gini"); }), "outcomes");
  Description no_sweep = earlier;
  no_sweep.design.reset();
  EXPECT_EQ(why_not_shared(no_sweep, earlier), "points");
}

}  // namespace
}  // namespace polder::output
