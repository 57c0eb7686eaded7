#include "output/description.h"

#include <fmt/core.h>

#include <array>

#include "model/outcomes/outcome.h"

namespace polder::output {

void describe_scenario(Description& description, const model::Scenario& scenario, model::Record record) {
  description.title = scenario.title;
  description.start = scenario.start;
  description.weeks = scenario.weeks;
  description.record = record;
  description.recorded_weeks = model::record_weeks(scenario, record);
  description.municipalities.clear();
  for (const model::Municipality& m : scenario.municipalities) {
    description.municipalities.push_back(
        {.name = m.name, .latitude = m.latitude, .longitude = m.longitude, .population = m.population});
  }
  description.outcomes.clear();
  for (const model::ScalarOutcome& outcome : model::scalar_catalogue()) {
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
  compare("variants", a.variants, b.variants);
  compare("sweep", a.sweep, b.sweep);
  compare("points", a.design, b.design);
  compare("outcomes", a.outcomes, b.outcomes);
  compare("municipalities", a.municipalities, b.municipalities);
  compare("groups", a.groups, b.groups);
  return names;
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
