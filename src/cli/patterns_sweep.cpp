#include "cli/patterns_sweep.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <system_error>

#include "cli/interrupt.h"
#include "cli/open_result.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "output/errors.h"
#include "output/posix_file.h"
#include "patterns/ensembles.h"
#include "patterns/evaluate.h"
#include "sweep/points.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;
using patterns::Pattern;
using patterns::Verdict;

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string header(const sweep::Points& points, std::span<const Pattern* const> chosen) {
  std::string line = "point,seed,replicates";
  for (const sweep::Column& column : points.columns) line += ',' + cell(column.path);
  for (const Pattern* pattern : chosen) {
    for (std::size_t p = 1; p <= pattern->parts.size(); ++p) {
      line += fmt::format(",{0}_{1},{0}_{1}_holds", pattern->id, p);
    }
    line += fmt::format(",{}_holds", pattern->id);
  }
  return line + ",holding\n";
}

/// What a row says of its point before any figure; ends with a comma.
std::string beginning(const sweep::Sweep& sweep, std::uint32_t replicates, std::size_t point) {
  const sweep::Points& points = sweep.points;
  std::string line = fmt::format("{},{},{},", points.first + point, sweep.seed, replicates);
  for (const sweep::Column& column : points.columns) line += cell(sweep::value_text(column, point)) + ',';
  return line;
}

std::string ending(std::span<const Verdict> verdicts) {
  std::string line;
  for (const Verdict& verdict : verdicts) {
    for (const patterns::PartVerdict& part : verdict.parts) {
      const double figure = part.figure.estimate;
      line += fmt::format("{},{},", std::isnan(figure) ? std::string() : fmt::format("{}", figure),
                          part.holds ? 1 : 0);
    }
    line += verdict.holds() ? "1," : "0,";
  }
  return fmt::format("{}{}\n", line, std::ranges::count_if(verdicts, &Verdict::holds));
}

std::string ending_without_figures(std::span<const Pattern* const> chosen) {
  std::size_t cells = 0;
  for (const Pattern* pattern : chosen) cells += 2 * pattern->parts.size() + 1;
  return std::string(cells, ',') + '\n';
}

std::string text_of(const output::PosixFile& file) {
  std::string text(file.size(), '\0');
  file.read(0, std::as_writable_bytes(std::span(text)));
  return text;
}

/// Rows that a file of this sweep has, and where they end. Throws output::Refused when it is another file.
struct Found {
  std::size_t rows = 0;
  std::uint64_t bytes = 0;
};

Found rows_of(const std::string& text, const std::string& head, const sweep::Sweep& sweep,
              const PatternSweepOptions& options) {
  const auto refuse = [&](std::string_view what) {
    throw output::Refused(
        fmt::format("{} {}; use --force to replace it, or choose another --out", options.out.string(), what));
  };
  if (text.empty() || head.starts_with(text)) return {};  // interrupted before or in the header
  if (!text.starts_with(head)) refuse("has other columns than this sweep gives");
  Found found{.rows = 0, .bytes = head.size()};
  for (std::size_t end = text.find('\n', found.bytes); end != std::string::npos;
       end = text.find('\n', found.bytes)) {
    const std::string_view row = std::string_view(text).substr(found.bytes, end - found.bytes);
    if (found.rows == sweep.points.size() ||
        !row.starts_with(beginning(sweep, options.replicates, found.rows))) {
      refuse(fmt::format("has a row {} that is not of this sweep, seed and number of replicates",
                         found.rows + 1));
    }
    ++found.rows;
    found.bytes = end + 1;
  }
  return found;
}

}  // namespace

ExitStatus run_pattern_sweep(const sweep::Sweep& sweep, std::span<const Pattern* const> chosen,
                             const PatternSweepOptions& options) {
  std::error_code ignored;
  if (fs::exists(options.out, ignored) && !options.force && !options.resume) {
    throw output::Refused(fmt::format(
        "{} is there already; use --resume to go on with it, --force to replace it, or choose another --out",
        options.out.string()));
  }
  const output::PosixFile file(options.out, output::PosixFile::Mode::create);
  if (!file.lock()) throw output::Refused(fmt::format("another run is writing {}", options.out.string()));
  const std::string head = header(sweep.points, chosen);
  const Found found = options.resume ? rows_of(text_of(file), head, sweep, options) : Found{};
  std::uint64_t bytes = found.bytes;
  file.truncate(bytes);
  const auto append = [&](std::string_view text) {
    file.write(bytes, std::as_bytes(std::span(text)));
    bytes += text.size();
  };
  if (bytes == 0) append(head);
  if (found.rows > 0) spdlog::info("going on after {}", counted(found.rows, "point"));

  const std::vector<patterns::Variant> variants = patterns::variants_of(chosen);
  const std::uint64_t per_point = std::uint64_t{options.replicates} * variants.size();
  const InterruptGuard interrupt;
  ProgressMeter meter(options.progress, standard_error(), found.rows * per_point,
                      sweep.points.size() * per_point);
  std::uint64_t failed = 0;
  std::size_t written = found.rows;
  const bool complete = patterns::run_points(
      sweep.base,
      {.variants = variants,
       .replicates = options.replicates,
       .seed = sweep.seed,
       .threads = options.threads,
       .cancel = &interrupt.requested(),
       .progress = [&](std::uint64_t done) { meter.update(found.rows * per_point + done, failed); }},
      found.rows, sweep.points.size(),
      [&](std::size_t point) { return sweep::settings(sweep.points, point); },
      [&](const patterns::PointResult& result) {
        std::string row = beginning(sweep, options.replicates, result.point);
        if (result.problem.empty()) {
          row += ending(patterns::evaluate(chosen, result.recorded, options.replicates, {.resamples = 0}));
        } else {
          spdlog::warn("point {}: {}", sweep.points.first + result.point, printable(result.problem));
          failed += per_point;
          row += ending_without_figures(chosen);
        }
        append(row);
        ++written;
      });
  meter.finish();
  if (!complete) {
    complain(fmt::format("polder: interrupted; {} of {} points are in {}; go on with", written,
                         sweep.points.size(), options.out.string()));
    tell_how_to_go_on(options.arguments, options.resume);
    return ExitStatus::interrupted;
  }
  file.sync();
  spdlog::info("wrote {} ({}, {} of {})", options.out.string(), counted(sweep.points.size(), "point"),
               counted(variants.size(), "variant"), counted(options.replicates, "replicate"));
  return failed > 0 ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace polder::cli
