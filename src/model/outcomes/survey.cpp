#include "model/outcomes/survey.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "model/mechanisms/effort.h"
#include "model/scenario.h"
#include "model/state.h"

namespace polder::model {

namespace {

using Out = std::span<double>;

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double share(double part, double whole) { return whole > 0.0 ? part / whole : kNothing; }

/// Fills in what `Of` says of each municipality or group.
template <double (*Of)(const Scenario&, const State&, std::int32_t)>
void each(const Scenario& scenario, const State& s, Out out) {
  for (std::size_t e = 0; e < out.size(); ++e) out[e] = Of(scenario, s, static_cast<std::int32_t>(e));
}

/// Reads a level of the state as it is.
template <std::vector<double> State::*Level>
void level(const Scenario&, const State& s, Out out) {
  std::copy_n((s.*Level).begin(), out.size(), out.begin());
}

/// Quotient of two running totals per municipality; NaN where nothing happened.
template <std::vector<double> Flows::*Part, std::vector<double> Flows::*Whole>
void ratio(const Scenario&, const State& s, Out out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = share((s.flows.*Part)[i], (s.flows.*Whole)[i]);
}

/// Mean over the groups of municipality i of a number per group.
double over_own_groups(const State& s, const std::vector<double>& of_group, std::int32_t i) {
  double sum = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) sum += s.in_group[s.at(g, i)] * of_group[static_cast<std::size_t>(g)];
  return share(sum, s.groups_of[static_cast<std::size_t>(i)]);
}

bool was_decided(const State& s, DossierIndex d) {
  const DossierState state = s.dossiers.state[static_cast<std::size_t>(d)];
  return state == DossierState::decided || state == DossierState::closed;
}

/// Mean over the decisions so far that concerned municipality i.
template <class Of>
double over_decisions(const State& s, std::int32_t i, Of of) {
  double sum = 0.0;
  double count = 0.0;
  for (DossierIndex d = 0; d < s.next_dossier; ++d) {
    if (!was_decided(s, d) || s.dossiers.audience[s.at(d, i)] == 0.0) continue;
    const double value = of(d);
    if (std::isnan(value)) continue;
    sum += value;
    count += 1.0;
  }
  return share(sum, count);
}

double weeks_on_the_table(const State& s, DossierIndex d) {
  return static_cast<double>(s.dossiers.decided_week[d] - s.dossiers.tabled_week[d]);
}

// Promises.
double others_kept(const Scenario&, const State& s, std::int32_t i) {
  double made = 0.0;
  double kept = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    if (j == i) continue;
    made += s.flows.promises[j];
    kept += s.flows.promises_kept[j];
  }
  return share(kept, made);
}

// Contribution and added value.
double confidence(const Scenario& scenario, const State& s, std::int32_t i) {
  const double w = scenario.survey.results_weight;
  return (1.0 - w) * s.content_trust[i] + w * over_own_groups(s, s.visible_results, i);
}

double real_contribution(const Scenario&, const State& s, std::int32_t) {
  double jointly = 0.0;
  double placed = 0.0;
  double integration = 0.0;
  double alone = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    const double in = s.member[j];
    jointly += in * (s.flows.exchanged[j] + s.flows.joint_placed[j]);
    placed += in * s.flows.placements[j];
    integration += in * s.flows.integration_weeks[j];
    alone += in * s.flows.integration_alone[j];
  }
  return 0.5 * (share(jointly, placed) + 1.0 - share(integration, alone));
}

double placed_jointly(const Scenario&, const State& s, std::int32_t i) {
  return share(s.flows.exchanged[i] + s.flows.joint_placed[i], s.flows.placements[i]);
}

// Results.
double seen_results(const Scenario&, const State& s, std::int32_t i) {
  return over_own_groups(s, s.visible_results, i);
}
double real_results(const Scenario&, const State& s, std::int32_t i) {
  return over_own_groups(s, s.results, i);
}

