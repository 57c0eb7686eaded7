#include "cli/analyse_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "cli/text.h"
#include "scenario/nearest_name.h"
#include "sweep/load.h"

namespace polder::cli {
namespace {

using sensitivity::Shortfall;

constexpr double kPercent = 100.0;

/// Chance makes as good a split in fewer shuffles than this share: then it is told.
constexpr double kSure = 0.05;

/// "`a` or `b`": values in which a split puts a sample inside.
std::string where(const sweep::Column& column, const sensitivity::Split& split) {
  if (!column.is_category())
    return fmt::format("{} is below {:.4g}", printable(column.path), split.threshold);
  std::string values;
  for (std::size_t i = 0; i < split.categories.size(); ++i) {
    if (i > 0) values += i + 1 == split.categories.size() ? " or " : ", ";
    values += printable(column.levels[split.categories[i]]);
  }
  return fmt::format("{} is {}", printable(column.path), values);
}

std::string replicates_text(double count) {
  constexpr double kMost = 1e6;
  if (!(count < kMost)) return "more than a million replicates";
  return counted(static_cast<std::size_t>(std::ceil(count)), "replicate");
}

/// The command that makes the design larger.
std::vector<std::string> larger(const AnalysedSweep& sweep, std::string_view option, std::size_t count) {
  return {"polder", "sweep",    sweep.file, std::string(option), std::to_string(count),
          "--out",  sweep.file, "--resume"};
}

}  // namespace

std::string value_words(const sweep::Column& column, double value) {
  return column.is_category() ? printable(column.levels[static_cast<std::size_t>(value)])
                              : fmt::format("{:.4g}", value);
}

std::string combination_text(const sweep::Points& points, std::size_t point) {
  std::string text;
  for (const sweep::Column& column : points.columns) {
    if (!sensitivity::told_apart(points, column)) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} = {}", printable(column.path), value_words(column, column.values[point]));
  }
  return text;
}

std::string sample_noun(sweep::Method method, std::size_t count) {
  switch (method) {
    case sweep::Method::saltelli:
      return counted(count, "base sample");
    case sweep::Method::morris:
      return count == 1 ? "1 trajectory" : fmt::format("{} trajectories", count);
    default:
      return counted(count, "point");
  }
}

