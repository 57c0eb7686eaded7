#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/experiment.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "engine/replicate.h"
#include "explain/timeline.h"
#include "output/errors.h"
#include "scenario/nearest_name.h"

namespace polder::cli {
namespace {

using explain::Entry;
using explain::History;
using explain::Language;
using explain::Names;
using explain::Topic;
using Json = nlohmann::ordered_json;

struct Options {
  ExperimentOptions experiment;
  std::uint32_t replicate = 0;
  std::string language = "en";
  std::optional<std::string> detail;
  std::string format = "text";
  std::optional<std::string> municipality;
  std::optional<std::string> group;
  std::optional<std::string> dossier;
};

std::string unknown(std::string_view option, const std::string& given,
                    const std::vector<std::string>& known) {
  const std::vector<std::string_view> names(known.begin(), known.end());
  return fmt::format("polder explain: error: --{}: there is no `{}`; {}", option, printable(given),
                     printable(scenario::suggestion(given, names)));
}

std::vector<std::string> municipality_names(const model::Scenario& scenario) {
  std::vector<std::string> names;
  for (const model::Municipality& m : scenario.municipalities) names.push_back(m.name);
  return names;
}

/// Municipalities and groups are known before anything is run, dossiers once it has.
explain::Filter filter_of(const Options& options, const model::Scenario& scenario, const Names& names,
                          Language language, bool with_dossiers) {
  explain::Filter filter;
  std::vector<std::string> errors;
  if (options.municipality) {
    filter.municipality = explain::municipality_named(scenario, *options.municipality);
    if (!filter.municipality) {
      errors.push_back(unknown("municipality", *options.municipality, municipality_names(scenario)));
    }
  }
  if (options.group) {
    filter.group = explain::group_named(scenario, names, *options.group);
    if (!filter.group) {
      errors.push_back(unknown("group", *options.group, explain::known_groups(scenario, names, language)));
    }
  }
  if (options.dossier && with_dossiers) {
    filter.dossiers = explain::dossiers_named(names, *options.dossier);
    if (filter.dossiers->empty()) {
      errors.push_back(unknown("dossier", *options.dossier, explain::known_dossiers(names, language)));
    }
  }
  if (!errors.empty()) throw Unusable(std::move(errors));
  return filter;
}

std::string place_of(const Entry& entry, const Names& names, Language language) {
  if (entry.topic == Topic::opening || entry.topic == Topic::closing) return {};
  if (entry.group == model::kNone) return fmt::format("week {}: ", entry.week);
  return fmt::format("week {}, {}: ", entry.week, printable(names.group(entry.group, language)));
}

/// A paragraph in which numbers stay beside their percent signs.
std::string unbroken(std::string text, std::size_t width, std::size_t indent) {
  constexpr char kHeld = '\x1F';  // no text that can be printed has it
  for (std::size_t at = text.find(" %"); at != std::string::npos; at = text.find(" %", at)) text[at] = kHeld;
  std::string laid_out = paragraph(text, width, indent);
  std::ranges::replace(laid_out, kHeld, ' ');
  return laid_out;
}

std::string as_text(const model::Scenario& scenario, std::uint32_t replicate, const Names& names,
                    const std::vector<Entry>& entries, Language language, const Terminal& terminal) {
  constexpr std::size_t kIndent = 4;
  constexpr int kDaysPerWeek = 7;
  const bool dutch = language == Language::nl;
  std::string text = paragraph(fmt::format("{}: {} {}, seed {}", printable(scenario.title),
                                           dutch ? "herhaling" : "replicate", replicate, scenario.seed),
                               terminal.width);
  if (entries.empty()) return text.append(dutch ? "\nEr is niets gebeurd.\n" : "\nNothing happened.\n");
  const model::Week round_weeks = model::round_weeks(scenario);
  std::int32_t round = 0;
  Topic last = Topic::opening;
  for (const Entry& entry : entries) {
    const bool told = entry.topic != Topic::opening && entry.topic != Topic::closing;
    if (told && entry.round != round) {
      round = entry.round;
      const std::chrono::sys_days start = scenario.start;
      const model::Week first = (round - 1) * round_weeks;
      const model::Week end = std::min(scenario.weeks, first + round_weeks);
      text += fmt::format("\n{} {}, {} {} {}\n", dutch ? "Ronde" : "Round", round,
                          explain::date(start + std::chrono::days(kDaysPerWeek * first), language),
                          dutch ? "tot en met" : "to",
                          explain::date(start + std::chrono::days(kDaysPerWeek * end - 1), language));
    } else if (!told && (entry.topic != last || &entry == entries.data())) {
      text += '\n';
    }
    last = entry.topic;
    text += unbroken(place_of(entry, names, language) + printable(entry.sentence), terminal.width, kIndent);
  }
  return text;
}

Json as_json(const model::Scenario& scenario, const History& history, const Names& names,
             const std::vector<Entry>& entries, Language language) {
  const auto municipality = [&](model::MunicipalityIndex i) {
    return i == model::kNone ? Json(nullptr)
                             : Json(scenario.municipalities[static_cast<std::size_t>(i)].name);
  };
  Json all = Json::array();
  for (const Entry& entry : entries) {
    Json dossiers = Json::array();
    for (const model::DossierIndex d : entry.dossiers) {
      dossiers.push_back({{"number", d}, {"name", names.dossier(d, language)}});
    }
    Json municipalities = Json::array();
    for (const model::MunicipalityIndex i : entry.municipalities) municipalities.push_back(municipality(i));
    Json events = Json::array();
    for (const std::size_t e : entry.events) {
      const model::Event& event = history.events[e];
      const auto cause = [](model::Cause what) { return model::kCauseNames[static_cast<std::size_t>(what)]; };
      events.push_back({{"event", e},
                        {"week", event.week},
                        {"type", model::kEventNames[static_cast<std::size_t>(event.type)]},
                        {"dossier", event.dossier == model::kNone ? Json(nullptr) : Json(event.dossier)},
                        {"task", event.task == model::kNone ? Json(nullptr) : Json(event.task)},
                        {"municipality", municipality(event.municipality)},
                        {"cause", cause(event.cause)},
                        {"value", event.value},
                        {"threshold", event.threshold},
                        {"detail", cause(event.detail)},
                        {"detail_value", event.detail_value}});
    }
    all.push_back(
        {{"week", entry.week},
         {"first_week", entry.first_week},
         {"round", entry.round},
         {"date",
          fmt::format("{:04}-{:02}-{:02}", static_cast<int>(entry.date.year()),
                      static_cast<unsigned>(entry.date.month()), static_cast<unsigned>(entry.date.day()))},
         {"topic", explain::kTopicNames[static_cast<std::size_t>(entry.topic)]},
         {"group", entry.group == model::kNone ? Json(nullptr) : Json(names.group(entry.group, language))},
         {"dossiers", std::move(dossiers)},
         {"municipalities", std::move(municipalities)},
         {"sentence", entry.sentence},
         {"events", std::move(events)}});
  }
  return all;
}

ExitStatus explain_replicate(const Options& options) {
  const model::Scenario scenario = load_scenario(options.experiment);
  const Language language = options.language == "nl" ? Language::nl : Language::en;
  filter_of(options, scenario, Names(scenario, {}), language, false);
  std::optional<engine::Chunk> chunk;
  try {
    chunk = engine::run_replicate(scenario, scenario.seed, options.replicate, model::Record::full);
  } catch (const std::exception& error) {
    complain(fmt::format("polder: error: replicate {}, seed {} failed: {}", options.replicate, scenario.seed,
                         printable(error.what())));
    return ExitStatus::refused;
  }
  const History history = explain::history_of(scenario, *chunk, 0);
  const Names names(scenario, history.events);
  explain::TimelineOptions told{.language = language,
                                .filter = filter_of(options, scenario, names, language, true)};
  const std::string detail = options.detail.value_or(told.filter.empty() ? "brief" : "full");
  told.detail = detail == "all"    ? explain::Detail::all
                : detail == "full" ? explain::Detail::full
                                   : explain::Detail::brief;
  const std::vector<Entry> entries = explain::timeline(scenario, history, told);
  print(options.format == "json"
            ? as_json(scenario, history, names, entries, language).dump(2) + "\n"
            : as_text(scenario, options.replicate, names, entries, language, standard_output()));
  return ExitStatus::done;
}

}  // namespace

void add_explain(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("explain", "tell one replicate as a timeline that says why");
  command
      .add_option("SCENARIO", options->experiment.input,
                  "scenario file (TOML), or results file (HDF5) to run again")
      ->required();
  command.add_option("--replicate", options->replicate, "which one, counted from 0")
      ->capture_default_str()
      ->type_name("R");
  command.add_option("--language", options->language, "Dutch or English")
      ->capture_default_str()
      ->type_name("nl|en")
      ->check(CLI::IsMember(std::vector<std::string>{"nl", "en"}));
  command
      .add_option("--detail", options->detail,
                  "brief: per meeting, the most telling causes; full: every cause; all: an entry per event; "
                  "default: brief, with a filter full")
      ->type_name("brief|full|all")
      ->check(CLI::IsMember(std::vector<std::string>{"brief", "full", "all"}));
  command.add_option("--municipality", options->municipality, "only what it did or what befell it")
      ->type_name("NAME");
  command.add_option("--group", options->group, "only of this working group")->type_name("NAME");
  command.add_option("--dossier", options->dossier, "only of this dossier, or of all dossiers of a kind")
      ->type_name("N|NAME");
  command.add_option("--set", options->experiment.set, "change a value first (repeatable)")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--seed", options->experiment.seed, "seed of all chance, in place of the scenario's")
      ->type_name("S");
  command.add_option("--weeks", options->experiment.weeks, "weeks to simulate, in place of the scenario's")
      ->type_name("W");
  command.add_option("--format", options->format, "text for people, json for programs")
      ->capture_default_str()
      ->type_name("text|json")
      ->check(CLI::IsMember(std::vector<std::string>{"text", "json"}));
  add_log_options(command, call);
  command.callback([options, &call] { call.action = [options] { return explain_replicate(*options); }; });
}

}  // namespace polder::cli