// Tempo.
double real_delay(const Scenario&, const State& s, std::int32_t i) {
  return over_decisions(s, i, [&](DossierIndex d) { return weeks_on_the_table(s, d); });
}
double decided_at_once(const Scenario& scenario, const State& s, std::int32_t i) {
  return over_decisions(s, i, [&](DossierIndex d) {
    const Week interval =
        scenario.groups[static_cast<std::size_t>(s.dossiers.group[d])].meeting_interval_weeks;
    return weeks_on_the_table(s, d) <= static_cast<double>(interval) ? 1.0 : 0.0;
  });
}

// The common goal.
double shown_agreement(const Scenario&, const State& s, std::int32_t i) {
  double agreeing = 0.0;
  double decisions = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) {
    const double in = s.in_group[s.at(g, i)];
    agreeing += in * s.flows.agreement[g];
    decisions += in * s.flows.decisions[g];
  }
  return share(agreeing, decisions);
}
/// Who would still accept what one's own position says, were it put in concrete terms?
double real_agreement(const Scenario& scenario, const State& s, std::int32_t i) {
  const double tolerance = scenario.parameters.deliberation.tolerance;
  return over_decisions(s, i, [&](DossierIndex d) {
    const auto audience = s.row(s.dossiers.audience, d);
    const auto position = s.row(s.dossiers.position, d);
    double near = 0.0;
    double others = 0.0;
    for (std::int32_t j = 0; j < s.n; ++j) {
      if (j == i || audience[j] == 0.0) continue;
      others += 1.0;
      near += std::abs(position[j] - position[i]) <= tolerance ? 1.0 : 0.0;
    }
    return share(near, others);
  });
}

// Communication.
double feels_informed(const Scenario& scenario, const State& s, std::int32_t i) {
  return 1.0 - (1.0 - scenario.survey.own_problem) * s.overload[i];
}
double real_awareness(const Scenario&, const State& s, std::int32_t i) {
  double sum = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) sum += s.in_group[s.at(g, i)] * s.awareness[s.at(g, i)];
  return share(sum, s.groups_of[i]);
}
double unread(const Scenario&, const State& s, std::int32_t i) {
  return 1.0 - share(s.flows.pages_read[i], s.flows.pages_received[i]);
}

// Roles.
void felt_clarity(const Scenario&, const State& s, Out out) { see_clarity(s, out); }
double tasks_with_owner(const Scenario&, const State& s, std::int32_t i) {
  double open = 0.0;
  double owned = 0.0;
  for (const TaskIndex t : s.live_tasks) {
    const GroupIndex g = s.dossiers.group[s.tasks.dossier[t]];
    const double in = s.in_group[s.at(g, i)];
    open += in;
    owned += s.tasks.owner[t] == kNone ? 0.0 : in;
  }
  return share(owned, open);
}

// Parties.
double others_present(const Scenario& scenario, const State& s, std::int32_t i) {
  double present = 0.0;
  double others = 0.0;
  for (GroupIndex g = 0; g < s.g; ++g) {
    const bool has_met = s.week >= scenario.groups[static_cast<std::size_t>(g)].meeting_interval_weeks;
    if (!has_met || s.in_group[s.at(g, i)] == 0.0) continue;
    for (std::int32_t j = 0; j < s.n; ++j) {
      if (j == i) continue;
      others += s.in_group[s.at(g, j)];
      present += s.in_group[s.at(g, j)] * s.attends[s.at(g, j)];
    }
  }
  return share(present, others);
}
double others_effort(const Scenario&, const State& s, std::int32_t i) {
  double effort = 0.0;
  double others = 0.0;
  for (std::int32_t j = 0; j < s.n; ++j) {
    if (j == i) continue;
    effort += s.member[j] * s.effort[j];
    others += s.member[j];
  }
  return share(effort, others);
}

// Urgency and mutual dependence.
double waiting_too_long(const Scenario&, const State& s, std::int32_t) {
  double overdue = 0.0;
  double waiting = 0.0;
  for (std::int32_t k = 0; k < s.k; ++k) {
    const double persons = s.persons_per_case[static_cast<std::size_t>(k)];
    for (std::int32_t j = 0; j < s.n; ++j) {
      overdue += s.member[j] * persons * static_cast<double>(s.overdue[s.at(k, j)]);
      waiting += s.member[j] * persons * static_cast<double>(s.waiting[s.at(k, j)]);
    }
  }
  return share(overdue, waiting);
}
double done_by_others(const Scenario&, const State& s, std::int32_t i) {
  double all = 0.0;
  for (const double hours : s.task_hours_total) all += hours;
  return share(all - s.flows.task_hours[i], all);
}

