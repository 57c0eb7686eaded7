// Findings of `polder analyse` as sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/analyse_report.h"
#include "cli/terminal.h"

namespace polder::cli {

/// The value of a column where people read it: numbers with four digits.
std::string value_words(const sweep::Column& column, double value);

/// Values that a column takes, ascending.
std::vector<double> distinct_values(const sweep::Column& column);

/// What is too small, and what would do.
std::string shortfall_sentence(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis,
                               const sensitivity::Shortfall& shortfall);

/// The split that turns the order of the first two alternatives, of which chance is no likely cause; null
/// where there is none.
const sensitivity::Split* turning_split(const sensitivity::RankedColumn& ranked);

/// Under which circumstances the second of two alternatives becomes the better one.
std::string flip_sentence(const AnalysedSweep& sweep, const ColumnRanking& ranking);

/// "points", "the points so far": what the mean of an analysis is over.
std::string_view which_points(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis);

/// " so far", " of this part"; empty where all points are there.
std::string_view so_far(const AnalysedSweep& sweep);

/// How the variance divides over parameters and chance; empty where it cannot be told.
std::string chance_sentence(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis);

/// What was left out and why; empty when nothing was.
std::string left_out_sentence(const AnalysedSweep& sweep, const sensitivity::Completeness& completeness);

/// Lines for standard error when the stop rule is not met: what is widest, how many samples would do, how to
/// go on.
std::vector<std::string> stop_lines(const AnalysedSweep& sweep, const StopRule& stop);

/// Wrapped and, where the terminal can, bold.
std::string heading(const std::string& text, const Terminal& terminal);

/// "12 %"; "below 1 %" and "above 99 %" where a whole number would say none or all.
std::string percent(double share);

/// Numbers of a magnitude, with three significant digits of the largest.
class NumberText {
 public:
  /// `largest`: absolute value of the largest.
  NumberText(double largest, bool utf8);
  [[nodiscard]] std::string operator()(double value) const;

 private:
  int decimals_ = 0;
  bool scientific_ = false;
  bool utf8_ = false;
};

}  // namespace polder::cli
