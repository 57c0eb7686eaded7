#include "output/description.h"

#include <fmt/core.h>

#include <array>
#include <cstddef>

#include "engine/chunk.h"
#include "engine/ensemble.h"
#include "model/outcomes/outcome.h"

namespace polder::output {
namespace {

// Number, sample and role of a point.
constexpr std::uint64_t kBytesPerPoint = 12;
// A text has its letters, a reference of 16 bytes, and 16 more around it.
constexpr std::uint64_t kBytesPerLabel = 40;
// What the journal keeps of a chunk, whose runs are kMostRows at most.
constexpr std::uint64_t kBytesPerRecord = 40;
// Names, units and dimensions of all variables, as measured.
constexpr std::uint64_t kBytesOfNames = 45000;

}  // namespace

void describe_scenario(Description& description, const model::Scenario& scenario, model::Record record) {
  description.title = scenario.title;
  description.start = scenario.start;
  description.weeks = scenario.weeks;
  description.record = record;
  description.recorded_weeks = model::record_weeks(scenario, record);
  description.survey_weeks = model::survey_weeks(scenario, record);
  description.municipalities.clear();
  for (const model::Municipality& m : scenario.municipalities) {
    description.municipalities.push_back(
        {.name = m.name, .latitude = m.latitude, .longitude = m.longitude, .population = m.population});
  }
  description.outcomes.clear();
  for (const model::ScalarOutcome& outcome : model::scalar_catalogue(scenario)) {
    description.outcomes.emplace_back(outcome.name);
  }
  description.groups.clear();
  for (const model::Group& group : scenario.groups) description.groups.push_back(group.name);
}

std::string differences(const Description& a, const Description& b) {
  std::string names;
  const auto compare = [&](std::string_view name, const auto& x, const auto& y) {
    if (!(x == y)) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  };
  compare("title", a.title, b.title);
  compare("version of polder", a.polder_version, b.polder_version);
  compare("git commit", a.git_commit, b.git_commit);
  compare("scenario file", a.scenario_file, b.scenario_file);
  compare("scenario", a.scenario, b.scenario);
  compare("extended scenario", a.extended, b.extended);
  compare("overrides", a.overrides, b.overrides);
  compare("vary", a.vary, b.vary);
  compare("seed", a.seed, b.seed);
  compare("replicates", a.replicates, b.replicates);
  compare("record", a.record, b.record);
  compare("start", a.start, b.start);
  compare("weeks", a.weeks, b.weeks);
  compare("recorded weeks", a.recorded_weeks, b.recorded_weeks);
  compare("weeks of surveys", a.survey_weeks, b.survey_weeks);
  compare("variants", a.variants, b.variants);
  compare("sweep", a.sweep, b.sweep);
  compare("points", a.design, b.design);
  compare("outcomes", a.outcomes, b.outcomes);
  compare("municipalities", a.municipalities, b.municipalities);
  compare("groups", a.groups, b.groups);
  return names;
}

std::uint64_t expected_bytes(const Description& description) {
  const engine::Layout layout{.record = description.record,
                              .intervals = description.recorded_weeks.size(),
                              .surveys = description.survey_weeks.size(),
                              .groups = description.groups.size(),
                              .municipalities = description.municipalities.size()};
  const std::size_t left_out = model::scalar_catalogue().size() - description.outcomes.size();
  const std::uint64_t per_run = layout.bytes_per_replicate() - left_out * sizeof(double);
  std::uint64_t per_point = 0;
  if (description.design) {
    per_point = kBytesPerPoint;
    for (const sweep::Column& column : description.design->columns) {
      per_point += column.is_category() ? kBytesPerLabel : sizeof(double);
    }
  }
  std::uint64_t texts = description.scenario.size();
  for (const SourceText& source : description.extended) texts += source.text.size();
  for (const SourceText& source : description.sweep) texts += source.text.size();
  const std::uint64_t runs = description.total_runs();
  const std::uint64_t journal = (runs / engine::kMostRows + 1) * kBytesPerRecord;
  return runs * per_run + description.variant_count() * per_point + texts + kBytesOfNames + journal;
}

std::string size_text(std::uint64_t bytes) {
  const auto size = static_cast<double>(bytes);
  if (size < 1e6) return fmt::format("{:.0f} kB", size / 1e3);
  if (size < 1e9) return fmt::format("{:.1f} MB", size / 1e6);
  return fmt::format("{:.1f} GB", size / 1e9);
}

std::string_view record_name(model::Record record) {
  constexpr std::array<std::string_view, 4> kNames{"summary", "rounds", "weeks", "full"};
  return kNames[static_cast<std::size_t>(record)];
}

std::string date_text(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace polder::output
