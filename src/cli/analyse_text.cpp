#include "cli/analyse_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/analyse_sentences.h"
#include "cli/result_table.h"
#include "cli/text.h"
#include "cli/text_table.h"

namespace polder::cli {
namespace {

using sensitivity::Interval;
using sensitivity::kNaN;

/// Parameters shown at most; and below this their index is as good as none.
constexpr std::size_t kShown = 12;
constexpr double kNegligible = 0.01;
constexpr std::size_t kPairsShown = 6;

/// "0.41 [0.35, 0.47]", cells of a column aligned. Brackets are left out where there is no interval.
std::vector<std::string> interval_cells(const std::vector<Interval>& intervals, const NumberText& number) {
  std::size_t low = 0;
  std::size_t high = 0;
  for (const Interval& interval : intervals) {
    low = std::max(low, display_width(number(interval.low)));
    high = std::max(high, display_width(number(interval.high)));
  }
  std::vector<std::string> cells;
  cells.reserve(intervals.size());
  for (const Interval& interval : intervals) {
    cells.push_back(std::isnan(interval.low) ? number(interval.estimate)
                                             : fmt::format("{} [{}, {}]", number(interval.estimate),
                                                           right_aligned(number(interval.low), low),
                                                           right_aligned(number(interval.high), high)));
  }
  return cells;
}

double largest(const std::vector<Interval>& intervals) {
  double most = 0.0;
  for (const Interval& interval : intervals) {
    for (const double value : {interval.estimate, interval.low, interval.high}) {
      if (std::isfinite(value)) most = std::max(most, std::abs(value));
    }
  }
  return most;
}

/// The upper limit, or the estimate where there is none.
double upper(const Interval& interval) {
  return std::isnan(interval.high) ? interval.estimate : interval.high;
}

/// Which parameters are shown, most important first.
struct Shown {
  std::vector<std::size_t> parameters;
  std::size_t more = 0;
  double highest_of_more = 0.0;
};

Shown shown_of(const std::vector<Interval>& importance, double negligible) {
  std::vector<std::size_t> order(importance.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t j) { return importance[j].estimate; });
  Shown shown;
  for (const std::size_t j : order) {
    if (shown.parameters.size() < kShown && upper(importance[j]) >= negligible) {
      shown.parameters.push_back(j);
    } else {
      ++shown.more;
      shown.highest_of_more = std::max(shown.highest_of_more, upper(importance[j]));
    }
  }
  return shown;
}

struct Measure {
  std::string_view heading;
  const std::vector<Interval>* values;
};

class OutcomeText {
 public:
  OutcomeText(const AnalysedSweep& sweep, const AnalysedOutcome& outcome, const Terminal& terminal)
      : sweep_(sweep), outcome_(outcome), terminal_(terminal) {}

  [[nodiscard]] std::string text() {
    const model::ScalarOutcome& outcome = *outcome_.outcome;
    const std::string unit = outcome.unit == "1" ? "" : fmt::format(", {}", outcome.unit);
    const std::string_view better = outcome.better == model::Better::higher  ? "; higher is better"
                                    : outcome.better == model::Better::lower ? "; lower is better"
                                                                             : "";
    text_ = heading(fmt::format("{} ({}){}{}", outcome_label(outcome.name), outcome.name, unit, better),
                    terminal_);
    for (const AnalysedCombination& combination : outcome_.combinations) add_combination(combination);
    for (const ColumnRanking& ranking : outcome_.rankings) add_ranking(ranking);
    return std::move(text_);
  }

 private:
  void say(const std::string& sentence) {
    if (!sentence.empty()) text_ += paragraph(sentence, terminal_.width);
  }

  void add_combination(const AnalysedCombination& combination) {
    const sensitivity::Analysis& analysis = combination.analysis;
    const std::string at = combination_text(sweep_.points(), combination.point);
    if (!at.empty()) text_ += '\n' + heading(fmt::format("Where {}:", at), terminal_);
    const NumberText of_mean(std::abs(analysis.mean), terminal_.utf8);
    const NumberText of_sd(analysis.sd, terminal_.utf8);
    const std::string samples = sample_noun(sweep_.points().method, analysis.completeness.used);
    if (std::isnan(analysis.mean)) {
      say("Nothing to analyse yet.");
    } else {
      say(fmt::format("Mean {}, standard deviation {} over {} ({}).", of_mean(analysis.mean),
                      of_sd(analysis.sd), which_points(sweep_, analysis), samples));
    }
    say(chance_sentence(sweep_, analysis));
    say(left_out_sentence(sweep_, analysis.completeness));
    if (analysis.sd == 0.0 && !std::holds_alternative<std::monostate>(analysis.measures)) {
      say("It does not vary, so that there is nothing to attribute.");
    } else {
      std::visit([this](const auto& found) { add(found); }, analysis.measures);
    }
    for (const sensitivity::Shortfall& shortfall : analysis.shortfalls) {
      say(shortfall_sentence(sweep_, analysis, shortfall));
    }
  }

