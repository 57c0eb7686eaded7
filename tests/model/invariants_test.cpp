// What must hold in every week of every scenario, whatever the concept, interventions and parameters.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "model/outcomes/outcome.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"

namespace polder::testing {
namespace {

using namespace model;

constexpr double kRounding = 1e-9;

struct Named {
  const char* name;
  const std::vector<double>* values;
};

std::vector<Named> shares(const State& s) {
  return {{"content_trust", &s.content_trust},
          {"mean_trust", &s.mean_trust},
          {"trust", &s.trust},
          {"urgency", &s.urgency},
          {"effort", &s.effort},
          {"pledged", &s.pledged},
          {"backed", &s.backed},
          {"knowledge", &s.knowledge},
          {"knowledge_gain", &s.knowledge_gain},
          {"benefit", &s.benefit},
          {"overload", &s.overload},
          {"awareness", &s.awareness},
          {"reading", &s.reading},
          {"supervision", &s.supervision},
          {"dependence", &s.dependence},
          {"home_share", &s.home_share},
          {"member", &s.member},
          {"in_group", &s.in_group},
          {"experience", &s.experience},
          {"setup_progress", &s.setup_progress},
          {"believed_awareness", &s.believed_awareness},
          {"visible_results", &s.visible_results},
          {"results", &s.results},
          {"known_owners", &s.known_owners},
          {"exchange", &s.exchange},
          {"integration", &s.integration},
          {"pilot", &s.pilot},
          {"lobby", &s.lobby}};
}

/// Checks one state after another of a replicate; each check returns what is broken, or nothing.
class Watch {
 public:
  using Broken = std::optional<std::string>;

  Watch(const Scenario& scenario, const State& start)
      : scenario_(scenario),
        waiting_at_start_(start.waiting),
        workload_(start.flows.workload),
        task_hours_(start.flows.task_hours),
        desk_hours_(start.task_hours_total),
        say_(0.0),
        decisions_(0.0) {}

  Broken after_week(const State& s) {
    for (auto check : {&Watch::people, &Watch::queues, &Watch::hours, &Watch::ranges, &Watch::dossiers,
                       &Watch::say, &Watch::tasks, &Watch::membership, &Watch::series}) {
      if (Broken broken = (this->*check)(s)) return broken->append(numbered(", week ", s.week - 1));
    }
    return std::nullopt;
  }

 private:
  static std::string at(const char* what, std::size_t index, double value) {
    return std::string(what) + "[" + std::to_string(index) + "] = " + std::to_string(value);
  }

  Broken people(const State& s) {
    for (std::int32_t i = 0; i < s.n; ++i) {
      double waiting = 0.0;
      double before = 0.0;
      for (std::int32_t k = 0; k < s.k; ++k) {
        const double persons = s.persons_per_case[static_cast<std::size_t>(k)];
        waiting += persons * s.waiting[s.at(k, i)];
        before += persons * waiting_at_start_[s.at(k, i)];
      }
      const auto m = static_cast<std::size_t>(i);
      const double left = before + s.flows.arrivals[m] - s.flows.placements[m];
      if (left != waiting) return at("people not conserved: arrived - placed - waiting", m, left - waiting);
      if (s.flows.exchanged[m] > s.flows.placements[m])
        return at("exchanged beyond placements", m, s.flows.exchanged[m]);
    }
    return std::nullopt;
  }

  Broken queues(const State& s) {
    const std::int32_t now = s.week - 1 + s.before;
    const auto term = static_cast<std::int32_t>(scenario_.parameters.placement.legal_term_weeks);
    for (std::size_t slot = 0; slot < s.waiting.size(); ++slot) {
      std::int32_t waiting = 0;
      std::int32_t overdue = 0;
      for (std::int32_t w = 0; w < s.history; ++w) {
        const std::int32_t cases =
            s.cohort[slot * static_cast<std::size_t>(s.history) + static_cast<std::size_t>(w)];
        if (cases < 0) return at("negative cohort", slot, cases);
        if (w > now && cases != 0) return at("arrivals of the future", slot, cases);
        waiting += cases;
        if (now - w > term) overdue += cases;
      }
      if (waiting != s.waiting[slot])
        return at("waiting is not the sum of cohorts: difference", slot, s.waiting[slot] - waiting);
      if (overdue != s.overdue[slot])
        return at("overdue is not what a recount gives: difference", slot, s.overdue[slot] - overdue);
    }
    return std::nullopt;
  }

