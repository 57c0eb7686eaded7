#include "cli/table_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/text.h"

namespace polder::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::string_view kCorner = "outcome";

/// How the numbers of an outcome are written.
struct NumberStyle {
  double divisor = 1.0;
  std::string_view multiple;  ///< "thousand"
  int decimals = 0;
  bool scientific = false;
};

double largest(const std::vector<Summary>& summaries) {
  double result = 0.0;
  for (const Summary& s : summaries) {
    for (const double value : {s.median, s.low, s.high}) {
      if (std::isfinite(value)) result = std::max(result, std::abs(value));
    }
  }
  return result;
}

bool all_whole(const std::vector<Summary>& summaries) {
  return std::ranges::all_of(summaries, [](const Summary& s) {
    return std::ranges::all_of(std::array{s.median, s.low, s.high}, [](double value) {
      return !std::isfinite(value) || value == std::round(value);
    });
  });
}

/// Three significant digits for the largest number.
NumberStyle style_of(const TableRow& row) {
  constexpr double kFirstThousands = 1e5;
  constexpr double kFirstMillions = 1e8;
  constexpr double kTooLarge = 1e11;
  constexpr double kTooSmall = 1e-4;
  constexpr int kDigits = 3;
  NumberStyle style;
  const double most = largest(row.values);
  if (most >= kTooLarge || (most > 0.0 && most < kTooSmall)) {
    style.scientific = true;
    return style;
  }
  if (most >= kFirstMillions) {
    style.divisor = 1e6;
    style.multiple = "million";
  } else if (most >= kFirstThousands) {
    style.divisor = 1e3;
    style.multiple = "thousand";
  }
  const bool whole = style.divisor == 1.0 && all_whole(row.values) && all_whole(row.differences);
  if (most > 0.0 && !whole) {
    style.decimals =
        std::max(0, kDigits - 1 - static_cast<int>(std::floor(std::log10(most / style.divisor))));
  }
  return style;
}

enum class Sign : std::uint8_t { minus_only, always };

/// Symbols that the terminal can show.
struct Symbols {
  std::string_view minus;
  std::string_view none;
  std::string_view times;
  std::string_view rule;
};

constexpr Symbols kAscii{.minus = "-", .none = "-", .times = "x", .rule = "-"};
constexpr Symbols kUtf8{.minus = "\u2212", .none = "\u2013", .times = "\u00d7", .rule = "\u2500"};

