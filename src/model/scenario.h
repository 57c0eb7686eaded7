// The description of a run: everything that is data, nothing that changes during a run.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/concepts/concept.h"
#include "model/index.h"
#include "model/interventions.h"
#include "model/outcomes/survey.h"
#include "model/parameters.h"

namespace polder::model {

/// Largest number of case types: one block of draws serves all types of a municipality.
inline constexpr std::size_t kMaxCaseTypes = 4;

/// Relative weights of the motives to cooperate (thesis §2.3, §4.1.3); non-negative, sum > 0.
struct Motives {
  double knowledge = 1.0;   ///< sharing knowledge
  double strength = 1.0;    ///< standing stronger towards outside parties
  double efficiency = 1.0;  ///< lower cost and less work
};

struct Municipality {
  std::string name;
  double population = 0.0;         ///< inhabitants
  double latitude = 0.0;           ///< degrees, WGS 84
  double longitude = 0.0;          ///< degrees, WGS 84
  double colour = 0.0;             ///< political colour, -1 restrictive to +1 welcoming
  double staff_fte = 1.0;          ///< staff on the domain at the start, fte
  double knowledge = 0.5;          ///< 0 to 1
  std::vector<double> need;        ///< per group: difficulty of the group's subject at home, 0 to 1
  double lettings_per_year = 0.0;  ///< vacancies of the regular stock, dwellings per year
  /// Per case type: share of the vacancies that fits, normalised; below 0, or left out: that of the type.
  std::vector<double> vacancy_shares;
  double arrears_at_start = 0.0;  ///< persons; negative when ahead of target
  std::vector<double> targets;    ///< persons per half-year of the demand; empty: share of population
  Motives motives;
};

/// A change of concept in the course of a run.
struct ConceptSwitch {
  std::optional<Concept> to;
  Week week = kNone;  ///< kNone: never
};

struct Group {
  std::string name;
  std::string name_nl;                     ///< for people who read Dutch; empty: the name
  std::vector<MunicipalityIndex> members;  ///< ascending
  Week meeting_interval_weeks = 6;
  Concept concept_ = Concept::network;  ///< of this group ("concept" is a C++ keyword)
  MunicipalityIndex centre = kNone;     ///< centre municipality; kNone: the largest member
  ConceptSwitch own_switch;             ///< what is not given here is as for all groups
};

struct ProcessManager {
  bool present = true;
  MunicipalityIndex employer = kNone;  ///< kNone: independent
  double hours_per_week = 24.0;        ///< hours
  bool decides = false;                ///< false: facilitates only
};

/// What a carried-out dossier brings.
enum class Effect : std::uint8_t {
  knowledge,    ///< knowledge product: raises knowledge of those who read it
  capacity,     ///< joint housing measure: adds dwellings for all members
  integration,  ///< chain measure: shortens the time to the first assessment
  pilot,        ///< tries one assessment in place of two; its result holds for all
  lobby,        ///< towards outside parties: raises the share of lettings that is reserved
  exchange,     ///< placements and targets may move between members
};

struct DossierKind {
  std::string name;
  std::string name_nl;  ///< for people who read Dutch; empty: the name
  GroupIndex group = 0;
  Effect effect = Effect::knowledge;
  std::string field;                     ///< task field; one owner per field in the matrix concept
  std::vector<std::string> also_fields;  ///< further fields concerned when cross-cutting
  bool operational = false;              ///< operations rather than policy (the mix separates them)
  double per_year = 2.0;                 ///< dossiers tabled per year
  double pages = 20.0;                   ///< pages of a first draft
  double stake = 0.5;                    ///< 0 to 1: what is at stake for a member
  double colour_loading = 0.5;           ///< weight of political colour in the own position
  double need_loading = 0.5;             ///< weight of own need in the own position
  double concreteness = 0.8;             ///< of the first draft, (0, 1]
  double cross_cutting = 0.0;            ///< share of these dossiers that concerns also_fields too
  double deadline = 0.0;                 ///< share with an outside deadline
  double tasks = 3.0;                    ///< tasks after a decision (whole)
  double task_hours = 40.0;              ///< hours per task at full concreteness, without experience
  double lead_weeks = 12.0;              ///< weeks from decision to the due date (whole)
  double size = 1.0;                     ///< full effect: dwellings per year and 100,000 inhabitants
                                         ///< (capacity), share (others)
};

/// One calendar half-year with its national target.
struct HalfYear {
  Week first_week = 0;      ///< may be negative for a half-year that began before the start
  Week end_week = 26;       ///< first week that no longer belongs to it
  double target = 0.0;      ///< persons, whole country
  double population = 1.0;  ///< inhabitants over which the target is shared
};

/// A household type of those waiting and of the dwellings that fit it.
struct CaseType {
  std::string name;
  double persons = 1.0;        ///< persons per case (whole)
  double share = 1.0;          ///< share of cases; the shares are normalised
  double vacancy_share = 1.0;  ///< share of vacancies that fits; normalised
};

struct Demand {
  std::vector<HalfYear> half_years;  ///< ascending, covering the horizon
  std::vector<CaseType> case_types;  ///< 1 to kMaxCaseTypes
  double scale = 1.0;                ///< factor on all arrivals
  double linked_weeks = 0.0;         ///< weeks of arrivals that wait at the start without being in arrears
};

struct Scenario {
  std::string title;
  std::chrono::year_month_day start{std::chrono::year{2015} / 7 / 1};
  Week weeks = 156;  ///< 1 to 2600
  std::uint64_t seed = 1;
  std::uint32_t replicates = 100;
  std::vector<Week> elections;               ///< weeks of municipal elections within the horizon
  std::vector<Municipality> municipalities;  ///< 2 or more
  std::vector<Group> groups;                 ///< 1 or more
  ConceptSwitch concept_switch;              ///< of all groups, as far as a group gives none of its own
  ProcessManager process_manager;
  Demand demand;
  std::vector<DossierKind> dossier_kinds;
  Interventions interventions;
  Mechanisms mechanisms;
  Parameters parameters;
  Survey survey;
};

/// Persons that municipality i has to house in a half-year: its own target, or its share by inhabitants,
/// rounded up (Housing Act 2014, art. 29(1)).
double target_of(const Scenario& scenario, const HalfYear& half_year, MunicipalityIndex i);

/// Share of municipality i's vacancies that fits case type k, before normalisation: its own, or that of the
/// type.
double vacancy_share_of(const Scenario& scenario, std::size_t k, MunicipalityIndex i);

/// The half-year that a week falls in; the last one for weeks beyond all.
const HalfYear& half_year_at(const Scenario& scenario, Week week);

/// The change of concept of a group: its own, else that of all.
inline ConceptSwitch switch_of(const Scenario& scenario, GroupIndex group) {
  ConceptSwitch change = scenario.groups[static_cast<std::size_t>(group)].own_switch;
  if (!change.to) change.to = scenario.concept_switch.to;
  if (change.week == kNone) change.week = scenario.concept_switch.week;
  return change;
}

}  // namespace polder::model