  Broken hours(const State& s) {
    std::vector<double> available(s.hours.begin(), s.hours.begin() + s.n);
    for (std::int32_t c = 0; c < s.carriers(); ++c) {
      const auto carrier = static_cast<std::size_t>(c);
      if (!(s.hours[carrier] >= 0.0)) return at("hours", carrier, s.hours[carrier]);
      if (!(s.hours_left[carrier] >= -kRounding))
        return at("hours_left below zero", carrier, s.hours_left[carrier]);
      if (!(s.hours_left[carrier] <= s.hours[carrier] + kRounding))
        return at("hours_left beyond hours", carrier, s.hours_left[carrier]);
      if (s.vacant[carrier] < 0 || s.vacant[carrier] > s.persons[carrier])
        return at("vacant", carrier, s.vacant[carrier]);
      const double used = s.hours[carrier] - s.hours_left[carrier];
      const double worked = s.task_hours_total[carrier] - desk_hours_[carrier];
      if (!(worked <= used + kRounding)) return at("task hours beyond hours used", carrier, worked - used);
      if (c >= s.n) {
        const MunicipalityIndex host = s.desk_host[carrier - static_cast<std::size_t>(s.n)];
        if (host != kNone) available[static_cast<std::size_t>(host)] += s.hours[carrier];
      }
    }
    for (std::size_t i = 0; i < available.size(); ++i) {
      const double workload = s.flows.workload[i] - workload_[i];
      const double on_tasks = s.flows.task_hours[i] - task_hours_[i];
      if (!(workload <= available[i] + kRounding))
        return at("workload beyond hours present", i, workload - available[i]);
      if (!(on_tasks <= workload + kRounding))
        return at("task hours beyond workload", i, on_tasks - workload);
    }
    workload_ = s.flows.workload;
    task_hours_ = s.flows.task_hours;
    desk_hours_ = s.task_hours_total;
    return std::nullopt;
  }

  Broken ranges(const State& s) {
    for (const Named& named : shares(s)) {
      for (std::size_t i = 0; i < named.values->size(); ++i) {
        const double x = (*named.values)[i];
        if (!(x >= -1e-12 && x <= 1.0 + 1e-12)) return at(named.name, i, x) + " outside [0, 1]";
      }
    }
    for (std::size_t i = 0; i < s.colour.size(); ++i) {
      if (!(std::abs(s.colour[i]) <= 1.0)) return at("colour outside [-1, 1]", i, s.colour[i]);
      if (!(s.arrears[i] >= -1.0 && s.arrears[i] <= 2.0))
        return at("arrears outside [-1, 2]", i, s.arrears[i]);
      if (!(s.claims[i] >= -0.5 - kRounding && std::isfinite(s.claims[i])))
        return at("more dwellings claimed than agreed on", i, s.claims[i]);
    }
    for (const auto* array : {&s.skill, &s.practice, &s.capacity, &s.pile, &s.drafting_debt, &s.meeting_debt,
                              &s.channels, &s.hired, &s.agreed_dwellings}) {
      for (std::size_t i = 0; i < array->size(); ++i) {
        if (!((*array)[i] >= -kRounding && std::isfinite((*array)[i])))
          return at("an amount is negative or not finite", i, (*array)[i]);
      }
    }
    return std::nullopt;
  }

  Broken dossiers(const State& s) {
    std::vector<double> open(static_cast<std::size_t>(s.g), 0.0);
    std::vector<double> tabled(static_cast<std::size_t>(s.g), 0.0);
    for (DossierIndex d = 0; d < s.next_dossier; ++d) {
      const auto id = static_cast<std::size_t>(d);
      const auto g = static_cast<std::size_t>(s.dossiers.group[id]);
      tabled[g] += 1.0;
      open[g] += s.dossiers.state[id] == DossierState::tabled ? 1.0 : 0.0;
      if (s.dossiers.state[id] == DossierState::expected) return at("dossier never tabled", id, 0.0);
      if (!(s.dossiers.c[id] > 0.0 && s.dossiers.c[id] <= 1.0))
        return at("concreteness outside (0, 1]", id, s.dossiers.c[id]);
      if (!(s.dossiers.stake[id] >= 0.0 && s.dossiers.stake[id] <= 1.0))
        return at("stake outside [0, 1]", id, s.dossiers.stake[id]);
      if (!(s.dossiers.coverage[id] >= 0.0 && s.dossiers.coverage[id] <= 1.0 + kRounding))
        return at("coverage outside [0, 1]", id, s.dossiers.coverage[id]);
      if (!std::isfinite(s.dossiers.y[id])) return at("position of the draft", id, s.dossiers.y[id]);
      double influence = s.dossiers.unit_influence[id];
      for (std::int32_t i = 0; i < s.n; ++i) {
        const double own = s.dossiers.influence[s.at(d, i)];
        const double read = s.dossiers.read[s.at(d, i)];
        if (!(own >= -kRounding)) return at("influence below zero", id, own);
        if (!(read >= 0.0 && read <= 1.0 + 1e-12)) return at("read outside [0, 1]", id, read);
        influence += own;
      }
      if (!(std::abs(influence - 1.0) < kRounding)) return at("influence does not sum to 1", id, influence);
      if (!(s.dossiers.quality_sum[id] <= s.dossiers.tasks_total[id] + kRounding))
        return at("quality beyond 1 a task", id, s.dossiers.quality_sum[id]);
      const bool closed = s.dossiers.state[id] == DossierState::closed;
      const bool decided = closed || s.dossiers.state[id] == DossierState::decided;
      if (decided && closed != (s.dossiers.tasks_open[id] == 0))
        return at("decided, yet open tasks do not say whether it is closed", id, s.dossiers.tasks_open[id]);
    }
    for (std::size_t g = 0; g < open.size(); ++g) {
      const double settled = s.flows.decisions[g] + s.flows.shelved[g];
      if (tabled[g] != settled + open[g]) return at("tabled is not decided, shelved and open", g, tabled[g]);
    }
    for (const DossierIndex d : s.open_dossiers) {
      if (s.dossiers.state[static_cast<std::size_t>(d)] != DossierState::tabled)
        return at("an open dossier is not tabled", static_cast<std::size_t>(d), 0.0);
    }
    return std::nullopt;
  }

