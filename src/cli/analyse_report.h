// What `polder analyse` found, before it is written as text or JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/outcomes/outcome.h"
#include "output/description.h"
#include "sensitivity/analysis.h"
#include "sensitivity/interval.h"
#include "sweep/points.h"

namespace polder::cli {

/// The sweep that is analysed, and how.
struct AnalysedSweep {
  std::string file;  ///< as given
  const output::Description* description = nullptr;
  bool finished = false;        ///< the file is complete
  std::size_t points_run = 0;   ///< of which every replicate has run
  std::size_t failed_runs = 0;  ///< replicates that threw
  sensitivity::Bootstrap bootstrap{};

  [[nodiscard]] const sweep::Points& points() const { return *description->design; }
  /// Names of the parameters that indices are for: Analysis refers to them by number.
  [[nodiscard]] const sweep::Column& parameter(std::size_t number) const {
    return points().columns[sensitivity::parameters_of(points())[number]];
  }
};

/// A design of its own: all points with the same values of the crossed columns.
struct AnalysedCombination {
  std::size_t point = 0;   ///< one of its points
  std::size_t points = 0;  ///< how many
  sensitivity::Analysis analysis;
};

struct ColumnRanking {
  std::size_t column = 0;
  sensitivity::RankedColumn ranked;
};

struct AnalysedOutcome {
  const model::ScalarOutcome* outcome = nullptr;
  std::vector<AnalysedCombination> combinations;
  std::vector<ColumnRanking> rankings;  ///< none where neither more nor less of the outcome is better
};

/// "concept = network, groups.housing.concept = ssc" of the crossed columns; empty without any.
std::string combination_text(const sweep::Points& points, std::size_t point);

/// The widest interval of all that were asked for, against the width that was asked for.
struct StopRule {
  double width = 0.0;
  bool met = false;
  std::optional<sensitivity::Widest> widest{};  ///< none where no outcome varies
  std::string outcome{};                        ///< of the widest
  std::size_t point = 0;                        ///< one of the combination that it belongs to
  std::size_t samples = 0;                      ///< that the widest is from
  std::size_t samples_needed = 0;               ///< about; 0 where it cannot be told
};

/// What the samples of a design are called: "base sample", "trajectory", "point".
std::string sample_noun(sweep::Method method, std::size_t count);

}  // namespace polder::cli
