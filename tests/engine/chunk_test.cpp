#include "engine/chunk.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/replicate.h"
#include "engine/small_scenario.h"
#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"

namespace polder::engine {
namespace {

using model::Record;

// Files have no series in a summary and trust and events in a full record only.
TEST(Layout, RecordsWhatIsAskedFor) {
  const auto scenario = testing::small_scenario(30);
  const Layout summary = layout_of(scenario, Record::summary);
  const Layout weeks = layout_of(scenario, Record::weeks);
  const Layout full = layout_of(scenario, Record::full);
  EXPECT_EQ(summary.intervals, 0U);
  EXPECT_EQ(weeks.intervals, 30U);
  EXPECT_EQ(full.intervals, 5U);
  EXPECT_EQ(weeks.trust_size(), 0U);
  EXPECT_EQ(full.trust_size(), 5U * 3U * 3U);
  for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) {
    const std::size_t width = model::series_catalogue()[s].shape == model::Shape::group ? 2 : 3;
    EXPECT_EQ(full.series_size(s), 5U * width);
    EXPECT_EQ(summary.series_size(s), 0U);
  }
  for (std::size_t v = 0; v < model::survey_variables().size(); ++v) {
    const std::size_t width = model::survey_variables()[v].shape == model::Shape::group ? 2 : 3;
    EXPECT_EQ(weeks.survey_size(v), 2U * width);
    EXPECT_EQ(summary.survey_size(v), 0U);
  }
}

// A failed replicate is a row of its own between good ones: it moves nobody else's numbers, and its own are
// NaN.
TEST(Chunk, FailureIsARowOfNan) {
  const auto scenario = testing::small_scenario();
  ReplicateRunner runner(scenario, Record::full);
  Chunk chunk(layout_of(scenario, Record::full), 4);
  chunk.begin({2, 10, 3});
  runner.run(simulate, {.seed = 7, .replicate = 10}, chunk);
  chunk.add_failure(7, "no water in the river");
  runner.run(simulate, {.seed = 7, .replicate = 12}, chunk);

  ASSERT_EQ(chunk.size(), 3U);
  EXPECT_EQ(chunk.status()[0], Status::done);
  EXPECT_EQ(chunk.status()[1], Status::failed);
  EXPECT_EQ(chunk.status()[2], Status::done);
  ASSERT_EQ(chunk.failures().size(), 1U);
  EXPECT_EQ(chunk.failures()[0],
            (Failure{.variant = 2, .replicate = 11, .seed = 7, .message = "no water in the river"}));
  EXPECT_TRUE(chunk.events(1).empty());
  EXPECT_FALSE(chunk.events(2).empty());
  for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) {
    const std::size_t size = chunk.layout().series_size(s);
    for (const float value : chunk.series(s).subspan(size, size)) EXPECT_TRUE(std::isnan(value));
  }
  const std::size_t trust_size = chunk.layout().trust_size();
  for (const float value : chunk.trust().subspan(trust_size, trust_size)) EXPECT_TRUE(std::isnan(value));
  for (const float value : chunk.trust().subspan(2 * trust_size)) EXPECT_FALSE(std::isnan(value));
  for (std::size_t k = 0; k < model::scalar_catalogue().size(); ++k) {
    EXPECT_TRUE(std::isnan(chunk.scalar(k)[1]));
  }
}

// Chunks are used again: nothing of the previous use may remain.
TEST(Chunk, BeginsEmpty) {
  const auto scenario = testing::small_scenario();
  Chunk chunk(layout_of(scenario, Record::full), 2);
  chunk.begin({0, 0, 2});
  ReplicateRunner(scenario, Record::full).run(simulate, {.seed = 1, .replicate = 0}, chunk);
  chunk.add_failure(1, "x");
  chunk.begin({1, 5, 1});
  EXPECT_EQ(chunk.size(), 0U);
  EXPECT_TRUE(chunk.failures().empty());
  chunk.add_failure(1, "y");
  EXPECT_TRUE(chunk.events(0).empty());
  EXPECT_EQ(chunk.failures()[0].replicate, 5U);
}

}  // namespace
}  // namespace polder::engine
