#include "explain/facts.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "model/mechanisms/ratification.h"

namespace polder::explain {

namespace {

using model::Cause;
using model::Event;
using model::EventType;
using model::kNone;

/// What is known of a dossier up to an event.
struct Course {
  std::int32_t reviews = 0;
  std::int32_t redrafts = 0;
  double tabled = 0.0;
  double concreteness = 0.0;
  model::Week tabled_week = 0;
  model::Week review_week = kNone;
};

/// How groups work at an event: they may have changed their concept, and a unit that grows takes up work
/// late, field by field.
class Workings {
 public:
  explicit Workings(const model::Scenario& scenario) : scenario_(scenario) {
    for (const model::Group& group : scenario.groups) start(group.concept_);
  }

  void follow(const Event& event) {
    const auto g = static_cast<std::size_t>(event.group);
    if (event.type == EventType::unit_started) takes_work_[g] = true;
    if (event.type == EventType::form_agreed) formed_.insert(field(event));
    if (event.type != EventType::concept_switched) return;
    concepts_[g] = static_cast<model::Concept>(static_cast<int>(event.value));
    takes_work_[g] = takes_work_from_the_start(concepts_[g]);
    std::erase_if(formed_, [&](const auto& its) { return its.first == event.group; });
  }

  [[nodiscard]] const model::RuleSet& rules(const Event& event) const {
    const auto g = static_cast<std::size_t>(event.group);
    const bool operational = scenario_.dossier_kinds[static_cast<std::size_t>(event.kind)].operational;
    const bool formed = !scenario_.mechanisms.setup || formed_.contains(field(event)) ||
                        model::rules_of(concepts_[g]).operations.forming == model::Forming::with_concept;
    return model::rules_of(concepts_[g]).of(operational && takes_work_[g] && formed);
  }

 private:
  using Field = std::pair<model::GroupIndex, std::string>;

  [[nodiscard]] Field field(const Event& event) const {
    return {event.group, scenario_.dossier_kinds[static_cast<std::size_t>(event.kind)].field};
  }
  static bool takes_work_from_the_start(model::Concept which) {
    return model::rules_of(which).operations.staffing != model::Staffing::grown;
  }
  void start(model::Concept which) {
    concepts_.push_back(which);
    takes_work_.push_back(takes_work_from_the_start(which));
  }

