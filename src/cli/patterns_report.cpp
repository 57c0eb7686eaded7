#include "cli/patterns_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "cli/text.h"
#include "scenario/nearest_name.h"

namespace polder::cli {
namespace {

using patterns::Part;
using patterns::PartVerdict;
using patterns::Verdict;

constexpr std::size_t kIndent = 5;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 30;  ///< for words in a column of their own

std::string bold(const std::string& text, const Terminal& terminal) {
  return terminal.colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : text;
}

std::string number_text(double value, const Part& part) {
  if (std::isnan(value)) return "-";
  const std::string text = fmt::format("{:.{}f}", value, part.unit == "1" ? 3 : 1);
  return text.find_first_of("123456789") == std::string::npos && text.front() == '-' ? text.substr(1) : text;
}

std::string figure_text(const PartVerdict& found, const Part& part) {
  std::string estimate = number_text(found.figure.estimate, part);
  if (std::isnan(found.figure.low)) return estimate;
  return fmt::format("{} [{}, {}]", estimate, number_text(found.figure.low, part),
                     number_text(found.figure.high, part));
}

std::string threshold_text(const Part& part, const Terminal& terminal) {
  std::string_view sign = patterns::bound_sign(part.bound);
  if (terminal.utf8 && sign == ">=") sign = "\u2265";
  if (terminal.utf8 && sign == "<=") sign = "\u2264";
  return fmt::format("{} {:.3g}", sign, part.threshold);
}

std::string verdict_text(const PartVerdict& found) {
  return fmt::format("{}{}", found.holds ? "yes" : "no", found.clearly ? "" : "?");
}

/// A figure with its words, its interval, what it has to be, and whether it is.
struct Line {
  std::string what;
  std::string figure;
  std::string threshold;
  std::string verdict;
};

Line line_of(const Part& part, const PartVerdict& found, const Terminal& terminal) {
  return {.what = part.unit == "1" ? std::string(part.what) : fmt::format("{} ({})", part.what, part.unit),
          .figure = figure_text(found, part),
          .threshold = threshold_text(part, terminal),
          .verdict = verdict_text(found)};
}

struct Widths {
  std::size_t figure = 0;
  std::size_t threshold = 0;
  std::size_t verdict = 0;