  void add(const std::monostate& /*none*/) {}

  void add(const sensitivity::SobolIndices& found) {
    add_parameters(found.total, kNegligible, {{"first order", &found.first}, {"total", &found.total}}, 1.0);
    add_pairs(found.pairs, found.first.size());
  }

  void add(const sensitivity::ElementaryEffects& found) {
    const double most = largest(found.mu_star);
    std::vector<Interval> mu = found.mu;
    for (std::size_t j = 0; j < mu.size(); ++j) {
      // Categories have no order, hence no direction.
      if (sweep_.parameter(j).is_category()) mu[j] = {.estimate = kNaN, .low = kNaN, .high = kNaN};
    }
    add_parameters(
        found.mu_star, kNegligible * most,
        {{"mean absolute effect", &found.mu_star}, {"mean effect", &mu}, {"its spread", &found.sigma}}, most);
  }

  void add(const sensitivity::GivenData& found) {
    add_parameters(found.first, kNegligible,
                   {{"first order", &found.first}, {"rank correlation", &found.spearman}}, 1.0);
  }

  void add(const sensitivity::FactorialShares& found) {
    const Shown shown = add_parameters(found.total, kNegligible,
                                       {{"first order", &found.first}, {"total", &found.total}}, 1.0);
    add_pairs(found.pairs, found.first.size());
    for (const std::size_t j : shown.parameters) {
      const sweep::Column& column = sweep_.parameter(j);
      const std::vector<double> values = distinct_values(column);
      const NumberText number(largest(found.level_means[j]), terminal_.utf8);
      std::string means;
      for (std::size_t l = 0; l < values.size(); ++l) {
        if (l > 0) means += ", ";
        means +=
            fmt::format("{} at {}", number(found.level_means[j][l].estimate), value_words(column, values[l]));
      }
      say(fmt::format("Mean by {}: {}.", printable(column.path), means));
    }
  }

