// Results files of sweeps: points in place of variants.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/outcomes/outcome.h"
#include "output/result_file.h"
#include "output/result_reader.h"
#include "output/sample_run.h"
#include "output/sample_sweep.h"

namespace polder::output {
namespace {

using testing::category_column;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::number_column;
using testing::SampleSweep;

/// Twelve points.
SampleSweep sample(std::uint32_t replicates = 3) {
  std::vector<double> numbers;
  std::vector<double> levels;
  for (int p = 0; p < 12; ++p) {
    numbers.push_back(0.1 * p);
    levels.push_back(p % 3);
  }
  return {{number_column("trust.gain", numbers), category_column("municipalities.Súd West.way", levels)},
          replicates};
}

std::string whole_file(const SampleSweep& sweep, const testing::Folder& folder) {
  sweep.write(folder / "whole.h5");
  return testing::file_bytes(folder / "whole.h5");
}

// Enough to run it again from the file alone, and to know points by their values: every bit of them.
TEST(SweepFile, DescriptionComesBackWhole) {
  const testing::Folder folder;
  const auto comes_back = [&](const SampleSweep& sweep) {
    sweep.write(folder / "a.h5");
    return ResultReader(folder / "a.h5").description() == sweep.description;
  };
  EXPECT_TRUE(comes_back(sample()));
  EXPECT_TRUE(comes_back(sample().part(5, 4))) << "a shard";
  for (const auto method : {sweep::Method::factorial, sweep::Method::one_at_a_time, sweep::Method::saltelli,
                            sweep::Method::morris, sweep::Method::sobol, sweep::Method::latin_hypercube}) {
    SampleSweep other = sample();
    other.description.design->method = method;
    other.description.design->second_order = method == sweep::Method::saltelli;
    other.description.design->levels = method == sweep::Method::morris ? 8 : 0;
    EXPECT_TRUE(comes_back(other)) << sweep::method_name(method);
  }
  // Numbers at the edge of what a double is, a base scenario without a number, columns of a single value.
  SampleSweep odd({number_column("a", {0.1 + 0.2, 1e-320, -0.0, std::numeric_limits<double>::max()}),
                   number_column("b", {1, 1, 1, 1}), category_column("c", {2, 2, 2, 2})},
                  1);
  odd.description.design->columns[1].base = "";
  odd.description.design->columns[1].unit = "days";
  odd.description.design->columns[1].whole = true;
  odd.description.design->columns[2].crossed = false;
  odd.description.sweep.pop_back();
  odd.description.extended = {{"base.toml", "weeks = 30\n"}};
  odd.description.overrides.clear();
  odd.description.outcomes.pop_back();
  EXPECT_TRUE(comes_back(odd));
  // Thousands of parameters, whose names do not fit an object's header.
  std::vector<sweep::Column> many;
  for (int j = 0; j < 2000; ++j)
    many.push_back(number_column("mechanism.parameter_" + std::to_string(j), {1, 2}));
  EXPECT_TRUE(comes_back(SampleSweep(many, 1)));
}

TEST(SweepFile, ScalarsAreAtTheirPoints) {
  const testing::Folder folder;
  SampleSweep sweep = sample();
  sweep.fails = [](std::size_t p, std::uint32_t r) { return p == 4 && r == 1; };
  sweep.write(folder / "a.h5");
  const ResultReader reader(folder / "a.h5");
  const auto catalogue = model::scalar_catalogue();
  for (std::size_t k = 0; k < catalogue.size(); ++k) {
    const std::string name(catalogue[k].name);
    if (name != "cost_total" && name != "urgency_mean") {
      EXPECT_THROW((void)reader.scalar(name), NotAResultFile) << name << " is not kept";
      continue;
    }
    const auto values = reader.scalar(name);
    ASSERT_EQ(values.size(), 36U);
    for (std::size_t p = 0; p < 12; ++p) {
      for (std::uint32_t r = 0; r < 3; ++r) {
        if (sweep.fails(p, r)) {
          EXPECT_TRUE(std::isnan(values[p * 3 + r]));
        } else {
          EXPECT_EQ(values[p * 3 + r], sweep.value(p, r, k));
        }
      }
    }
    EXPECT_THAT(reader.scalar(name, 7, 2),
                ElementsAre(values[21], values[22], values[23], values[24], values[25], values[26]));
  }
}

// A shard tells failures by the numbers of the whole.
TEST(SweepFile, FailuresOfAShard) {
  const testing::Folder folder;
  SampleSweep sweep = sample();
  sweep.fails = [](std::size_t p, std::uint32_t r) { return p == 6 && r == 2; };
  sweep.part(5, 4).write(folder / "a.h5");
  EXPECT_THAT(
      ResultReader(folder / "a.h5").failures(),
      ElementsAre(engine::Failure{.variant = 6, .replicate = 2, .seed = 5, .message = "point 6 broke in 2"}));
}

// Chunks of any shape make the same file: parts of a point, whole points, several of them, some cut short.
TEST(SweepFile, ChunksOfAnyShape) {
  const testing::Folder folder;
  SampleSweep sweep = sample(4);
  sweep.fails = [](std::size_t p, std::uint32_t r) { return p % 5 == 2 && r != 1; };
  const std::string whole = whole_file(sweep, folder);
  const auto written = [&](const std::vector<engine::Block>& blocks) {
    ResultFile file(folder / "a.h5", sweep.description, {.force = true});
    for (const engine::Block& block : blocks) file.write(sweep.chunk(block));
    file.finish();
    return testing::file_bytes(folder / "a.h5");
  };
  EXPECT_TRUE(written({{0, 0, 4, 12}}) == whole);
  EXPECT_TRUE(written({{0, 0, 4, 5}, {5, 0, 4, 7}}) == whole);
  EXPECT_TRUE(written({{0, 0, 3}, {0, 3, 1}, {1, 0, 4}, {2, 0, 4, 9}, {11, 0, 1}, {11, 1, 3}}) == whole);
}

// An interrupted sweep ends within a chunk, within a point of it or between two.
TEST(SweepFile, ChunksCutShort) {
  const testing::Folder folder;
  SampleSweep sweep = sample(4);
  sweep.fails = [](std::size_t p, std::uint32_t r) { return p % 5 == 2 && r != 1; };
  const std::string whole = whole_file(sweep, folder);
  for (std::size_t rows = 1; rows < 24; ++rows) {
    std::filesystem::remove(folder / "a.h5");
    {
      ResultFile file(folder / "a.h5", sweep.description, {});
      file.write(sweep.chunk({0, 0, 4, 1}));
      file.write(sweep.chunk({1, 0, 4, 6}, rows));
      EXPECT_EQ(file.done(), 4 + rows);
    }
    const auto status = ResultReader(folder / "a.h5.part").status();
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(status, 0)), 48 - 4 - rows);
    ResultFile file(folder / "a.h5", sweep.description, {});
    ASSERT_EQ(file.done(), 4 + rows);
    for (const engine::Block& block : engine::blocks_after(file.done(), 12, 4))
      file.write(sweep.chunk(block));
    file.finish();
    EXPECT_TRUE(testing::file_bytes(folder / "a.h5") == whole) << rows << " rows";
  }
}

