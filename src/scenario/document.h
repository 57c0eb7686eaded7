// Parsed scenario files. Private to this folder.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/field.h"
#include "scenario/load.h"
#include "scenario/override.h"
#include "scenario/text_file.h"
#include "scenario/toml_file.h"

namespace polder::scenario {

/// Reads a scenario file and those it extends, merged; none when one cannot be read or parsed. What was read
/// is added to `sources`.
std::optional<toml::table> read_document(const std::string& file, const Reader& reader, ProblemList& problems,
                                         std::vector<Source>& sources);

/// Lays `over` on `base`: tables merge, arrays of tables merge by the `name` of their elements, all
/// else is replaced. Places in the files are kept.
void merge(toml::table& base, toml::table&& over);

/// Replaces or adds a key together with its place.
void put(toml::table& table, const toml::key& key, toml::node&& node);

/// Writes one override into the document.
void apply(const Override& override_, toml::table& document, ProblemList& problems);

/// A Reader of scenario files.
Read read_scenario_from_disk(const std::string& file);

/// A reader of `text` under the name `file`, and of `extended` under theirs. Keeps references to all three.
Reader reader_of(std::string_view text, const std::string& file, std::span<const Source> extended);

/// The same for a scenario file.
inline void check_structure(const toml::table& document, ProblemList& problems) {
  check_structure(document, registry(), problems);
}

/// Checks what ties keys together: references, names used twice, the calendar. Passes over what
/// check_structure has reported.
void check_references(const toml::table& document, ProblemList& problems);

/// The scenario of a document without problems.
model::Scenario build(const toml::table& document);

/// The date at `key`, if there is one.
std::optional<Date> date_at(const toml::table& table, std::string_view key);

}  // namespace polder::scenario