  void fit(const Line& line) {
    figure = std::max(figure, display_width(line.figure));
    threshold = std::max(threshold, display_width(line.threshold));
    verdict = std::max(verdict, display_width(line.verdict));
  }
  [[nodiscard]] std::size_t numbers() const { return figure + threshold + verdict + 3 * kGap; }
};

std::string laid_out(const Line& line, const Widths& widths, const Terminal& terminal) {
  const std::string gap(kGap, ' ');
  const std::string margin(kIndent, ' ');
  const bool beside = terminal.width >= kIndent + kNarrowest + widths.numbers();
  if (!beside) {
    std::string result;
    for (const std::string& words : wrapped(line.what, terminal.width - kIndent))
      result += margin + words + '\n';
    return result +
           paragraph(fmt::format("{}{}; {}: {}", margin + gap, line.figure, line.threshold, line.verdict),
                     terminal.width, kIndent + kGap);
  }
  const std::size_t words_width = terminal.width - kIndent - widths.numbers();
  std::string result;
  bool first = true;
  for (const std::string& words : wrapped(line.what, words_width)) {
    result += margin + (first ? padded(words, words_width) : words);
    if (first) {
      result += fmt::format("{0}{1}{0}{2}{0}{3}", gap, padded(line.figure, widths.figure),
                            padded(line.threshold, widths.threshold), line.verdict);
    }
    result += '\n';
    first = false;
  }
  return result;
}

std::string heading(const Verdict& verdict, const Terminal& terminal) {
  const std::string outcome = verdict.holds() ? "holds" : "does not hold";
  const std::string words =
      padded(std::string(verdict.pattern->id), kIndent) + std::string(verdict.pattern->name);
  const std::size_t width = display_width(words) + kGap + outcome.size();
  if (width > terminal.width)
    return paragraph(bold(words + ": " + outcome, terminal), terminal.width, kIndent);
  return bold(words, terminal) + std::string(terminal.width - width + kGap, ' ') + outcome + '\n';
}

std::string_view name_of(patterns::NullModel null) {
  return patterns::kNullModelNames[static_cast<std::size_t>(null)];
}

std::vector<std::string_view> names_of(const std::vector<patterns::Variant>& variants) {
  std::vector<std::string_view> names;
  names.reserve(variants.size());
  for (const patterns::Variant variant : variants) names.push_back(patterns::variant_name(variant));
  return names;
}

std::size_t holding(std::span<const Verdict> verdicts) {
  return static_cast<std::size_t>(std::ranges::count_if(verdicts, &Verdict::holds));
}

std::string closing(std::span<const Verdict> verdicts) {
  std::vector<std::string_view> failing;
  for (const Verdict& verdict : verdicts) {
    if (!verdict.holds()) failing.push_back(verdict.pattern->id);
  }
  std::string result = fmt::format("{} of {} hold", holding(verdicts), verdicts.size());
  if (failing.empty()) return result + ".";
  std::string names;
  for (std::size_t i = 0; i < failing.size(); ++i) {
    names += i == 0 ? "" : i + 1 == failing.size() ? " and " : ", ";
    names += failing[i];
  }
  return fmt::format("{}; {} {} not.", result, names, failing.size() == 1 ? "does" : "do");
}

/// JSON knows no NaN.
nlohmann::ordered_json number_json(double value) {
  return std::isnan(value) ? nlohmann::ordered_json() : nlohmann::ordered_json(value);
}

}  // namespace

std::string patterns_text(const PatternReport& report, const Terminal& terminal) {
  std::string text;
  for (const std::string& line : wrapped(printable(report.scenario->title), terminal.width)) {
    text += bold(line, terminal) + '\n';
  }
  text += paragraph(
      fmt::format(
          "{}{} of {}, {} weeks, seed {}. Figures over all replicates with a 95 % interval; a pattern holds "
          "when every figure is as it has to be. yes? and no?: not so for the whole interval.",
          report.null ? fmt::format("Null model {}. ", name_of(*report.null)) : "",
          counted(report.variants.size(), "variant"), counted(report.replicates, "replicate"),
          report.scenario->weeks, report.scenario->seed),
      terminal.width);
  Widths widths;
  for (const Verdict& verdict : report.verdicts) {
    for (std::size_t p = 0; p < verdict.parts.size(); ++p) {
      widths.fit(line_of(verdict.pattern->parts[p], verdict.parts[p], terminal));
    }
  }
  for (const Verdict& verdict : report.verdicts) {
    text += '\n' + heading(verdict, terminal);
    for (std::size_t p = 0; p < verdict.parts.size(); ++p) {
      text += laid_out(line_of(verdict.pattern->parts[p], verdict.parts[p], terminal), widths, terminal);
    }
    if (!verdict.pattern->note.empty()) {
      for (const std::string& line :
           wrapped(fmt::format("Note: {}", verdict.pattern->note), terminal.width - kIndent)) {
        text += std::string(kIndent, ' ') + line + '\n';
      }
    }
  }
  return text + '\n' + paragraph(closing(report.verdicts), terminal.width);
}

std::string patterns_json(const PatternReport& report) {
  using Json = nlohmann::ordered_json;
  Json root{{"title", report.scenario->title},    {"weeks", report.scenario->weeks},
            {"seed", report.scenario->seed},      {"replicates", report.replicates},
            {"variants", Json::array()},          {"patterns", Json::array()},
            {"holding", holding(report.verdicts)}};
  if (report.null) {
    Json settings = Json::array();
    for (const scenario::Override& setting : patterns::settings_of(*report.null)) {
      settings.push_back(setting.path + "=" + setting.value);
    }
    root["null_model"] = {{"name", name_of(*report.null)}, {"set", std::move(settings)}};
  }
  for (const patterns::Variant variant : report.variants) {
    Json settings = Json::array();
    for (const scenario::Override& setting : patterns::settings_of(variant, *report.scenario)) {
      settings.push_back(setting.path + "=" + setting.value);
    }
    root["variants"].push_back({{"name", patterns::variant_name(variant)}, {"set", std::move(settings)}});
  }
  for (const Verdict& verdict : report.verdicts) {
    const patterns::Pattern& pattern = *verdict.pattern;
    Json parts = Json::array();
    for (std::size_t p = 0; p < pattern.parts.size(); ++p) {
      const Part& part = pattern.parts[p];
      const PartVerdict& found = verdict.parts[p];
      parts.push_back({{"what", part.what},
                       {"unit", part.unit},
                       {"figure", number_json(found.figure.estimate)},
                       {"low", number_json(found.figure.low)},
                       {"high", number_json(found.figure.high)},
                       {"bound", patterns::bound_sign(part.bound)},
                       {"threshold", part.threshold},
                       {"holds", found.holds},
                       {"clearly", found.clearly}});
    }
    Json entry{{"id", pattern.id},
               {"name", pattern.name},
               {"sentence", pattern.sentence},
               {"source", pattern.source},
               {"variants", names_of(pattern.variants)},
               {"holds", verdict.holds()},
               {"clearly", verdict.clearly()},
               {"parts", std::move(parts)}};
    if (!pattern.note.empty()) entry["note"] = pattern.note;
    root["patterns"].push_back(std::move(entry));
  }
  return root.dump(2) + '\n';
}

}  // namespace polder::cli
