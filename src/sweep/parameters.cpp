#include "sweep/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "scenario/describe.h"
#include "scenario/nearest_name.h"

namespace polder::sweep {
namespace {

using scenario::Base;
using scenario::Field;
using scenario::in_quotes_briefly;
using scenario::Parameter;
using scenario::Problem;
using scenario::ProblemList;
using scenario::Type;
using scenario::Value;

/// What all points share, and why a path that changes it cannot vary.
std::string_view cannot_vary(std::string_view path) {
  if (path == "seed") return "every point meets the same random numbers; give `seed` at the top of the sweep";
  if (path == "replicates") {
    return "the replicates are the same random numbers at every point; give `replicates` at the top of the "
           "sweep";
  }
  if (path == "title") return "it changes nothing in the model; vary another path";
  return {};
}

std::optional<double> number_of(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return std::nullopt;
}

bool is_whole(const Field& field) { return field.type == Type::whole || field.type == Type::on_off_or_week; }

bool is_pattern(const std::vector<std::string>& parts) {
  return std::find(parts.begin(), parts.end(), "*") != parts.end();
}

/// `*` stands for one part, and alone for all numbers of mechanisms.
bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& parts,
             bool independent) {
  if (pattern.size() == 1) return independent;
  return std::ranges::equal(pattern, parts,
                            [](const auto& p, const auto& part) { return p == "*" || p == part; });
}

/// Reads one `[[parameter]]`.
class Reader {
 public:
  Reader(const toml::table& table, const Base& base, Method method, ProblemList& problems)
      : table_(table), base_(base), method_(method), problems_(problems) {}

  /// Adds what the table stands for.
  void read(std::vector<Factor>& factors) {
    const auto path = scenario::text_at(table_, "path");
    if (!path) return;
    path_ = *path;
    const auto parts = scenario::split_path(path_);
    if (parts && is_pattern(*parts)) return read_pattern(*parts, factors);
    if (table_.contains("except")) refuse("except", "`except` goes with a pattern", "leave it out");
    const auto column = column_at(path_, base_, problem_at("path"), problems_);
    if (!column) return;
    const Parameter parameter = *base_.parameter(path_);
    Factor factor{.column = *column};
    const bool right =
        is_category(*parameter.field) ? read_category(parameter, factor) : read_number(parameter, factor);
    if (right && set_base(parameter, factor)) factors.push_back(std::move(factor));
  }

 private:
  [[nodiscard]] const toml::source_region& place(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node != nullptr ? node->source() : table_.source();
  }

  [[nodiscard]] Problem problem_at(std::string_view key) const {
    const toml::source_region& where = place(key);
    return {where.path ? *where.path : std::string(), where.begin.line, where.begin.column, {}, {}};
  }

  /// Returns false, for callers to pass on.
  bool refuse(std::string_view key, std::string what, std::string remedy) {
    problems_.add(place(key), std::move(what), std::move(remedy));
    return false;
  }

  /// Refuses keys that do not go with the rest.
  bool without(std::initializer_list<std::string_view> keys, std::string_view why) {
    bool right = true;
    for (const std::string_view key : keys) {
      if (!table_.contains(key)) continue;
      right = refuse(key, fmt::format("`{}` of `{}`: {}", key, path_, why), "leave it out");
    }
    return right;
  }

  [[nodiscard]] std::optional<double> number(std::string_view key) const {
    return scenario::number_at(table_, key);
  }

  [[nodiscard]] bool is_category(const Field& field) const {
    if (table_.contains("values")) return true;
    if (is_number(field)) return false;
    return field.type != Type::on_off_or_week || !(table_.contains("low") || table_.contains("high"));
  }

  bool read_category(const Parameter& parameter, Factor& factor) {
    const Field& field = *parameter.field;
    bool right = without({"low", "high", "distribution", "mean", "sd", "mode", "spread"},
                         table_.contains("values") ? "it takes the `values` as they are"
                                                   : "it is no number that goes from low to high");
    factor.column.unit.clear();
    factor.column.crossed = table_["cross"].value_or(false);
    std::vector<std::string>& levels = factor.column.levels;
    if (!table_.contains("values")) {
      if (field.type == Type::on_off) {
        levels = {"false", "true"};
      } else if (field.type == Type::choice) {
        levels.assign(field.choices.begin(), field.choices.end());
      } else {
        return refuse(
            "path", fmt::format("`{}` has no `values`", path_),
            fmt::format("add `values = [...]` ({}){}", scenario::accepts(field),
                        field.type == Type::on_off_or_week ? ", or weeks from `low` to `high`" : ""));
      }
      return right;
    }
    const toml::array* values = table_["values"].as_array();
    if (values == nullptr || values->size() < 2) return false;
    for (const toml::node& node : *values) {
      Field one = field;
      if (one.type == Type::number_by_name) one.type = Type::number;
      const std::size_t before = problems_.size();
      scenario::check_value(node, one, path_, problems_);
      if (problems_.size() != before) {
        right = false;
        continue;
      }
      std::string level = scenario::to_text(scenario::value_of(node, one));
      if (std::find(levels.begin(), levels.end(), level) != levels.end()) {
        problems_.add(node.source(), fmt::format("`values` of `{}` has {} twice", path_, level),
                      "leave one out");
        right = false;
      } else if (alone_is_right(parameter, level, node.source())) {
        levels.push_back(std::move(level));
      } else {
        right = false;
      }
    }
    return right;
  }

