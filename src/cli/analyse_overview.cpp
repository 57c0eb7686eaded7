#include "cli/analyse_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/analyse_sentences.h"
#include "cli/text.h"

namespace polder::cli {
namespace {

using sensitivity::Interval;
using sensitivity::kNaN;
using sensitivity::Shortfall;

/// Parameters and alternatives that are named at most, and the least share that is worth it.
constexpr std::size_t kNamed = 3;
constexpr double kNegligible = 0.01;

std::vector<double> estimates(std::span<const Interval> intervals) {
  std::vector<double> result;
  for (const Interval& interval : intervals) result.push_back(interval.estimate);
  return result;
}

/// [parameter]: what parameters are ranked by. Empty where too little has run.
struct Importance {
  explicit Importance(std::size_t count) : parameters(count) {}

  std::vector<double> operator()(const std::monostate& /*none*/) const { return {}; }
  std::vector<double> operator()(const sensitivity::SobolIndices& found) const {
    return estimates(found.total);
  }
  std::vector<double> operator()(const sensitivity::FactorialShares& found) const {
    return estimates(found.total);
  }
  std::vector<double> operator()(const sensitivity::GivenData& found) const { return estimates(found.first); }
  std::vector<double> operator()(const sensitivity::ElementaryEffects& found) const {
    return estimates(found.mu_star);
  }
  std::vector<double> operator()(const std::vector<sensitivity::LevelEffect>& found) const {
    std::vector<double> largest(parameters, 0.0);
    for (const sensitivity::LevelEffect& effect : found) {
      double& own = largest[effect.parameter];
      own = std::max(own, std::abs(effect.effect.difference.estimate));
    }
    return largest;
  }

  std::size_t parameters;
};

/// Whether parameters are ranked by effects in the outcome's unit, not by shares.
bool by_effects(sweep::Method method) {
  return method == sweep::Method::morris || method == sweep::Method::one_at_a_time;
}

std::string_view measure_words(sweep::Method method) {
  switch (method) {
    case sweep::Method::saltelli:
    case sweep::Method::factorial:
      return "total index, the share of the variance over points with all interactions";
    case sweep::Method::morris:
      return "mean absolute effect over the whole range of the parameter, in the outcome's unit";
    case sweep::Method::one_at_a_time:
      return "largest difference to the base scenario, in the outcome's unit";
    default:
      return "first-order index, the share of the variance over points by itself";
  }
}

/// One parameter over all combinations of crossed values.
struct Range {
  std::size_t parameter = 0;
  double low = 0.0;
  double high = 0.0;
};

/// Largest first.
std::vector<Range> ranges_of(const AnalysedOutcome& outcome, std::size_t parameters) {
  std::vector<Range> ranges;
  for (const AnalysedCombination& combination : outcome.combinations) {
    if (combination.analysis.sd == 0.0) continue;
    const std::vector<double> own = std::visit(Importance(parameters), combination.analysis.measures);
    for (std::size_t j = 0; j < own.size(); ++j) {
      if (j == ranges.size()) ranges.push_back({.parameter = j, .low = own[j], .high = own[j]});
      ranges[j].low = std::min(ranges[j].low, own[j]);
      ranges[j].high = std::max(ranges[j].high, own[j]);
    }
  }
  std::erase_if(ranges, [](const Range& range) { return std::isnan(range.high); });
  std::ranges::stable_sort(ranges, std::ranges::greater{}, &Range::high);
  return ranges;
}

std::vector<std::string> parameters_words(const AnalysedSweep& sweep, const AnalysedOutcome& outcome,
                                          const Terminal& terminal) {
  const bool constant = std::ranges::all_of(outcome.combinations, [](const auto& one) {
    return one.analysis.sd == 0.0 && !std::holds_alternative<std::monostate>(one.analysis.measures);
  });
  if (constant) return {"does not vary"};
  const std::vector<Range> ranges = ranges_of(outcome, sensitivity::parameters_of(sweep.points()).size());
  if (ranges.empty()) {
    const bool factorial = sweep.points().method == sweep::Method::factorial;
    return {factorial ? "told from all points only" : "too little has run"};
  }
  const bool effects = by_effects(sweep.points().method);
  const double least = effects ? kNegligible * ranges.front().high : kNegligible;
  const NumberText number(effects ? ranges.front().high : 1.0, terminal.utf8);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(kNamed, ranges.size()); ++i) {
    const Range& range = ranges[i];
    if (!(range.high >= least)) break;
    const std::string low = number(std::max(range.low, 0.0));
    const std::string high = number(range.high);
    words.push_back(fmt::format("{} {}", printable(sweep.parameter(range.parameter).path),
                                low == high ? high : fmt::format("{} to {}", low, high)));
  }
  if (words.empty()) words.push_back(fmt::format("none above {}", number(least)));
  return words;
}

/// The most under any combination; NaN where it cannot be told.
double chance_of(const AnalysedOutcome& outcome) {
  double most = kNaN;
  for (const AnalysedCombination& combination : outcome.combinations) {
    most = std::fmax(most, combination.analysis.chance.chance_in_means);
  }
  return most;
}

std::vector<std::string> best_words(const AnalysedSweep& sweep, const ColumnRanking& ranking) {
  const sensitivity::RankedColumn& ranked = ranking.ranked;
  const sweep::Column& column = sweep.points().columns[ranking.column];
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(kNamed, ranked.order.size()); ++i) {
    const double share = ranked.standings[ranked.order[i]].best.estimate;
    if (share < kNegligible) break;
    words.push_back(fmt::format("{} in {}", value_words(column, ranked.samples.alternatives[ranked.order[i]]),
                                percent(share)));
  }
  if (const sensitivity::Split* split = turning_split(ranked); split != nullptr) {
    words.push_back(fmt::format("turns with {}",
                                printable(sweep.points().columns[ranked.flip_columns[split->input]].path)));
  }
  return words;
}

