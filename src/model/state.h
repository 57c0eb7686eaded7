// Everything that changes during a replicate, as arrays (struct of arrays).
//
// Shapes: N municipalities, G groups, K case types, D dossiers, T tasks, Q desks, P = N + Q carriers
// of joint work (municipalities first, then desks). Two-dimensional arrays are flat with the last
// index running fastest: [g][i] is at g * N + i.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/concepts/rules.h"
#include "model/index.h"
#include "model/scenario.h"
#include "random/stream.h"

namespace polder::model {

/// Running totals since the start of the replicate; outcomes are read off their growth.
struct Flows {
  // Per group.
  std::vector<double> decisions;       ///< dossiers decided
  std::vector<double> decision_weeks;  ///< weeks from tabled to decided, summed
  std::vector<double> concreteness;    ///< of what was decided, summed
  std::vector<double> agreement;       ///< share of members that accepts, summed over decisions
  std::vector<double> pushed;          ///< decisions pushed through
  std::vector<double> shelved;         ///< dossiers shelved
  std::vector<double> reviews;         ///< times that members asked for time to read
  std::vector<double> redrafts;
  std::vector<double> drift;  ///< |decided - mean own position|, summed over decisions
  std::vector<double> tasks_made;
  std::vector<double> tasks_done;       ///< finished, in time or late
  std::vector<double> tasks_late;       ///< passed their due week
  std::vector<double> tasks_dropped;    ///< given up without or with half a result
  std::vector<double> tasks_unowned;    ///< dropped without ever having an owner
  std::vector<double> closed_dossiers;  ///< decided dossiers of which every task was closed
  std::vector<double> carried_out;      ///< of those, carried out in full
  std::vector<double> delivered;        ///< concreteness x quality x coverage, summed
  std::vector<double> delivered_hours;  ///< what is delivered, in hours of its tasks at full concreteness
  std::vector<double> joint_hours;      ///< hours of home staff and desks
  std::vector<double> cost;             ///< EUR
  std::vector<double> judgements;       ///< of tempo, by members over decisions
  std::vector<double> too_slow;
  std::vector<double> too_fast;
  std::vector<double> setup_cost;  ///< EUR
  // Per municipality.
  std::vector<double> arrivals;           ///< persons
  std::vector<double> placements;         ///< persons
  std::vector<double> exchanged;          ///< persons placed in another municipality's dwelling
  std::vector<double> waited_weeks;       ///< by those placed, person-weeks
  std::vector<double> integration_weeks;  ///< to the assessment, by those placed, person-weeks
  std::vector<double> workload;           ///< joint hours
  std::vector<double> task_hours;         ///< joint hours spent on tasks and drafts
  std::vector<double> pages_received;
  std::vector<double> pages_read;
  std::vector<double> say;           ///< influence, in decisions
  std::vector<double> possible_say;  ///< decisions in groups the municipality is a member of
  std::vector<double> cost_borne;    ///< EUR
  std::vector<double> loss_borne;    ///< EUR: work done on tasks that were given up
  std::vector<double> member_weeks;
  std::vector<double> trapped_weeks;      ///< member-weeks that wanted to leave and did not
  std::vector<double> judged;             ///< decisions on what concerned the municipality
  std::vector<double> found_slow;         ///< of those, it found too slow
  std::vector<double> found_fast;         ///< of those, it found too fast
  std::vector<double> accepted;           ///< of those, it could accept
  std::vector<double> promises;           ///< tasks it answered for that were finished in time or became late
  std::vector<double> promises_kept;      ///< of those, finished in time
  std::vector<double> joint_placed;       ///< persons placed in joint dwellings
  std::vector<double> integration_alone;  ///< integration_weeks as they would be without joint work
};

/// Which interventions are in force this week.
struct Active {
  bool monitoring = false;
  bool concrete_goals = false;
  bool explicit_roles = false;
  bool forum = false;
  bool relevant_parties = false;
  bool informal_contact = false;
  bool staff_for_small = false;
  bool pooled_budget = false;
  bool temporary_housing = false;
  bool target_exchange = false;
  bool manager_present = true;
  bool manager_decides = false;
  MunicipalityIndex manager_employer = kNone;  ///< kNone: independent
  double manager_capacity = 0.0;  ///< hours over what the groups ask, 0 to 1; 0 without a manager
};

enum class DossierState : std::uint8_t { expected, tabled, decided, shelved, closed };

/// Dossiers of the replicate in the order in which they are tabled.
struct Dossiers {
  std::vector<KindIndex> kind;
  std::vector<GroupIndex> group;
  std::vector<std::uint32_t> stream;  ///< entity of its draws: kind and number within the kind
  std::vector<Week> tabled_week;
  std::vector<Week> decided_week;
  std::vector<DossierState> state;
  std::vector<std::uint8_t> cross_cutting;
  std::vector<std::uint8_t> deadline;
  std::vector<double> pages;
  std::vector<double> stake;
  std::vector<double> y;                   ///< position of the draft
  std::vector<double> c;                   ///< concreteness, (0, 1]
  std::vector<MunicipalityIndex> drafter;  ///< kNone: the unit
  std::vector<std::int32_t> reviews;
  std::vector<std::int32_t> redrafts;
  std::vector<double> unit_influence;  ///< the unit's share of influence on y
  std::vector<double> coverage;        ///< share of members' inhabitants that carries it out
  std::vector<TaskIndex> first_task;
  std::vector<std::int32_t> tasks_open;
  std::vector<std::int32_t> tasks_total;
  std::vector<double> quality_sum;  ///< over closed tasks
  std::vector<double> position;     ///< [d][i] own position
  std::vector<double> read;         ///< [d][i] share read
  std::vector<double> influence;    ///< [d][i] share of influence on y; sums to 1 with unit's
  std::vector<double> audience;     ///< [d][i] 1 where it concerns the member, else 0
  std::vector<double> read_week;    ///< [d][i] first week with enough read; kNone before
};

enum class TaskState : std::uint8_t { open, done, dropped };

struct Tasks {
  std::vector<DossierIndex> dossier;
  std::vector<std::int32_t> owner;  ///< carrier; kNone: nobody
  std::vector<double> hours;        ///< at the start
  std::vector<double> remaining;    ///< hours of average skill
  std::vector<Week> made_week;
  std::vector<Week> due_week;
  std::vector<std::uint8_t> late;
  std::vector<TaskState> state;
};

struct State {
  Week week = 0;
  std::int32_t n = 0;  ///< N
  std::int32_t g = 0;  ///< G
  std::int32_t k = 0;  ///< K
  std::int32_t q = 0;  ///< Q
  Active active;
  Flows flows;

