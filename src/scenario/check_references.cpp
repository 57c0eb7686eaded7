#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "scenario/document.h"
#include "scenario/nearest_name.h"

namespace polder::scenario {
namespace {

using Tables = std::vector<const toml::table*>;

std::vector<std::string_view> names_of(const Tables& tables) {
  std::vector<std::string_view> names;
  for (const toml::table* table : tables) {
    if (const auto name = text_at(*table, "name")) names.push_back(*name);
  }
  return names;
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The parts of a document that refer to one another.
class Checker {
 public:
  Checker(const toml::table& document, ProblemList& problems)
      : document_(document),
        problems_(problems),
        municipalities_(elements(document, "municipality")),
        groups_(elements(document, "group")),
        case_types_(elements(document, "case_type")),
        dossier_kinds_(elements(document, "dossier_kind")),
        municipality_names_(names_of(municipalities_)),
        group_names_(names_of(groups_)),
        case_type_names_(names_of(case_types_)) {
    if (const toml::table* demand = document["demand"].as_table())
      half_years_ = elements(*demand, "half_years");
  }

  void check() const {
    names_once(municipalities_, "municipality");
    names_once(groups_, "group");
    names_once(case_types_, "case_type");
    names_once(dossier_kinds_, "dossier_kind");
    for (const toml::table* municipality : municipalities_) check_municipality(*municipality);
    for (const toml::table* group : groups_) check_group(*group);
    check_concept_switch();
    check_employer();
    check_case_types();
    for (const toml::table* kind : dossier_kinds_) check_dossier_kind(*kind);
    check_calendar();
    check_survey();
    check_switch_weeks();
    check_interventions();
  }

 private:
  /// `node` must hold one of `names`.
  void known(const toml::node& node, std::string_view what, std::span<const std::string_view> names) const {
    const toml::value<std::string>* name = node.as_string();
    // Without any names, their absence is the problem, and reported.
    if (name == nullptr || name->get().empty() || names.empty() || contains(names, name->get())) return;
    problems_.add(node.source(), fmt::format("no {} is named {}", what, in_quotes_briefly(name->get())),
                  problems_.full() ? "" : suggestion(name->get(), names));
  }

  void names_once(const Tables& tables, std::string_view what) const {
    std::map<std::string_view, toml::source_region> first;
    for (const toml::table* table : tables) {
      const auto name = text_at(*table, "name");
      if (!name) continue;
      const toml::source_region& where = table->get("name")->source();
      const auto [before, is_new] = first.emplace(*name, where);
      if (is_new) continue;
      const toml::source_region& earlier = before->second;
      const std::string place = earlier.path && where.path && *earlier.path != *where.path
                                    ? fmt::format("{}:{}", *earlier.path, earlier.begin.line)
                                    : fmt::format("line {}", earlier.begin.line);
      problems_.add(where, fmt::format("a second {} named {}", what, in_quotes_briefly(*name)),
                    fmt::format("rename or remove it; the first is at {}", place));
    }
  }

  void check_municipality(const toml::table& municipality) const {
    if (text_at(municipality, "name") == kIndependent) {
      problems_.add(
          municipality.get("name")->source(), fmt::format("a municipality named \"{}\"", kIndependent),
          "choose another name; this one says that the process manager has no employer among the members");
    }
    check_keys(municipality["need"].as_table(), "group", group_names_);
    check_vacancy_shares(municipality["vacancy_share"].as_table());
    const toml::array* targets = municipality["targets"].as_array();
    if (targets != nullptr && !targets->empty() && !half_years_.empty() &&
        targets->size() != half_years_.size()) {
      problems_.add(
          targets->source(),
          fmt::format("{} targets for {} half-years of demand", targets->size(), half_years_.size()),
          "give one per half-year, or leave `targets` out for the share of population");
    }
    if (const toml::table* motives = municipality["motives"].as_table()) check_motives(*motives);
  }

  /// A table whose keys are names of something else.
  void check_keys(const toml::table* table, std::string_view what,
                  const std::vector<std::string_view>& names) const {
    if (table == nullptr || names.empty()) return;
    for (auto&& [key, value] : *table) {
      if (contains(names, key.str())) continue;
      problems_.add(key.source(), fmt::format("no {} is named {}", what, in_quotes_briefly(key.str())),
                    suggestion(key.str(), names));
    }
  }

  void check_vacancy_shares(const toml::table* shares) const {
    check_keys(shares, "case type", case_type_names_);
    if (shares == nullptr || case_types_.empty()) return;
    for (const toml::table* type : case_types_) {
      const auto name = text_at(*type, "name");
      const bool own = name && shares->contains(*name);
      if ((own ? number_at(*shares, *name) : number_at(*type, "vacancy_share")) != 0.0) return;
    }
    problems_.add(shares->source(), "no case type has vacancies that fit it",
                  "give at least one of them a share above 0");
  }

  void check_motives(const toml::table& motives) const {
    for (const std::string_view motive : {"knowledge", "strength", "efficiency"}) {
      if (number_at(motives, motive) != 0.0) return;
    }
    problems_.add(motives.source(), "all motives are 0", "give at least one of them a weight above 0");
  }

  void check_group(const toml::table& group) const {
    const toml::array* members = group["members"].as_array();
    std::vector<std::string_view> names;
    if (members != nullptr) {
      for (const toml::node& member : *members) {
        known(member, "municipality", municipality_names_);
        if (member.is_string()) names.push_back(member.as_string()->get());
      }
    }
    const auto centre = text_at(group, "centre");
    if (centre && !names.empty() && !contains(names, *centre)) {
      problems_.add(group.get("centre")->source(),
                    fmt::format("the centre {} is not a member of the group", in_quotes_briefly(*centre)),
                    suggestion(*centre, names));
    }
  }

  /// What to change to and when: one without the other would do nothing.
  void check_concept_switch() const {
    const toml::table* common = document_["concept_switch"].as_table();
    const toml::node* to = common != nullptr ? common->get("to") : nullptr;
    const toml::node* week = common != nullptr ? common->get("week") : nullptr;
    bool any_target = to != nullptr;
    bool any_week = week != nullptr;
    for (const toml::table* group : groups_) {
      any_target = any_target || group->contains("switch_to");
      any_week = any_week || group->contains("switch_week");
    }
    if (to != nullptr && !any_week) {
      problems_.add(to->source(), "a concept to change to, but no week",
                    "add the week from which it holds, as in `week = 78`, or `week = false` for never");
    }
    if (is_a_week(week) && !any_target) {
      problems_.add(week->source(), "a week to change concept, but no concept to change to",
                    fmt::format("add `to`: one of {}", enumeration(model::kConceptNames)));
    }
    for (const toml::table* group : groups_) {
      const toml::node* own_to = group->get("switch_to");
      const toml::node* own_week = group->get("switch_week");
      if (own_to != nullptr && own_week == nullptr && week == nullptr) {
        problems_.add(own_to->source(), "a concept to change to, but no week",
                      "add `switch_week` to the group, or `week` to `[concept_switch]`");
      }
      if (own_week != nullptr && own_to == nullptr && to == nullptr) {
        problems_.add(own_week->source(), "a week to change concept, but no concept to change to",
                      "add `switch_to` to the group, or `to` to `[concept_switch]`");
      }
    }
  }

  /// A start week, or `true`: not left out and not `false`.
  static bool is_a_week(const toml::node* node) {
    if (node == nullptr) return false;
    return !node->is_boolean() || node->as_boolean()->get();
  }

  void check_employer() const {
    const toml::node* employer = document_["process_manager"]["employer"].node();
    if (employer == nullptr || municipality_names_.empty()) return;
    std::vector<std::string_view> names = municipality_names_;
    names.push_back(kIndependent);
    known(*employer, "municipality", names);
  }

  void check_case_types() const {
    if (case_types_.empty()) return;
    for (const toml::table* case_type : case_types_) {
      if (number_at(*case_type, "vacancy_share") != 0.0) return;
    }
    problems_.add(case_types_.front()->get("vacancy_share")->source(),
                  "no case type has vacancies that fit it",
                  "give at least one case type a `vacancy_share` above 0");
  }

  void check_dossier_kind(const toml::table& kind) const {
    if (const toml::node* group = kind.get("group")) known(*group, "group", group_names_);
    const auto group = text_at(kind, "group");
    const toml::array* also_fields = kind["also_fields"].as_array();
    if (!group || also_fields == nullptr) return;
    std::vector<std::string_view> fields;
    for (const toml::table* other : dossier_kinds_) {
      const auto field = text_at(*other, "field");
      if (text_at(*other, "group") == group && field && !contains(fields, *field)) fields.push_back(*field);
    }
    for (const toml::node& field : *also_fields) {
      known(field, fmt::format("field of the group {}", in_quotes_briefly(*group)), fields);
    }
  }

  /// Half-years follow one another and cover the horizon.
  void check_calendar() const {
    for (std::size_t i = 1; i < half_years_.size(); ++i) {
      const auto before = date_at(*half_years_[i - 1], "start");
      const auto start = date_at(*half_years_[i], "start");
      if (!before || !start || *start == half_year_after(*before)) continue;
      problems_.add(half_years_[i]->get("start")->source(),
                    fmt::format("the half-year starts on {}, but the one before it ends on {}",
                                to_text(*start), to_text(half_year_after(*before))),
                    fmt::format("start it on {}, so that the half-years follow one another",
                                to_text(half_year_after(*before))));
    }
    const auto start = date_at(document_, "start");
    const auto weeks = number_at(document_, "weeks");
    if (half_years_.empty() || !start) return;
    const auto first = date_at(*half_years_.front(), "start");
    if (first && std::chrono::sys_days(*first) > std::chrono::sys_days(*start)) {
      problems_.add(
          half_years_.front()->get("start")->source(),
          fmt::format("the first half-year starts on {}, after the start of the scenario", to_text(*first)),
          fmt::format("put a half-year before it that begins on or before {}", to_text(*start)));
    }
    const auto last = date_at(*half_years_.back(), "start");
    // An absurd number of weeks is out of range, and reported.
    if (!last || !weeks || *weeks > 1e6) return;
    const Date end = half_year_after(*last);
    const model::Week covered = week_of(end, *start);
    if (*weeks <= covered) return;
    problems_.add(
        half_years_.back()->get("start")->source(),
        fmt::format("the half-years end on {}, before the end of the {} weeks", to_text(end), *weeks),
        covered > 0 ? fmt::format("add a half-year that starts on {}, or set `weeks` to at most {}",
                                  to_text(end), covered)
                    : fmt::format("add half-years from {} on", to_text(end)));
  }

  void check_survey() const {
    const toml::array* weeks = document_["survey"]["weeks"].as_array();
    if (weeks == nullptr) return;
    for (const toml::node& item : *weeks) before_the_end(&item, "the survey");
  }

  void check_switch_weeks() const {
    before_the_end(document_["concept_switch"]["week"].node(), "the change of concept");
    for (const toml::table* group : groups_)
      before_the_end(group->get("switch_week"), "the change of concept");
  }

  void check_interventions() const {
    const toml::table* interventions = document_["interventions"].as_table();
    if (interventions == nullptr) return;
    for (const auto& [name, week] : *interventions) before_the_end(&week, name.str());
  }

  /// Weeks go with the horizon that whoever names them can see: that of the same file, or of the file that an
  /// option is given for. Where the horizon is shortened elsewhere, what lies beyond it is left out.
  void before_the_end(const toml::node* node, std::string_view what) const {
    const toml::node* horizon = document_.get("weeks");
    const auto end = number_at(document_, "weeks");
    if (node == nullptr || horizon == nullptr || !end || *end < 1.0) return;
    const auto week = node->value<double>();
    if (!week || *week < *end || !sees(node->source(), horizon->source())) return;
    problems_.add(node->source(),
                  fmt::format("{} in week {} comes after the last week, {}", what, *week, *end - 1.0),
                  fmt::format("give a week from 0 to {}, or make `weeks` larger", *end - 1.0));
  }

  [[nodiscard]] bool sees(const toml::source_region& from, const toml::source_region& other) const {
    if (problems_.is_override(from)) return !problems_.is_override(other);
    // What has no place comes from a document that was found right before and has been copied since.
    return from.path && other.path && *from.path == *other.path;
  }

  const toml::table& document_;
  ProblemList& problems_;
  Tables municipalities_;
  Tables groups_;
  Tables case_types_;
  Tables dossier_kinds_;
  Tables half_years_;
  std::vector<std::string_view> municipality_names_;
  std::vector<std::string_view> group_names_;
  std::vector<std::string_view> case_type_names_;
};

}  // namespace

void check_references(const toml::table& document, ProblemList& problems) {
  Checker(document, problems).check();
}

}  // namespace polder::scenario