// The process manager.
double managers_belief(const Scenario&, const State& s, GroupIndex g) {
  return s.active.manager_present ? s.believed_awareness[g] : kNothing;
}
double members_awareness(const Scenario&, const State& s, GroupIndex g) {
  double sum = 0.0;
  for (std::int32_t i = 0; i < s.n; ++i) sum += s.in_group[s.at(g, i)] * s.awareness[s.at(g, i)];
  return share(sum, static_cast<double>(s.size[g]));
}

constexpr Shape kMunicipality = Shape::municipality;

constexpr std::array kQuestions{
    Question{"grade", "1", "what grade does the cooperation get? 0 to 10",
             "welk cijfer krijgt de samenwerking? 0 tot 10", "1",
             "the grade that the same weights give to what is true, where it is on the scale of the answer",
             true, kMunicipality, Better::higher, "thesis, appendix 2", nullptr, nullptr},
    Question{"promises", "1", "do the others do what they promise? 0 never, 1 always",
             "komen de anderen na wat ze beloven? 0 nooit, 1 altijd", "1",
             "share of the others' promises so far that were kept in time", true, kMunicipality,
             Better::higher, "thesis, appendix 2", level<&State::mean_trust>, each<others_kept>},
    Question{
        "contribution", "1",
        "does cooperation contribute to faster housing and integration? 0 no trust in it, 1 full trust",
        "draagt samenwerken bij aan snellere huisvesting en integratie? 0 geen vertrouwen, 1 vol vertrouwen",
        "1",
        "mean of two shares so far, over members: persons placed through joint work, and weeks to the "
        "assessment that joint work saved",
        false, kMunicipality, Better::higher, "thesis, appendix 2", each<confidence>,
        each<real_contribution>},
    Question{"results", "1", "do you see results of the cooperation? 0 none, 1 the most there could be",
             "ziet u resultaten van de samenwerking? 0 geen, 1 de meeste die er kunnen zijn", "1",
             "results delivered lately, mean over own groups", true, kMunicipality, Better::higher,
             "thesis §4.2.4", each<seen_results>, each<real_results>},
    Question{"added_value", "1", "does it bring your municipality what it hoped for? 0 nothing, 1 all of it",
             "brengt het uw gemeente wat zij ervan hoopte? 0 niets, 1 alles", "1",
             "share of persons placed so far that were placed through joint work", false, kMunicipality,
             Better::higher, "thesis §4.1.3; thesis, appendix 2", level<&State::benefit>,
             each<placed_jointly>},
    Question{"too_slow", "1", "how many decisions come too slowly? share of those that concerned you",
             "hoeveel besluiten komen te langzaam? aandeel van die u aangingen", "weeks",
             "weeks from tabled to decided, mean over the same decisions", false, kMunicipality,
             Better::lower, "thesis §4.2.1", ratio<&Flows::found_slow, &Flows::judged>, each<real_delay>},
    Question{"too_fast", "1", "how many decisions come too fast? share of those that concerned you",
             "hoeveel besluiten komen te snel? aandeel van die u aangingen", "1",
             "share of the same decisions taken at the first meeting after the dossier was tabled", true,
             kMunicipality, Better::lower, "thesis §4.2.1", ratio<&Flows::found_fast, &Flows::judged>,
             each<decided_at_once>},
    Question{"agreement", "1", "do members agree on what they want? share that accepts decisions",
             "zijn de leden het eens over wat ze willen? aandeel dat besluiten aanvaardt", "1",
             "share of the others concerned whose own position is within tolerance of one's own, as if "
             "everything were concrete",
             true, kMunicipality, Better::higher, "thesis, appendix 2", each<shown_agreement>,
             each<real_agreement>},
    Question{"say", "1", "do you have a say? share of decisions that you could accept",
             "heeft u iets te zeggen? aandeel van de besluiten waarmee u kon leven", "1",
             "influence on decisions of own groups, as a share of each", false, kMunicipality, Better::higher,
             "thesis §4.2.5, §4.2.6", ratio<&Flows::accepted, &Flows::judged>,
             ratio<&Flows::say, &Flows::possible_say>},
    Question{"informed", "1", "are you kept informed of what is discussed? 0 not at all, 1 fully",
             "wordt u op de hoogte gehouden van wat er besproken wordt? 0 helemaal niet, 1 volledig", "1",
             "share of what matters that was read, mean over own groups", true, kMunicipality, Better::higher,
             "thesis, appendix 2", each<feels_informed>, each<real_awareness>},
    Question{"overload", "1", "do you get more than you can read? share that stays unread, as felt lately",
             "krijgt u meer dan u kunt lezen? aandeel dat ongelezen blijft, naar het gevoel van nu", "1",
             "share of pages received so far that was not read", false, kMunicipality, Better::lower,
             "thesis §4.2.3", level<&State::overload>, each<unread>},
    Question{"roles", "1", "is it clear who does what? 0 not at all, 1 fully",
             "is duidelijk wie wat doet? 0 helemaal niet, 1 volledig", "1",
             "share of open tasks of own groups that have an owner", true, kMunicipality, Better::higher,
             "thesis, appendix 2", felt_clarity, each<tasks_with_owner>},
    Question{"others", "1", "do the others still take part? share of them seen at the last meetings",
             "doen de anderen nog mee? aandeel van hen op de laatste vergaderingen", "1",
             "effort of the other members, mean", false, kMunicipality, Better::higher,
             "thesis §4.2.4, §4.2.5", each<others_present>, each<others_effort>},
    Question{"urgency", "1", "do you feel a need to act together? 0 none, 1 the strongest",
             "voelt u de noodzaak om dit samen te doen? 0 geen, 1 de sterkste", "1",
             "share of those waiting in all members' municipalities who wait beyond the legal term", false,
             kMunicipality, Better::higher, "thesis, appendix 2", level<&State::urgency>,
             each<waiting_too_long>},
    Question{"dependence", "1", "do you depend on one another? 0 not at all, 1 fully",
             "bent u van elkaar afhankelijk? 0 helemaal niet, 1 volledig", "1",
             "share of all hours on joint tasks and drafts so far that others worked", false, kMunicipality,
             Better::neither, "thesis, appendix 2", level<&State::dependence>, each<done_by_others>},
    Question{"backing", "1", "do your own administrators stand behind it? 0 not at all, 1 fully",
             "staan uw eigen bestuurders erachter? 0 helemaal niet, 1 volledig", "", "", false, kMunicipality,
             Better::higher, "thesis §4.2.8", level<&State::backed>, nullptr},
    Question{"manager", "1", "to the process manager: does everyone know what matters? share of it",
             "aan de procesmanager: weet iedereen wat ertoe doet? aandeel daarvan", "1",
             "awareness of the group's members, mean", true, Shape::group, Better::neither, "thesis §4.2.3",
             each<managers_belief>, each<members_awareness>},
};