  // Municipalities [N].
  std::vector<double> population;
  std::vector<double> colour;
  std::vector<double> knowledge;
  std::vector<double> home_share;  ///< share of staff that is not at a desk
  std::vector<double> member;      ///< 1 while in the partnership, then 0
  std::vector<double> groups_of;   ///< groups it is a member of
  std::vector<double> pledged;
  std::vector<double> backed;
  std::vector<double> content_trust;
  std::vector<double> urgency;
  std::vector<double> effort;
  std::vector<double> efficiency;        ///< work delivered for the hours put in, as a member sees it, 0 to 1
  std::vector<double> benefit;           ///< met expectations, 0 to 1
  std::vector<double> overload;          ///< reading asked for beyond what could be read, 0 to 1
  std::vector<double> wants_out;         ///< 1 while it wants to step back
  std::vector<double> spending;          ///< EUR a week on joint work, mean of about the last half-year
  std::vector<double> colour_drift;      ///< elections' contribution to colour
  std::vector<double> owed;              ///< persons: target accrued - placed
  std::vector<double> weekly_target;     ///< persons, this half-year
  std::vector<double> arrears;           ///< owed relative to a half-year's target, -1 to 2
  std::vector<std::int32_t> missed;      ///< half-years in arrears in a row
  std::vector<double> supervision;       ///< step on the province's ladder / 6
  std::vector<double> placed_this_week;  ///< persons
  std::vector<double> knowledge_motive;  ///< weights of the motives, sum 1
  std::vector<double> strength_motive;
  std::vector<double> efficiency_motive;
  std::vector<double> reading_pages;   ///< that a member has time for this week, per group
  std::vector<double> wish_to_read;    ///< share of a dossier of full stake, before the cap
  std::vector<double> mean_trust;      ///< relational trust in the other members, mean
  std::vector<double> board_votes;     ///< weight of a vote in a board
  std::vector<double> knowledge_gain;  ///< running memory of what reading taught
  std::vector<double> dependence;      ///< on exclusive providers and by others, 0 to 1

