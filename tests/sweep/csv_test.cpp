#include "sweep/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace polder::sweep {
namespace {

using testing::ElementsAre;

using Rows = std::vector<std::vector<std::string>>;

/// Values with their places.
Rows read(std::string_view text, bool places = false) {
  CsvReader reader(text);
  Rows rows;
  std::vector<Cell> record;
  while (reader.next(record)) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const Cell& cell : record) {
      row.push_back(places ? std::to_string(cell.line) + ":" + std::to_string(cell.column) : cell.text);
    }
  }
  return rows;
}

std::string fault(std::string_view text) {
  CsvReader reader(text);
  std::vector<Cell> record;
  while (reader.next(record)) {
  }
  if (!reader.fault()) return "none";
  return std::to_string(reader.fault()->line) + ":" + std::to_string(reader.fault()->column) + " " +
         std::string(reader.fault()->what);
}

TEST(CsvTest, ReadsRecords) {
  EXPECT_EQ(read("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,b\r\n1,\r\n,"), (Rows{{"a", "b"}, {"1", ""}, {"", ""}}));
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a\n\n\n1"),
            (Rows{{"a"}, {"1"}}));
  EXPECT_EQ(read(""), Rows{});
  EXPECT_EQ(read("\n\r\n"), Rows{});
}

TEST(CsvTest, QuotesHoldAnything) {
  EXPECT_EQ(read("\"a,\"\"b\"\"\r\n\",c\n\"\",x"), (Rows{{"a,\"b\"\r\n", "c"}, {"", "x"}}));
}

TEST(CsvTest, KnowsPlaces) {
  EXPECT_EQ(read("a,\"b\nb\",\xC3\xA9"
                 "e,d\nx,y",
                 true),
            (Rows{{"1:1", "1:3", "2:4", "2:7"}, {"3:1", "3:3"}}));
}

TEST(CsvTest, ReportsWhatIsNoCsv) {
  EXPECT_EQ(fault("a,b\n1,\"2\n3,4"), "2:3 the quote is never closed");
  EXPECT_EQ(fault("a,\"b\"c"), "1:6 text after the closing quote");
  EXPECT_EQ(fault("a\nb\"c"), "2:2 a quote within a value");
  EXPECT_EQ(fault("a\n\"b\"\r\n"), "none");
}

}  // namespace
}  // namespace polder::sweep
