#include "sweep/csv.h"

namespace polder::sweep {

CsvReader::CsvReader(std::string_view text) : text_(text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

void CsvReader::advance() {
  const char c = text_[at_++];
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
    ++column_;  // not within a character of several bytes
  }
}

bool CsvReader::read_cell(Cell& cell) {
  cell.text.clear();
  cell.line = line_;
  cell.column = column_;
  if (!at_end() && text_[at_] == '"') {
    advance();
    while (true) {
      if (at_end()) {
        fault_ = {cell.line, cell.column, "the quote is never closed",
                  "put a double quote at the end of the value"};
        return false;
      }
      const char c = text_[at_];
      advance();
      if (c == '"') {
        if (at_end() || text_[at_] != '"') break;
        advance();
      }
      cell.text += c;
    }
    if (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
      fault_ = {line_, column_, "text after the closing quote",
                "put the whole value in quotes, quotes in it doubled"};
      return false;
    }
    return true;
  }
  while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
    if (text_[at_] == '"') {
      fault_ = {line_, column_, "a quote within a value",
                "put the whole value in quotes, quotes in it doubled"};
      return false;
    }
    cell.text += text_[at_];
    advance();
  }
  return true;
}

bool CsvReader::next(std::vector<Cell>& record) {
  while (!at_end() && (text_[at_] == '\n' || text_[at_] == '\r')) advance();
  std::size_t cells = 0;
  if (at_end() || fault_) return false;
  while (true) {
    if (cells == record.size()) record.emplace_back();
    if (!read_cell(record[cells++])) return false;
    if (at_end() || text_[at_] != ',') break;
    advance();
  }
  record.resize(cells);
  return true;
}

}  // namespace polder::sweep