  void add(const std::vector<sensitivity::LevelEffect>& found) {
    std::vector<Interval> differences;
    differences.reserve(found.size());
    for (const sensitivity::LevelEffect& effect : found) differences.push_back(effect.effect.difference);
    const NumberText number(largest(differences), terminal_.utf8);
    const std::vector<std::string> cells = interval_cells(differences, number);
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return std::abs(differences[i].estimate); });
    TextTable table{.headings = {"parameter", "value", "base", "difference"}, .rows = {}};
    for (const std::size_t i : order) {
      if (table.rows.size() == 2 * kShown) break;
      const sweep::Column& column = sweep_.parameter(found[i].parameter);
      table.rows.push_back({printable(column.path), value_words(column, column.values[found[i].point]),
                            printable(column.base), cells[i]});
    }
    text_ += '\n' + laid_out(table, terminal_);
    if (table.rows.size() < found.size()) {
      say(fmt::format("and {} more, with smaller differences", found.size() - table.rows.size()));
    }
  }

  Shown add_parameters(const std::vector<Interval>& importance, double negligible,
                       const std::vector<Measure>& measures, double magnitude) {
    Shown shown = shown_of(importance, negligible);
    // Two decimals for shares.
    const NumberText number(magnitude, terminal_.utf8);
    TextTable table{.headings = {"parameter"}, .rows = {}};
    for (const std::size_t j : shown.parameters) {
      table.rows.push_back({printable(sweep_.parameter(j).path)});
    }
    for (const Measure& measure : measures) {
      table.headings.emplace_back(measure.heading);
      std::vector<Interval> values;
      for (const std::size_t j : shown.parameters) values.push_back((*measure.values)[j]);
      const std::vector<std::string> cells = interval_cells(values, number);
      for (std::size_t r = 0; r < cells.size(); ++r) table.rows[r].push_back(cells[r]);
    }
    if (!table.rows.empty()) text_ += '\n' + laid_out(table, terminal_);
    if (shown.more > 0) {
      say(fmt::format("{}{} more, none above {}", table.rows.empty() ? "" : "and ", shown.more,
                      number(std::max(shown.highest_of_more, negligible))));
    }
    return shown;
  }

  /// Those that are surely more than nothing and more than negligible.
  void add_pairs(const std::vector<Interval>& shares, std::size_t parameters) {
    if (shares.empty()) return;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < parameters; ++i) {
      for (std::size_t j = i + 1; j < parameters; ++j) pairs.emplace_back(i, j);
    }
    std::vector<std::size_t> order;
    for (std::size_t p = 0; p < shares.size(); ++p) {
      const bool sure = std::isnan(shares[p].low) || shares[p].low > 0.0;
      if (sure && upper(shares[p]) >= kNegligible) order.push_back(p);
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t p) { return shares[p].estimate; });
    if (order.empty()) {
      say(fmt::format("Of {} pairs, none surely has a share beyond both that is worth telling.",
                      shares.size()));
      return;
    }
    const std::size_t more = order.size() - std::min(order.size(), kPairsShown);
    order.resize(order.size() - more);
    const NumberText number(1.0, terminal_.utf8);
    std::vector<Interval> values;
    values.reserve(order.size());
    for (const std::size_t p : order) values.push_back(shares[p]);
    const std::vector<std::string> cells = interval_cells(values, number);
    TextTable table{.headings = {"pair", "beyond both"}, .rows = {}};
    for (std::size_t r = 0; r < order.size(); ++r) {
      const auto [i, j] = pairs[order[r]];
      table.rows.push_back({fmt::format("{} {} {}", printable(sweep_.parameter(i).path),
                                        terminal_.utf8 ? "\u00d7" : "x", printable(sweep_.parameter(j).path)),
                            cells[r]});
    }
    text_ += '\n' + laid_out(table, terminal_);
    if (more > 0) say(fmt::format("and {} more pairs", more));
  }

  [[nodiscard]] std::string samples_words(const sensitivity::MatchedSamples& samples) const {
    std::string words = counted(samples.point.size(), "matched sample");
    words += so_far(sweep_);
    const std::size_t clusters = samples.independent();
    if (clusters < samples.point.size()) {
      words += fmt::format(" from {}", sample_noun(sweep_.points().method, clusters));
    }
    return words;
  }

  void add_ranking(const ColumnRanking& ranking) {
    const sweep::Column& column = sweep_.points().columns[ranking.column];
    const sensitivity::RankedColumn& ranked = ranking.ranked;
    std::vector<Interval> means;
    std::vector<Interval> best;
    std::vector<Interval> regrets;
    std::vector<Interval> high_regrets;
    TextTable table{
        .headings = {printable(column.path), "mean", "best in, %", "regret", "regret, 95th percentile"},
        .rows = {}};
    for (const std::size_t a : ranked.order) {
      const sensitivity::Standing& standing = ranked.standings[a];
      constexpr double kPercent = 100.0;
      table.rows.push_back({value_words(column, ranked.samples.alternatives[a])});
      means.push_back(standing.mean);
      best.push_back({.estimate = kPercent * standing.best.estimate,
                      .low = kPercent * standing.best.low,
                      .high = kPercent * standing.best.high});
      regrets.push_back(standing.regret);
      high_regrets.push_back(standing.regret_95);
    }
    const NumberText of_means(largest(means), terminal_.utf8);
    const NumberText of_regrets(std::max(largest(regrets), largest(high_regrets)), terminal_.utf8);
    const NumberText of_shares(kWholePercent, terminal_.utf8);
    const auto add_column = [&](const std::vector<Interval>& values, const NumberText& number) {
      const std::vector<std::string> cells = interval_cells(values, number);
      for (std::size_t r = 0; r < cells.size(); ++r) table.rows[r].push_back(cells[r]);
    };
    add_column(means, of_means);
    add_column(best, of_shares);
    add_column(regrets, of_regrets);
    add_column(high_regrets, of_regrets);
    text_ += '\n' + heading(fmt::format("Which {} is best, over {} (resampled for what is in brackets):",
                                        printable(column.path), samples_words(ranked.samples)),
                            terminal_);
    text_ += laid_out(table, terminal_);
    if (ranked.samples.incomplete > 0) {
      say(fmt::format("Left out: {} without a value of some alternative.",
                      counted(ranked.samples.incomplete, "sample")));
    }
    say(flip_sentence(sweep_, ranking));
  }

  static constexpr double kWholePercent = 100.0;

  const AnalysedSweep& sweep_;
  const AnalysedOutcome& outcome_;
  const Terminal& terminal_;
  std::string text_;
};

std::string_view method_words(sweep::Method method) {
  switch (method) {
    case sweep::Method::factorial:
      return "all combinations of levels";
    case sweep::Method::one_at_a_time:
      return "one parameter at a time";
    case sweep::Method::latin_hypercube:
      return "Latin hypercube";
    case sweep::Method::sobol:
      return "Sobol sequence";
    case sweep::Method::saltelli:
      return "Sobol indices";
    case sweep::Method::morris:
      return "Morris screening";
    case sweep::Method::table:
      break;
  }
  return "points from a table";
}

