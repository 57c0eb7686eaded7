// Processes that die while they write.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "output/file_size_limit.h"
#include "output/result_file.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

/// Writes what is left of a run, or ends with a status that says that it could not.
[[noreturn]] void write_rest(const std::filesystem::path& path, const testing::SampleRun& run,
                             const std::vector<engine::Chunk>& chunks) {
  try {
    ResultFile file(path, run.description, {});
    for (const engine::Chunk& chunk : chunks) {
      const std::uint64_t first =
          chunk.block().variant * run.description.replicates + chunk.block().first_replicate;
      if (first < file.done()) continue;
      file.write(chunk);
    }
    file.finish();
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

// kill -9 at random moments, from creation to the last rename, again and again: every next process goes on,
// and the file that comes out in the end is the file of an undisturbed run. The moments differ from run to
// run; the seed is fixed so that a failure is likely to come back.
TEST(ResultFileCrash, KilledAtAnyMoment) {
  const testing::Folder folder;
  const testing::SampleRun run(model::Record::full, 40);
  const auto chunks = run.chunks(1);
  run.write(folder / "whole.h5");
  const std::string whole = testing::file_bytes(folder / "whole.h5");
  std::mt19937 random(1);
  int killed = 0;
  int killed_after_start = 0;
  for (int round = 0; round < 25; ++round) {
    const auto path = folder / "killed.h5";
    std::filesystem::remove(path);
    bool finished = false;
    for (int attempt = 0; !finished; ++attempt) {
      ASSERT_LT(attempt, 500);
      const pid_t child = fork();
      ASSERT_GE(child, 0);
      if (child == 0) write_rest(path, run, chunks);
      // Longer from attempt to attempt, so that a busy machine gets to the end too.
      usleep(static_cast<useconds_t>(random() % (4000L * (attempt + 1))));
      kill(child, SIGKILL);
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      if (WIFSIGNALED(status)) {
        ++killed;
        if (std::filesystem::exists(folder / "killed.h5.part")) ++killed_after_start;
        // The name is there only in the moment between the rename and the end of the process.
        finished = std::filesystem::exists(path);
      } else {
        ASSERT_EQ(WEXITSTATUS(status), 0) << "a process could not go on after another was killed";
        finished = true;
      }
    }
    ASSERT_TRUE(testing::file_bytes(path) == whole) << "round " << round;
  }
  RecordProperty("killed", killed);
  EXPECT_GT(killed_after_start, 10);
}

// The one moment in which the structure of the file changes: events and failures get their place. Whatever
// mixture of the file before and the file after a dying process leaves, the next one starts from the file
// before.
TEST(ResultFileCrash, TornWhileFinishing) {
  const testing::Folder folder;
  const testing::SampleRun run(model::Record::full, 20);
  run.write(folder / "whole.h5");
  const std::string after = testing::file_bytes(folder / "whole.h5");
  const auto path = folder / "torn.h5";
  const auto part_path = folder / "torn.h5.part";
  const auto journal_path = folder / "torn.h5.part.journal";
  std::string before;
  {
    ResultFile file(path, run.description, {});
    for (const engine::Chunk& chunk : run.chunks(4)) file.write(chunk);
    before = testing::file_bytes(part_path);
    const testing::FileSizeLimit limit(after.size() - 1);
    EXPECT_THROW(file.finish(), IoError);
  }
  const std::string journal = testing::file_bytes(journal_path);
  ASSERT_GT(after.size(), before.size());
  ASSERT_TRUE(after.substr(0, before.size()) != before) << "nothing is overwritten: this test tests nothing";

  std::mt19937 random(1);
  constexpr std::size_t kPiece = 64;
  for (int round = 0; round < 50; ++round) {
    std::string torn = after.substr(0, before.size() + random() % (after.size() - before.size() + 1));
    for (std::size_t at = 0; at < before.size(); at += kPiece) {
      if (random() % 2 == 0) torn.replace(at, kPiece, before, at, kPiece);
    }
    std::ofstream(part_path, std::ios::binary) << torn;
    std::ofstream(journal_path, std::ios::binary) << journal;
    ResultFile file(path, run.description, {.force = true});
    ASSERT_TRUE(file.complete());
    file.finish();
    ASSERT_TRUE(testing::file_bytes(path) == after) << "round " << round;
  }
}

}  // namespace
}  // namespace polder::output
