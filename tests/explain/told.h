// Replicates of the real scenario under every concept and many interventions, to be told.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/replicate.h"
#include "explain/facts.h"
#include "explain/history.h"
#include "explain/names.h"
#include "model/u16.h"

namespace polder::testing {

/// A replicate with all that a teller needs.
struct Told {
  std::string what;
  model::Scenario scenario;
  engine::Chunk chunk;
  explain::History history;
  explain::Names names;
  std::vector<explain::Fact> facts;

  Told(std::string name, model::Scenario of, std::uint32_t replicate)
      : what(std::move(name)),
        scenario(std::move(of)),
        chunk(engine::run_replicate(scenario, scenario.seed, replicate, model::Record::full)),
        history(explain::history_of(scenario, chunk, 0)),
        names(scenario, history.events),
        facts(explain::facts_of(scenario, history.events)) {}
  Told(const Told&) = delete;
  Told& operator=(const Told&) = delete;
};

inline model::Scenario under(model::Concept concept_) {
  model::Scenario scenario = shipped_scenario(POLDER_SCENARIOS, "u16");
  for (model::Group& group : scenario.groups) group.concept_ = concept_;
  return scenario;
}

/// Run once, for all tests.
inline const std::vector<std::unique_ptr<Told>>& told_replicates() {
  static const std::vector<std::unique_ptr<Told>> all = [] {
    std::vector<std::unique_ptr<Told>> told;
    const auto add = [&](std::string what, const model::Scenario& scenario, std::uint32_t replicate) {
      told.push_back(std::make_unique<Told>(std::move(what), scenario, replicate));
    };
    using model::Concept;
    for (const Concept concept_ :
         {Concept::network, Concept::centre, Concept::matrix, Concept::ssc, Concept::mix}) {
      const std::string name(model::kConceptNames[static_cast<std::size_t>(concept_)]);
      const model::Scenario plain = under(concept_);
      for (std::uint32_t replicate = 0; replicate < 2; ++replicate) add(name, plain, replicate);
      model::Scenario changed = plain;
      changed.interventions.concrete_goals = 40;
      changed.interventions.explicit_roles = 60;
      changed.interventions.staff_loss = 30;
      changed.interventions.member_leaves = 50;
      changed.parameters.intervention_size.concreteness_floor = 0.8;
      changed.parameters.effort.leave_below = 0.6;
      changed.parameters.commitment.base = 0.1;
      changed.parameters.effort.covenant_holds = 0.5;
      changed.parameters.effort.contract_holds = 0.5;
      changed.parameters.effort.law_holds = 0.5;
      add(name + ", goals, roles and departures", changed, 2);
      model::Scenario stuck = plain;
      stuck.interventions.deciding_manager = 70;
      stuck.parameters.deliberation.tolerance = 0.1;
      stuck.parameters.deliberation.most_redrafts = 3;
      stuck.parameters.deliberation.shelf_weeks = 30;
      stuck.parameters.tempo.push_base = -6.0;
      add(name + ", stuck", stuck, 3);
    }
    model::Scenario apart = under(Concept::ssc);
    apart.groups.back().concept_ = Concept::network;
    apart.concept_switch = {.to = Concept::matrix, .week = 70};
    add("ssc and network, then a matrix", apart, 0);
    model::Scenario back = under(Concept::matrix);
    back.concept_switch = {.to = Concept::mix, .week = 40};
    add("a matrix, then a mix", back, 1);
    model::Scenario vague = under(Concept::network);
    vague.parameters.tasks.knowledge_weight = 0.0;
    vague.parameters.tasks.vague_appeal = 0.0;
    add("a network in which vagueness keeps hands down", vague, 0);
    model::Scenario ignorant = under(Concept::network);
    ignorant.parameters.tasks.knowledge_weight = 1.0;
    for (model::Municipality& m : ignorant.municipalities) m.knowledge = 0.05;
    add("a network in which hardly anybody knows", ignorant, 0);
    model::Scenario lot = under(Concept::network);
    lot.mechanisms.selection = false;
    add("a network in which tasks are drawn by lot", lot, 0);
    return told;
  }();
  return all;
}

}  // namespace polder::testing