/// What the numbers of a design mean, and what is resampled for their intervals.
struct Guide {
  std::string_view resampled;  ///< empty: Student's t over replicates
  std::string_view meaning;
};

constexpr std::string_view kFirstAndTotal =
    "First order is the share of the variance over points that a parameter accounts for by itself, total the "
    "share with all interactions.";

Guide guide(const std::monostate& /*none*/) { return {.resampled = "", .meaning = ""}; }
Guide guide(const sensitivity::SobolIndices& /*found*/) {
  return {.resampled = "base samples", .meaning = kFirstAndTotal};
}
Guide guide(const sensitivity::FactorialShares& /*found*/) {
  return {.resampled = "replicates", .meaning = kFirstAndTotal};
}
Guide guide(const sensitivity::ElementaryEffects& /*found*/) {
  return {.resampled = "trajectories",
          .meaning =
              "Effects are changes of the outcome over the whole range of a parameter. A spread as large "
              "as the effect means curvature or interactions."};
}
Guide guide(const sensitivity::GivenData& /*found*/) {
  return {
      .resampled = "points",
      .meaning =
          "First order is the share of the variance over points that a parameter accounts for by itself."};
}
Guide guide(const std::vector<sensitivity::LevelEffect>& /*found*/) {
  return {
      .resampled = "",
      .meaning = "Differences are to the base scenario, replicate by replicate on the same random numbers."};
}

/// The first of all outcomes that has measures; null where none has.
const sensitivity::Analysis* first_measured(std::span<const AnalysedOutcome> outcomes) {
  for (const AnalysedOutcome& outcome : outcomes) {
    for (const AnalysedCombination& combination : outcome.combinations) {
      const bool none = std::holds_alternative<std::monostate>(combination.analysis.measures);
      if (!none) return &combination.analysis;
    }
  }
  return nullptr;
}

}  // namespace

std::string sweep_text(const AnalysedSweep& sweep, const Terminal& terminal) {
  const sweep::Points& points = sweep.points();
  std::string text = heading(printable(sweep.description->title), terminal);
  const auto say = [&](const std::string& sentence) { text += paragraph(sentence, terminal.width); };
  const std::size_t parameters = sensitivity::parameters_of(points).size();
  std::string crossed;
  for (const sweep::Column& column : points.columns) {
    if (!sensitivity::told_apart(points, column)) continue;
    crossed += fmt::format("{} {} values of {}", crossed.empty() ? " under" : " and", column.levels.size(),
                           printable(column.path));
  }
  say(fmt::format("{}: {}{}, {} {} {}", method_words(points.method), counted(parameters, "parameter"),
                  crossed, counted(points.size(), "point"), terminal.utf8 ? "\u00d7" : "x",
                  counted(sweep.description->replicates, "replicate")));
  if (!sweep.finished) say(fmt::format("Unfinished: {} of {} points.", sweep.points_run, points.size()));
  if (points.size() < points.total) {
    say(fmt::format("A part: points {} to {} of {}; polder merge puts parts together.", points.first,
                    points.first + points.size() - 1, points.total));
  }
  if (sweep.failed_runs > 0) {
    say(fmt::format("{} failed; the mean of a point is over the replicates that have a value.",
                    counted(sweep.failed_runs, "run")));
  }
  return text;
}

std::string guide_text(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                       const Terminal& terminal) {
  constexpr double kPercent = 100.0;
  const double confidence = kPercent * sweep.bootstrap.confidence;
  const sensitivity::Analysis* measured = first_measured(outcomes);
  if (measured == nullptr) {
    const bool ranked = std::ranges::any_of(outcomes, [](const auto& one) { return !one.rankings.empty(); });
    if (!ranked) return {};
    return paragraph(fmt::format("In brackets: {:.4g} % intervals from {} resamples.", confidence,
                                 sweep.bootstrap.resamples),
                     terminal.width);
  }
  const Guide found = std::visit([](const auto& measures) { return guide(measures); }, measured->measures);
  const std::string from = found.resampled.empty() ? "of Student's t over replicates"
                                                   : fmt::format("from {} resamples of {}",
                                                                 sweep.bootstrap.resamples, found.resampled);
  return paragraph(fmt::format("In brackets: {:.4g} % intervals {}. {}", confidence, from, found.meaning),
                   terminal.width);
}

std::string outcome_text(const AnalysedSweep& sweep, const AnalysedOutcome& outcome,
                         const Terminal& terminal) {
  return OutcomeText(sweep, outcome, terminal).text();
}

}  // namespace polder::cli
