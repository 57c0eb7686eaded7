// A small run with failures, chunk by chunk, to be written in many ways.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "engine/chunk.h"
#include "engine/ensemble.h"
#include "engine/replicate.h"
#include "engine/small_scenario.h"
#include "model/outcomes/recorder.h"
#include "output/description.h"
#include "output/result_file.h"

namespace polder::testing {

struct SampleRun {
  std::vector<model::Scenario> variants;
  output::Description description;

  explicit SampleRun(model::Record record = model::Record::full, std::uint32_t replicates = 7)
      : variants(3, small_scenario()) {
    variants[1].demand.scale = 2.0;
    variants[2].demand.scale = 3.0;
    output::describe_scenario(description, variants[0], record);
    description.polder_version = "0.1.0";
    description.git_commit = "0123456789abcdef";
    description.scenario_file = "river.toml";
    description.scenario = "title = \"Three on a river\"\n# with a ü and\na second line\n";
    description.extended = {{"base.toml", "weeks = 30\n"}, {"older.toml", ""}};
    description.overrides = {"weeks=30", "municipalities.Súd-West.staff_fte=0.6"};
    description.vary = {"demand.scale=1,2,3"};
    description.seed = 5;
    description.replicates = replicates;
    description.variants = {"scale=1", "scale=2", "scale=3"};
  }

  /// Replicates that fail, in every variant.
  static bool fails(std::uint32_t replicate) { return replicate == 2; }
  static std::string message(std::uint32_t replicate) {
    return "the dike broke in replicate " + std::to_string(replicate);
  }

  /// What the engine would deliver, cut into chunks of `rows`, from the first `done` replicates on.
  [[nodiscard]] std::vector<engine::Chunk> chunks(std::uint32_t rows, std::uint64_t done = 0,
                                                  bool with_failures = true) const {
    const engine::Layout layout = engine::layout_of(variants[0], description.record);
    std::vector<engine::Chunk> result;
    for (const engine::Block& block :
         engine::blocks_after(done, static_cast<std::uint32_t>(variants.size()), description.replicates)) {
      for (std::uint32_t at = 0; at < block.count; at += rows) {
        const std::uint32_t count = std::min(rows, block.count - at);
        engine::Chunk& chunk = result.emplace_back(layout, count);
        chunk.begin({block.variant, block.first_replicate + at, count});
        engine::ReplicateRunner runner(variants[block.variant], description.record);
        for (std::uint32_t r = chunk.block().first_replicate; r < chunk.block().first_replicate + count;
             ++r) {
          if (with_failures && fails(r)) {
            chunk.add_failure(description.seed, message(r));
          } else {
            runner.run(engine::simulate, {.seed = description.seed, .replicate = r}, chunk);
          }
        }
      }
    }
    return result;
  }

  /// Writes the file in one go.
  void write(const std::filesystem::path& path, std::uint32_t rows = 3, bool with_failures = true) const {
    output::ResultFile file(path, description, {});
    for (const engine::Chunk& chunk : chunks(rows, 0, with_failures)) file.write(chunk);
    file.finish();
  }
};

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder of a test's own, gone with it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "polder-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::filesystem::filesystem_error("mkdtemp", {});
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  /// Names of what is in it, sorted.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

 private:
  std::filesystem::path path_;
};

/// What the action throws, as text; "nothing" if it does not, or throws something else than wanted.
template <class Wanted, class Action>
std::string message_of(Action&& action) {
  try {
    action();
  } catch (const Wanted& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("another exception: ") + error.what();
  }
  return "nothing";
}

}  // namespace polder::testing
