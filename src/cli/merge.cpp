#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/open_result.h"
#include "cli/sweep_failures.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "output/earlier_results.h"
#include "output/errors.h"
#include "output/result_file.h"
#include "output/result_reader.h"
#include "sweep/points.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> parts;
  std::string out;
  bool force = false;
};

/// A part of a sweep and its points' place in the whole.
struct Part {
  std::string file;
  std::unique_ptr<output::ResultReader> reader;

  [[nodiscard]] const sweep::Points& points() const { return *reader->description().design; }
  [[nodiscard]] std::uint64_t begin() const { return points().first; }
  [[nodiscard]] std::uint64_t end() const { return points().first + points().size(); }
};

std::vector<Part> open_parts(const std::vector<std::string>& files, std::vector<std::string>& errors) {
  std::vector<Part> parts;
  for (const std::string& file : files) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
      const bool unfinished = fs::exists(part_of(file), ignored);
      errors.push_back(fmt::format("{}: error: {}", file,
                                   unfinished ? "it is unfinished; run its shard again with --resume"
                                              : "there is no such file; run its shard"));
      continue;
    }
    try {
      Part part{.file = file, .reader = std::make_unique<output::ResultReader>(file)};
      if (part.reader->description().design) {
        parts.push_back(std::move(part));
      } else {
        errors.push_back(
            fmt::format("{}: error: it holds no sweep; give files that polder sweep made", file));
      }
    } catch (const output::NotAResultFile& error) {
      errors.push_back(fmt::format("{}: error: {}; run its shard again", file, error.what()));
    }
  }
  std::ranges::sort(parts, {}, &Part::begin);
  return parts;
}

/// In what a part differs from another as a whole sweep; empty when they belong together.
std::string whole_differences(const output::Description& a, const output::Description& b) {
  output::Description whole = b;
  const sweep::Points& one = *a.design;
  const sweep::Points& other = *b.design;
  const bool same_design = one.method == other.method && one.second_order == other.second_order &&
                           one.levels == other.levels && one.total == other.total &&
                           std::ranges::equal(one.columns, other.columns, [](const auto& x, const auto& y) {
                             return x.path == y.path && x.levels == y.levels;
                           });
  if (same_design) whole.design = a.design;
  return output::differences(a, whole);
}

/// Says which points are in no part.
void check_complete(const std::vector<Part>& parts, std::vector<std::string>& errors) {
  const auto lack = [&](std::uint64_t begin, std::uint64_t end) {
    errors.push_back(
        fmt::format("polder merge: error: points {} to {} of {} are in no part; run the shard that has them, "
                    "or name its file",
                    begin, end - 1, parts.front().points().total));
  };
  std::uint64_t at = 0;
  for (const Part& part : parts) {
    if (part.begin() > at) lack(at, part.begin());
    at = std::max(at, part.end());
    const auto status = part.reader->status();
    const auto missing = std::ranges::count(status, std::int8_t{0});
    if (missing > 0) {
      errors.push_back(
          fmt::format("{}: error: {} of its {} runs are missing; run its shard again with --resume",
                      part.file, missing, status.size()));
    }
  }
  if (at < parts.front().points().total) lack(at, parts.front().points().total);
}

/// All points, from parts that cover them.
sweep::Points joined(const std::vector<Part>& parts) {
  sweep::Points whole = parts.front().points();
  for (const Part& part : parts) {
    if (part.end() <= whole.size()) continue;
    const sweep::Points& points = part.points();
    const auto skip = static_cast<std::ptrdiff_t>(whole.size() - part.begin());
    const auto append = [&](auto& to, const auto& from) {
      to.insert(to.end(), from.begin() + skip, from.end());
    };
    append(whole.sample, points.sample);
    append(whole.role, points.role);
    for (std::size_t j = 0; j < whole.columns.size(); ++j) {
      append(whole.columns[j].values, points.columns[j].values);
    }
  }
  return whole;
}

/// An earlier merge of these parts came through, if not to its end.
bool is_there(const Options& options, const output::Description& description) {
  std::error_code ignored;
  if (options.force || !fs::exists(options.out, ignored) || !output::looks_like_hdf5(options.out))
    return false;
  return output::ResultReader(options.out).description() == description;
}

ExitStatus merge(const Options& options) {
  std::vector<std::string> errors;
  std::vector<Part> parts = open_parts(options.parts, errors);
  for (const Part& part : parts) {
    const std::string differing =
        whole_differences(parts.front().reader->description(), part.reader->description());
    if (differing.empty()) continue;
    errors.push_back(fmt::format("{}: error: it is of another sweep than {}: they differ in {}", part.file,
                                 parts.front().file, differing));
  }
  if (!parts.empty() && errors.empty()) check_complete(parts, errors);
  if (!errors.empty()) throw Unusable(errors);

  output::Description description = parts.front().reader->description();
  description.design = joined(parts);
  std::vector<std::unique_ptr<output::ResultReader>> readers;
  readers.reserve(parts.size());
  for (Part& part : parts) readers.push_back(std::move(part.reader));
  output::EarlierResults results(description, std::move(readers), output::EarlierResults::Failed::keep);
  if (!is_there(options, description)) {
    const auto file = open_result(options.out, description, {.force = options.force, .resume = true});
    results.copy(*file, description.total_runs());
    file->finish();
  }
  print(fmt::format("{}: {} x {}, from {}\n", options.out, counted(description.variant_count(), "point"),
                    counted(description.replicates, "replicate"), counted(options.parts.size(), "part")));
  return report_failed_runs(output::ResultReader(options.out), options.out);
}

}  // namespace

void add_merge(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("merge", "parts of a sweep as one file");
  command.add_option("PART", options->parts, "results files of all shards of a sweep")->required();
  command.add_option("--out", options->out, "write the whole sweep to this file")
      ->type_name("FILE")
      ->required();
  command.add_flag("--force", options->force, "replace FILE if it is there");
  add_log_options(command, call);
  command.callback([options, &call] { call.action = [options] { return merge(*options); }; });
}

}  // namespace polder::cli