TEST(SweepFile, ChunksThatDoNotFollow) {
  const testing::Folder folder;
  const SampleSweep sweep = sample(4);
  ResultFile file(folder / "a.h5", sweep.description, {});
  for (const engine::Block& block : std::vector<engine::Block>{
           {1, 0, 4}, {0, 1, 3}, {0, 0, 5}, {0, 0, 3, 2}, {0, 0, 4, 13}, {0, 0, 2, 2}, {0, 1, 4}}) {
    EXPECT_THROW(file.write(sweep.chunk(block)), std::logic_error) << block.variant << " " << block.count;
  }
  file.write(sweep.chunk({0, 0, 4, 2}));
  EXPECT_THROW(file.write(sweep.chunk({0, 0, 4, 2})), std::logic_error);
  EXPECT_EQ(file.done(), 8U);
}

// Two sweeps that differ in any part of the design are not one.
TEST(SweepFile, DifferencesAreNamed) {
  const Description a = sample().description;
  const auto differs = [&](auto change) {
    Description b = a;
    change(b);
    return differences(a, b);
  };
  EXPECT_EQ(differs([](Description& d) { d.sweep[1].text = "y"; }), "sweep");
  EXPECT_EQ(differs([](Description& d) { d.outcomes.pop_back(); }), "outcomes");
  EXPECT_EQ(differs([](Description& d) { d.design.reset(); }), "points");
  EXPECT_EQ(differs([](Description& d) { d.design->columns[0].values[3] += 1e-12; }), "points");
  EXPECT_EQ(differs([](Description& d) { d.design->columns[1].levels[0] = "e"; }), "points");
  EXPECT_EQ(differs([](Description& d) { d.design->columns[1].base = "b"; }), "points");
  EXPECT_EQ(differs([](Description& d) { d.design->first = 1; }), "points");
  EXPECT_EQ(differs([](Description& d) { d.design->role[0] = 7; }), "points");
}

// Growing replaces what is finished, and respects what is not.
TEST(SweepFile, ReplaceIsNotForce) {
  const testing::Folder folder;
  const SampleSweep sweep = sample();
  SampleSweep other = sample();
  other.description.seed = 6;
  sweep.write(folder / "a.h5");
  const std::string before = testing::file_bytes(folder / "a.h5");
  { ResultFile(folder / "a.h5", other.description, {.replace = true}).write(other.chunk({0, 0, 3})); }
  EXPECT_THAT(testing::message_of<Refused>(
                  [&] { ResultFile(folder / "a.h5", sweep.description, {.replace = true}); }),
              HasSubstr("holds an unfinished run that differs in: seed"));
  EXPECT_TRUE(testing::file_bytes(folder / "a.h5") == before)
      << "the old one stays until the new one is there";
  ResultFile file(folder / "a.h5", other.description, {.replace = true});
  EXPECT_EQ(file.done(), 3U);
  for (const engine::Block& block : engine::blocks_after(3, 12, 3)) file.write(other.chunk(block));
  file.finish();
  EXPECT_EQ(ResultReader(folder / "a.h5").description(), other.description);
}

}  // namespace
}  // namespace polder::output
