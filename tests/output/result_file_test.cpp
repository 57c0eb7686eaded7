#include "output/result_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/ensemble.h"
#include "output/result_reader.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

using model::Record;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Record kRecords[] = {Record::summary, Record::rounds, Record::weeks, Record::full};

// No clock, no folder, no leftover memory in the file: a second later, elsewhere, in chunks of another size,
// after the heap was filled with other bytes, it is the same file.
TEST(ResultFile, SameBytesOnRepetition) {
  const testing::Folder folder;
  std::filesystem::create_directory(folder / "elsewhere");
  for (const Record record : kRecords) {
    const testing::SampleRun run(record);
    const std::string name = std::string(record_name(record)) + ".h5";
    run.write(folder / name, 3);
    std::vector<std::string> dirt(500, std::string(3000, '\xa5'));
    dirt.clear();
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    run.write(folder / "elsewhere" / name, 5);
    const std::string bytes = testing::file_bytes(folder / name);
    EXPECT_GT(bytes.size(), 1000U);
    EXPECT_TRUE(bytes == testing::file_bytes(folder / "elsewhere" / name)) << name;
  }
}

// "Same inputs, same bytes, whatever the thread count", from the engine to the file.
TEST(ResultFile, ThreadsDoNotMatter) {
  const testing::Folder folder;
  for (const Record record : kRecords) {
    const testing::SampleRun run(record, 60);
    std::string first;
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
      const auto path = folder / std::to_string(threads);
      ResultFile file(path, run.description, {.force = true});
      const auto fail_some = [](model::Simulation& s, model::Recorder& r, random::ReplicateKey key) {
        if (key.replicate == 31) throw std::runtime_error("replicate 31");
        engine::simulate(s, r, key);
      };
      engine::run({.variants = run.variants,
                   .seed = run.description.seed,
                   .blocks = engine::blocks_after(0, 3, 60),
                   .record = record,
                   .threads = threads,
                   .simulate = fail_some},
                  [&](const engine::Chunk& chunk) { file.write(chunk); });
      EXPECT_EQ(file.failed(), 3U);
      file.finish();
      const std::string bytes = testing::file_bytes(path);
      if (first.empty()) first = bytes;
      EXPECT_TRUE(bytes == first) << record_name(record) << ", " << threads << " threads";
    }
  }
}

// The name appears with the complete file, and nothing else stays behind.
TEST(ResultFile, AppearsWhenComplete) {
  const testing::Folder folder;
  const testing::SampleRun run;
  {
    ResultFile file(folder / "a.h5", run.description, {});
    EXPECT_EQ(file.part(), folder / "a.h5.part");
    for (const engine::Chunk& chunk : run.chunks(3)) {
      EXPECT_FALSE(file.complete());
      EXPECT_THROW(file.finish(), std::logic_error);
      file.write(chunk);
      EXPECT_THAT(folder.names(), ElementsAre("a.h5.part", "a.h5.part.journal"));
    }
    EXPECT_TRUE(file.complete());
    file.finish();
  }
  EXPECT_THAT(folder.names(), ElementsAre("a.h5"));
}

// A run that was interrupted after any number of chunks and taken up by another gives the file of a run that
// was not, in whatever chunks the rest comes.
TEST(ResultFile, TakenUpAfterInterruption) {
  for (const Record record : {Record::summary, Record::full}) {
    const testing::Folder folder;
    const testing::SampleRun run(record);
    run.write(folder / "whole.h5");
    const std::string whole = testing::file_bytes(folder / "whole.h5");
    const auto chunks = run.chunks(2);
    for (std::size_t before = 0; before <= chunks.size(); ++before) {
      const auto path = folder / "parts.h5";
      std::uint64_t done = 0;
      {
        ResultFile file(path, run.description, {.force = true});
        for (std::size_t c = 0; c < before; ++c) file.write(chunks[c]);
        done = file.done();
        if (before % 2 == 0) file.close();
      }
      ResultFile file(path, run.description, {.force = true});
      ASSERT_EQ(file.done(), done);
      for (const engine::Chunk& chunk : run.chunks(3, done)) file.write(chunk);
      file.finish();
      EXPECT_TRUE(testing::file_bytes(path) == whole)
          << record_name(record) << " after " << before << " chunks";
    }
  }
}

