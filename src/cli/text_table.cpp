#include "cli/text_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/text.h"

namespace polder::cli {
namespace {

constexpr std::size_t kGap = 2;

std::string bold(const std::string& text, const Terminal& terminal) {
  return terminal.colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : text;
}

std::string rule(std::size_t width, const Terminal& terminal) {
  std::string result;
  for (std::size_t i = 0; i < width; ++i) result += terminal.utf8 ? "\u2500" : "-";
  return result + '\n';
}

std::string side_by_side(const TextTable& table, const std::vector<std::size_t>& widths, std::size_t width,
                         const Terminal& terminal) {
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string result = padded(cells.front(), widths.front());
    for (std::size_t c = 1; c < cells.size(); ++c) {
      result += std::string(kGap, ' ') + right_aligned(cells[c], widths[c]);
    }
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
  };
  std::string result = bold(line(table.headings), terminal) + '\n' + rule(width, terminal);
  for (const auto& row : table.rows) result += line(row) + '\n';
  return result;
}

std::string below_one_another(const TextTable& table, const Terminal& terminal) {
  std::size_t headings = 0;
  for (std::size_t c = 1; c < table.headings.size(); ++c) {
    headings = std::max(headings, display_width(table.headings[c]));
  }
  std::string result;
  for (const auto& row : table.rows) {
    result += paragraph(row.front(), terminal.width, kGap);
    for (std::size_t c = 1; c < row.size(); ++c) {
      const std::string line = padded(table.headings[c], headings) + std::string(kGap, ' ') + row[c];
      if (display_width(line) + kGap <= terminal.width) {
        result += std::string(kGap, ' ') + line + '\n';
      } else {
        result += paragraph(fmt::format("{}: {}", table.headings[c], row[c]), terminal.width, 2 * kGap);
      }
    }
  }
  return result;
}

}  // namespace

std::string laid_out(const TextTable& table, const Terminal& terminal) {
  std::vector<std::size_t> widths;
  std::size_t width = 0;
  for (std::size_t c = 0; c < table.headings.size(); ++c) {
    std::size_t own = display_width(table.headings[c]);
    for (const auto& row : table.rows) own = std::max(own, display_width(row[c]));
    widths.push_back(own);
    width += own + (c == 0 ? 0 : kGap);
  }
  return width <= terminal.width ? side_by_side(table, widths, width, terminal)
                                 : below_one_another(table, terminal);
}

}  // namespace polder::cli
