// A decision makes tasks. In a network hands are raised; by other rules a task has its owner.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct TaskParameters {
  double vague_hours = 0.7;
  double vague_appeal = 0.5;
  double knowledge_weight = 0.7;
  double threshold = 0.12;
  double threshold_falls = 0.03;
  double threshold_rises = 0.01;
  double cost_benefit = 0.3;
  double free_riding = 0.5;
  double looked_at = 0.5;
};

inline constexpr std::array kTaskFields{
    NumberField<TaskParameters>{"vague_hours", &TaskParameters::vague_hours, "1", 0.0, 1.0,
                                "hours of a task at concreteness 0, as a share of those at 1",
                                "assumption; thesis §4.2.7"},
    NumberField<TaskParameters>{"vague_appeal", &TaskParameters::vague_appeal, "1", 0.0, 1.0,
                                "stimulus of a task at concreteness 0, as a share of that at 1: nobody "
                                "knows what is asked",
                                "assumption; thesis §4.2.7"},
    NumberField<TaskParameters>{"knowledge_weight", &TaskParameters::knowledge_weight, "1", 0.0, 1.0,
                                "share of the stimulus that hangs on the own knowledge of the domain",
                                "assumption; thesis §4.2.5 (the small ride along on others' knowledge)"},
    NumberField<TaskParameters>{"threshold", &TaskParameters::threshold, "1", 0.01, 1.0,
                                "stimulus at which half would raise a hand, at the start",
                                "assumption; Theraulaz et al. 1998"},
    NumberField<TaskParameters>{"threshold_falls", &TaskParameters::threshold_falls, "1", 0.0, 1.0,
                                "fall of the threshold of who takes a task",
                                "assumption; Theraulaz et al. 1998"},
    NumberField<TaskParameters>{"threshold_rises", &TaskParameters::threshold_rises, "1", 0.0, 1.0,
                                "rise of the threshold of who does not, shared over those present",
                                "assumption; Theraulaz et al. 1998"},
    NumberField<TaskParameters>{"cost_benefit", &TaskParameters::cost_benefit, "1", 0.01, 0.99,
                                "cost of acting over its benefit in the volunteer's dilemma",
                                "Diekmann 1985 (form); value assumption"},
    NumberField<TaskParameters>{"free_riding", &TaskParameters::free_riding, "1", 0.0, 1.0,
                                "loss of stimulus when all tasks are seen to be done by others",
                                "assumption; thesis §4.2.7"},
    NumberField<TaskParameters>{"looked_at", &TaskParameters::looked_at, "1", 0.0, 1.0,
                                "share of the tasks without a hand for which all look to the content leader",
                                "assumption; thesis §4.2.5 (all look to the largest)"},
};

/// Makes the tasks of a decision, for later hands or for the owner by rule or by role.
void make_tasks(Step& step, DossierIndex d);

/// After a change of concept: tasks of desks that are no more lose part of what was done, and they and those
/// that nobody has go to their new owners by rule; where there is none, hands are raised at the next meeting.
void hand_over_tasks(Step& step, GroupIndex g);

/// At a meeting: who takes the tasks that nobody has.
void raise_hands(Step& step, GroupIndex g);

}  // namespace polder::model
