// A scenario read once, from which many are made by overrides.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/scenario.h"
#include "scenario/field.h"
#include "scenario/load.h"
#include "scenario/override.h"
#include "scenario/problem.h"
#include "scenario/text_file.h"

namespace polder::scenario {

/// A parameter of a scenario, as overrides reach it.
struct Parameter {
  const Field* field = nullptr;  ///< what it accepts; lives as long as the program
  Value value;                   ///< in this scenario; a number where the field holds one per name
  /// A number or switch of a mechanism, an intervention, or the concept of all groups: every value that the
  /// field accepts is right, whatever the rest of the scenario says.
  bool independent = false;
};

/// A checked scenario and the document it came from. Copies share the document. Functions may be called from
/// many threads at once.
class Base {
 public:
  /// As scenario::load_file and load_text, and as `loaded` tells; none when there are problems.
  static std::optional<Base> load_file(const std::string& file, std::span<const Override> overrides,
                                       Loaded& loaded);
  static std::optional<Base> load_text(std::string_view text, const std::string& file,
                                       std::span<const Override> overrides, std::span<const Source> extended,
                                       Loaded& loaded);

  [[nodiscard]] const model::Scenario& scenario() const;

  /// What loading the file with these overrides after its own gives, without the sources. About 0.2 ms, and a
  /// few microseconds where all of them set independent parameters.
  [[nodiscard]] Loaded with(std::span<const Override> overrides) const;

  /// A base with these overrides, for many more overrides on top of them; `loaded` as from `with`.
  [[nodiscard]] std::optional<Base> rebased(std::span<const Override> overrides, Loaded& loaded) const;

  /// The parameter at a path, none when there is no such number, switch, choice, text or date.
  [[nodiscard]] std::optional<Parameter> parameter(std::string_view path) const;

  /// Why there is no parameter at a path: what is wrong, and what would be right.
  [[nodiscard]] Problem no_parameter(std::string_view path) const;

 private:
  struct Document;
  static std::optional<Base> read(const std::string& file, const Reader& reader,
                                  std::span<const Override> overrides, Loaded& loaded);
  explicit Base(std::shared_ptr<const Document> document) : document_(std::move(document)) {}
  std::shared_ptr<const Document> document_;
};

}  // namespace polder::scenario