  Broken say(const State& s) {
    const double said = std::accumulate(s.flows.say.begin(), s.flows.say.end(), 0.0);
    const double decisions = std::accumulate(s.flows.decisions.begin(), s.flows.decisions.end(), 0.0);
    if (!(said - say_ <= decisions - decisions_ + kRounding))
      return at("say beyond 1 a decision", 0, said - say_);
    say_ = said;
    decisions_ = decisions;
    return std::nullopt;
  }

  Broken tasks(const State& s) {
    std::vector<std::int32_t> open(static_cast<std::size_t>(s.next_dossier), 0);
    std::vector<double> live(static_cast<std::size_t>(s.g), 0.0);
    for (const TaskIndex t : s.live_tasks) {
      const auto task = static_cast<std::size_t>(t);
      const auto d = static_cast<std::size_t>(s.tasks.dossier[task]);
      const GroupIndex g = s.dossiers.group[d];
      const std::int32_t owner = s.tasks.owner[task];
      ++open[d];
      live[static_cast<std::size_t>(g)] += 1.0;
      if (s.tasks.state[task] != TaskState::open) return at("a live task is closed", task, 0.0);
      if (owner < kNone || owner >= s.carriers()) return at("owner", task, owner);
      if (owner >= 0 && owner < s.n && s.in_group[s.at(g, owner)] == 0.0)
        return at("owner is no member of the group", task, owner);
      if (owner >= s.n && s.desk_group[static_cast<std::size_t>(owner - s.n)] != g)
        return at("owner is a desk of another group", task, owner);
      if (!(s.tasks.remaining[task] >= -kRounding &&
            s.tasks.remaining[task] <= s.tasks.hours[task] + kRounding))
        return at("remaining hours of a task", task, s.tasks.remaining[task]);
      if (s.tasks.due_week[task] < s.tasks.made_week[task])
        return at("due before made", task, s.tasks.due_week[task]);
    }
    for (std::size_t d = 0; d < open.size(); ++d) {
      if (s.dossiers.tasks_open[d] != open[d])
        return at("open tasks of a dossier are not its live ones", d, s.dossiers.tasks_open[d]);
    }
    for (std::size_t g = 0; g < live.size(); ++g) {
      if (s.flows.tasks_made[g] != s.flows.tasks_done[g] + s.flows.tasks_dropped[g] + live[g])
        return at("tasks made are not done, dropped or live", g, s.flows.tasks_made[g]);
      if (s.flows.tasks_unowned[g] > s.flows.tasks_dropped[g])
        return at("unowned beyond dropped", g, s.flows.tasks_unowned[g]);
      if (s.flows.carried_out[g] > s.flows.closed_dossiers[g])
        return at("carried out beyond closed", g, s.flows.carried_out[g]);
      if (!(s.flows.delivered[g] <= s.flows.closed_dossiers[g] + kRounding))
        return at("delivered beyond 1 a dossier", g, s.flows.delivered[g]);
    }
    return std::nullopt;
  }