// What an interrupted run leaves is readable for those who want to look.
TEST(ResultFile, UnfinishedFileCanBeRead) {
  const testing::Folder folder;
  const testing::SampleRun run;
  {
    ResultFile file(folder / "a.h5", run.description, {});
    file.write(run.chunks(5)[0]);
    file.close();
  }
  const ResultReader reader(folder / "a.h5.part");
  EXPECT_EQ(reader.description(), run.description);
  const auto status = reader.status();
  EXPECT_THAT(std::vector(status.begin(), status.begin() + 7), ElementsAre(1, 1, 2, 1, 1, 0, 0));
}

TEST(ResultFile, RefusesToReplace) {
  const testing::Folder folder;
  const testing::SampleRun run;
  std::ofstream(folder / "a.h5") << "precious";
  EXPECT_THAT(testing::message_of<Refused>([&] { ResultFile(folder / "a.h5", run.description, {}); }),
              HasSubstr("a.h5 is already there; use --force"));
  EXPECT_EQ(testing::file_bytes(folder / "a.h5"), "precious");
  EXPECT_THAT(folder.names(), ElementsAre("a.h5"));

  // Even with force the old file stays until the new one is complete.
  ResultFile file(folder / "a.h5", run.description, {.force = true});
  for (const engine::Chunk& chunk : run.chunks(7)) file.write(chunk);
  EXPECT_EQ(testing::file_bytes(folder / "a.h5"), "precious");
  file.finish();
  EXPECT_EQ(ResultReader(folder / "a.h5").description(), run.description);
}

TEST(ResultFile, RefusesToMixRuns) {
  const testing::Folder folder;
  const testing::SampleRun run;
  auto other = run.description;
  other.seed = 6;
  other.overrides.push_back("trust.relational_gain=0.2");
  {
    ResultFile file(folder / "a.h5", run.description, {});
    file.write(run.chunks(5)[0]);
  }
  EXPECT_THAT(testing::message_of<Refused>([&] { ResultFile(folder / "a.h5", other, {}); }),
              HasSubstr("holds an unfinished run that differs in: overrides, seed; finish that run"));
  EXPECT_EQ(ResultFile(folder / "a.h5", run.description, {}).done(), 5U);
  EXPECT_EQ(ResultFile(folder / "a.h5", other, {.force = true}).done(), 0U);
}

TEST(ResultFile, OneWriterAtATime) {
  const testing::Folder folder;
  const testing::SampleRun run;
  const ResultFile file(folder / "a.h5", run.description, {});
  EXPECT_THAT(
      testing::message_of<Refused>([&] { ResultFile(folder / "a.h5", run.description, {.force = true}); }),
      HasSubstr("another run is writing"));
}

// A damaged unfinished file is told from one of another run.
TEST(ResultFile, DamagedUnfinishedFile) {
  const testing::Folder folder;
  const testing::SampleRun run;
  {
    ResultFile file(folder / "a.h5", run.description, {});
    file.write(run.chunks(5)[0]);
  }
  std::filesystem::resize_file(folder / "a.h5.part", 3000);
  EXPECT_THAT(testing::message_of<Refused>([&] { ResultFile(folder / "a.h5", run.description, {}); }),
              HasSubstr("a.h5.part cannot be taken up: "));
  EXPECT_EQ(ResultFile(folder / "a.h5", run.description, {.force = true}).done(), 0U);
}

TEST(ResultFile, ChunksMustFollowEachOther) {
  const testing::Folder folder;
  const testing::SampleRun run;
  const auto chunks = run.chunks(3);
  ResultFile file(folder / "a.h5", run.description, {});
  EXPECT_THROW(file.write(chunks[1]), std::logic_error);
  file.write(chunks[0]);
  EXPECT_THROW(file.write(chunks[0]), std::logic_error);
  EXPECT_THROW(file.write(testing::SampleRun(Record::rounds).chunks(3)[1]), std::logic_error);
  file.write(chunks[1]);
  EXPECT_EQ(file.done(), 6U);
}

// Without failures there is no group of failures.
TEST(ResultFile, NoFailures) {
  const testing::Folder folder;
  const testing::SampleRun run;
  run.write(folder / "a.h5", 3, false);
  EXPECT_THAT(ResultReader(folder / "a.h5").failures(), IsEmpty());
}

}  // namespace
}  // namespace polder::output
