#include "output/description.h"

#include <gtest/gtest.h>

#include "engine/small_scenario.h"
#include "output/sample_run.h"

namespace polder::output {
namespace {

TEST(Description, FollowsTheScenario) {
  Description description;
  describe_scenario(description, testing::small_scenario(20), model::Record::rounds);
  EXPECT_EQ(description.title, "Three on a river");
  EXPECT_EQ(description.weeks, 20);
  EXPECT_EQ(description.recorded_weeks, (std::vector<model::Week>{5, 11, 17, 19}));
  EXPECT_EQ(description.groups, (std::vector<std::string>{"housing", "integration"}));
  ASSERT_EQ(description.municipalities.size(), 3U);
  EXPECT_EQ(description.municipalities[2], (Place{"Súd-West", 52.0, 5.0, 30000.0}));
}

// The sentence that refuses to mix two runs names every entry that differs: an entry that is forgotten here
// would let two different runs end up in one file.
TEST(Description, DifferencesAreNamed) {
  const Description a = testing::SampleRun().description;
  EXPECT_EQ(differences(a, a), "");
  const auto differs = [&](auto change) {
    Description b = a;
    change(b);
    EXPECT_NE(a, b);
    return differences(a, b);
  };
  EXPECT_EQ(differs([](Description& d) { d.title = "x"; }), "title");
  EXPECT_EQ(differs([](Description& d) { d.polder_version = "x"; }), "version of polder");
  EXPECT_EQ(differs([](Description& d) { d.git_commit = "x"; }), "git commit");
  EXPECT_EQ(differs([](Description& d) { d.scenario_file = "x"; }), "scenario file");
  EXPECT_EQ(differs([](Description& d) { d.scenario = "x"; }), "scenario");
  EXPECT_EQ(differs([](Description& d) { d.extended[1].text = "x"; }), "extended scenario");
  EXPECT_EQ(differs([](Description& d) { d.overrides.pop_back(); }), "overrides");
  EXPECT_EQ(differs([](Description& d) { d.vary.clear(); }), "vary");
  EXPECT_EQ(differs([](Description& d) { d.seed = 6; }), "seed");
  EXPECT_EQ(differs([](Description& d) { d.replicates = 8; }), "replicates");
  EXPECT_EQ(differs([](Description& d) { d.record = model::Record::weeks; }), "record");
  EXPECT_EQ(differs([](Description& d) { d.start = std::chrono::year{2016} / 7 / 1; }), "start");
  EXPECT_EQ(differs([](Description& d) { d.weeks = 31; }), "weeks");
  EXPECT_EQ(differs([](Description& d) { d.recorded_weeks.pop_back(); }), "recorded weeks");
  EXPECT_EQ(differs([](Description& d) { d.variants[0] = "x"; }), "variants");
  EXPECT_EQ(differs([](Description& d) { d.municipalities[0].latitude = 1.0; }), "municipalities");
  EXPECT_EQ(differs([](Description& d) { d.groups[0] = "x"; }), "groups");
  EXPECT_EQ(differs([](Description& d) { d.seed = 6, d.weeks = 31; }), "seed, weeks");
}

}  // namespace
}  // namespace polder::output
