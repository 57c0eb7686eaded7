#include "model/schedule.h"

#include "model/mechanisms/agenda.h"
#include "model/mechanisms/commitment.h"
#include "model/mechanisms/concept_switch.h"
#include "model/mechanisms/costs.h"
#include "model/mechanisms/decision.h"
#include "model/mechanisms/effort.h"
#include "model/mechanisms/information.h"
#include "model/mechanisms/interventions.h"
#include "model/mechanisms/learning.h"
#include "model/mechanisms/placement.h"
#include "model/mechanisms/setup.h"
#include "model/mechanisms/staffing.h"
#include "model/mechanisms/steering.h"
#include "model/mechanisms/step.h"
#include "model/mechanisms/supervision.h"
#include "model/mechanisms/trust.h"
#include "model/mechanisms/urgency.h"
#include "model/mechanisms/vulnerability.h"
#include "model/mechanisms/work.h"

namespace polder::model {

void begin(Step& step) {
  pledge_at_start(step);
  trust_at_start(step);
  update_mean_trust(step);
  agree_at_start(step);
}

void live_one_week(Step& step) {
  State& s = step.state;
  intervene(step);
  switch_concepts(step);
  advance_setup(step);
  staff_the_week(step);
  do_casework(step);  // of last week's placements, which receive_arrivals() clears
  receive_arrivals(step);
  table_dossiers(step);
  inform_members(step);
  work_on_tasks(step);
  place_cases(step);
  move_commitment(step);
  supervise(step);

  for (GroupIndex g = 0; g < s.g; ++g) {
    if ((s.week + 1) % step.scenario.groups[g].meeting_interval_weeks != 0) continue;
    if (s.size[g] < 2) continue;
    drift_apart(step, g);
    hold_meeting(step, g);
    learn_from_each_other(step, g);
    note_vulnerability(step, g);
    consider_leaving(step, g);
    update_mean_trust(step);
  }

  move_urgency(step);
  move_effort(step);
  fade_learning(step);
  settle_costs(step);
  ++s.week;
}

}  // namespace polder::model
