// What patterns need to know of one history: some numbers, so that ensembles take little memory.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/scenario.h"
#include "model/state.h"

namespace polder::patterns {

/// Of one history. "Small" and "large": the smaller and the larger half of the municipalities by inhabitants;
/// "thin" and "thick": by staff; "restrictive" and "welcoming": by political colour at the start (an odd one
/// in the middle is in neither). "Largest": the municipality with most inhabitants. Means of levels are over
/// members and weeks. NaN: did not occur.
struct Facts {  // nothing but numbers: null_model.cpp goes through them all
  // Decisions.
  double decided = 0.0;
  double shelved = 0.0;
  double pushed = 0.0;
  double decision_weeks = 0.0;       ///< from tabled to decided, summed
  double median_concreteness = 0.0;  ///< of what was decided
  double agreement = 0.0;            ///< share of members concerned that accepts, summed over decisions
  double drift = 0.0;                ///< decided less members' mean position, absolute, summed over decisions
  double judgements = 0.0;           ///< of tempo
  double too_slow = 0.0;
  double too_fast = 0.0;
  double cross_cutting = 0.0;        ///< decisions that concern several fields
  double cross_cutting_weeks = 0.0;  ///< from tabled to decided, summed
  double single_field = 0.0;
  double single_field_weeks = 0.0;
  // Carrying out.
  double closed = 0.0;             ///< decided dossiers of which every task was closed
  double carried_out = 0.0;        ///< of those, in full
  double first_carried_out = 0.0;  ///< week; the horizon where none was
  double delivered = 0.0;          ///< concreteness x quality x coverage, summed
  double delivered_late = 0.0;     ///< of that, from halfway on
  double tasks_closed = 0.0;
  double tasks_dropped = 0.0;  ///< of those, given up half done or without an owner
  double tasks_unowned = 0.0;  ///< of those, without an owner
  double loss = 0.0;           ///< EUR: work on tasks that were given up
  double loss_of_largest = 0.0;
  // Work and say.
  double joint_hours = 0.0;
  double cost = 0.0;           ///< EUR
  double largest_share = 0.0;  ///< of joint hours: of the largest municipality
  double three_share = 0.0;    ///< of joint hours: of the three largest
  double idle_members = 0.0;   ///< share of the members that do less than 3 % of joint hours each
  double workload_gini = 0.0;
  double say = 0.0;  ///< influence of all municipalities, in decisions
  double say_of_largest = 0.0;
  double say_of_three = 0.0;  ///< of the three largest
  double say_of_small = 0.0;
  double say_gini = 0.0;
  // Information.
  double pages_received = 0.0;
  double pages_read = 0.0;
  double thin_received = 0.0;
  double thin_read = 0.0;
  double thick_received = 0.0;
  double thick_read = 0.0;
  double awareness = 0.0;        ///< share of what matters that was read, mean
  double manager_gap = 0.0;      ///< awareness believed by the process manager less real awareness, mean
  double visible_results = 0.0;  ///< results of the own groups as members see them, mean
  // Trust.
  double content_trust = 0.0;     ///< mean
  double relational_trust = 0.0;  ///< mean
  double content_trust_end = 0.0;
  double content_trust_spread = 0.0;     ///< standard deviation over members at the end
  double relational_trust_end = 0.0;     ///< mean over pairs of members
  double relational_trust_spread = 0.0;  ///< standard deviation over pairs of members at the end
  double pairs_fallen = 0.0;             ///< share of the pairs whose trust is below that of the start
  double relational_trust_gain = 0.0;    ///< mean over pairs of members: end less start
  double busy_promises = 0.0;            ///< promises of the half with more persons waiting per staff
  double busy_kept = 0.0;                ///< of those, kept in time
  double free_promises = 0.0;            ///< of the other half
  double free_kept = 0.0;
  // Urgency, commitment, effort.
  double urgency = 0.0;                ///< mean
  double urgency_by_size = 0.0;        ///< |rank correlation| of mean urgency with inhabitants
  double dependence = 0.0;             ///< mean
  double backing_gap = 0.0;            ///< pledged - backed, mean over members and weeks
  double restrictive_gap = 0.0;        ///< the same of the restrictive less that of the welcoming
  double effort_lead_of_behind = 0.0;  ///< effort of those behind target less that of those ahead, mean over
                                       ///< the weeks that have both
  double ahead_of_target = 0.0;        ///< share of the municipalities, mean over weeks
  double member_weeks = 0.0;
  double trapped_weeks = 0.0;  ///< that wanted to step back and did not
  double members = 0.0;        ///< at the start
  double withdrawals = 0.0;
  // What it brings: expectations met, 0 to 1, mean over members and weeks.
  double benefit = 0.0;
  double benefit_by_size = 0.0;  ///< |rank correlation| of mean benefit with inhabitants
  double learning_felt = 0.0;    ///< of which: who hopes for knowledge alone would have this
  double efficiency_felt = 0.0;  ///< who hopes for efficiency alone would have this
  double learnt_by_small = 0.0;  ///< knowledge at the end less that at the start, mean
  double learnt_by_large = 0.0;
  // People.
  double placements = 0.0;  ///< persons
  double wait = 0.0;        ///< weeks, mean over placements
  double wait_of_small = 0.0;
  double wait_of_large = 0.0;
  double wait_range = 0.0;   ///< longest less shortest mean wait of a municipality, weeks
  double integration = 0.0;  ///< weeks to the assessment, mean over placements
  double integration_of_small = 0.0;
  double integration_of_large = 0.0;
};

/// Reads the facts off a running history. Once per scenario; start and finish once per history.
class Observer {
 public:
  explicit Observer(const model::Scenario& scenario);

  /// After the simulation started.
  void start(const model::State& state);
  /// After every week.
  void observe(const model::State& state);
  /// After the last week.
  [[nodiscard]] Facts finish(const model::State& state) const;

 private:
  /// Knowledge at the end less that at the start, mean.
  [[nodiscard]] double learnt_by(const model::State& state, std::span<const std::size_t> some) const;

  const model::Scenario* scenario_;
  std::size_t largest_;
  std::vector<std::size_t> by_size_;  ///< municipalities, ascending
  std::vector<std::size_t> by_staff_;
  std::vector<std::size_t> by_colour_;
  std::vector<double> trust_at_start_;
  std::vector<double> urgency_;  ///< per municipality, summed over weeks as a member
  std::vector<double> gap_;      ///< likewise
  std::vector<double> benefit_;  ///< likewise
  std::vector<double> waiting_;  ///< persons waiting per fte, summed over weeks
  std::vector<double> weeks_;    ///< as a member
  double members_ = 0.0;
  double member_weeks_ = 0.0;
  double awareness_ = 0.0;
  double visible_ = 0.0;
  double content_trust_ = 0.0;
  double relational_trust_ = 0.0;
  double dependence_ = 0.0;
  double lead_of_behind_ = 0.0;
  double lead_weeks_ = 0.0;
  double ahead_ = 0.0;
  double learning_ = 0.0;
  double efficiency_ = 0.0;
  double all_weeks_ = 0.0;
  double delivered_early_ = 0.0;
};

}  // namespace polder::patterns
