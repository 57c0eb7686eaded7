#include "scenario/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "scenario/value.h"

namespace polder::scenario {

Read read_from_disk(const std::string& file, std::string_view kind, std::size_t largest) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return {{}, fmt::format("{} is a directory", in_quotes(file)), fmt::format("give a {}", kind)};
  }
  const auto failed = [&](std::string_view done) -> Read {
    return {{},
            fmt::format("{} cannot be {}: {}", in_quotes(file), done, std::strerror(errno)),
            fmt::format("give the name of a readable {}", kind)};
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!stream) return failed("opened");
  std::string text;
  std::vector<char> block(std::size_t{1} << 16U);
  // One byte more than allowed is enough to know that it is too much.
  while (text.size() <= largest) {
    const std::size_t got = std::fread(block.data(), 1, block.size(), stream.get());
    if (got == 0) break;
    text.append(block.data(), got);
  }
  if (std::ferror(stream.get()) != 0) return failed("read");
  return {std::move(text), {}, {}};
}

std::string beside(const std::string& file, std::string_view other) {
  return (std::filesystem::path(file).parent_path() / std::filesystem::path(other))
      .lexically_normal()
      .string();
}

}  // namespace polder::scenario