constexpr std::size_t kGrade = 0;

consteval std::size_t question_named(std::string_view name) {
  for (std::size_t q = 0; q < kQuestions.size(); ++q) {
    if (kQuestions[q].name == name) return q;
  }
  throw "no such question";
}

/// An answer that counts in the grade.
struct GradeFactor {
  std::size_t question;
  double Survey::*weight;
};

constexpr std::array kGradeFactors{
    GradeFactor{question_named("promises"), &Survey::grade_promises},
    GradeFactor{question_named("contribution"), &Survey::grade_contribution},
    GradeFactor{question_named("added_value"), &Survey::grade_added_value},
    GradeFactor{question_named("agreement"), &Survey::grade_agreement},
    GradeFactor{question_named("say"), &Survey::grade_say},
    GradeFactor{question_named("informed"), &Survey::grade_informed},
    GradeFactor{question_named("roles"), &Survey::grade_roles},
    GradeFactor{question_named("others"), &Survey::grade_others},
    GradeFactor{question_named("urgency"), &Survey::grade_urgency},
    GradeFactor{question_named("backing"), &Survey::grade_backing},
};

struct Catalogue {
  std::vector<std::string> names;
  std::vector<SurveyVariable> variables;
  std::array<QuestionVariables, kQuestions.size()> of_question{};
  std::vector<SurveyScalar> scalars;