  bool read_number(const Parameter& parameter, Factor& factor) {
    const Field& field = *parameter.field;
    factor.column.whole = is_whole(field);
    if (table_.contains("cross")) {
      refuse("cross", fmt::format("`cross` of `{}`: only `values` can be crossed", path_),
             "give `values`, or leave `cross` out");
      return false;
    }
    return read_range(parameter, factor) && read_distribution(factor);
  }

  bool read_range(const Parameter& parameter, Factor& factor) {
    const Field& field = *parameter.field;
    if (table_.contains("spread")) {
      if (!without({"low", "high"}, "`spread` says how far it goes")) return false;
      const auto spread = number("spread");
      if (!spread) return false;
      const std::string why = spread_around(parameter, *spread, factor);
      return why.empty() ||
             refuse("spread", fmt::format("`spread` of `{}`: {}", path_, why), "give `low` and `high`");
    }
    const auto low = number("low");
    const auto high = number("high");
    if (!table_.contains("low") || !table_.contains("high")) {
      const std::string_view missing = table_.contains("low") ? "high" : "low";
      const bool both = !table_.contains("low") && !table_.contains("high");
      return refuse(
          "path", fmt::format("`{}` has no `{}`", path_, both ? "low` and `high" : missing),
          fmt::format("add {} ({}), or `values` or `spread`", both ? "them" : "it", range_of(field)));
    }
    if (!low || !high) return false;
    bool right = true;
    for (const std::string_view key : {"low", "high"}) {
      Field one = field;
      if (one.type == Type::number_by_name) one.type = Type::number;
      if (one.type == Type::on_off_or_week) one.type = Type::whole;
      const std::size_t before = problems_.size();
      scenario::check_value(*table_.get(key), one, fmt::format("{} of {}", key, path_), problems_);
      right = right && problems_.size() == before;
    }
    if (!right) return false;
    if (*low >= *high) {
      return refuse("high", fmt::format("`high` of `{}` is {}, `low` is {}", path_, *high, *low),
                    "give a `high` above `low`");
    }
    factor.low = *low;
    factor.high = *high;
    // Only the horizon depends on the rest of the scenario.
    return path_ != "weeks" || (alone_is_right(parameter, fmt::format("{}", *low), place("low")) &&
                                alone_is_right(parameter, fmt::format("{}", *high), place("high")));
  }

  static std::string range_of(const Field& field) { return scenario::range_text(field.range); }

  /// Sets low and high around the base value; returns why not.
  static std::string spread_around(const Parameter& parameter, double spread, Factor& factor) {
    const Field& field = *parameter.field;
    const std::optional<double> base = number_of(parameter.value);
    if (!base) return "its base value is no number";
    if (*base == 0.0) return "its base value is 0";
    double low = *base - spread * std::abs(*base);
    double high = *base + spread * std::abs(*base);
    if (factor.column.whole) {
      low = std::floor(low);
      high = std::ceil(high);
    }
    factor.low = std::max(low, field.range.low);
    factor.high = std::min(high, field.range.high);
    if (field.range.above_low && factor.low <= field.range.low) {
      return fmt::format("it reaches {}, but the parameter is to be above that", field.range.low);
    }
    if (factor.low >= factor.high) return fmt::format("nothing is left of it within {}", range_of(field));
    return {};
  }

