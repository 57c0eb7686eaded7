// Results of runs that follow one another, laid out as files want them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/events.h"
#include "model/outcomes/recorder.h"
#include "model/scenario.h"

namespace polder::engine {

/// How many numbers a replicate gives. The same for all variants of an ensemble.
struct Layout {
  model::Record record = model::Record::summary;
  std::size_t intervals = 0;  ///< recorded rounds or weeks; 0 for a summary
  std::size_t surveys = 0;    ///< whose answers are kept; 0 for a summary
  std::size_t groups = 0;
  std::size_t municipalities = 0;

  bool operator==(const Layout&) const = default;

  /// Groups or municipalities in series s of model::series_catalogue().
  [[nodiscard]] std::size_t width(std::size_t s) const;
  /// Values of series s per replicate; 0 for a summary.
  [[nodiscard]] std::size_t series_size(std::size_t s) const { return intervals * width(s); }
  /// Values of variable v of model::survey_variables() per replicate.
  [[nodiscard]] std::size_t survey_size(std::size_t v) const;
  /// Trust values per replicate; 0 unless the record is full.
  [[nodiscard]] std::size_t trust_size() const;
  /// Memory of one replicate without its events, bytes.
  [[nodiscard]] std::size_t bytes_per_replicate() const;
};

Layout layout_of(const model::Scenario& scenario, model::Record record);

/// Runs that follow one another: some replicates of one variant, or all of several.
struct Block {
  std::uint32_t variant = 0;
  std::uint32_t first_replicate = 0;
  std::uint32_t count = 0;     ///< replicates of each variant
  std::uint32_t variants = 1;  ///< more than 1: then first_replicate is 0 and count all there are

  [[nodiscard]] std::uint64_t runs() const { return std::uint64_t{count} * variants; }
  bool operator==(const Block&) const = default;
};

/// One replicate of one variant.
struct Run {
  std::uint32_t variant = 0;
  std::uint32_t replicate = 0;
  bool operator==(const Run&) const = default;
};

/// Values are stored in files: never renumber. Files say 0 where a replicate has not run.
enum class Status : std::uint8_t { done = 1, failed = 2 };

/// A replicate that threw. Run it again alone with run_replicate(scenario, seed, replicate, record).
struct Failure {
  std::uint32_t variant = 0;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 0;  ///< of the ensemble
  std::string message;

  bool operator==(const Failure&) const = default;
};

/// Results of up to `capacity` runs of a block, each a row. Memory is taken in the constructor; only events
/// and failures grow.
class Chunk {
 public:
  Chunk(const Layout& layout, std::size_t capacity);

  /// Empties the chunk and says what it will hold. Throws std::length_error when that is more than the
  /// capacity.
  void begin(const Block& block);

  /// Adds a row with what the recorder holds. Events are kept for a full record only.
  void add(const model::Recorder& recorder, std::span<const model::Event> events);

  /// Adds a row of a summary: one value per entry of model::scalar_catalogue().
  void add(std::span<const double> scalars);

  /// Adds a row of NaN and the reason.
  void add_failure(std::uint64_t seed, std::string message);

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const Block& block() const { return block_; }
  /// Which run a row is, or will be.
  [[nodiscard]] Run run(std::size_t row) const;
  [[nodiscard]] std::size_t planned() const { return static_cast<std::size_t>(block_.runs()); }
  /// Rows so far. Fewer than planned when the ensemble was cancelled.
  [[nodiscard]] std::size_t size() const { return status_.size(); }

  [[nodiscard]] std::span<const Status> status() const { return status_; }
  /// Series s, [row][interval][group or municipality].
  [[nodiscard]] std::span<const float> series(std::size_t s) const;
  /// Scalar k of model::scalar_catalogue(), [row].
  [[nodiscard]] std::span<const double> scalar(std::size_t k) const;
  /// Variable v of model::survey_variables(), [row][survey][group or municipality].
  [[nodiscard]] std::span<const float> survey(std::size_t v) const;
  /// Relational trust, [row][interval][trusting][trusted].
  [[nodiscard]] std::span<const float> trust() const;
  [[nodiscard]] std::span<const model::Event> events(std::size_t row) const;
  [[nodiscard]] std::span<const Failure> failures() const { return failures_; }

 private:
  Layout layout_;
  std::size_t capacity_;
  Block block_;
  std::vector<Status> status_;
  std::vector<std::size_t> offset_;  // of each series in series_
  std::vector<float> series_;        // [series][row of capacity][interval][entity]
  std::vector<double> scalars_;      // [scalar][row of capacity]
  std::vector<float> trust_;         // [row of capacity][interval][from][to]
  std::vector<std::size_t> survey_offset_;
  std::vector<float> survey_;  // [variable][row of capacity][survey][entity]
  std::vector<model::Event> events_;
  std::vector<std::size_t> events_end_;  // per row, in events_
  std::vector<Failure> failures_;
};

}  // namespace polder::engine