std::vector<double> distinct_values(const sweep::Column& column) {
  std::vector<double> values = column.values;
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::string shortfall_sentence(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis,
                               const Shortfall& shortfall) {
  const sweep::Method method = sweep.points().method;
  switch (shortfall.kind) {
    case Shortfall::Kind::samples:
      if (shortfall.have == 0.0)
        return "There is an outcome without a value in any sample: nothing can be said of it.";
      return fmt::format("{} are too few to rely on; {} or more are needed.",
                         sample_noun(method, static_cast<std::size_t>(shortfall.have)),
                         static_cast<std::size_t>(shortfall.want));
    case Shortfall::Kind::width:
      return fmt::format("The interval of {} is {:.2f} wide{}; {:.1f} or less would tell more.",
                         printable(sweep.parameter(shortfall.parameter).path), shortfall.have,
                         method == sweep::Method::morris ? " relative to the largest effect" : "",
                         shortfall.want);
    case Shortfall::Kind::sum_of_first:
      return fmt::format(
          "First-order indices sum to {:.2f}, more than the 1 that is possible: sampling error, which "
          "more base samples reduce.",
          shortfall.have);
    case Shortfall::Kind::combinations:
      return fmt::format(
          "A factorial tells what depends on what from all its points only, which come in the order of the "
          "levels: {:.0f} of {:.0f} have a value.",
          shortfall.have, shortfall.want);
    case Shortfall::Kind::chance:
      break;
  }
  if (!std::isfinite(analysis.chance.replicates_needed)) {
    return fmt::format(
        "Points do not differ by more than chance makes them differ over {}; what is above is chance.",
        counted(sweep.description->replicates, "replicate"));
  }
  return fmt::format(
      "Chance makes {} of the differences between points; {} per point would bring that to {}.",
      percent(shortfall.have), replicates_text(analysis.chance.replicates_needed), percent(shortfall.want));
}

const sensitivity::Split* turning_split(const sensitivity::RankedColumn& ranked) {
  if (ranked.flips.p_value > kSure) return nullptr;
  const auto flip = std::ranges::find_if(ranked.flips.splits, &sensitivity::Split::flips);
  return flip == ranked.flips.splits.end() ? nullptr : &*flip;
}

std::string flip_sentence(const AnalysedSweep& sweep, const ColumnRanking& ranking) {
  const sweep::Points& points = sweep.points();
  const sweep::Column& column = points.columns[ranking.column];
  const sensitivity::RankedColumn& ranked = ranking.ranked;
  const auto name = [&](std::size_t place) {
    return value_words(column, ranked.samples.alternatives[ranked.order[place]]);
  };
  const std::string first = name(0);
  const std::string second = name(1);
  const sensitivity::OrderFlips& flips = ranked.flips;
  if (flips.share == 1.0) return fmt::format("{} beats {} in every sample.", first, second);
  std::string text = fmt::format("{} beats {} in {} of the samples.", first, second, percent(flips.share));
  if (flips.splits.empty()) return text;
  if (flips.p_value > kSure) {
    return text + fmt::format(" No single parameter tells where it does not (p = {:.2f}).", flips.p_value);
  }
  const sensitivity::Split* flip = turning_split(ranked);
  const sensitivity::Split& split = flip == nullptr ? flips.splits.front() : *flip;
  const sweep::Column& other = points.columns[ranked.flip_columns[split.input]];
  const double inside = static_cast<double>(split.samples_inside) /
                        static_cast<double>(split.samples_inside + split.samples_outside);
  if (flip == nullptr) {
    return text + fmt::format(
                      " No single parameter turns the order; most depends on {}: where {} ({} of the "
                      "samples), {} beats {} in {}, elsewhere in {}.",
                      printable(other.path), where(other, split), percent(inside), first, second,
                      percent(split.share_inside), percent(split.share_outside));
  }
  const bool turned_inside = split.share_inside < 0.5;
  return text + fmt::format(
                    " The order turns: where {} ({} of the samples), {} beats {} in {}; elsewhere {} "
                    "beats {} in {}.",
                    where(other, split), percent(inside), turned_inside ? second : first,
                    turned_inside ? first : second,
                    percent(turned_inside ? 1.0 - split.share_inside : split.share_inside),
                    turned_inside ? first : second, turned_inside ? second : first,
                    percent(turned_inside ? split.share_outside : 1.0 - split.share_outside));
}

std::string_view which_points(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis) {
  const sweep::Points& points = sweep.points();
  const bool all = points.method != sweep::Method::factorial || analysis.completeness.used == points.total;
  if (all) return "points";
  if (analysis.completeness.not_run > 0) return "the points so far";
  return points.size() < points.total ? "the points of this part" : "the points that have a value";
}

std::string_view so_far(const AnalysedSweep& sweep) {
  if (!sweep.finished) return " so far";
  return sweep.points().size() < sweep.points().total ? " of this part" : "";
}

std::string chance_sentence(const AnalysedSweep& sweep, const sensitivity::Analysis& analysis) {
  const sensitivity::ChanceShares& chance = analysis.chance;
  if (!(chance.variance_points + chance.variance_replicates + chance.variance_rest > 0.0)) return {};
  const std::string_view points = which_points(sweep, analysis);
  std::string text = fmt::format(
      "Variance of single runs{}: parameters {}, chance common to all points {}, chance that works out "
      "differently from point to point {}.",
      points == "points" ? "" : fmt::format(" over {}", points), percent(chance.share_points()),
      percent(chance.share_replicates()), percent(chance.share_rest()));
  if (!std::isnan(chance.chance_in_means)) {
    text += fmt::format(" Of the differences between points, each the mean of {}, {} is chance.",
                        counted(sweep.description->replicates, "replicate"), percent(chance.chance_in_means));
  }
  return text;
}

std::string left_out_sentence(const AnalysedSweep& sweep, const sensitivity::Completeness& completeness) {
  std::string text;
  const sweep::Method method = sweep.points().method;
  if (completeness.not_run > 0) {
    text = fmt::format("{} not run yet", sample_noun(method, completeness.not_run));
  }
  if (completeness.no_value > 0) {
    if (!text.empty()) text += ", ";
    text += fmt::format("{} without a value at some point", sample_noun(method, completeness.no_value));
  }
  return text.empty() ? text : fmt::format("Left out: {}.", text);
}

std::vector<std::string> stop_lines(const AnalysedSweep& sweep, const StopRule& stop) {
  const sweep::Method method = sweep.points().method;
  const std::string at = combination_text(sweep.points(), stop.point);
  const std::string of = fmt::format("{} of {} for {}{}{}", stop.widest->measure,
                                     printable(sweep.parameter(stop.widest->parameter).path), stop.outcome,
                                     at.empty() ? "" : ", ", at);
  std::vector<std::string> lines;
  if (std::isnan(stop.widest->width)) {
    lines.push_back(fmt::format("polder analyse: there is no interval yet of {}; too little has run", of));
  } else {
    lines.push_back(fmt::format("polder analyse: the widest interval is {:.3g}, more than {:.3g}: {}",
                                stop.widest->width, stop.width, of));
  }
  if (stop.samples_needed == 0) {
    if (!sweep.finished) {
      lines.emplace_back("the sweep is unfinished; let it finish with --resume");
    } else if (sweep.points().size() < sweep.points().total) {
      lines.emplace_back("this is a part of a sweep; polder merge puts parts together");
    }
    return lines;
  }
  if (stop.samples_needed > sweep::kMostPoints) {
    lines.emplace_back("no sweep could have as many samples as that would take; ask for a larger --width");
    return lines;
  }
  const bool by_replicates = method == sweep::Method::factorial || method == sweep::Method::one_at_a_time;
  if (by_replicates) {
    lines.push_back(fmt::format("about {} would do:", counted(stop.samples_needed, "replicate")));
    lines.push_back("  " + shell_line(larger(sweep, "--replicates", stop.samples_needed)));
  } else if (method == sweep::Method::table) {
    lines.push_back(
        fmt::format("about {} would do; add rows to the table", sample_noun(method, stop.samples_needed)));
  } else if (method == sweep::Method::latin_hypercube) {
    lines.push_back(fmt::format("about {} would do; a Latin hypercube cannot grow, so that they are all new",
                                sample_noun(method, stop.samples_needed)));
  } else {
    lines.push_back(fmt::format("about {} would do:", sample_noun(method, stop.samples_needed)));
    lines.push_back("  " + shell_line(larger(sweep, "--samples", stop.samples_needed)));
  }
  return lines;
}

std::string heading(const std::string& text, const Terminal& terminal) {
  std::string result;
  for (const std::string& line : wrapped(text, terminal.width)) {
    result += terminal.colour ? fmt::format("\x1b[1m{}\x1b[0m\n", line) : line + '\n';
  }
  return result;
}

std::string percent(double share) {
  if (std::isnan(share)) return "an unknown share";
  const double rounded = std::round(share * kPercent);
  if (share > 0.0 && rounded < 1.0) return "below 1 %";
  if (share < 1.0 && rounded > kPercent - 1.0) return "above 99 %";
  return fmt::format("{:.0f} %", rounded);
}

NumberText::NumberText(double largest, bool utf8) : utf8_(utf8) {
  constexpr double kTooLarge = 1e9;
  constexpr double kTooSmall = 1e-4;
  constexpr int kDigits = 3;
  scientific_ = largest >= kTooLarge || (largest > 0.0 && largest < kTooSmall);
  if (!scientific_ && largest > 0.0) {
    decimals_ = std::max(0, kDigits - 1 - static_cast<int>(std::floor(std::log10(largest))));
  }
}

std::string NumberText::operator()(double value) const {
  if (!std::isfinite(value)) return utf8_ ? "\u2013" : "-";
  std::string text = scientific_ ? fmt::format("{:.2e}", std::abs(value))
                                 : fmt::format("{:.{}f}", std::abs(value), decimals_);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  if (value < 0.0 && !zero) text.insert(0, utf8_ ? "\u2212" : "-");
  return text;
}

}  // namespace polder::cli
