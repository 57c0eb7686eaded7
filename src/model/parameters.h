// All numbers of the model's mechanisms and their off switches. Each mechanism declares its own
// section beside its code; this file only puts them together.
#pragma once

#include <array>

#include "model/field.h"
#include "model/interventions.h"
#include "model/mechanisms/agenda.h"
#include "model/mechanisms/attendance.h"
#include "model/mechanisms/commitment.h"
#include "model/mechanisms/costs.h"
#include "model/mechanisms/deliberation.h"
#include "model/mechanisms/effort.h"
#include "model/mechanisms/information.h"
#include "model/mechanisms/integration.h"
#include "model/mechanisms/learning.h"
#include "model/mechanisms/placement.h"
#include "model/mechanisms/ratification.h"
#include "model/mechanisms/review.h"
#include "model/mechanisms/setup.h"
#include "model/mechanisms/staffing.h"
#include "model/mechanisms/steering.h"
#include "model/mechanisms/supervision.h"
#include "model/mechanisms/tasks.h"
#include "model/mechanisms/tempo.h"
#include "model/mechanisms/trust.h"
#include "model/mechanisms/urgency.h"
#include "model/mechanisms/work.h"

namespace polder::model {

/// Section by section, in the order of the schedule.
struct Parameters {
  StaffingParameters staffing;
  SetupParameters setup;
  AgendaParameters agenda;
  InformationParameters information;
  WorkParameters work;
  PlacementParameters placement;
  IntegrationParameters integration;
  SupervisionParameters supervision;
  CommitmentParameters commitment;
  AttendanceParameters attendance;
  DeliberationParameters deliberation;
  SteeringParameters steering;
  ReviewParameters review;
  TempoParameters tempo;
  RatificationParameters ratification;
  TaskParameters tasks;
  TrustParameters trust;
  UrgencyParameters urgency;
  EffortParameters effort;
  LearningParameters learning;
  CostParameters costs;
  InterventionSize intervention_size;
};

/// Calls visit(section name, section, its fields) for every section; `parameters` may be const.
template <class ParametersRef, class Visitor>
void for_each_section(ParametersRef& parameters, Visitor&& visit) {
  visit("staffing", parameters.staffing, kStaffingFields);
  visit("setup", parameters.setup, kSetupFields);
  visit("agenda", parameters.agenda, kAgendaFields);
  visit("information", parameters.information, kInformationFields);
  visit("work", parameters.work, kWorkFields);
  visit("placement", parameters.placement, kPlacementFields);
  visit("integration", parameters.integration, kIntegrationFields);
  visit("supervision", parameters.supervision, kSupervisionFields);
  visit("commitment", parameters.commitment, kCommitmentFields);
  visit("attendance", parameters.attendance, kAttendanceFields);
  visit("deliberation", parameters.deliberation, kDeliberationFields);
  visit("steering", parameters.steering, kSteeringFields);
  visit("review", parameters.review, kReviewFields);
  visit("tempo", parameters.tempo, kTempoFields);
  visit("ratification", parameters.ratification, kRatificationFields);
  visit("tasks", parameters.tasks, kTaskFields);
  visit("trust", parameters.trust, kTrustFields);
  visit("urgency", parameters.urgency, kUrgencyFields);
  visit("effort", parameters.effort, kEffortFields);
  visit("learning", parameters.learning, kLearningFields);
  visit("costs", parameters.costs, kCostFields);
  visit("intervention_size", parameters.intervention_size, kInterventionSizeFields);
}

/// Off switches, section [mechanisms]: with one off, the mechanism does nothing and every other
/// mechanism draws the same numbers as before.
struct Mechanisms {
  bool leave = true;
  bool turnover = true;
  bool casework = true;
  bool setup = true;
  bool overload = true;
  bool manager_belief = true;
  bool pooled_matching = true;
  bool joint_capacity = true;
  bool integration_chain = true;
  bool supervision = true;
  bool commitment = true;
  bool budgets = true;
  bool elections = true;
  bool informal_contact = true;
  bool deliberation = true;
  bool anticipation = true;
  bool watering_down = true;
  bool drift = true;
  bool review = true;
  bool pushing_through = true;
  bool ratification = true;
  bool free_riding = true;
  bool specialisation = true;
  bool learning_by_doing = true;
  bool relational_trust = true;
  bool content_trust = true;
  bool urgency = true;
  bool effort = true;
  bool withdrawal = true;
  bool learning = true;
  bool selection = true;
};

inline constexpr std::array kMechanismFields{
    SwitchField<Mechanisms>{"leave", &Mechanisms::leave, "staff are at times on leave or ill",
                            "Personeelsmonitor 2022"},
    SwitchField<Mechanisms>{"turnover", &Mechanisms::turnover, "staff leave and are replaced",
                            "Personeelsmonitor 2016-2022"},
    SwitchField<Mechanisms>{"casework", &Mechanisms::casework, "own arrivals and arrears take staff hours",
                            "thesis §4.2.1"},
    SwitchField<Mechanisms>{"setup", &Mechanisms::setup, "a concept takes time and money to set up",
                            "thesis table 1"},
    SwitchField<Mechanisms>{"overload", &Mechanisms::overload, "reading is bounded by hours",
                            "thesis §4.2.3"},
    SwitchField<Mechanisms>{"manager_belief", &Mechanisms::manager_belief,
                            "the process manager believes what was sent was read", "thesis §4.2.3"},
    SwitchField<Mechanisms>{"pooled_matching", &Mechanisms::pooled_matching,
                            "decided exchanges pool vacancies and targets", "Housing Act 2014, art. 29(2)"},
    SwitchField<Mechanisms>{"joint_capacity", &Mechanisms::joint_capacity,
                            "carried-out joint measures add dwellings", "thesis §4.1"},
    SwitchField<Mechanisms>{"integration_chain", &Mechanisms::integration_chain,
                            "chain measures and the pilot shorten integration", "thesis §4.1"},
    SwitchField<Mechanisms>{"supervision", &Mechanisms::supervision,
                            "arrears bring the province's ladder closer", "provincial supervision ladder"},
    SwitchField<Mechanisms>{"commitment", &Mechanisms::commitment, "backing departs from what was pledged",
                            "thesis §4.2.8"},
    SwitchField<Mechanisms>{"budgets", &Mechanisms::budgets,
                            "backing falls where joint work costs more than was budgeted", "thesis §4.2.8"},
    SwitchField<Mechanisms>{"elections", &Mechanisms::elections,
                            "elections and new aldermen change colour and backing",
                            "Local government practice; thesis §4.2.8"},
    SwitchField<Mechanisms>{"informal_contact", &Mechanisms::informal_contact,
                            "meeting builds relational trust", "thesis §2.5"},
    SwitchField<Mechanisms>{"deliberation", &Mechanisms::deliberation,
                            "members judge drafts by their own position", "thesis §4.2.2"},
    SwitchField<Mechanisms>{"anticipation", &Mechanisms::anticipation,
                            "drafters avoid foreseen objections by vaguer words", "thesis §4.2.2"},
    SwitchField<Mechanisms>{"watering_down", &Mechanisms::watering_down, "a redraft is vaguer",
                            "thesis §4.2.2"},
    SwitchField<Mechanisms>{"drift", &Mechanisms::drift, "a unit grows away from its members' views",
                            "McCubbins, Noll & Weingast 1987; thesis table 1"},
    SwitchField<Mechanisms>{"review", &Mechanisms::review, "members ask for time to read", "thesis §4.2.1"},
    SwitchField<Mechanisms>{"pushing_through", &Mechanisms::pushing_through,
                            "the content leader pushes decisions through", "thesis §4.2.6"},
    SwitchField<Mechanisms>{"ratification", &Mechanisms::ratification,
                            "decisions are ratified at home, late or not at all",
                            "regional governance practice"},
    SwitchField<Mechanisms>{"free_riding", &Mechanisms::free_riding, "the more could act, the less each does",
                            "Diekmann 1985; thesis §4.2.7"},
    SwitchField<Mechanisms>{"specialisation", &Mechanisms::specialisation, "who does tasks does them again",
                            "Theraulaz et al. 1998; thesis §4.2.7"},
    SwitchField<Mechanisms>{"learning_by_doing", &Mechanisms::learning_by_doing,
                            "repeated work takes fewer hours", "thesis table 1 (scale economies)"},
    SwitchField<Mechanisms>{"relational_trust", &Mechanisms::relational_trust,
                            "trust in others follows their deeds", "thesis §4.2.1"},
    SwitchField<Mechanisms>{"content_trust", &Mechanisms::content_trust,
                            "trust in the group's judgement follows tempo and results", "thesis §4.2.1"},
    SwitchField<Mechanisms>{"urgency", &Mechanisms::urgency,
                            "urgency follows arrears, dependence and visible results", "thesis §4.2.4"},
    SwitchField<Mechanisms>{"effort", &Mechanisms::effort,
                            "effort follows trust, urgency, backing and overload", "thesis §4.2"},
    SwitchField<Mechanisms>{"withdrawal", &Mechanisms::withdrawal, "members may leave, at a cost",
                            "thesis §4.2.8"},
    SwitchField<Mechanisms>{"learning", &Mechanisms::learning, "knowledge spreads to those who read",
                            "thesis §4.1.3"},
    SwitchField<Mechanisms>{"selection", &Mechanisms::selection,
                            "who drafts, takes tasks and is heard goes by staff, knowledge, time and effort",
                            "thesis §4.2.5"},
};

}  // namespace polder::model
