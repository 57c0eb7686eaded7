#include "cli/progress_meter.h"

#include <gtest/gtest.h>

namespace polder::cli {
namespace {

TEST(ProgressText, SaysRateTimeLeftAndFailures) {
  EXPECT_EQ(progress_text(10, 100, 0, 30.0), "10 of 100 replicates, 30 per second, 0:03 left");
  EXPECT_EQ(progress_text(10, 100, 2, 0.5), "10 of 100 replicates, 0.5 per second, 3:00 left, 2 failed");
  EXPECT_EQ(progress_text(0, 7300, 0, 1.0), "0 of 7300 replicates, 1.0 per second, 2:01:40 left");
}

TEST(ProgressText, PromisesNothingBeforeTheRateIsKnown) {
  EXPECT_EQ(progress_text(0, 100, 0, 0.0), "0 of 100 replicates");
}

}  // namespace
}  // namespace polder::cli