  const model::Scenario& scenario_;
  std::vector<model::Concept> concepts_;
  std::vector<bool> takes_work_;
  std::set<Field> formed_;  ///< fields whose form is agreed; until it is ratified nothing is decided
};

Manner who_decided(const Event& event, const model::RuleSet& rules) {
  using model::Deciding;
  if (event.cause == Cause::redrafts) return Manner::plain;
  switch (rules.deciding) {
    case Deciding::consent:
      return Manner::consent;
    case Deciding::board:
      return Manner::votes;
    case Deciding::centre:
      return Manner::centre;
    case Deciding::field_owner:
      break;
  }
  return event.cause == Cause::none ? Manner::field_owner : Manner::owners;
}

/// A member that objected has a chance of its own not to ratify. Where both chances are the same, objecting
/// made no difference.
Manner why_not_ratified(const Event& event, const model::RatificationParameters& p) {
  const bool objected = event.threshold == model::chance_not_to_ratify(p, event.detail_value, 1.0) &&
                        event.threshold != model::chance_not_to_ratify(p, event.detail_value, 0.0);
  const bool gap = p.gap_weight > 0.0 && event.detail_value >= kNotableGap;
  if (objected) return gap ? Manner::both : Manner::objected;
  return gap ? Manner::backing : Manner::plain;
}

Manner how_carried_out(const Event& event) {
  if (event.cause == Cause::coverage)
    return event.value >= event.threshold ? Manner::in_full : Manner::in_part;
  return event.value > 0.0 ? Manner::in_part : Manner::nothing;
}

Manner what_lacked(Cause detail) {
  switch (detail) {
    case Cause::backing:
      return Manner::backing;
    case Cause::effort:
      return Manner::effort;
    case Cause::knowledge:
      return Manner::knowledge;
    case Cause::concreteness:
      return Manner::vague;
    default:
      return Manner::time;
  }
}

bool is_task(EventType type) {
  return type == EventType::task_taken || type == EventType::task_finished || type == EventType::task_late ||
         type == EventType::task_dropped;
}

}  // namespace

std::vector<Fact> facts_of(const model::Scenario& scenario, std::span<const Event> events) {
  std::vector<Fact> facts(events.size());
  std::unordered_map<model::DossierIndex, Course> courses;
  std::unordered_map<model::DossierIndex, std::size_t> asked;  // event of the last request for time
  std::set<model::TaskIndex> late;
  std::map<model::TaskIndex, model::GroupIndex> at_desks;
  Workings workings(scenario);
  for (std::size_t e = 0; e < events.size(); ++e) {
    const Event& event = events[e];
    Fact& fact = facts[e];
    Course nothing;
    Course& course = event.dossier == kNone ? nothing : courses[event.dossier];
    fact.concreteness_before = course.concreteness;
    workings.follow(event);
    if (event.type == EventType::concept_switched) {
      std::erase_if(at_desks, [&](const auto& task) { return task.second == event.group; });
    }
    if (event.type == EventType::task_taken) {
      // By rule it is a desk's; a hand, raised, assigned or drawn, is a municipality's.
      if (event.cause == Cause::rule) {
        at_desks[event.task] = event.group;
      } else {
        at_desks.erase(event.task);
      }
    }
    const bool raised = !at_desks.contains(event.task);
    fact.by_desk = is_task(event.type) && !raised;
    switch (event.type) {
      case EventType::dossier_tabled:
        course = {.tabled = event.value, .concreteness = event.value, .tabled_week = event.week};
        fact.by_desk = event.municipality == kNone;
        break;
      case EventType::review_demanded:
        ++course.reviews;
        course.review_week = event.week;
        asked[event.dossier] = e;
        fact.manner = Manner::waits;
        break;
      case EventType::redrafted:
        ++course.redrafts;
        course.concreteness = event.detail_value;
        fact.by_desk = event.municipality == kNone;
        break;
      case EventType::decided:
        fact.manner = who_decided(event, workings.rules(event));
        break;
      case EventType::pushed_through:
        fact.manner = course.review_week == event.week ? Manner::asked : Manner::disagreed;
        if (fact.manner == Manner::asked) facts[asked.at(event.dossier)].manner = Manner::overruled;
        break;
      case EventType::ratification_failed:
        fact.manner = why_not_ratified(event, scenario.parameters.ratification);
        break;
      case EventType::carried_out:
        fact.manner = how_carried_out(event);
        break;
      case EventType::task_taken:
        if (event.cause == Cause::none) {
          fact.manner = scenario.mechanisms.selection ? Manner::by_role : Manner::by_lot;
        }
        break;
      case EventType::task_unowned:
        fact.manner = what_lacked(event.detail);
        break;
      case EventType::task_finished:
        if (late.contains(event.task)) fact.manner = Manner::late;
        break;
      case EventType::task_late:
        late.insert(event.task);
        [[fallthrough]];
      case EventType::task_dropped:
        if (event.municipality == kNone && raised) fact.manner = Manner::unowned;
        break;
      case EventType::withdrew:
        if (event.threshold <= 0.0) fact.manner = Manner::shock;
        break;
      case EventType::staff_left:
        if (event.group != kNone) fact.manner = Manner::at_desk;
        fact.by_desk = event.group != kNone;
        break;
      case EventType::election_held:
        if (event.value >= 0.0) fact.manner = Manner::drifted_in;
        break;
      case EventType::shelved:
      case EventType::alderman_replaced:
      case EventType::intervention_started:
      case EventType::form_agreed:
      case EventType::unit_started:
      case EventType::concept_switched:
        break;
    }
    fact.reviews = course.reviews;
    fact.redrafts = course.redrafts;
    fact.concreteness_tabled = course.tabled;
    fact.concreteness = course.concreteness;
    fact.weeks_on_table = event.week - course.tabled_week;
  }
  return facts;
}

}  // namespace polder::explain
