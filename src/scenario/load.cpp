#include "scenario/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

#include "scenario/document.h"

namespace polder::scenario {
namespace {

/// The text of a file, or why there is none.
struct Read {
  std::optional<std::string> text;
  std::string what;
  std::string remedy;
};

using Reader = std::function<Read(const std::string& file)>;

Read read_from_disk(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return {{}, fmt::format("{} is a directory", in_quotes(file)), "give a scenario file"};
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!stream) {
    return {{},
            fmt::format("{} cannot be opened: {}", in_quotes(file), std::strerror(errno)),
            "give the name of a readable scenario file"};
  }
  std::string text;
  std::vector<char> block(std::size_t{1} << 16U);
  // One byte more than allowed is enough to know that it is too much.
  while (text.size() <= kLargestFile) {
    const std::size_t got = std::fread(block.data(), 1, block.size(), stream.get());
    if (got == 0) break;
    text.append(block.data(), got);
  }
  if (std::ferror(stream.get()) != 0) {
    return {{},
            fmt::format("{} cannot be read: {}", in_quotes(file), std::strerror(errno)),
            "give the name of a readable scenario file"};
  }
  return {std::move(text), {}, {}};
}

std::string beside(const std::string& file, std::string_view other) {
  return (std::filesystem::path(file).parent_path() / std::filesystem::path(other))
      .lexically_normal()
      .string();
}

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
  std::optional<toml::table> document = ChainReader(reader, problems, loaded.sources).read(file, nullptr);
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

Loaded load_file(const std::string& file, std::span<const Override> overrides) {
  return load(file, read_from_disk, overrides);
}

Loaded load_text(std::string_view text, const std::string& file, std::span<const Override> overrides,
                 std::span<const Source> extended) {
  const Reader reader = [&](const std::string& wanted) -> Read {
    if (wanted == file) return {std::string(text), {}, {}};
    const auto found = std::find_if(extended.begin(), extended.end(),
                                    [&](const Source& source) { return source.file == wanted; });
    if (found != extended.end()) return {found->text, {}, {}};
    return {{}, fmt::format("{} is not at hand", in_quotes(wanted)), "add it to the sources"};
  };
  return load(file, reader, overrides);
}

}  // namespace polder::scenario
