#include "output/result_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "model/outcomes/outcome.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

using model::Record;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Enough to run it again from the file alone.
TEST(ResultReader, DescriptionComesBackWhole) {
  const testing::Folder folder;
  for (const Record record : {Record::summary, Record::rounds, Record::weeks, Record::full}) {
    testing::SampleRun run(record);
    run.write(folder / record_name(record));
    EXPECT_EQ(ResultReader(folder / record_name(record)).description(), run.description);
  }
  // The shortest and the longest: nothing optional, and a scenario longer than HDF5 can hold in an object's
  // header.
  testing::SampleRun run(Record::summary);
  run.description.extended.clear();
  run.description.overrides.clear();
  run.description.vary.clear();
  run.description.git_commit.clear();
  run.description.seed = ~std::uint64_t{0};
  run.description.scenario = std::string(300000, '#') + "\n";
  run.write(folder / "long");
  EXPECT_EQ(ResultReader(folder / "long").description(), run.description);
}

TEST(ResultReader, ScalarsAreThoseOfTheEngine) {
  const testing::Folder folder;
  const testing::SampleRun run(Record::rounds);
  run.write(folder / "a.h5", 3);
  const ResultReader reader(folder / "a.h5");
  const auto catalogue = model::scalar_catalogue();
  for (std::size_t k = 0; k < catalogue.size(); ++k) {
    const auto values = reader.scalar(catalogue[k].name);
    ASSERT_EQ(values.size(), 21U);
    for (const engine::Chunk& chunk : run.chunks(7)) {
      for (std::uint32_t r = 0; r < 7; ++r) {
        const double value = values[chunk.block().variant * 7 + r];
        if (testing::SampleRun::fails(r)) {
          EXPECT_TRUE(std::isnan(value));
        } else {
          EXPECT_EQ(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(chunk.scalar(k)[r]));
        }
      }
    }
  }
}

TEST(ResultReader, FailuresComeBack) {
  const testing::Folder folder;
  const testing::SampleRun run(Record::rounds);
  run.write(folder / "a.h5", 3);
  const ResultReader reader(folder / "a.h5");
  const auto failures = reader.failures();
  ASSERT_EQ(failures.size(), 3U);
  for (std::uint32_t v = 0; v < 3; ++v) {
    EXPECT_EQ(failures[v], (engine::Failure{.variant = v,
                                            .replicate = 2,
                                            .seed = run.description.seed,
                                            .message = testing::SampleRun::message(2)}));
    EXPECT_EQ(reader.status()[v * 7 + 2], static_cast<std::int8_t>(engine::Status::failed));
    EXPECT_EQ(reader.status()[v * 7 + 3], static_cast<std::int8_t>(engine::Status::done));
  }
}

TEST(ResultReader, UnknownOutcome) {
  const testing::Folder folder;
  testing::SampleRun(Record::summary).write(folder / "a.h5");
  const ResultReader reader(folder / "a.h5");
  EXPECT_THAT(testing::message_of<NotAResultFile>([&] { (void)reader.scalar("happiness"); }),
              HasSubstr("has no outcome 'happiness'"));
  EXPECT_THAT(testing::message_of<NotAResultFile>([&] { (void)reader.scalar("municipality"); }),
              HasSubstr("not one value per replicate"));
}

TEST(ResultReader, OtherFiles) {
  const testing::Folder folder;
  const auto message = [&](std::string_view name) {
    return testing::message_of<NotAResultFile>([&] { ResultReader(folder / name); });
  };
  std::ofstream(folder / "empty");
  std::ofstream(folder / "short") << "HDF";
  std::ofstream(folder / "river.toml") << "title = \"Three on a river\"\n";
  std::filesystem::create_directory(folder / "folder");
  EXPECT_THAT(message("empty"), HasSubstr("is not a results file: it is empty"));
  EXPECT_THAT(message("short"), HasSubstr("it is not in HDF5 format"));
  EXPECT_THAT(message("river.toml"), HasSubstr("it is not in HDF5 format"));
  EXPECT_THAT(message("folder"), HasSubstr("is a folder, not a results file"));
  EXPECT_THAT(testing::message_of<IoError>([&] { ResultReader(folder / "none"); }),
              AllOf(StartsWith("cannot read "), HasSubstr("No such file")));
  EXPECT_FALSE(looks_like_hdf5(folder / "none"));
  EXPECT_FALSE(looks_like_hdf5(folder / "river.toml"));
  EXPECT_FALSE(looks_like_hdf5(folder / "folder"));
}

// Half a download, at any length.
TEST(ResultReader, CutOffAnywhere) {
  const testing::Folder folder;
  testing::SampleRun(Record::full).write(folder / "a.h5");
  EXPECT_TRUE(looks_like_hdf5(folder / "a.h5"));
  const std::string whole = testing::file_bytes(folder / "a.h5");
  for (std::size_t length = 0; length < whole.size(); length += 501) {
    std::ofstream(folder / "cut", std::ios::binary) << whole.substr(0, length);
    ASSERT_THAT(testing::message_of<NotAResultFile>([&] { ResultReader(folder / "cut"); }),
                AllOf(StartsWith((folder / "cut").string()), HasSubstr("results file: ")))
        << length;
  }
}

// The version of the format is checked: later ones may mean something else by the same names.
TEST(ResultReader, LaterFormat) {
  const testing::Folder folder;
  testing::SampleRun run(Record::summary);
  run.write(folder / "a.h5");
  const std::string bytes = testing::file_bytes(folder / "a.h5");
  // The heap holds the texts of the attributes one after another, "CF-1.8" before the version.
  const std::size_t conventions = bytes.find("CF-1.8");
  ASSERT_NE(conventions, std::string::npos);
  bool told = false;
  for (std::size_t at = conventions + 6; at < conventions + 64 && !told; ++at) {
    if (bytes[at] != '1') continue;
    std::string later = bytes;
    later[at] = '9';
    std::ofstream(folder / "b.h5", std::ios::binary) << later;
    told = testing::message_of<NotAResultFile>([&] {
             ResultReader(folder / "b.h5");
           }).find("it has format 9, this polder reads format 1") != std::string::npos;
  }
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace polder::output
