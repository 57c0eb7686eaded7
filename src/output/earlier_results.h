// Results of sweeps that are there already, put where they belong in a new file: how a sweep grows and how
// shards are merged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/chunk.h"
#include "output/description.h"
#include "output/result_file.h"
#include "output/result_reader.h"

namespace polder::output {

/// In what two sweeps differ such that no run of one is a run of the other (the model, the base scenario, the
/// seed, an outcome that `earlier` lacks), for a sentence: "seed, scenario". Empty when they share what runs
/// depend on.
std::string why_not_shared(const Description& earlier, const Description& wanted);

/// Runs that files hold of the sweep that `wanted` describes. A point is known by its values: those that a
/// parameter has in the base scenario are left out, so that one more parameter leaves the points alone that
/// do not use it.
class EarlierResults {
 public:
  enum class Failed : std::uint8_t {
    run_again,  ///< what failed counts as missing
    keep        ///< failed runs are results too
  };

  /// Takes the files over. All must share what runs depend on (why_not_shared). Unfinished files
  /// give what they have.
  EarlierResults(const Description& wanted, std::vector<std::unique_ptr<ResultReader>> files, Failed failed);
  EarlierResults(const EarlierResults&) = delete;
  EarlierResults& operator=(const EarlierResults&) = delete;
  ~EarlierResults();

  /// Runs of the sweep that are in the files.
  [[nodiscard]] std::uint64_t found() const;

  /// Runs that are done in the files and are none of the sweep, each counted once.
  [[nodiscard]] std::uint64_t left_out() const;

  /// What is left to run after the first `done` runs, point by point.
  [[nodiscard]] std::vector<engine::Block> missing(std::uint64_t done) const;

  /// Copies what comes next in the file, up to run `end` (not included) or the first run that no file has.
  void copy(ResultFile& file, std::uint64_t end);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace polder::output
