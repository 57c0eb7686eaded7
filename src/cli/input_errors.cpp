#include "cli/input_errors.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/exit_status.h"
#include "output/errors.h"
#include "version/version.h"

namespace polder::cli {

void Errors::add(std::string error) {
  if (std::ranges::find(lines, error) == lines.end()) lines.push_back(std::move(error));
}

void Errors::add(std::span<const scenario::Problem> problems) {
  for (scenario::Problem problem : problems) {
    for (const std::string_view name : {"seed", "replicates", "weeks"}) {
      const std::string label = fmt::format("--{0} {0}=", name);
      if (problem.file.starts_with(label)) {
        problem.file = fmt::format("--{} {}", name, problem.file.substr(label.size()));
      }
    }
    add(scenario::to_string(problem));
  }
}

void Errors::throw_if_any() const {
  if (!lines.empty()) throw Unusable(lines);
}

void add_overrides(const ScenarioChanges& changes, std::vector<scenario::Override>& overrides,
                   Errors& errors) {
  for (const std::string& text : changes.set) {
    auto parsed = scenario::parse_override(text);
    if (parsed && !parsed->path.empty()) {
      overrides.push_back(*std::move(parsed));
    } else {
      errors.add(fmt::format("--set {}: error: no path and value; write --set PATH=VALUE", text));
    }
  }
  const auto add = [&](std::string_view name, const std::optional<std::string>& value) {
    if (value) overrides.push_back({std::string(name), *value, fmt::format("--{}", name)});
  };
  add("seed", changes.seed);
  add("replicates", changes.replicates);
  add("weeks", changes.weeks);
}

std::vector<scenario::Override> stored_overrides(const output::Description& description,
                                                 const std::string& file) {
  std::vector<scenario::Override> overrides;
  for (const std::string& text : description.overrides) {
    auto parsed = scenario::parse_override(text);
    if (!parsed) {
      throw output::NotAResultFile(
          fmt::format("{}: its override '{}' is damaged; it should be PATH=VALUE", file, text));
    }
    overrides.push_back(*std::move(parsed));
  }
  return overrides;
}

void warn_of_another_version(const output::Description& description, const std::string& file) {
  if (description.polder_version == version() && description.git_commit == git_commit()) return;
  spdlog::warn("{} was made by polder {} ({}); this is {} ({}), whose results may differ", file,
               description.polder_version, description.git_commit, version(), git_commit());
}

}  // namespace polder::cli