  // Staff of carriers [P].
  std::vector<double> fte;  ///< at full strength, with what interventions add
  std::vector<std::int32_t> persons;
  std::vector<std::int32_t> vacant;
  std::vector<Week> vacant_until;
  std::vector<double> experience;        ///< of the staff that is there, 0 to 1
  std::vector<double> hours;             ///< present this week
  std::vector<double> hours_left;        ///< of those, not yet used
  std::vector<double> drafting_debt;     ///< hours of drafting still to do
  std::vector<double> task_hours_total;  ///< spent on joint tasks and drafts so far
  std::vector<double> threshold;         ///< response threshold for joint tasks, municipalities only
  std::vector<double> practice;          ///< [carrier][kind] hours done per hour, by experience
  std::vector<double> skill;             ///< hours done per hour, by knowledge, this week
  std::vector<std::int32_t> times_done;  ///< [carrier][kind]
  std::vector<std::int32_t> open_tasks;  ///< this week

  // Desks [Q].
  std::vector<GroupIndex> desk_group;
  std::vector<MunicipalityIndex> desk_host;  ///< kNone: the unit is nobody's
  std::vector<std::int32_t> desk_field;      ///< field of a field desk, else kNone
  std::vector<std::uint8_t> desk_is_later;   ///< 1 where it belongs to the concept that the group switches to
  std::vector<std::uint8_t> desk_in_use;     ///< 1 where it belongs to the group's concept now

  // Queue of cases [K][N]; first in, first out by week of arrival.
  std::int32_t history = 0;                  ///< weeks of arrivals kept, with those before the start
  std::int32_t before = 0;                   ///< weeks before the start
  std::vector<std::int32_t> cohort;          ///< [K][N][history] cases of that week still waiting
  std::vector<std::int32_t> head;            ///< first cohort that may be non-empty
  std::vector<std::int32_t> waiting;         ///< cases
  std::vector<std::int32_t> overdue;         ///< cases beyond the legal term
  std::vector<std::int32_t> free_dwellings;  ///< unmatched this week
  std::vector<double> persons_per_case;      ///< [K]
  double persons_per_mean_case = 1.0;
  std::array<double, kMaxCaseTypes> case_shares{};                ///< cumulative, 1 from the last type on
  std::vector<std::array<double, kMaxCaseTypes>> vacancy_shares;  ///< [N] cumulative, 1 from the last type on
  std::vector<double> claimable_per_week;                         ///< [N] dwellings let that may be claimed
  std::vector<double> claimable_exp;                              ///< [N] e^-claimable_per_week
  std::vector<double> agreed_dwellings;  ///< [N] a week, agreed on with housing corporations
  std::vector<double> claims;            ///< [N] dwellings agreed on and not taken yet
  std::vector<double> housing_pressure;  ///< [N] mean need over the groups that serve no integration
  std::vector<double> half_year_target;  ///< [N] persons, at least 1
  std::vector<double> arrival_rate;      ///< [N] cases per week, until rates_end
  std::vector<double> arrival_exp;       ///< [N] e^-arrival_rate
  Week rates_end = 0;
  double rates_factor = 1.0;
  double to_house = 0.0;                     ///< persons waiting at the start, and arrived since
  double weeks_waited = 0.0;                 ///< by all of them so far, person-weeks within the run
  std::array<double, kMaxCaseTypes> pool{};  ///< dwellings in the regional pool, fractions carried over
  double joint_dwellings = 0.0;              ///< joint dwellings ready, fraction carried over

  // Groups [G].
  std::vector<Concept> concepts;  ///< now; the scenario has those of the start
  std::vector<Week> setup_from;   ///< week in which the set-up of that concept began
  std::vector<MunicipalityIndex> centre;
  std::vector<MunicipalityIndex> content_leader;
  std::vector<double> setup_progress;      ///< 0 to 1
  std::vector<double> unit_drift;          ///< what a unit that drafts has drifted from its members
  std::vector<std::uint8_t> takes_work;    ///< 1 when operations are done by the rules for operations
  std::vector<double> believed_awareness;  ///< by the process manager
  std::vector<double> fresh_pages;         ///< dossier pages sent this week
  std::vector<double> asked_for_time;   ///< at the last meeting: share of those present, summed over drafts
  std::vector<double> asked_about;      ///< drafts of that meeting on which members could ask for time
  std::vector<double> visible_results;  ///< joint results as members can see them, 0 to 1
  std::vector<double> results;          ///< delivered lately, 0 to 1
  std::vector<std::int32_t> size;       ///< members now
  std::vector<double> desks;            ///< desks of the group
  std::vector<std::uint8_t> integration_group;  ///< 1 where a kind of the group serves integration
  std::vector<Week> first_delivery;             ///< week of the first carried-out dossier; kNone
  std::vector<double> known_owners;             ///< share of open tasks with a named owner
  std::vector<double> hired;                    ///< hours per open task from a pooled budget, this week

