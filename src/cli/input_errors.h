// What run, compare and sweep share in reading what the user typed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/description.h"
#include "scenario/override.h"
#include "scenario/problem.h"

namespace polder::cli {

/// Errors in the order in which they were found, each once.
class Errors {
 public:
  void add(std::string error);
  /// `--seed 5` is short for `--set seed=5`, and messages name what was typed.
  void add(std::span<const scenario::Problem> problems);
  /// Throws Unusable.
  void throw_if_any() const;

  std::vector<std::string> lines;
};

/// Options that change the scenario.
struct ScenarioChanges {
  const std::vector<std::string>& set;  ///< PATH=VALUE
  const std::optional<std::string>& seed;
  const std::optional<std::string>& replicates;
  const std::optional<std::string>& weeks;
};

/// Adds them to `overrides`, `--set` first; adds what is wrong to `errors`.
void add_overrides(const ScenarioChanges& changes, std::vector<scenario::Override>& overrides,
                   Errors& errors);

/// The overrides that a results file was made with. Throws output::NotAResultFile.
std::vector<scenario::Override> stored_overrides(const output::Description& description,
                                                 const std::string& file);

/// Warns where another version of polder made the file, since running it again may give something else.
void warn_of_another_version(const output::Description& description, const std::string& file);

}  // namespace polder::cli
