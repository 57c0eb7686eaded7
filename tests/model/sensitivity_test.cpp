// No mechanism is a stub and no number is idle: each switch, intervention, parameter and scenario value, when
// changed, changes some outcome of the U16 under some concept.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "u16.h"

namespace polder::testing {
namespace {

using namespace model;

constexpr std::uint32_t kReplicates = 20;

const Scenario& u16() {
  static const Scenario scenario = shipped_scenario(POLDER_SCENARIOS, "u16");
  return scenario;
}

std::vector<std::uint64_t> scalars_of(const Scenario& scenario, std::uint32_t replicate) {
  Simulation simulation(scenario);
  Recorder recorder(scenario, Record::summary);
  simulation.start({.seed = 1, .replicate = replicate});
  recorder.start(simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    recorder.observe(simulation.state());
  }
  recorder.finish(simulation.state());
  std::vector<std::uint64_t> bits;
  for (const double x : recorder.scalars())
    bits.push_back(std::isnan(x) ? ~0ULL : std::bit_cast<std::uint64_t>(x));
  return bits;
}

/// Where a number may act: a concept, and interventions that it needs.
struct Context {
  Concept which = Concept::network;
  std::vector<Week Interventions::*> interventions{};
  bool switches = false;  ///< to the next concept, halfway
};

std::string name_of(const Context& context) {
  std::string name = testing::name_of(context.which);
  for (const auto member : context.interventions) {
    for (const InterventionField& field : kInterventionFields) {
      if (field.member == member) name += " with " + std::string(field.name);
    }
  }
  if (context.switches) name += " with a change of concept";
  return name;
}

Scenario in(const Context& context) {
  Scenario scenario = with_concept(u16(), context.which);
  for (const auto member : context.interventions) scenario.interventions.*member = 13;
  if (context.switches) {
    const std::size_t next = (static_cast<std::size_t>(context.which) + 1) % kConcepts.size();
    scenario.concept_switch = {.to = kConcepts[next], .week = scenario.weeks / 2};
  }
  return scenario;
}

std::vector<Context> all_concepts(std::vector<Week Interventions::*> interventions = {}) {
  std::vector<Context> contexts;
  for (const Concept which : kConcepts) contexts.push_back({which, interventions});
  return contexts;
}

/// True when the change makes any scalar of any replicate differ in the context.
bool changes_something(const Context& context, const std::function<void(Scenario&)>& change) {
  static std::map<std::string, std::vector<std::vector<std::uint64_t>>> unchanged;
  const Scenario before = in(context);
  Scenario after = before;
  change(after);
  auto& known = unchanged[name_of(context)];
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    if (known.size() <= r) known.push_back(scalars_of(before, r));
    if (scalars_of(after, r) != known[r]) return true;
  }
  return false;
}

/// The context in which the change acts, or none.
std::optional<std::string> acts_in(const std::vector<Context>& contexts,
                                   const std::function<void(Scenario&)>& change) {
  for (const Context& context : contexts) {
    if (changes_something(context, change)) return name_of(context);
  }
  return std::nullopt;
}

std::string names(const std::vector<Context>& contexts) {
  std::string all;
  for (const Context& context : contexts) all += (all.empty() ? "" : ", ") + name_of(context);
  return all;
}

TEST(SensitivityTest, EveryMechanismSwitchedOffChangesAnOutcome) {
  for (const auto& field : kMechanismFields) {
    const auto contexts = all_concepts();
    EXPECT_TRUE(acts_in(contexts, [&](Scenario& s) { s.mechanisms.*field.member = false; }))
        << "mechanisms." << field.name << " = false changes no scalar of " << kReplicates
        << " replicates under " << names(contexts);
  }
}

TEST(SensitivityTest, EveryInterventionChangesAnOutcomeUnderTheNetwork) {
  for (const InterventionField& field : kInterventionFields) {
    EXPECT_TRUE(
        changes_something({Concept::network}, [&](Scenario& s) { s.interventions.*field.member = 13; }))
        << "interventions." << field.name << " = 13 changes no scalar of " << kReplicates << " replicates";
  }
}

/// What a number needs to act, beyond the plain U16.
const std::map<std::string, std::vector<Week Interventions::*>> kNeeds{
    {"trust.leaving", {&Interventions::member_leaves}},
    {"staffing.key_share", {&Interventions::staff_loss}},
    {"work.reminder", {&Interventions::explicit_roles}},
    {"urgency.monitoring_rate", {&Interventions::monitoring}},
    {"deliberation.manager_patience", {&Interventions::deciding_manager}},
    {"intervention_size.concreteness_floor", {&Interventions::concrete_goals}},
    {"intervention_size.informal_factor", {&Interventions::informal_contact}},
    {"intervention_size.staff_floor_fte", {&Interventions::staff_for_small}},
    {"intervention_size.pooled_hours", {&Interventions::pooled_budget}},
    {"intervention_size.temporary_dwellings", {&Interventions::temporary_housing}},
    {"intervention_size.temporary_build_weeks", {&Interventions::temporary_housing}},
    {"intervention_size.colour_shift", {&Interventions::colour_change}},
    {"intervention_size.inflow_factor", {&Interventions::inflow_shock}},
    {"intervention_size.inflow_weeks", {&Interventions::inflow_shock}},
    {"intervention_size.relevance_share", {&Interventions::relevant_parties}},
};

/// Other values in the range: near ones first.
template <class Field>
std::vector<double> others(const Field& field, double value) {
  std::vector<double> all;
  for (const double share : {0.25, 0.5, 1.0}) {
    for (const double end : {field.high, field.low}) {
      double other = value + share * (end - value);
      if (field.whole) other = std::round(other);
      if (other != value) all.push_back(other);
    }
  }
  return all;
}

class ParameterTest : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> sections() {
  std::vector<std::string> all;
  const Parameters parameters;
  for_each_section(parameters, [&](const char* name, const auto&, const auto&) { all.emplace_back(name); });
  return all;
}

TEST_P(ParameterTest, EachChangesAnOutcome) {
  Parameters defaults;
  for_each_section(defaults, [&](const char* section, auto&, const auto& fields) {
    if (section != GetParam()) return;
    for (const auto& field : fields) {
      const std::string name = std::string(section) + "." + std::string(field.name);
      const auto needs = kNeeds.find(name);
      auto contexts =
          all_concepts(needs == kNeeds.end() ? std::vector<Week Interventions::*>{} : needs->second);
      if (name == "setup.switch_exit") {
        for (Context& context : contexts) context.switches = true;
      }
      const auto& shipped = u16().parameters;
      double value = 0.0;
      for_each_section(shipped, [&](const char* other, const auto& values, const auto& other_fields) {
        if (std::string_view(other) != section) return;
        for (const auto& f : other_fields) {
          if (f.name == field.name) value = values.*f.member;
        }
      });
      bool acts = false;
      for (const double moved : others(field, value)) {
        acts =
            acts_in(contexts, [&](Scenario& s) {
              for_each_section(s.parameters, [&](const char* other, auto& values, const auto& other_fields) {
                if (std::string_view(other) != section) return;
                for (const auto& f : other_fields) {
                  if (f.name == field.name) values.*f.member = moved;
                }
              });
            }).has_value();
        if (acts) break;
      }
      EXPECT_TRUE(acts) << name << ": no value in [" << field.low << ", " << field.high
                        << "] that was tried changes a scalar of " << kReplicates << " replicates under "
                        << names(contexts);
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Of, ParameterTest, ::testing::ValuesIn(sections()),
                         [](const auto& test) { return test.param; });

// Coordinates are kept for maps; the model does not read them.
TEST(SensitivityTest, EveryValueOfTheScenarioChangesAnOutcome) {
  struct Case {
    const char* path;
    std::function<void(Scenario&)> change;
  };
  const std::vector<Case> cases{
      {"municipalities.*.population", [](Scenario& s) { s.municipalities[3].population *= 1.5; }},
      {"municipalities.*.colour", [](Scenario& s) { s.municipalities[3].colour = -0.9; }},
      {"municipalities.*.staff_fte", [](Scenario& s) { s.municipalities[3].staff_fte *= 1.5; }},
      {"municipalities.*.knowledge", [](Scenario& s) { s.municipalities[3].knowledge = 0.11; }},
      {"municipalities.*.need", [](Scenario& s) { s.municipalities[3].need[0] = 0.99; }},
      {"municipalities.*.lettings_per_year",
       [](Scenario& s) { s.municipalities[3].lettings_per_year *= 1.5; }},
      {"municipalities.*.arrears_at_start",
       [](Scenario& s) { s.municipalities[3].arrears_at_start += 50.0; }},
      {"municipalities.*.motives.knowledge",
       [](Scenario& s) { s.municipalities[3].motives.knowledge += 1.0; }},
      {"municipalities.*.motives.strength", [](Scenario& s) { s.municipalities[3].motives.strength += 1.0; }},
      {"municipalities.*.motives.efficiency",
       [](Scenario& s) { s.municipalities[3].motives.efficiency += 1.0; }},
      {"groups.*.meeting_interval_weeks", [](Scenario& s) { s.groups[0].meeting_interval_weeks = 4; }},
      {"groups.*.centre", [](Scenario& s) { s.groups[0].centre = 3; }},
      {"process_manager.present",
       [](Scenario& s) { s.process_manager.present = !s.process_manager.present; }},
      {"process_manager.employer", [](Scenario& s) { s.process_manager.employer = kNone; }},
      {"process_manager.decides",
       [](Scenario& s) { s.process_manager.decides = !s.process_manager.decides; }},
      {"process_manager.hours_per_week", [](Scenario& s) { s.process_manager.hours_per_week = 2.0; }},
      {"demand.scale", [](Scenario& s) { s.demand.scale = 1.5; }},
      {"elections", [](Scenario& s) { s.elections = {20}; }},
      {"case_types.*.persons", [](Scenario& s) { s.demand.case_types[1].persons = 4.0; }},
      {"case_types.*.share", [](Scenario& s) { s.demand.case_types[1].share *= 2.0; }},
      {"municipalities.*.vacancy_share",
       [](Scenario& s) {
         s.municipalities[3].vacancy_shares = {0.1, 0.1, 0.8};
       }},
      {"dossier_kinds.*.operational",
       [](Scenario& s) {
         for (auto& k : s.dossier_kinds) k.operational = !k.operational;
       }},
      {"dossier_kinds.*.per_year", [](Scenario& s) { s.dossier_kinds[0].per_year *= 2.0; }},
      {"dossier_kinds.*.pages", [](Scenario& s) { s.dossier_kinds[0].pages *= 2.0; }},
      {"dossier_kinds.*.stake", [](Scenario& s) { s.dossier_kinds[0].stake = 0.1; }},
      {"dossier_kinds.*.colour_loading", [](Scenario& s) { s.dossier_kinds[0].colour_loading = 0.0; }},
      {"dossier_kinds.*.need_loading", [](Scenario& s) { s.dossier_kinds[0].need_loading = 0.0; }},
      {"dossier_kinds.*.concreteness", [](Scenario& s) { s.dossier_kinds[0].concreteness = 0.3; }},
      {"dossier_kinds.*.cross_cutting", [](Scenario& s) { s.dossier_kinds[0].cross_cutting = 1.0; }},
      {"dossier_kinds.*.also_fields", [](Scenario& s) { s.dossier_kinds[0].also_fields.clear(); }},
      {"dossier_kinds.*.field", [](Scenario& s) { s.dossier_kinds[0].field = s.dossier_kinds[2].field; }},
      {"dossier_kinds.*.deadline",
       [](Scenario& s) {
         for (auto& k : s.dossier_kinds) k.deadline = 1.0;
       }},
      {"dossier_kinds.*.tasks", [](Scenario& s) { s.dossier_kinds[0].tasks += 2.0; }},
      {"dossier_kinds.*.task_hours", [](Scenario& s) { s.dossier_kinds[0].task_hours *= 2.0; }},
      {"dossier_kinds.*.lead_weeks", [](Scenario& s) { s.dossier_kinds[0].lead_weeks = 3.0; }},
      {"dossier_kinds.*.size",
       [](Scenario& s) {
         for (auto& k : s.dossier_kinds) k.size *= 3.0;
       }},
  };
  for (const Case& one : cases) {
    EXPECT_TRUE(acts_in(all_concepts(), one.change))
        << one.path << " changes no scalar of " << kReplicates << " replicates";
  }
}

}  // namespace
}  // namespace polder::testing