struct Line {
  std::string name;
  std::string cell;  ///< right-aligned; empty in all lines: left out
  std::vector<std::string> words;
};

/// "concept 0.83, interventions.forum 0.26", in lines of at most `width`, broken between words where these
/// are not too long.
std::vector<std::string> enumerated(const std::vector<std::string>& words, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + (i + 1 < words.size() ? "," : "");
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    if (display_width(line) > width) {
      for (std::string& part : wrapped(line, width)) lines.push_back(std::move(part));
      line.clear();
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

/// Words are broken within their column, or stand below their name where that is too narrow.
std::string lines_text(const Line& headings, const std::vector<Line>& lines, const Terminal& terminal) {
  constexpr std::size_t kGap = 2;
  constexpr std::size_t kFewestColumns = 30;
  std::size_t name = display_width(headings.name);
  std::size_t cell = display_width(headings.cell);
  for (const Line& line : lines) {
    name = std::max(name, display_width(line.name));
    cell = std::max(cell, display_width(line.cell));
  }
  const std::size_t before = name + kGap + (cell == 0 ? 0 : cell + kGap);
  std::string text;
  if (before + kFewestColumns > terminal.width) {
    for (const Line& line : lines) {
      text += paragraph(line.name, terminal.width);
      if (cell > 0) text += fmt::format("{}{} {}\n", std::string(kGap, ' '), headings.cell, line.cell);
      for (const std::string& part : enumerated(line.words, terminal.width - kGap)) {
        text += std::string(kGap, ' ') + part + '\n';
      }
    }
    return text;
  }
  std::size_t widest = 0;
  const auto add = [&](const Line& line) {
    std::string start = padded(line.name, name) + std::string(kGap, ' ');
    if (cell > 0) start += right_aligned(line.cell, cell) + std::string(kGap, ' ');
    for (const std::string& part : enumerated(line.words, terminal.width - before)) {
      text += start + part + '\n';
      widest = std::max(widest, before + display_width(part));
      start = std::string(before, ' ');
    }
  };
  add(headings);
  const std::string top = std::move(text);
  text.clear();
  for (const Line& line : lines) add(line);
  std::string rule;
  for (std::size_t i = 0; i < widest; ++i) rule += terminal.utf8 ? "\u2500" : "-";
  return top + rule + '\n' + text;
}

/// What is too small, or missing, alike for all outcomes: once. Of the rest which outcomes it is said of.
std::vector<std::string> shortfall_sentences(const AnalysedSweep& sweep,
                                             std::span<const AnalysedOutcome> outcomes) {
  std::vector<std::string> sentences;
  std::vector<std::string_view> of_these;
  for (const AnalysedOutcome& outcome : outcomes) {
    bool other = false;
    for (const AnalysedCombination& combination : outcome.combinations) {
      for (const Shortfall& shortfall : combination.analysis.shortfalls) {
        const bool of_the_design =
            shortfall.kind == Shortfall::Kind::samples || shortfall.kind == Shortfall::Kind::combinations;
        if (!of_the_design) {
          other = true;
          continue;
        }
        std::string sentence = shortfall_sentence(sweep, combination.analysis, shortfall);
        if (std::ranges::find(sentences, sentence) == sentences.end()) {
          sentences.push_back(std::move(sentence));
        }
      }
    }
    if (other) of_these.emplace_back(outcome.outcome->name);
  }
  if (!of_these.empty()) {
    const std::string which = of_these.size() > kNamed
                                  ? fmt::format("{} of {} outcomes", of_these.size(), outcomes.size())
                                  : fmt::format("{}", fmt::join(of_these, ", "));
    sentences.push_back(
        fmt::format("The sweep is too small for some of this, of {}; the details say for what.", which));
  }
  return sentences;
}

/// " under any value of concept"; empty where nothing is crossed.
std::string under_any(const sweep::Points& points) {
  std::string paths;
  for (const sweep::Column& column : points.columns) {
    if (!sensitivity::told_apart(points, column)) continue;
    paths += fmt::format("{}{}", paths.empty() ? "" : " and ", printable(column.path));
  }
  return paths.empty() ? paths : fmt::format(" under any value of {}", paths);
}

std::string dependence_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                            const Terminal& terminal) {
  const sweep::Points& points = sweep.points();
  const std::string any = under_any(points);
  std::vector<Line> lines;
  bool chance = false;
  for (const AnalysedOutcome& outcome : outcomes) {
    const double share = chance_of(outcome);
    if (!std::isnan(share)) chance = true;
    lines.push_back({.name = std::string(outcome.outcome->name),
                     .cell = std::isnan(share) ? (terminal.utf8 ? "\u2013" : "-") : percent(share),
                     .words = parameters_words(sweep, outcome, terminal)});
  }
  std::string text = paragraph(
      fmt::format("In each line the parameters that the outcome depends on most ({}{}){}.",
                  measure_words(points.method), any.empty() ? "" : fmt::format(", least to most{}", any),
                  chance ? fmt::format(", and how much of the differences between points is chance{}",
                                       any.empty() ? "" : ", at most")
                         : ""),
      terminal.width);
  if (!chance) {
    for (Line& line : lines) line.cell.clear();
  }
  return text + '\n' +
         lines_text({.name = "outcome", .cell = chance ? "chance" : "", .words = {"depends most on"}}, lines,
                    terminal);
}

/// Of one column that is ranked.
std::string ranking_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                         std::size_t column, const Terminal& terminal) {
  std::vector<Line> lines;
  std::size_t samples = 0;
  for (const AnalysedOutcome& outcome : outcomes) {
    for (const ColumnRanking& ranking : outcome.rankings) {
      if (ranking.column != column) continue;
      lines.push_back(
          {.name = std::string(outcome.outcome->name), .cell = "", .words = best_words(sweep, ranking)});
      samples = std::max(samples, ranking.ranked.samples.point.size());
    }
  }
  const std::string path = printable(sweep.points().columns[column].path);
  return '\n' +
         heading(fmt::format("Which {} is best, in what share of up to {}{}:", path,
                             counted(samples, "matched sample"), so_far(sweep)),
                 terminal) +
         lines_text({.name = "outcome", .cell = "", .words = {"best"}}, lines, terminal);
}

}  // namespace

std::string overview_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                          const Terminal& terminal) {
  std::string text = dependence_text(sweep, outcomes, terminal);
  std::vector<std::size_t> ranked;
  for (const AnalysedOutcome& outcome : outcomes) {
    for (const ColumnRanking& ranking : outcome.rankings) {
      if (std::ranges::find(ranked, ranking.column) == ranked.end()) ranked.push_back(ranking.column);
    }
  }
  for (const std::size_t column : ranked) text += ranking_text(sweep, outcomes, column, terminal);
  text += '\n';
  for (const std::string& sentence : shortfall_sentences(sweep, outcomes)) {
    text += paragraph(sentence, terminal.width);
  }
  return text + paragraph("Details, with intervals: --outcome NAME, once or more, or --outcome all.",
                          terminal.width);
}

}  // namespace polder::cli
