// Comma-separated values (RFC 4180), with places.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace polder::sweep {

/// One value and where it starts in the text.
struct Cell {
  std::string text;
  std::size_t line = 1;
  std::size_t column = 1;  ///< in characters
};

/// Reads a text record by record. Lines end in LF or CRLF; a value may stand in double quotes, and hold
/// commas, line ends and doubled quotes there. Empty lines and a byte order mark are passed over.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);

  /// The next record; none at the end, or after something that is no CSV.
  [[nodiscard]] bool next(std::vector<Cell>& record);

  /// What is wrong with the text where reading stopped.
  struct Fault {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string_view what;
    std::string_view remedy;
  };
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

 private:
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  void advance();
  bool read_cell(Cell& cell);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::optional<Fault> fault_;
};

}  // namespace polder::sweep