  // [G][N].
  std::vector<double> in_group;  ///< 1 for members now
  std::vector<double> need;      ///< difficulty of the group's subject at home
  std::vector<double> channels;  ///< that a member keeps up
  std::vector<double> hosted;    ///< desks of the group that the municipality hosts
  std::vector<double> pile;      ///< unread message pages
  std::vector<double> awareness;
  std::vector<double> attends;       ///< 1 at this meeting
  std::vector<double> meeting_debt;  ///< hours of the last meeting, still to account for
  std::vector<double> reading;       ///< share of what lay unread that was read this week

  // Strength of carried-out work [G]: exchange, integration, pilot, lobby in [0, 1]; capacity in
  // dwellings per week.
  std::vector<double> exchange;
  std::vector<double> integration;
  std::vector<double> pilot;
  std::vector<double> lobby;
  std::vector<double> capacity;

  /// Relational trust, [trusted][trusting]: a deed of j changes one contiguous row.
  std::vector<double> trust;

  // Fields of the matrix concept: fields are numbered over all groups.
  std::vector<std::int32_t> field_of_kind;
  std::vector<std::vector<std::int32_t>> also_fields;  ///< per kind
  std::vector<MunicipalityIndex> field_owner;
  std::vector<std::int32_t> field_desk;  ///< desk of the field; kNone without one
  std::vector<GroupIndex> field_group;
  std::vector<std::uint8_t> operational_field;  ///< 1 where a kind of operations is of the field
  std::vector<Week> form_week;                  ///< from which its form is settled; kNone: still open
  std::vector<double> form_agreed;              ///< [field][N] 1 for who agreed to the field's form
  std::vector<std::int32_t> group_desk;         ///< [G] centre or unit desk; kNone without one

  Dossiers dossiers;
  Tasks tasks;
  std::int32_t next_dossier = 0;            ///< first that was not tabled yet
  std::vector<DossierIndex> open_dossiers;  ///< tabled and undecided
  std::vector<TaskIndex> live_tasks;        ///< open tasks
  double vulnerability_sum = 0.0;           ///< over meetings with work in hand
  double vulnerability_count = 0.0;
  double manager_gap_sum = 0.0;  ///< believed - real awareness, over group-weeks
  double manager_gap_count = 0.0;

  // Totals already settled as cost.
  std::vector<double> settled_workload;    ///< [N]
  std::vector<double> settled_cost;        ///< [N]
  std::vector<double> settled_hours;       ///< [G]
  std::vector<double> settled_desk_hours;  ///< [Q]

  // Scratch of length N (or P): no allocation in the weekly step. A mechanism may hold u, v and weight
  // while it calls others; whoever is called with a span uses w alone.
  std::vector<double> u;
  std::vector<double> v;
  std::vector<double> w;
  std::vector<double> weight;
  std::vector<random::Draws::Block> blocks;  ///< [N] draws of one purpose this week

  /// Row of a flat two-dimensional array.
  [[nodiscard]] std::size_t at(std::int32_t row, std::int32_t column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(n) + static_cast<std::size_t>(column);
  }
  [[nodiscard]] std::span<double> row(std::vector<double>& array, std::int32_t r) const {
    return {array.data() + at(r, 0), static_cast<std::size_t>(n)};
  }
  [[nodiscard]] std::span<const double> row(const std::vector<double>& array, std::int32_t r) const {
    return {array.data() + at(r, 0), static_cast<std::size_t>(n)};
  }
  [[nodiscard]] std::int32_t carriers() const { return n + q; }

  /// The municipality to thank or blame for what a carrier does: itself, or the host of a desk; kNone for
  /// nobody (kNone) and for a unit that is nobody's.
  [[nodiscard]] MunicipalityIndex answerable(std::int32_t carrier) const {
    if (carrier == kNone || carrier < n) return carrier;
    return desk_host[static_cast<std::size_t>(carrier - n)];
  }
};

/// Sizes what does not change between replicates: fields, desks, centres. Once per simulation.
void lay_out(State& state, const Scenario& scenario);

/// Back to the start of a replicate, before any draw.
void reset(State& state, const Scenario& scenario);

/// The member of group g with most staff x knowledge: it leads on content (thesis §4.2.6).
MunicipalityIndex most_able(const State& state, GroupIndex group);

/// Works out what follows from who is a member of what: sizes, channels. Call after any change.
void update_membership(State& state);

/// Puts the desks of the group's concept to use (of the one it switches to, when `later`) and takes the
/// others out of use; their hosts are the group's centre and field owners of now.
void use_desks(State& state, GroupIndex group, bool later);

/// Room for the replicate's dossiers and their tasks, once the agenda is known.
void make_room(State& state, const Scenario& scenario);

}  // namespace polder::model