std::string number_text(double value, const NumberStyle& style, Sign sign, const Symbols& symbols) {
  if (std::isnan(value)) return std::string(symbols.none);
  std::string text = style.scientific
                         ? fmt::format("{:.2e}", std::abs(value))
                         : fmt::format("{:.{}f}", std::abs(value) / style.divisor, style.decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  if (value < 0.0 && !zero) return fmt::format("{}{}", symbols.minus, text);
  return sign == Sign::always && !zero ? fmt::format("+{}", text) : text;
}

/// A summary as texts.
struct Cell {
  std::string median;
  std::string low;
  std::string high;
};

Cell cell_of(const Summary& summary, const NumberStyle& style, Sign sign, const Symbols& symbols) {
  return {.median = number_text(summary.median, style, sign, symbols),
          .low = number_text(summary.low, style, sign, symbols),
          .high = number_text(summary.high, style, sign, symbols)};
}

/// Cells below one another, their parts aligned.
class Column {
 public:
  Column(std::string heading, std::vector<Cell> cells)
      : heading_(std::move(heading)), cells_(std::move(cells)) {
    for (const Cell& cell : cells_) {
      median_ = std::max(median_, display_width(cell.median));
      low_ = std::max(low_, display_width(cell.low));
      high_ = std::max(high_, display_width(cell.high));
    }
  }

  [[nodiscard]] const std::string& heading() const { return heading_; }
  [[nodiscard]] std::size_t cell_width() const { return median_ + 1 + interval_width(); }
  [[nodiscard]] std::size_t width() const { return std::max(cell_width(), display_width(heading_)); }
  [[nodiscard]] std::size_t interval_width() const { return low_ + high_ + 4; }
  /// Where median and interval stand below one another.
  [[nodiscard]] std::size_t folded_width() const {
    return std::max({median_, interval_width(), display_width(heading_)});
  }
  [[nodiscard]] const std::string& median(std::size_t row) const { return cells_[row].median; }
  [[nodiscard]] std::string interval(std::size_t row) const {
    return fmt::format("[{}, {}]", right_aligned(cells_[row].low, low_),
                       right_aligned(cells_[row].high, high_));
  }
  [[nodiscard]] std::string text(std::size_t row) const {
    return fmt::format("{} {}", right_aligned(median(row), median_), interval(row));
  }

 private:
  std::string heading_;
  std::vector<Cell> cells_;
  std::size_t median_ = 0;
  std::size_t low_ = 0;
  std::size_t high_ = 0;
};

class Layout {
 public:
  Layout(const Table& table, const Terminal& terminal)
      : table_(table), terminal_(terminal), symbols_(terminal.utf8 ? kUtf8 : kAscii) {
    std::vector<NumberStyle> styles;
    for (const TableRow& row : table.rows) {
      styles.push_back(style_of(row));
      units_.push_back(unit(row, styles.back()));
      labels_.push_back(units_.back().empty() ? row.label : fmt::format("{}, {}", row.label, units_.back()));
      label_width_ = std::max(label_width_, display_width(labels_.back()));
      folded_label_width_ =
          std::max({folded_label_width_, display_width(row.label), display_width(units_.back())});
    }
    for (std::size_t v = 0; v < table.variants.size(); ++v) {
      std::vector<Cell> values;
      std::vector<Cell> differences;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        values.push_back(cell_of(table.rows[r].values[v], styles[r], Sign::minus_only, symbols_));
        if (v > 0) {
          differences.push_back(cell_of(table.rows[r].differences[v - 1], styles[r], Sign::always, symbols_));
        }
      }
      values_.emplace_back(single() ? "median [5 %, 95 %]" : table.variants[v], std::move(values));
      if (v > 0) differences_.emplace_back(table.variants[v], std::move(differences));
    }
  }

  [[nodiscard]] std::string text() const {
    std::string result = header();
    if (width_of(values_) <= terminal_.width && width_of(differences_) <= terminal_.width) {
      result += side_by_side(values_);
      if (!differences_.empty())
        result.append("\n").append(difference_heading()).append(side_by_side(differences_));
    } else if (!single() && folded_width_of(values_, 1) <= terminal_.width &&
               folded_width_of(differences_, 1) <= terminal_.width) {
      result += folded(values_);
      result.append("\n").append(difference_heading()).append(folded(differences_));
    } else {
      result += below_one_another();
    }
    return result + footnotes();
  }

 private:
  [[nodiscard]] bool single() const { return table_.variants.size() == 1; }

  /// Empty where it goes without saying.
  [[nodiscard]] static std::string unit(const TableRow& row, const NumberStyle& style) {
    const bool said = row.unit == "1" || row.label.ends_with(row.unit);
    if (said) return std::string(style.multiple);
    return fmt::format("{}{}{}", style.multiple, style.multiple.empty() ? "" : " ", row.unit);
  }

  [[nodiscard]] std::string bold(const std::string& text) const {
    return terminal_.colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : text;
  }

  [[nodiscard]] std::string header() const {
    const std::string replicates = counted(table_.replicates, "replicate");
    const std::string size =
        single() ? replicates
                 : fmt::format("{} variants {} {}", table_.variants.size(), symbols_.times, replicates);
    std::string result;
    for (const std::string& line : wrapped(table_.title, terminal_.width)) result += bold(line) + '\n';
    result += paragraph(
        fmt::format("{}, {} from {}, seed {}", size, counted(static_cast<std::size_t>(table_.weeks), "week"),
                    table_.start, table_.seed),
        terminal_.width);
    result += paragraph(
        "Median over replicates [5th percentile, 95th percentile]: nine in ten replicates lie in "
        "the brackets.",
        terminal_.width);
    return result + '\n';
  }

  [[nodiscard]] std::string difference_heading() const {
    return paragraph(fmt::format("Difference to {}, replicate by replicate on the same random numbers:",
                                 table_.variants.front()),
                     terminal_.width);
  }

  [[nodiscard]] std::size_t width_of(const std::vector<Column>& columns) const {
    std::size_t width = label_width_;
    for (const Column& column : columns) width += kGap + column.width();
    return width;
  }

  [[nodiscard]] std::string rule(std::size_t width) const {
    std::string result;
    for (std::size_t i = 0; i < width; ++i) result += symbols_.rule;
    return result + '\n';
  }

  [[nodiscard]] std::size_t folded_width_of(const std::vector<Column>& columns, std::size_t gap) const {
    std::size_t width = folded_label_width_;
    for (const Column& column : columns) width += gap + column.folded_width();
    return width;
  }

  /// Two lines per outcome: medians, and below them the intervals.
  [[nodiscard]] std::string folded(const std::vector<Column>& columns) const {
    const std::size_t gap = folded_width_of(columns, kGap) <= terminal_.width ? kGap : 1;
    const auto line = [&](std::string_view first, auto&& text) {
      std::string result = padded(first, folded_label_width_);
      for (const Column& column : columns) {
        result += std::string(gap, ' ') + right_aligned(text(column), column.folded_width());
      }
      return result;
    };
    std::string result = bold(line(kCorner, [](const Column& column) { return column.heading(); }));
    result += '\n' + rule(folded_width_of(columns, gap));
    for (std::size_t r = 0; r < labels_.size(); ++r) {
      result += line(table_.rows[r].label, [r](const Column& column) { return column.median(r); }) + '\n';
      result += line(units_[r], [r](const Column& column) { return column.interval(r); }) + '\n';
    }
    return result;
  }

  [[nodiscard]] std::string side_by_side(const std::vector<Column>& columns) const {
    std::string heading = padded(kCorner, label_width_);
    for (const Column& column : columns) {
      heading += std::string(kGap, ' ') + right_aligned(column.heading(), column.width());
    }
    std::string result = bold(heading) + '\n' + rule(width_of(columns));
    for (std::size_t r = 0; r < labels_.size(); ++r) {
      result += padded(labels_[r], label_width_);
      for (const Column& column : columns) {
        result += std::string(kGap, ' ') + right_aligned(column.text(r), column.width());
      }
      result += '\n';
    }
    return result;
  }

  /// A block per variant; its difference beside its value where that fits, else below.
  [[nodiscard]] std::string below_one_another() const {
    constexpr std::string_view kDifference = "difference";
    std::string result;
    if (!single()) result += difference_heading() + '\n';
    for (std::size_t v = 0; v < values_.size(); ++v) {
      if (v > 0) result += '\n';
      if (!single()) {
        for (const std::string& line : wrapped(table_.variants[v], terminal_.width))
          result += bold(line) + '\n';
      }
      const Column* difference = v == 0 ? nullptr : &differences_[v - 1];
      const std::size_t difference_width =
          difference == nullptr ? 0 : std::max(difference->cell_width(), kDifference.size());
      std::size_t width = label_width_ + kGap + values_[v].cell_width();
      if (difference != nullptr) width += kGap + difference_width;
      const bool one_line = width <= terminal_.width;
      result += rule(std::min(width, terminal_.width));
      if (one_line && difference != nullptr) {
        result += std::string(width - kDifference.size(), ' ') + std::string(kDifference) + '\n';
      }
      for (std::size_t r = 0; r < labels_.size(); ++r) {
        if (one_line) {
          result += padded(labels_[r], label_width_) + std::string(kGap, ' ') + values_[v].text(r);
          if (difference != nullptr) {
            result += std::string(kGap, ' ') + right_aligned(difference->text(r), difference_width);
          }
          result += '\n';
        } else {
          result += paragraph(labels_[r], terminal_.width, kGap);
          result.append("       ").append(values_[v].text(r)).append("\n");
          if (difference != nullptr) result.append("  diff ").append(difference->text(r)).append("\n");
        }
      }
    }
    return result;
  }

  [[nodiscard]] std::string footnotes() const {
    std::string result;
    for (const TableRow& row : table_.rows) {
      std::string where;
      for (std::size_t v = 0; v < row.values.size(); ++v) {
        if (row.values[v].left_out == 0) continue;
        if (!where.empty()) where += ", ";
        where += std::to_string(row.values[v].left_out);
        if (!single()) where += fmt::format(" ({})", table_.variants[v]);
      }
      if (where.empty()) continue;
      if (result.empty()) result += '\n';
      result += paragraph(fmt::format("Without {}, and left out{}: {} of {}.", row.label,
                                      single() ? "" : ", in differences pair by pair", where,
                                      counted(table_.replicates, "replicate")),
                          terminal_.width);
    }
    return result;
  }

  const Table& table_;
  const Terminal& terminal_;
  const Symbols& symbols_;
  std::vector<std::string> labels_;
  std::vector<std::string> units_;
  std::size_t label_width_ = kCorner.size();
  std::size_t folded_label_width_ = kCorner.size();
  std::vector<Column> values_;
  std::vector<Column> differences_;
};

}  // namespace

std::string laid_out(const Table& table, const Terminal& terminal) { return Layout(table, terminal).text(); }

}  // namespace polder::cli
