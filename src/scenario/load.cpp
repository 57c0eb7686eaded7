#include "scenario/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "scenario/document.h"

namespace polder::scenario {
namespace {

/// Reads a file and, below it, what it extends.
class ChainReader {
 public:
  ChainReader(const Reader& reader, ProblemList& problems, std::vector<Source>& sources)
      : reader_(reader), problems_(problems), sources_(sources) {}

  /// None when a file of the chain cannot be read or parsed. `where` is the `extends` that names it.
  std::optional<toml::table> read(const std::string& file, const toml::source_region* where) {
    Read result = reader_(file);
    if (!result.text) {
      if (where != nullptr) {
        problems_.add(*where, std::move(result.what), std::move(result.remedy));
      } else {
        problems_.add({file, 0, 0, std::move(result.what), std::move(result.remedy)});
      }
      return std::nullopt;
    }
    std::optional<toml::table> document = parse(*result.text, file, problems_);
    sources_.push_back({file, *std::move(result.text)});
    if (!document) return std::nullopt;
    const auto extends = text_at(*document, "extends");
    if (!extends) return document;

    const std::string base_file = beside(file, *extends);
    const toml::source_region extends_at = document->get("extends")->source();
    document->erase("extends");
    if (!may_follow(base_file, extends_at)) return std::nullopt;
    std::optional<toml::table> base = read(base_file, &extends_at);
    if (base) merge(*base, *std::move(document));
    return base;
  }

 private:
  bool may_follow(const std::string& file, const toml::source_region& where) {
    const auto same = [&](const Source& source) {
      return std::filesystem::path(source.file).lexically_normal() == std::filesystem::path(file);
    };
    if (std::any_of(sources_.begin(), sources_.end(), same)) {
      problems_.add(where, fmt::format("{} extends itself, directly or through others", in_quotes(file)),
                    "extend a file that does not lead back here");
      return false;
    }
    if (sources_.size() >= kLongestChain) {
      problems_.add(where, fmt::format("more than {} files extend one another", kLongestChain),
                    "make the chain shorter");
      return false;
    }
    return true;
  }

  const Reader& reader_;
  ProblemList& problems_;
  std::vector<Source>& sources_;
};

Loaded load(const std::string& file, const Reader& reader, std::span<const Override> overrides) {
  Loaded loaded;
  ProblemList problems(file);
  std::optional<toml::table> document = read_document(file, reader, problems, loaded.sources);
  if (document) {
    for (const Override& override_ : overrides) apply(override_, *document, problems);
    check_structure(*document, problems);
    check_references(*document, problems);
    if (problems.empty()) loaded.scenario = build(*document);
  }
  loaded.problems = std::move(problems).sorted();
  return loaded;
}

}  // namespace

std::optional<toml::table> read_document(const std::string& file, const Reader& reader, ProblemList& problems,
                                         std::vector<Source>& sources) {
  return ChainReader(reader, problems, sources).read(file, nullptr);
}

Read read_scenario_from_disk(const std::string& file) {
  return read_from_disk(file, "scenario file", kLargestFile);
}

Reader reader_of(std::string_view text, const std::string& file, std::span<const Source> extended) {
  return [=, &file](const std::string& wanted) -> Read {
    if (wanted == file) return {std::string(text), {}, {}};
    const auto found = std::find_if(extended.begin(), extended.end(),
                                    [&](const Source& source) { return source.file == wanted; });
    if (found != extended.end()) return {found->text, {}, {}};
    return {{}, fmt::format("{} is not at hand", in_quotes(wanted)), "add it to the sources"};
  };
}

Loaded load_file(const std::string& file, std::span<const Override> overrides) {
  return load(file, read_scenario_from_disk, overrides);
}

Loaded load_text(std::string_view text, const std::string& file, std::span<const Override> overrides,
                 std::span<const Source> extended) {
  return load(file, reader_of(text, file, extended), overrides);
}

}  // namespace polder::scenario