  bool read_distribution(Factor& factor) {
    const std::string_view name = table_["distribution"].value_or(std::string_view("uniform"));
    const auto* const found = std::find(std::begin(kDistributionNames), std::end(kDistributionNames), name);
    if (found == std::end(kDistributionNames)) return false;  // reported
    factor.distribution = static_cast<Distribution>(found - std::begin(kDistributionNames));
    const bool normal = factor.distribution == Distribution::normal;
    const bool triangular = factor.distribution == Distribution::triangular;
    if (factor.column.whole && factor.distribution != Distribution::uniform) {
      return refuse("distribution", fmt::format("`{}` is whole, and whole values are equally likely", path_),
                    "leave `distribution` out");
    }
    bool right = true;
    if (!normal) right = without({"mean", "sd"}, "only the distribution normal has it");
    if (!triangular && !without({"mode"}, "only the distribution triangular has it")) right = false;
    for (const std::string_view key : {"mean", "sd", "mode"}) {
      const bool wanted = key == "mode" ? triangular : normal;
      if (wanted && !table_.contains(key)) {
        right = refuse("distribution", fmt::format("`{}` has no `{}`", path_, key),
                       fmt::format("add it: the distribution {} needs it", name));
      }
    }
    if (!right || (normal && (!number("mean") || !number("sd"))) || (triangular && !number("mode")))
      return false;
    if (factor.distribution == Distribution::log_uniform && factor.low <= 0.0) {
      return refuse(table_.contains("low") ? "low" : "spread",
                    fmt::format("`{}` goes down to {}, which has no logarithm", path_, factor.low),
                    "give a `low` above 0, or the distribution uniform");
    }
    if (triangular) {
      factor.mode = *number("mode");
      if (factor.mode < factor.low || factor.mode > factor.high) {
        return refuse("mode", fmt::format("`mode` of `{}` is {}", path_, factor.mode),
                      fmt::format("give a number, {} to {}", factor.low, factor.high));
      }
    }
    if (normal) {
      factor.mean = *number("mean");
      factor.sd = *number("sd");
      constexpr double kLeastShare = 1e-6;
      if (!(normal_share(factor.mean, factor.sd, factor.low, factor.high) >= kLeastShare)) {
        return refuse("mean",
                      fmt::format("less than {} of the normal distribution of `{}` lies between {} and {}",
                                  kLeastShare, path_, factor.low, factor.high),
                      "move `mean` towards them, or give a larger `sd`");
      }
    }
    return true;
  }

  /// Whether the base scenario takes the value; for what depends on the rest of the scenario.
  bool alone_is_right(const Parameter& parameter, const std::string& value,
                      const toml::source_region& where) {
    const Type type = parameter.field->type;
    if (type != Type::text && type != Type::date && path_ != "weeks") return true;
    const scenario::Loaded loaded = base_.with(std::array{scenario::Override{path_, value, "value"}});
    if (loaded.scenario) return true;
    for (const Problem& problem : loaded.problems) {
      problems_.add(where, fmt::format("`{}` = {}: {}", path_, value, problem.what), problem.remedy);
    }
    return false;
  }

  /// Where the base scenario is on the factor's scale.
  bool set_base(const Parameter& parameter, Factor& factor) {
    if (method_ != Method::one_at_a_time || factor.column.crossed) return true;
    if (!factor.column.is_category()) {
      const auto base = number_of(parameter.value);
      if (!base) {
        return refuse(
            "path",
            fmt::format("`{}` is {} in the base scenario, which is no week", path_, factor.column.base),
            "give `values`, among them that one");
      }
      factor.base = *base;
      return true;
    }
    std::vector<std::string>& levels = factor.column.levels;
    auto level = std::find(levels.begin(), levels.end(), factor.column.base);
    // From the start is the same as week 0.
    if (level == levels.end() && parameter.field->type == Type::on_off_or_week && factor.column.base == "0") {
      level = std::find(levels.begin(), levels.end(), "true");
    }
    if (level == levels.end()) {
      const bool expressible =
          !factor.column.base.empty() &&
          base_.with(std::array{scenario::Override{path_, factor.column.base, "base"}}).scenario;
      if (!expressible) {
        return refuse("path", fmt::format("`{}` has no value of its own in the base scenario", path_),
                      fmt::format("give it one with `set = [\"{}=...\"]`", path_));
      }
      level = levels.insert(levels.begin(), factor.column.base);
    }
    factor.base = static_cast<double>(level - levels.begin());
    return true;
  }

