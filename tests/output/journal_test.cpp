#include "output/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "output/errors.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

struct Replayed {
  std::size_t events = 0;
  std::vector<engine::Failure> failures;
};

Replayed replay(const Journal& journal) {
  Replayed all;
  journal.replay([&](std::span<const EventRow> events, std::span<const engine::Failure> failures) {
    all.events += events.size();
    all.failures.insert(all.failures.end(), failures.begin(), failures.end());
  });
  return all;
}

void put_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A process may die within any write: whatever the length of what is left, recovery finds the chunks that
// were written in full and nothing else.
TEST(Journal, CutOffAnywhere) {
  const testing::Folder folder;
  const testing::SampleRun run;
  const auto chunks = run.chunks(4);
  std::vector<std::size_t> ends;
  {
    Journal journal(folder / "whole");
    EXPECT_FALSE(journal.started());
    journal.start();
    EXPECT_TRUE(journal.started());
    for (const engine::Chunk& chunk : chunks) {
      journal.append(chunk);
      ends.push_back(std::filesystem::file_size(folder / "whole"));
    }
    EXPECT_EQ(journal.rows(), 21U);
  }
  const std::string whole = testing::file_bytes(folder / "whole");
  for (std::size_t length = 8; length <= whole.size(); length += 61) {
    put_bytes(folder / "cut", std::string_view(whole).substr(0, length));
    Journal journal(folder / "cut");
    ASSERT_TRUE(journal.started());
    journal.recover();
    std::uint64_t rows = 0;
    std::size_t events = 0;
    std::size_t failures = 0;
    for (std::size_t c = 0; c < chunks.size() && ends[c] <= length; ++c) {
      rows += chunks[c].size();
      for (std::size_t row = 0; row < chunks[c].size(); ++row) events += chunks[c].events(row).size();
      failures += chunks[c].failures().size();
    }
    ASSERT_EQ(journal.rows(), rows) << length;
    ASSERT_EQ(journal.events(), events);
    const Replayed replayed = replay(journal);
    ASSERT_EQ(replayed.events, events);
    ASSERT_EQ(replayed.failures.size(), failures);
  }
  EXPECT_FALSE(whole.empty());
}

// The head of a record is written last; before that its place is a hole.
TEST(Journal, BodyWithoutHead) {
  const testing::Folder folder;
  const auto chunks = testing::SampleRun().chunks(4);
  {
    Journal journal(folder / "j");
    journal.start();
    journal.append(chunks[0]);
  }
  put_bytes(folder / "k", testing::file_bytes(folder / "j") + std::string(100, '\0') + std::string(500, 'x'));
  Journal journal(folder / "k");
  journal.recover();
  EXPECT_EQ(journal.rows(), chunks[0].size());
  journal.append(chunks[1]);
  journal.recover();
  EXPECT_EQ(journal.rows(), chunks[0].size() + chunks[1].size());
}

TEST(Journal, KeptBytesComeBackOnce) {
  const testing::Folder folder;
  put_bytes(folder / "data", "abcdefghij");
  {
    Journal journal(folder / "j");
    journal.start();
    const std::vector<Journal::Range> ranges{{0, 2}, {8, 2}};
    journal.keep(PosixFile(folder / "data", PosixFile::Mode::read), ranges);
  }
  put_bytes(folder / "data", "ABcdefghIJKLM");
  Journal journal(folder / "j");
  journal.recover();
  EXPECT_EQ(journal.rows(), 0U);
  journal.restore(PosixFile(folder / "data", PosixFile::Mode::write));
  EXPECT_EQ(testing::file_bytes(folder / "data"), "abcdefghij");
  put_bytes(folder / "data", "ABcdefghIJKLM");
  journal.recover();
  journal.restore(PosixFile(folder / "data", PosixFile::Mode::write));
  EXPECT_EQ(testing::file_bytes(folder / "data"), "ABcdefghIJKLM");
}

// Two runs of one command at once would destroy each other's results.
TEST(Journal, OneAtATime) {
  const testing::Folder folder;
  {
    const Journal first(folder / "j");
    EXPECT_THAT(testing::message_of<Refused>([&] { Journal(folder / "j"); }),
                ::testing::HasSubstr("another run is writing"));
  }
  EXPECT_NO_THROW(Journal(folder / "j"));
}

}  // namespace
}  // namespace polder::output
