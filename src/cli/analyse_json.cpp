#include "cli/analyse_json.h"

#include <nlohmann/json.hpp>

#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "cli/analyse_sentences.h"
#include "sweep/points.h"

namespace polder::cli {
namespace {

using Json = nlohmann::ordered_json;  // NaN is written as null
using sensitivity::Interval;

constexpr int kFormat = 1;

Json interval(const Interval& interval) {
  return {{"estimate", interval.estimate}, {"low", interval.low}, {"high", interval.high}};
}

/// The value of a column as scenario files have it: a number, or a category's text.
Json value(const sweep::Column& column, double value) {
  if (column.is_category()) return column.levels[static_cast<std::size_t>(value)];
  return value;
}

Json better(model::Better better) {
  switch (better) {
    case model::Better::higher:
      return "higher";
    case model::Better::lower:
      return "lower";
    case model::Better::neither:
      break;
  }
  return nullptr;
}

Json pairs(const AnalysedSweep& sweep, const std::vector<Interval>& shares, std::size_t parameters) {
  Json result = Json::array();
  std::size_t at = 0;
  for (std::size_t i = 0; i < parameters && !shares.empty(); ++i) {
    for (std::size_t j = i + 1; j < parameters; ++j) {
      result.push_back(
          {{"paths", {sweep.parameter(i).path, sweep.parameter(j).path}}, {"share", interval(shares[at++])}});
    }
  }
  return result;
}

/// One entry per parameter with these measures.
Json per_parameter(const AnalysedSweep& sweep,
                   const std::vector<std::pair<std::string_view, const std::vector<Interval>*>>& measures) {
  Json result = Json::array();
  for (std::size_t j = 0; j < measures.front().second->size(); ++j) {
    Json one = {{"path", sweep.parameter(j).path}};
    for (const auto& [name, values] : measures) one[std::string(name)] = interval((*values)[j]);
    result.push_back(std::move(one));
  }
  return result;
}

Json indices(const AnalysedSweep& /*sweep*/, const std::monostate& /*none*/) { return nullptr; }

Json indices(const AnalysedSweep& sweep, const sensitivity::SobolIndices& found) {
  return {{"kind", "sobol"},
          {"parameters", per_parameter(sweep, {{"first", &found.first}, {"total", &found.total}})},
          {"pairs", pairs(sweep, found.pairs, found.first.size())}};
}

Json indices(const AnalysedSweep& sweep, const sensitivity::ElementaryEffects& found) {
  return {{"kind", "morris"},
          {"parameters",
           per_parameter(sweep, {{"mu_star", &found.mu_star}, {"mu", &found.mu}, {"sigma", &found.sigma}})}};
}

Json indices(const AnalysedSweep& sweep, const sensitivity::GivenData& found) {
  return {{"kind", "given_data"},
          {"parameters", per_parameter(sweep, {{"first", &found.first}, {"spearman", &found.spearman}})}};
}

Json indices(const AnalysedSweep& sweep, const sensitivity::FactorialShares& found) {
  Json parameters = per_parameter(sweep, {{"first", &found.first}, {"total", &found.total}});
  for (std::size_t j = 0; j < found.level_means.size(); ++j) {
    const sweep::Column& column = sweep.parameter(j);
    const std::vector<double> values = distinct_values(column);
    Json levels = Json::array();
    for (std::size_t l = 0; l < found.level_means[j].size(); ++l) {
      levels.push_back({{"value", value(column, values[l])}, {"mean", interval(found.level_means[j][l])}});
    }
    parameters[j]["levels"] = std::move(levels);
  }
  return {{"kind", "factorial"},
          {"parameters", std::move(parameters)},
          {"pairs", pairs(sweep, found.pairs, found.first.size())}};
}

Json indices(const AnalysedSweep& sweep, const std::vector<sensitivity::LevelEffect>& found) {
  Json effects = Json::array();
  for (const sensitivity::LevelEffect& effect : found) {
    const sweep::Column& column = sweep.parameter(effect.parameter);
    effects.push_back({{"path", column.path},
                       {"value", value(column, column.values[effect.point])},
                       {"difference", interval(effect.effect.difference)},
                       {"pairs", effect.effect.pairs}});
  }
  return {{"kind", "one_at_a_time"}, {"effects", std::move(effects)}};
}

Json chance(const sensitivity::ChanceShares& found) {
  return {{"points", found.points},
          {"share_parameters", found.share_points()},
          {"share_common_chance", found.share_replicates()},
          {"share_rest", found.share_rest()},
          {"clipped", found.clipped},
          {"chance_in_means", found.chance_in_means},
          {"replicates_needed", found.replicates_needed}};
}

std::string_view shortfall_name(sensitivity::Shortfall::Kind kind) {
  using Kind = sensitivity::Shortfall::Kind;
  switch (kind) {
    case Kind::samples:
      return "samples";
    case Kind::width:
      return "width";
    case Kind::sum_of_first:
      return "sum_of_first";
    case Kind::combinations:
      return "combinations";
    case Kind::chance:
      break;
  }
  return "chance";
}

/// Which combination of crossed values a point is of.
Json combination_at(const sweep::Points& points, std::size_t point) {
  Json at = Json::object();
  for (const sweep::Column& column : points.columns) {
    if (sensitivity::told_apart(points, column)) at[column.path] = value(column, column.values[point]);
  }
  return at;
}

Json combination(const AnalysedSweep& sweep, const AnalysedCombination& one) {
  const sensitivity::Analysis& analysis = one.analysis;
  Json shortfalls = Json::array();
  for (const sensitivity::Shortfall& shortfall : analysis.shortfalls) {
    shortfalls.push_back({{"kind", shortfall_name(shortfall.kind)},
                          {"have", shortfall.have},
                          {"want", shortfall.want},
                          {"sentence", shortfall_sentence(sweep, analysis, shortfall)}});
  }
  return {
      {"at", combination_at(sweep.points(), one.point)},
      {"points", one.points},
      {"samples",
       {{"used", analysis.completeness.used},
        {"not_run", analysis.completeness.not_run},
        {"no_value", analysis.completeness.no_value}}},
      {"mean", analysis.mean},
      {"sd", analysis.sd},
      {"chance", chance(analysis.chance)},
      {"indices", std::visit([&](const auto& found) { return indices(sweep, found); }, analysis.measures)},
      {"too_small", std::move(shortfalls)}};
}

Json split(const sweep::Column& column, const sensitivity::Split& found) {
  Json result = {{"path", column.path}};
  if (column.is_category()) {
    Json levels = Json::array();
    for (const std::uint32_t level : found.categories) levels.push_back(column.levels[level]);
    result["inside"] = {{"values", std::move(levels)}};
  } else {
    result["inside"] = {{"below", found.threshold}};
  }
  result["samples_inside"] = found.samples_inside;
  result["samples_outside"] = found.samples_outside;
  result["share_inside"] = found.share_inside;
  result["share_outside"] = found.share_outside;
  result["gain"] = found.gain;
  result["flips"] = found.flips();
  return result;
}

Json ranking(const AnalysedSweep& sweep, const ColumnRanking& one) {
  const sweep::Points& points = sweep.points();
  const sweep::Column& column = points.columns[one.column];
  const auto alternative = [&](std::size_t a) { return value(column, one.ranked.samples.alternatives[a]); };
  Json alternatives = Json::array();
  for (const std::size_t a : one.ranked.order) {
    const sensitivity::Standing& standing = one.ranked.standings[a];
    alternatives.push_back({{"value", alternative(a)},
                            {"mean", interval(standing.mean)},
                            {"best", interval(standing.best)},
                            {"regret", interval(standing.regret)},
                            {"regret_95", interval(standing.regret_95)}});
  }
  const sensitivity::OrderFlips& flips = one.ranked.flips;
  Json parts = Json::array();
  for (std::size_t i = 0; i < flips.parts.size(); ++i) {
    const sweep::Column& other = points.columns[one.ranked.flip_columns[i]];
    Json of_one = Json::array();
    for (const sensitivity::Part& part : flips.parts[i]) {
      of_one.push_back({{"from", value(other, part.low)},
                        {"to", value(other, part.high)},
                        {"samples", part.samples},
                        {"share", part.share}});
    }
    parts.push_back({{"path", other.path}, {"parts", std::move(of_one)}});
  }
  Json splits = Json::array();
  for (const sensitivity::Split& found : flips.splits) {
    splits.push_back(split(points.columns[one.ranked.flip_columns[found.input]], found));
  }
  return {{"path", column.path},
          {"samples", one.ranked.samples.point.size()},
          {"independent", one.ranked.samples.independent()},
          {"incomplete", one.ranked.samples.incomplete},
          {"alternatives", std::move(alternatives)},
          {"first_against_second",
           {{"first", alternative(one.ranked.order[0])},
            {"second", alternative(one.ranked.order[1])},
            {"share", flips.share},
            {"by_parameter", std::move(parts)},
            {"splits", std::move(splits)},
            {"p_value", flips.p_value}}}};
}

Json parameters(const sweep::Points& points) {
  Json result = Json::array();
  for (const sweep::Column& column : points.columns) {
    Json one = {{"path", column.path},
                {"unit", column.unit},
                {"meaning", column.meaning},
                {"base", column.base},
                {"crossed", column.crossed}};
    one["levels"] = column.is_category() ? Json(column.levels) : Json(nullptr);
    result.push_back(std::move(one));
  }
  return result;
}

Json stop_rule(const AnalysedSweep& sweep, const StopRule& stop) {
  Json result = {{"width", stop.width}, {"met", stop.met}, {"widest", nullptr}, {"samples_needed", nullptr}};
  if (stop.widest) {
    result["widest"] = {{"width", stop.widest->width},
                        {"measure", stop.widest->measure},
                        {"path", sweep.parameter(stop.widest->parameter).path},
                        {"outcome", stop.outcome},
                        {"at", combination_at(sweep.points(), stop.point)},
                        {"samples", stop.samples}};
  }
  if (stop.samples_needed > 0) result["samples_needed"] = stop.samples_needed;
  return result;
}

}  // namespace

std::string analysis_json(const AnalysedSweep& sweep, std::span<const AnalysedOutcome> outcomes,
                          const std::optional<StopRule>& stop) {
  const sweep::Points& points = sweep.points();
  Json all = Json::array();
  for (const AnalysedOutcome& one : outcomes) {
    Json combinations = Json::array();
    for (const AnalysedCombination& found : one.combinations) {
      combinations.push_back(combination(sweep, found));
    }
    Json rankings = Json::array();
    for (const ColumnRanking& found : one.rankings) rankings.push_back(ranking(sweep, found));
    all.push_back({{"name", one.outcome->name},
                   {"long_name", one.outcome->long_name},
                   {"unit", one.outcome->unit},
                   {"better", better(one.outcome->better)},
                   {"combinations", std::move(combinations)},
                   {"rankings", std::move(rankings)}});
  }
  const Json result = {{"format", kFormat},
                       {"file", sweep.file},
                       {"title", sweep.description->title},
                       {"finished", sweep.finished},
                       {"method", sweep::method_name(points.method)},
                       {"second_order", points.second_order},
                       {"points",
                        {{"run", sweep.points_run},
                         {"in_file", points.size()},
                         {"first", points.first},
                         {"total", points.total}}},
                       {"replicates", sweep.description->replicates},
                       {"failed_runs", sweep.failed_runs},
                       {"confidence", sweep.bootstrap.confidence},
                       {"resamples", sweep.bootstrap.resamples},
                       {"parameters", parameters(points)},
                       {"outcomes", std::move(all)},
                       {"stop", stop ? stop_rule(sweep, *stop) : Json(nullptr)}};
  constexpr int kIndent = 1;
  // Names come from files: what is no UTF-8 must not stop the rest.
  return result.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace polder::cli
