// What a sentence names as the cause was in force: checked against the recorded numbers and the scenario, for
// every event of replicates under every concept.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "explain/facts.h"
#include "explain/phrases.h"
#include "explain/told.h"

namespace polder::explain {
namespace {

using model::Cause;
using model::Event;
using model::EventType;
using model::kNone;
using testing::Told;

constexpr double kClose = 1e-9;

/// Calls for every event of a type, and fails where there is none.
template <class Check>
void for_each(EventType type, Check&& check) {
  std::size_t found = 0;
  for (const auto& told : testing::told_replicates()) {
    SCOPED_TRACE(told->what);
    for (std::size_t e = 0; e < told->history.events.size(); ++e) {
      const Event& event = told->history.events[e];
      if (event.type != type) continue;
      SCOPED_TRACE(::testing::Message() << "event " << e << " in week " << event.week);
      check(*told, event, told->facts[e]);
      ++found;
    }
  }
  EXPECT_GT(found, 0U);
}

TEST(Causes, EverythingRecordedHasWords) {
  for (const auto& told : testing::told_replicates()) {
    for (std::size_t e = 0; e < told->history.events.size(); ++e) {
      const Event& event = told->history.events[e];
      EXPECT_NO_THROW(static_cast<void>(phrase_of(event.type, event.cause, told->facts[e].manner)))
          << told->what;
    }
  }
}

TEST(Causes, AllWordsAreNeeded) {
  std::set<std::tuple<EventType, Cause, Manner>> recorded;
  for (const auto& told : testing::told_replicates()) {
    for (std::size_t e = 0; e < told->history.events.size(); ++e) {
      const Event& event = told->history.events[e];
      recorded.emplace(event.type, event.cause, told->facts[e].manner);
    }
  }
  for (const Phrase& phrase : phrases()) {
    EXPECT_TRUE(recorded.contains({phrase.type, phrase.cause, phrase.manner})) << phrase.sentence.en;
  }
}

TEST(Causes, WhoAsksForTimeHasReadTooLittleAndItsTrustSaysHowMuchIsEnough) {
  std::map<const Told*, std::map<model::DossierIndex, double>> stakes;
  for_each(EventType::dossier_tabled, [&](const Told& told, const Event& event, const Fact&) {
    ASSERT_EQ(event.detail, Cause::stake);
    stakes[&told][event.dossier] = event.detail_value;
  });
  for_each(EventType::review_demanded, [&](const Told& told, const Event& event, const Fact&) {
    EXPECT_LT(event.value, event.threshold);
    EXPECT_NE(event.municipality, kNone);
    ASSERT_EQ(event.detail, Cause::content_trust);
    const model::ReviewParameters& p = told.scenario.parameters.review;
    const double wish = p.enough + p.distrust * (1.0 - event.detail_value);
    const double stake = stakes[&told].at(event.dossier);
    EXPECT_NEAR(event.threshold, std::min(0.95, wish * (1.0 - p.stake_weight * (1.0 - stake))), kClose);
  });
}

TEST(Causes, WhoSendsBackStandsFurtherOffThanItAccepts) {
  for_each(EventType::redrafted, [](const Told&, const Event& event, const Fact& fact) {
    ASSERT_EQ(event.detail, Cause::concreteness);
    EXPECT_EQ(event.detail_value, fact.concreteness);
    if (event.cause == Cause::concreteness) {
      EXPECT_LT(event.value, event.threshold);
      EXPECT_EQ(event.value, fact.concreteness_before);
      EXPECT_EQ(fact.concreteness, event.threshold);
    } else {
      EXPECT_GT(event.value, event.threshold);
      EXPECT_LE(fact.concreteness, fact.concreteness_before);
      EXPECT_NE(event.municipality, kNone);
    }
  });
}

TEST(Causes, DecidedIsWhatHasTheSupportOrTheRight) {
  for_each(EventType::decided, [](const Told& told, const Event& event, const Fact& fact) {
    EXPECT_EQ(event.detail_value, fact.concreteness_before);
    if (event.cause == Cause::support || event.cause == Cause::redrafts) {
      EXPECT_GE(event.value, event.threshold - kClose);
    }
    if (event.cause == Cause::redrafts) {
      EXPECT_EQ(event.value, fact.redrafts);
    }
    if (event.cause == Cause::none) {
      ASSERT_NE(event.municipality, kNone);
    }
    const model::ConceptSwitch change = model::switch_of(told.scenario, event.group);
    const bool switched = change.to && event.week >= change.week && change.week != kNone;
    const auto concept_ =
        switched ? *change.to : told.scenario.groups[static_cast<std::size_t>(event.group)].concept_;
    const std::map<Manner, std::set<model::Concept>> under{
        {Manner::consent, {model::Concept::network, model::Concept::mix}},
        {Manner::plain, {model::Concept::network, model::Concept::mix}},
        {Manner::centre, {model::Concept::centre}},
        {Manner::field_owner, {model::Concept::matrix}},
        {Manner::owners, {model::Concept::matrix}},
        {Manner::votes, {model::Concept::ssc}}};
    EXPECT_TRUE(under.at(fact.manner).contains(concept_));
  });
}

TEST(Causes, PushedThroughByChanceAndAgainstWhatWasSaid) {
  for_each(EventType::pushed_through, [](const Told& told, const Event& event, const Fact& fact) {
    EXPECT_LT(event.value, event.threshold);
    EXPECT_NE(event.municipality, kNone);
    const auto asked =
        std::count_if(told.history.events.begin(), told.history.events.end(), [&](const Event& other) {
          return other.type == EventType::review_demanded && other.dossier == event.dossier &&
                 other.week == event.week;
        });
    EXPECT_EQ(fact.manner, asked > 0 ? Manner::asked : Manner::disagreed);
  });
  for_each(EventType::review_demanded, [](const Told& told, const Event& event, const Fact& fact) {
    const bool pushed =
        std::any_of(told.history.events.begin(), told.history.events.end(), [&](const Event& other) {
          return other.type == EventType::pushed_through && other.dossier == event.dossier &&
                 other.week == event.week;
        });
    EXPECT_EQ(fact.manner, pushed ? Manner::overruled : Manner::waits);
  });
}

TEST(Causes, ShelvedIsWhatWaitedOrWasRedraftedTooOften) {
  for_each(EventType::shelved, [](const Told&, const Event& event, const Fact& fact) {
    if (event.cause == Cause::waiting_weeks) {
      EXPECT_GT(event.value, event.threshold);
      EXPECT_EQ(event.value, fact.weeks_on_table);
    } else {
      EXPECT_GE(event.value, event.threshold);
      EXPECT_EQ(event.value, fact.redrafts);
    }
  });
}

TEST(Causes, ReasonsNotToRatifyAreWhatTheChanceIsMadeOf) {
  for_each(EventType::ratification_failed, [](const Told& told, const Event& event, const Fact& fact) {
    EXPECT_LT(event.value, event.threshold);
    ASSERT_EQ(event.detail, Cause::backing_gap);
    const model::RatificationParameters& p = told.scenario.parameters.ratification;
    const bool objected = fact.manner == Manner::objected || fact.manner == Manner::both;
    const double chance =
        p.failure + p.gap_weight * event.detail_value + (objected ? p.objection_weight : 0.0);
    EXPECT_NEAR(event.threshold, chance, kClose);
    const bool gap = fact.manner == Manner::backing || fact.manner == Manner::both;
    EXPECT_EQ(gap, event.detail_value >= kNotableGap);
  });
}

TEST(Causes, InFullIsAllTasksAndEnoughInhabitants) {
  for_each(EventType::carried_out, [](const Told&, const Event& event, const Fact& fact) {
    ASSERT_EQ(event.detail, Cause::coverage);
    const bool tasks = event.cause == Cause::coverage;
    EXPECT_EQ(fact.manner == Manner::in_full, tasks && event.value >= event.threshold);
    if (tasks) {
      EXPECT_EQ(event.detail_value, event.value);
    } else {
      EXPECT_LT(event.value, event.threshold);
    }
    EXPECT_EQ(fact.manner == Manner::nothing, !tasks && event.value == 0.0);
  });
}

TEST(Causes, WhoComesNearestStillDoesNotRaiseAHandAndWhatLacksIsLow) {
  for_each(EventType::task_unowned, [](const Told&, const Event& event, const Fact& fact) {
    ASSERT_EQ(event.cause, Cause::draw);
    EXPECT_GE(event.value, event.threshold);
    EXPECT_NE(event.municipality, kNone);
    EXPECT_GE(event.detail_value, 0.0);
    EXPECT_LT(event.detail_value, 1.0);
    const std::map<Manner, Cause> lacks{{Manner::time, Cause::time},
                                        {Manner::backing, Cause::backing},
                                        {Manner::effort, Cause::effort},
                                        {Manner::knowledge, Cause::knowledge},
                                        {Manner::vague, Cause::concreteness}};
    EXPECT_EQ(lacks.at(fact.manner), event.detail);
  });
  for_each(EventType::task_taken, [](const Told& told, const Event& event, const Fact& fact) {
    EXPECT_EQ(event.cause != Cause::none, fact.manner == Manner::plain);
    if (event.cause == Cause::none) {
      EXPECT_EQ(fact.manner, told.scenario.mechanisms.selection ? Manner::by_role : Manner::by_lot);
    }
    if (event.cause == Cause::rule) {
      EXPECT_TRUE(fact.by_desk);
    }
    if (event.cause == Cause::stimulus) {
      EXPECT_GT(event.value, 0.0);
    }
    if (event.cause ==
        Cause::draw) {  // looked at: the chance is no more than the share of tasks for which that happens
      EXPECT_LT(event.value, event.threshold);
      EXPECT_LE(event.threshold, told.scenario.parameters.tasks.looked_at);
    }
  });
}

TEST(Causes, LateAndDroppedTasksArePastTheirLimit) {
  for (const EventType type : {EventType::task_late, EventType::task_dropped}) {
    for_each(type, [](const Told&, const Event& event, const Fact& fact) {
      EXPECT_GT(event.value, event.threshold);
      EXPECT_EQ(event.detail, Cause::quality);
      EXPECT_GE(event.detail_value, 0.0);
      EXPECT_LT(event.detail_value, 1.0);
      if (fact.manner == Manner::unowned) {
        EXPECT_EQ(event.municipality, kNone);
        EXPECT_EQ(event.detail_value, 0.0);
      }
    });
  }
  for_each(EventType::task_finished, [](const Told& told, const Event& event, const Fact& fact) {
    EXPECT_EQ(event.value, event.threshold);
    const bool late =
        std::any_of(told.history.events.begin(), told.history.events.end(), [&](const Event& other) {
          return other.type == EventType::task_late && other.task == event.task && other.week <= event.week;
        });
    EXPECT_EQ(fact.manner == Manner::late, late);
  });
}

TEST(Causes, WhoLeavesMakesTooLittleEffort) {
  for_each(EventType::withdrew, [](const Told&, const Event& event, const Fact& fact) {
    if (fact.manner == Manner::plain) {
      EXPECT_LT(event.value, event.threshold);
    }
  });
  for_each(EventType::alderman_replaced, [](const Told&, const Event& event, const Fact&) {
    EXPECT_LT(event.value, event.threshold);
    EXPECT_EQ(event.detail, Cause::backing);
    EXPECT_GE(event.detail_value, 0.0);
    EXPECT_LE(event.detail_value, 1.0);
  });
}

}  // namespace
}  // namespace polder::explain