  void read_pattern(const std::vector<std::string>& pattern, std::vector<Factor>& factors) {
    if (!table_.contains("spread")) {
      refuse("path", fmt::format("the pattern {} has no `spread`", in_quotes_briefly(path_)),
             "add `spread = 0.5`, or name one parameter");
      return;
    }
    if (!without({"low", "high", "values", "cross", "mean", "sd", "mode"}, "a pattern goes with `spread`"))
      return;
    const auto spread = number("spread");
    if (!spread) return;
    std::vector<std::string> matched;
    for (const scenario::Entry& entry : scenario::describe(base_.scenario())) {
      const auto parameter = base_.parameter(entry.path);
      const auto parts = scenario::split_path(entry.path);
      if (!parameter || !parts || !is_number(*parameter->field)) continue;
      if (matches(pattern, *parts, parameter->independent)) matched.push_back(entry.path);
    }
    if (matched.empty()) {
      refuse("path", fmt::format("no number matches {}", in_quotes_briefly(path_)),
             "write a part of a path as `*`, as in `trust.*`, or `*` alone for all numbers of mechanisms");
      return;
    }
    std::set<std::string, std::less<>> left_out;
    if (const toml::array* except = table_["except"].as_array()) {
      const std::vector<std::string_view> known(matched.begin(), matched.end());
      for (const toml::node& node : *except) {
        const auto path = node.value<std::string_view>();
        if (!path || path->empty()) continue;
        if (std::find(known.begin(), known.end(), *path) == known.end()) {
          problems_.add(node.source(),
                        fmt::format("{} matches no {}", in_quotes_briefly(path_), in_quotes_briefly(*path)),
                        scenario::suggestion(*path, known));
        }
        left_out.emplace(*path);
      }
    }
    bool right = true;
    const std::size_t before = factors.size();
    const std::string pattern_path = path_;
    for (const std::string& path : matched) {
      if (left_out.contains(path)) continue;
      const Parameter parameter = *base_.parameter(path);
      Factor factor{.column = *column_at(path, base_, problem_at("path"), problems_)};
      factor.column.whole = is_whole(*parameter.field);
      factor.base = *number_of(parameter.value);
      if (factor.base == 0.0) continue;  // nothing to spread around
      path_ = path;
      if (const std::string why = spread_around(parameter, *spread, factor); !why.empty()) {
        right = refuse("spread", fmt::format("`spread` of `{}`: {}", path, why), "add it to `except`");
      } else if (factor.column.whole || read_distribution(factor)) {
        factors.push_back(std::move(factor));
      } else {
        right = false;
      }
      path_ = pattern_path;
    }
    if (factors.size() == before && right) {
      refuse("path", fmt::format("every number that matches {} is left out", in_quotes_briefly(path_)),
             "give another pattern");
    }
  }

  const toml::table& table_;
  const Base& base_;
  Method method_;
  ProblemList& problems_;
  std::string path_;
};

}  // namespace

bool is_number(const Field& field) {
  return field.type == Type::number || field.type == Type::whole || field.type == Type::number_by_name;
}

std::optional<Column> column_at(const std::string& path, const Base& base, const Problem& where,
                                ProblemList& problems) {
  const auto refuse = [&](std::string what, std::string remedy) {
    Problem problem = where;
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    problems.add(std::move(problem));
    return std::nullopt;
  };
  if (const std::string_view reason = cannot_vary(path); !reason.empty()) {
    const std::size_t remedy = reason.find("; ");
    return refuse(fmt::format("`{}` cannot vary: {}", path, reason.substr(0, remedy)),
                  std::string(reason.substr(remedy + 2)));
  }
  const auto parameter = base.parameter(path);
  if (!parameter) {
    Problem problem = base.no_parameter(path);
    return refuse(std::move(problem.what), std::move(problem.remedy));
  }
  const Field& field = *parameter->field;
  if (field.name == "name") {
    return refuse(fmt::format("`{}` cannot vary: other keys refer to it", path), "vary another path");
  }
  return Column{.path = scenario::canonical_path(path),
                .unit = std::string(field.unit),
                .meaning = std::string(field.meaning),
                .base = scenario::to_text(parameter->value),
                // The concept of all groups takes away what was set for one of them.
                .independent = parameter->independent && path != "concept"};
}

/// `concept` is that of all groups: what a parameter before it sets for one of them would have no effect.
void check_concept_comes_first(std::span<const Factor> factors, const toml::source_region& where,
                               ProblemList& problems) {
  for (const Factor& factor : factors) {
    const std::string& path = factor.column.path;
    if (!path.starts_with("groups.") || !path.ends_with(".concept")) continue;
    problems.add(where, fmt::format("`concept` sets all groups, and undoes `{}` before it", path),
                 "put it before the concepts of groups");
    return;
  }
}

std::vector<Factor> read_parameters(const toml::table& document, const Base& base, Method method,
                                    ProblemList& problems) {
  std::vector<Factor> factors;
  std::map<std::string, toml::source_position, std::less<>> first;
  for (const toml::table* table : scenario::elements(document, "parameter")) {
    std::vector<Factor> read;
    Reader(*table, base, method, problems).read(read);
    for (Factor& factor : read) {
      const toml::source_region& where = table->get("path")->source();
      const auto [before, is_new] = first.emplace(factor.column.path, where.begin);
      if (is_new) {
        factors.push_back(std::move(factor));
        continue;
      }
      problems.add(where, fmt::format("`{}` is there twice", factor.column.path),
                   fmt::format("remove one, or add it to the `except` of a pattern; the first is at line {}",
                               before->second.line));
    }
    if (!factors.empty() && factors.back().column.path == "concept") {
      check_concept_comes_first(factors, table->get("path")->source(), problems);
    }
  }
  return factors;
}

}  // namespace polder::sweep