  Catalogue() {
    names.reserve(2 * kQuestions.size());  // variables point into it: it must not move
    for (std::size_t q = 0; q < kQuestions.size(); ++q) {
      const Question& question = kQuestions[q];
      names.push_back("survey_" + std::string(question.name));
      of_question[q].answer = variables.size();
      variables.push_back(
          {names.back(), question.unit, question.asks, question.asks_nl, question.shape, q, false});
      if (question.truth.empty()) continue;
      names.push_back(names.back() + "_true");
      of_question[q].truth = variables.size();
      variables.push_back({names.back(), question.true_unit, question.truth, "", question.shape, q, true});
    }
    for (const bool gap : {false, true}) {
      for (std::size_t q = 0; q < kQuestions.size(); ++q) {
        if (!gap || kQuestions[q].same_scale) scalars.push_back({q, gap});
      }
    }
  }
};

const Catalogue& catalogue() {
  static const Catalogue all;
  return all;
}

/// Where each variable's values are.
class Rows {
 public:
  Rows(const State& s, Out values)
      : n_(static_cast<std::size_t>(s.n)), g_(static_cast<std::size_t>(s.g)), values_(values) {}

  [[nodiscard]] Out of(std::size_t variable) const {
    const auto variables = survey_variables();
    std::size_t at = 0;
    for (std::size_t v = 0; v < variable; ++v) at += width(variables[v].shape);
    return values_.subspan(at, width(variables[variable].shape));
  }

 private:
  [[nodiscard]] std::size_t width(Shape shape) const { return shape == Shape::group ? g_ : n_; }

  std::size_t n_;
  std::size_t g_;
  Out values_;
};

/// 10 x the weighted mean of the answers in it; of their truths where those are on the same scale and there.
double grade_of(const Survey& survey, const Rows& rows, std::size_t i, bool truth) {
  double sum = 0.0;
  double weights = 0.0;
  for (const GradeFactor& factor : kGradeFactors) {
    const QuestionVariables variables = variables_of(factor.question);
    double value = rows.of(variables.answer)[i];
    if (truth && kQuestions[factor.question].same_scale) {
      const double true_value = rows.of(variables.truth)[i];
      if (!std::isnan(true_value)) value = true_value;
    }
    if (std::isnan(value)) continue;
    sum += survey.*factor.weight * value;
    weights += survey.*factor.weight;
  }
  return 10.0 * share(sum, weights);
}

}  // namespace

std::span<const Question> survey_questions() { return kQuestions; }
std::span<const SurveyVariable> survey_variables() { return catalogue().variables; }
std::span<const SurveyScalar> survey_scalars() { return catalogue().scalars; }
QuestionVariables variables_of(std::size_t question) { return catalogue().of_question[question]; }

void take_survey(const Scenario& scenario, const State& s, std::span<double> values) {
  const Rows rows(s, values);
  for (std::size_t q = 0; q < kQuestions.size(); ++q) {
    const Question& question = kQuestions[q];
    const QuestionVariables variables = variables_of(q);
    if (question.answer != nullptr) question.answer(scenario, s, rows.of(variables.answer));
    if (question.true_value != nullptr) question.true_value(scenario, s, rows.of(variables.truth));
  }
  const Out grade = rows.of(variables_of(kGrade).answer);
  const Out true_grade = rows.of(variables_of(kGrade).truth);
  for (std::size_t i = 0; i < grade.size(); ++i) {
    grade[i] = grade_of(scenario.survey, rows, i, false);
    true_grade[i] = grade_of(scenario.survey, rows, i, true);
  }
  // Who is no member is not asked.
  for (std::size_t v = 0; v < survey_variables().size(); ++v) {
    if (survey_variables()[v].shape == Shape::group) continue;
    const Out row = rows.of(v);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (s.member[i] == 0.0) row[i] = kNothing;
    }
  }
}

}  // namespace polder::model
