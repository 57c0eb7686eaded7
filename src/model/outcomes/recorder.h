// Reads the outcomes off a running replicate.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/outcomes/outcome.h"
#include "model/scenario.h"

namespace polder::model {

/// What is kept of a replicate; more detail never changes a draw or a scalar.
/// summary: scalars; rounds: and series per round, and the answers to surveys; weeks: and series per week in
/// place of rounds; full: series per round, relational trust of every pair per round, and events.
enum class Record : std::uint8_t { summary, rounds, weeks, full };

/// Length of a round: the shortest meeting interval of the groups, weeks.
Week round_weeks(const Scenario& scenario);

/// Last week of each recorded interval, ascending. Rounds tile the horizon (the last may be short);
/// weeks are 0 to weeks - 1; empty for a summary.
std::vector<Week> record_weeks(const Scenario& scenario, Record record);

/// Weeks of the surveys whose answers are kept; empty for a summary.
std::vector<Week> survey_weeks(const Scenario& scenario, Record record);

/// Collects one replicate at a time. Allocates in the constructor only.
class Recorder {
 public:
  Recorder(const Scenario& scenario, Record record);

  /// Forgets the previous replicate; call after the simulation started a new one.
  void start(const State& state);

  /// Call after every week.
  void observe(const State& state);

  /// Call once after the last week.
  void finish(const State& state);

  /// Values of series s (index in series_catalogue), laid out [interval][entity]; empty for a
  /// summary. NaN marks "nothing happened in the interval".
  [[nodiscard]] std::span<const float> series(std::size_t s) const;

  /// One value per entry of scalar_catalogue. NaN marks "did not happen in this replicate".
  [[nodiscard]] std::span<const double> scalars() const { return scalars_; }

  /// Relational trust, [interval][trusting][trusted] (0 on the diagonal); empty unless full.
  [[nodiscard]] std::span<const float> trust() const { return trust_; }

  /// Values of variable v of survey_variables(), [survey][municipality or group]; empty for a summary. NaN:
  /// no member, or nothing to answer.
  [[nodiscard]] std::span<const float> survey(std::size_t v) const;

 private:
  void close_interval(const State& state, std::size_t interval);
  void hold_survey(const State& state, std::size_t number);

  const Scenario* scenario_;
  std::vector<Week> intervals_;
  Week round_weeks_;
  std::size_t next_interval_ = 0;
  std::vector<std::size_t> offset_;  // of each series in series_
  std::vector<std::size_t> width_;   // entities of each series
  std::vector<float> series_;
  std::vector<float> trust_;
  std::vector<double> scalars_;
  std::vector<double> previous_total_;  // per series and entity, at the last interval's end
  std::vector<double> previous_count_;
  std::vector<double> level_sum_;  // per series: sum of entity means over rounds
  double rounds_ = 0.0;
  std::vector<double> scratch_total_;
  std::vector<double> scratch_count_;
  // Of surveys.
  std::size_t kept_surveys_ = 0;  // 0 for a summary
  std::size_t next_survey_ = 0;
  std::vector<std::size_t> survey_offset_;  // of each variable among the answers to one survey
  std::vector<double> answers_;             // to one survey, [variable][entity]
  std::vector<float> survey_;               // [variable][survey][entity]
  std::vector<double> answer_sum_;          // per question
  std::vector<double> answer_count_;
  std::vector<double> gap_sum_;
  std::vector<double> gap_count_;
};

}  // namespace polder::model
