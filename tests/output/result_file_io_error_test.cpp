// Machines that fail us: every failure is one IoError with a sentence, nothing crashes, and what was done is
// kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "output/file_size_limit.h"
#include "output/result_file.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Writes what is left; how many replicates were in the file when it failed, and how.
struct Attempt {
  std::uint64_t done = 0;
  std::string message;
};
Attempt write_rest(const std::filesystem::path& path, const testing::SampleRun& run) {
  Attempt attempt;
  ResultFile file(path, run.description, {});
  attempt.message = testing::message_of<IoError>([&] {
    for (const engine::Chunk& chunk : run.chunks(1, file.done())) file.write(chunk);
    file.finish();
  });
  attempt.done = file.done();
  return attempt;
}

TEST(ResultFileIoError, NoSuchFolder) {
  const testing::Folder folder;
  const testing::SampleRun run;
  EXPECT_THAT(testing::message_of<IoError>([&] { ResultFile(folder / "none/a.h5", run.description, {}); }),
              AllOf(StartsWith("cannot write "), HasSubstr("there is no folder "), HasSubstr("/none")));
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(ResultFileIoError, FolderThatTakesNoFiles) {
  const testing::SampleRun run;
  EXPECT_THAT(testing::message_of<IoError>([&] { ResultFile("/proc/a.h5", run.description, {}); }),
              StartsWith("cannot write /proc/a.h5.part"));
}

// Refused before anything is simulated, and nothing is left behind.
TEST(ResultFileIoError, NoRoomForTheFile) {
  const testing::Folder folder;
  const testing::SampleRun run;
  {
    const testing::FileSizeLimit limit(20000);
    EXPECT_THAT(testing::message_of<IoError>([&] { ResultFile(folder / "a.h5", run.description, {}); }),
                AllOf(HasSubstr("a.h5.part: "), HasSubstr("File too large")));
  }
  EXPECT_THAT(folder.names(), IsEmpty());
}

// The disk fills at some moment of the run, be it in the middle of a chunk or in finish(): the sentence says
// why, and when there is room again the run goes on from there to the same bytes.
TEST(ResultFileIoError, FullAtAnyMomentThenGoesOn) {
  const testing::Folder folder;
  const testing::SampleRun run;
  run.write(folder / "whole.h5");
  const std::string whole = testing::file_bytes(folder / "whole.h5");
  int while_writing = 0;
  int while_finishing = 0;
  for (std::uint64_t limit = 500; limit < whole.size(); limit += whole.size() / 37) {
    const auto path = folder / "full.h5";
    std::filesystem::remove(path);
    ResultFile(path, run.description, {}).close();
    Attempt attempt;
    {
      const testing::FileSizeLimit full(limit);
      attempt = write_rest(path, run);
    }
    ASSERT_THAT(attempt.message,
                AllOf(StartsWith("cannot write "), HasSubstr("full.h5.part"), HasSubstr("File too large")));
    ++(attempt.done < 21 ? while_writing : while_finishing);
    ASSERT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(write_rest(path, run).message, "nothing");
    ASSERT_TRUE(testing::file_bytes(path) == whole) << limit;
  }
  EXPECT_GT(while_writing, 0);
  EXPECT_GT(while_finishing, 0);
}

// A real file system without room. Needs the right to mount one.
TEST(ResultFileIoError, DiskFull) {
  const testing::Folder folder;
  const auto disk = folder / "disk";
  std::filesystem::create_directory(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) GTEST_SKIP() << "may not mount a small disk";
  const testing::SampleRun large(model::Record::full, 2000);
  EXPECT_THAT(testing::message_of<IoError>([&] { ResultFile(disk / "a.h5", large.description, {}); }),
              AllOf(HasSubstr("results take "), HasSubstr("the disk has 1.0 MB left")));
  EXPECT_TRUE(std::filesystem::is_empty(disk));

  const testing::SampleRun run;
  run.write(folder / "whole.h5");
  {
    ResultFile(disk / "a.h5", run.description, {}).close();
    std::ofstream filler(disk / "filler");
    while (filler.write(std::string(4096, 'x').data(), 4096).flush()) {
    }
  }
  const Attempt attempt = write_rest(disk / "a.h5", run);
  EXPECT_THAT(attempt.message, AllOf(StartsWith("cannot write "), HasSubstr("a.h5.part"),
                                     HasSubstr("No space left on device")));
  std::filesystem::remove(disk / "filler");
  EXPECT_EQ(write_rest(disk / "a.h5", run).message, "nothing");
  EXPECT_TRUE(testing::file_bytes(disk / "a.h5") == testing::file_bytes(folder / "whole.h5"));
  umount2(disk.c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace polder::output
