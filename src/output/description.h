// What a results file says about itself: labels of its dimensions and all it takes to run it again.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/scenario.h"
#include "sweep/points.h"

namespace polder::output {

/// A file that went into a scenario, word for word.
struct SourceText {
  std::string name;
  std::string text;
  bool operator==(const SourceText&) const = default;
};

/// A municipality as the file labels it.
struct Place {
  std::string name;
  double latitude = 0.0;    ///< degrees, WGS 84
  double longitude = 0.0;   ///< degrees, WGS 84
  double population = 0.0;  ///< inhabitants, of the first variant
  bool operator==(const Place&) const = default;
};

/// Nothing in it may depend on when, where or by how many threads a run is made.
struct Description {
  std::string title;
  std::string polder_version;
  std::string git_commit;

  std::string scenario_file;           ///< name as the user gave it, without folders
  std::string scenario;                ///< its text
  std::vector<SourceText> extended;    ///< files it extends, nearest first
  std::vector<std::string> overrides;  ///< PATH=VALUE, in the order given
  std::vector<std::string> vary;       ///< PATH=a,b,c, in the order given

  std::uint64_t seed = 1;
  std::uint32_t replicates = 0;
  model::Record record = model::Record::rounds;
  std::chrono::year_month_day start{std::chrono::year{2015} / 7 / 1};
  model::Week weeks = 0;
  std::vector<model::Week> recorded_weeks;  ///< last week of every interval; empty for a summary

  std::vector<model::Week> survey_weeks;  ///< of surveys whose answers are kept; empty for a summary

  std::vector<std::string> variants;  ///< empty for a sweep
  /// Sweeps only: their points take the place of variants.
  std::optional<sweep::Points> design;
  std::vector<SourceText> sweep;      ///< sweeps only: the sweep file, then its table if it has one
  std::vector<std::string> outcomes;  ///< scalar outcomes that are kept, in the order of the catalogue
  std::vector<Place> municipalities;
  std::vector<std::string> groups;

  /// Variants, or points of the sweep.
  [[nodiscard]] std::size_t variant_count() const { return design ? design->size() : variants.size(); }
  /// Replicates of all variants.
  [[nodiscard]] std::uint64_t total_runs() const { return std::uint64_t{variant_count()} * replicates; }

  bool operator==(const Description&) const = default;
};

/// Fills in what follows from the (first) scenario: title, start, weeks, recorded weeks and
/// surveys, municipalities, groups, and all outcomes. Seed and replicates are left to the caller, who may
/// override them.
void describe_scenario(Description& description, const model::Scenario& scenario, model::Record record);

/// Bytes that the file and, while it is unfinished, its journal take; about, and without events and failures,
/// whose number is not known before.
std::uint64_t expected_bytes(const Description& description);

/// "12.3 MB", in powers of ten.
std::string size_text(std::uint64_t bytes);

/// Names of the entries in which two descriptions differ, for a sentence: "seed, replicates".
std::string differences(const Description& a, const Description& b);

/// "summary", "rounds", "weeks" or "full".
std::string_view record_name(model::Record record);

/// 2015-07-01.
std::string date_text(std::chrono::year_month_day date);

}  // namespace polder::output