  Broken membership(const State& s) {
    for (std::int32_t g = 0; g < s.g; ++g) {
      double size = 0.0;
      for (std::int32_t i = 0; i < s.n; ++i) {
        size += s.in_group[s.at(g, i)];
        if (s.in_group[s.at(g, i)] > 0.0 && s.member[static_cast<std::size_t>(i)] == 0.0)
          return at("in a group, yet no member", static_cast<std::size_t>(i), g);
      }
      if (size != s.size[static_cast<std::size_t>(g)])
        return at("size of a group", static_cast<std::size_t>(g), size);
    }
    return std::nullopt;
  }

  /// What is read off the state is a number; running totals only run on.
  Broken series(const State& s) {
    std::size_t entry = 0;
    const bool first = totals_.empty();
    const auto read = [&](const SeriesOutcome& outcome, auto reader, bool running) -> Broken {
      std::vector<double> values(static_cast<std::size_t>(outcome.shape == Shape::group ? s.g : s.n));
      reader(s, values);
      for (const double value : values) {
        if (!std::isfinite(value)) return std::string(outcome.name) + " is not finite";
        if (first) totals_.push_back(running ? 0.0 : value);
        const double before = std::exchange(totals_[entry++], value);
        if (running && value < before - 1e-9 * (1.0 + std::abs(before)))
          return std::string(outcome.name) + " runs backwards";
      }
      return std::nullopt;
    };
    for (const SeriesOutcome& outcome : series_catalogue()) {
      if (Broken broken = read(outcome, outcome.total, outcome.reading != Reading::level)) return broken;
      if (outcome.count == nullptr) continue;
      if (Broken broken = read(outcome, outcome.count, true)) return broken;
    }
    return std::nullopt;
  }

  const Scenario& scenario_;
  std::vector<std::int32_t> waiting_at_start_;
  std::vector<double> workload_;
  std::vector<double> task_hours_;
  std::vector<double> desk_hours_;
  double say_;
  double decisions_;
  std::vector<double> totals_;
};

std::optional<std::string> broken_in(const Scenario& scenario) {
  Simulation simulation(scenario);
  simulation.start({.seed = scenario.seed, .replicate = 0});
  Watch watch(scenario, simulation.state());
  while (!simulation.finished()) {
    simulation.step();
    if (auto broken = watch.after_week(simulation.state())) return broken;
  }
  return std::nullopt;
}

/// Tries random scenarios 0 to count - 1; tells of the first few that break an invariant.
void expect_unbroken(std::uint64_t count, bool shaken) {
  int told = 0;
  for (std::uint64_t number = 0; number < count && told < 5; ++number) {
    const auto broken = broken_in(random_scenario(number, shaken));
    told += broken ? 1 : 0;
    EXPECT_FALSE(broken) << "random_scenario(" << number << (shaken ? ", true): " : "): ")
                         << broken.value_or("");
  }
}

TEST(InvariantsTest, HoldInEveryWeekOfRandomScenarios) { expect_unbroken(300, false); }

TEST(InvariantsTest, HoldWithParametersAnywhereInTheirRanges) { expect_unbroken(800, true); }

class InvariantsOfConceptTest : public ::testing::TestWithParam<Concept> {};

TEST_P(InvariantsOfConceptTest, HoldInEveryWeek) {
  const auto broken = broken_in(five_municipalities(GetParam()));
  EXPECT_FALSE(broken) << broken.value_or("");
}

TEST_P(InvariantsOfConceptTest, HoldUnderAllInterventionsTogether) {
  Scenario scenario = five_municipalities(GetParam());
  for (const InterventionField& field : kInterventionFields) scenario.interventions.*field.member = 20;
  scenario.interventions.no_manager = 80;
  for (const Concept to : kConcepts) {
    scenario.concept_switch = {.to = to, .week = 50};
    const auto broken = broken_in(scenario);
    EXPECT_FALSE(broken) << name_of(to) << ": " << broken.value_or("");
  }
}

INSTANTIATE_TEST_SUITE_P(All, InvariantsOfConceptTest, ::testing::ValuesIn(kConcepts),
                         [](const auto& test) { return name_of(test.param); });

// Whatever cooperation costs, some member pays.
TEST(InvariantsTest, AllCostIsBorne) {
  for (const Concept which : kConcepts) {
    const Scenario scenario = five_municipalities(which);
    Simulation simulation(scenario);
    simulation.start({.seed = 1, .replicate = 0});
    while (!simulation.finished()) simulation.step();
    const State& s = simulation.state();
    const double cost = std::accumulate(s.flows.cost.begin(), s.flows.cost.end(), 0.0);
    const double borne = std::accumulate(s.flows.cost_borne.begin(), s.flows.cost_borne.end(), 0.0);
    EXPECT_NEAR(cost, borne, 1e-6 * cost) << name_of(which);
  }
}

}  // namespace
}  // namespace polder::testing
