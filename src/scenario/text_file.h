// Reading text files, or texts that stand for them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace polder::scenario {

/// The text of a file, or why there is none.
struct Read {
  std::optional<std::string> text;
  std::string what;    ///< is wrong
  std::string remedy;  ///< what would be right
};

using Reader = std::function<Read(const std::string& file)>;

/// `kind` is what the remedy asks for: "scenario file". Of a file larger than `largest` bytes the text is one
/// byte longer than that.
Read read_from_disk(const std::string& file, std::string_view kind, std::size_t largest);

/// The path of `other`, which is relative to the folder of `file`.
std::string beside(const std::string& file, std::string_view other);

}  // namespace polder::scenario
