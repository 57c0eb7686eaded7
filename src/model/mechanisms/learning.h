// Knowledge spreads: from knowledge products to those who read them, and at meetings from the knowing to
// those who know what it is about and trust them enough to ask.
#pragma once

#include <array>

#include "model/field.h"
#include "model/index.h"

namespace polder::model {

struct Step;

struct LearningParameters {
  double diffusion = 0.02;
  double memory = 0.02;
  double gain_scale = 25.0;
};

inline constexpr std::array kLearningFields{
    NumberField<LearningParameters>{
        "diffusion", &LearningParameters::diffusion, "1/meeting", 0.0, 1.0,
        "share of the distance to the most knowing present that an aware and trusting member closes",
        "assumption; thesis §4.2.5 (the small ride along on others' knowledge)"},
    NumberField<LearningParameters>{"memory", &LearningParameters::memory, "1/week", 0.0, 1.0,
                                    "speed at which the memory of having learnt fades", "assumption"},
    NumberField<LearningParameters>{"gain_scale", &LearningParameters::gain_scale, "1", 0.0, 1000.0,
                                    "felt benefit per point of knowledge learnt lately", "assumption"},
};

/// A knowledge product of strength `gain` (0 to 1) was delivered: who read the dossier learns.
void spread_knowledge(Step& step, DossierIndex d, double gain);

/// At a meeting: best practices go from the most knowing present to the others.
void learn_from_each_other(Step& step, GroupIndex g);

/// The memory of having learnt fades.
void fade_learning(Step& step);

}  // namespace polder::model
