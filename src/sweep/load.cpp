#include "sweep/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "model/outcomes/outcome.h"
#include "scenario/json_schema.h"
#include "scenario/nearest_name.h"
#include "scenario/text_file.h"
#include "scenario/toml_file.h"
#include "sweep/design.h"
#include "sweep/file_table.h"
#include "sweep/parameters.h"
#include "sweep/sobol_sequence.h"
#include "sweep/table.h"

namespace polder::sweep {
namespace {

using scenario::in_quotes_briefly;
using scenario::Override;
using scenario::Problem;
using scenario::ProblemList;
using scenario::Source;

constexpr std::size_t kLargestTable = std::size_t{256} << 20U;

/// Where the sweep, its table and its scenario come from.
struct Origin {
  scenario::Reader sweep;
  scenario::Reader table;
  std::function<std::optional<scenario::Base>(const std::string& file, std::span<const Override>,
                                              scenario::Loaded&)>
      base;
};

/// What goes with which method.
struct Rules {
  bool samples;
  bool levels;
  std::uint32_t usual_levels;  ///< 0: to be given
};

Rules rules_of(Method method) {
  switch (method) {
    case Method::factorial:
      return {.samples = false, .levels = true, .usual_levels = 0};
    case Method::one_at_a_time:
      return {.samples = false, .levels = true, .usual_levels = 5};
    case Method::morris:
      return {.samples = true, .levels = true, .usual_levels = 4};
    case Method::latin_hypercube:
    case Method::sobol:
    case Method::saltelli:
      return {.samples = true, .levels = false, .usual_levels = 0};
    case Method::table:
      break;
  }
  return {.samples = false, .levels = false, .usual_levels = 0};
}

class SweepReader {
 public:
  SweepReader(const std::string& file, const Origin& origin, const Changes& changes, Loaded& loaded)
      : file_(file), origin_(origin), changes_(changes), loaded_(loaded), problems_(file) {}

  void read() {
    scenario::Read text = origin_.sweep(file_);
    if (!text.text) {
      problems_.add({file_, 0, 0, std::move(text.what), std::move(text.remedy)});
    } else {
      loaded_.sources.push_back({file_, *std::move(text.text)});
      if (auto document = scenario::parse(loaded_.sources.front().text, file_, problems_)) {
        document_ = *std::move(document);
        read_document();
      }
    }
    if (!problems_.empty()) loaded_.sweep.reset();
    loaded_.problems = std::move(problems_).sorted();
  }

 private:
  void read_document() {
    check_structure(document_, file_table(), problems_);
    std::vector<std::string> outcomes = read_outcomes();
    const std::optional<Design> design = read_design();
    std::vector<Source> sources;
    std::vector<Override> overrides = read_overrides();
    const std::optional<scenario::Base> base = read_base(overrides, sources);
    if (!base) return;
    // Without a method, whatever goes with all of them.
    const Method method = design ? design->method : Method::sobol;
    std::vector<Factor> factors;
    Points points;
    if (method == Method::table) {
      points = crossed(read_table_file(*base), read_parameters(document_, *base, method, problems_));
    } else {
      factors = read_parameters(document_, *base, method, problems_);
    }
    if (!design || !problems_.empty()) return;
    if (method != Method::table) {
      check_size(*design, factors);
      if (!problems_.empty()) return;
      points = lay_out(*design, std::move(factors));
    }
    const model::Scenario& model_scenario = base->scenario();
    keep_what_there_is(outcomes, model_scenario);
    if (!problems_.empty()) return;
    const auto title = scenario::text_at(document_, "title");
    loaded_.sweep.emplace(Sweep{.title = title ? std::string(*title) : model_scenario.title,
                                .sources = named_from_here(loaded_.sources),
                                .scenario_sources = named_from_here(std::move(sources)),
                                .overrides = std::move(overrides),
                                .base = *base,
                                .seed = model_scenario.seed,
                                .replicates = model_scenario.replicates,
                                .outcomes = std::move(outcomes),
                                .points = std::move(points)});
  }

  void add(const toml::node& node, std::string what, std::string remedy) {
    problems_.add(node.source(), std::move(what), std::move(remedy));
  }

  std::vector<std::string> read_outcomes() {
    const auto catalogue = model::scalar_catalogue();
    std::vector<std::string_view> known;
    for (const model::ScalarOutcome& outcome : catalogue) known.push_back(outcome.name);
    std::vector<bool> kept(known.size(), !document_.contains("outcomes"));
    known.emplace_back("main");
    known.emplace_back("all");
    if (const toml::array* names = document_["outcomes"].as_array()) {
      for (const toml::node& node : *names) {
        const std::string name = node.value_or(std::string());
        if (name.empty()) continue;  // reported
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
          add(node, fmt::format("no outcome is named {}", in_quotes_briefly(name)),
              scenario::suggestion(name, known));
        }
        for (std::size_t i = 0; i < catalogue.size(); ++i) {
          if (name == "all" || name == catalogue[i].name || (name == "main" && catalogue[i].main))
            kept[i] = true;
        }
      }
    }
    std::vector<std::string> outcomes;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
      if (kept[i]) outcomes.emplace_back(catalogue[i].name);
    }
    return outcomes;
  }

  /// Without a survey its outcomes do not exist: asked for by name they are missed, else left out.
  void keep_what_there_is(std::vector<std::string>& outcomes, const model::Scenario& scenario) {
    const auto there = model::scalar_catalogue(scenario);
    std::erase_if(outcomes, [&](const std::string& name) {
      return std::ranges::find(there, name, &model::ScalarOutcome::name) == there.end();
    });
    const toml::array* names = document_["outcomes"].as_array();
    if (names == nullptr) return;
    for (const toml::node& node : *names) {
      const std::string name = node.value_or(std::string());
      if (name == "main" || name == "all") continue;
      if (std::ranges::find(outcomes, name) != outcomes.end()) continue;
      add(node,
          fmt::format("{} is an outcome of the survey, and the scenario holds none", in_quotes_briefly(name)),
          "leave it out, or say when the survey is held, as in set = [\"survey.weeks=[52]\"]");
    }
  }

  std::optional<Design> read_design() {
    const toml::table* table = document_["design"].as_table();
    if (table == nullptr) return std::nullopt;
    const auto name = (*table)["method"].value<std::string_view>();
    const std::optional<Method> method = name ? method_named(*name) : std::nullopt;
    if (!method) return std::nullopt;
    Design design{.method = *method};
    const Rules rules = rules_of(*method);
    const auto goes = [&](std::string_view key, bool right) {
      if (right || !table->contains(key)) return;
      add(*table->get(key), fmt::format("`{}` does not go with the method {}", key, *name), "leave it out");
    };
    goes("samples", rules.samples);
    goes("levels", rules.levels);
    goes("second_order", *method == Method::saltelli);
    goes("seed", rules.samples);
    goes("file", *method == Method::table);
    read_samples(*table, *name, rules, design);
    design.levels = rules.usual_levels;
    if (const auto levels = scenario::number_at(*table, "levels");
        levels && *levels >= 2 && *levels <= 1000) {
      design.levels = static_cast<std::uint32_t>(*levels);
    }
    if (*method == Method::morris && (design.levels < 4 || design.levels % 2 != 0)) {
      add(*table->get("levels"), fmt::format("`levels` is {}", design.levels),
          "give an even number, 4 or more");
    }
    design.second_order = (*table)["second_order"].value_or(false);
    design.seed =
        static_cast<std::uint64_t>(std::max<std::int64_t>((*table)["seed"].value_or(std::int64_t{1}), 0));
    return design;
  }

  void read_samples(const toml::table& table, std::string_view method, const Rules& rules, Design& design) {
    if (changes_.samples) {
      const std::string& typed = *changes_.samples;
      const auto refuse = [&](std::string what, std::string remedy) {
        problems_.add({fmt::format("--samples {}", typed), 0, 0, std::move(what), std::move(remedy)});
      };
      if (!rules.samples) return refuse(fmt::format("the method {} has no samples", method), "leave it out");
      const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), design.samples);
      if (error != std::errc() || end != typed.data() + typed.size() || design.samples < 1 ||
          design.samples > kMostPoints) {
        refuse("not a number of samples", fmt::format("give a whole number, 1 to {}", kMostPoints));
      }
      return;
    }
    if (!rules.samples) return;
    if (!table.contains("samples")) {
      add(table, fmt::format("the method {} has no `samples`", method), "add `samples = ...` to `[design]`");
    } else if (const auto samples = scenario::number_at(table, "samples"); samples && *samples >= 1) {
      design.samples = static_cast<std::uint64_t>(std::min(*samples, static_cast<double>(kMostPoints)));
    }
  }

  /// Of the base scenario; remembers the places of those in the file.
  std::vector<Override> read_overrides() {
    std::vector<Override> overrides;
    if (const toml::array* set = document_["set"].as_array()) {
      for (const toml::node& node : *set) {
        const std::string text = node.value_or(std::string());
        if (text.empty()) continue;  // reported
        if (auto parsed = scenario::parse_override(text, "set")) {
          overrides.push_back(*std::move(parsed));
          places_.emplace(to_string(overrides.back()), node.source());
        } else {
          add(node, fmt::format("{} changes nothing", in_quotes_briefly(text)),
              "write \"PATH=VALUE\", as in \"concept=matrix\"");
        }
      }
    }
    for (const std::string_view key : {"weeks", "seed", "replicates"}) {
      const auto number = document_[key].value<std::int64_t>();
      if (!number) continue;
      overrides.push_back({std::string(key), fmt::format("{}", *number), "set"});
      places_.emplace(to_string(overrides.back()), document_.get(key)->source());
    }
    overrides.insert(overrides.end(), changes_.overrides.begin(), changes_.overrides.end());
    return overrides;
  }

  std::optional<scenario::Base> read_base(std::span<const Override> overrides, std::vector<Source>& sources) {
    const auto file = scenario::text_at(document_, "scenario");
    if (!file) return std::nullopt;
    const toml::node& named = *document_.get("scenario");
    scenario::Loaded loaded;
    auto base = origin_.base(named_file(*file), overrides, loaded);
    for (Problem& problem : loaded.problems) {
      if (const auto place = places_.find(problem.file); place != places_.end()) {
        problems_.add(place->second, std::move(problem.what), std::move(problem.remedy));
      } else if (loaded.sources.empty()) {
        add(named, std::move(problem.what), std::move(problem.remedy));
      } else {
        problems_.add(std::move(problem));
      }
    }
    sources = std::move(loaded.sources);
    return base;
  }

  /// Names files as the sweep file leads to them, so that they do not tell where it lies or who started it.
  [[nodiscard]] std::vector<Source> named_from_here(std::vector<Source> sources) const {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(file_).parent_path().lexically_normal();
    bool absolute = false;
    for (Source& source : sources) {
      // What is named by an absolute path is found by that path only, and so is what it extends.
      absolute = absolute || absolute_names_.contains(source.file);
      if (absolute) continue;
      absolute = extends_absolute(source);
      const fs::path relative =
          fs::path(source.file).lexically_normal().lexically_relative(folder.empty() ? "." : folder);
      if (!relative.empty()) source.file = relative.string();
    }
    return sources;
  }

  [[nodiscard]] static bool extends_absolute(const Source& source) {
    if (source.text.find("extends") == std::string::npos) return false;
    ProblemList ignored(source.file);
    const auto document = scenario::parse(source.text, source.file, ignored);
    const auto extends = document ? scenario::text_at(*document, "extends") : std::nullopt;
    return extends && std::filesystem::path(*extends).is_absolute();
  }

  /// The path of a file that the sweep file names.
  std::string named_file(std::string_view name) {
    std::string path = scenario::beside(file_, name);
    if (std::filesystem::path(name).is_absolute()) absolute_names_.insert(path);
    return path;
  }

  Points read_table_file(const scenario::Base& base) {
    const toml::table& design = *document_["design"].as_table();
    const auto file = scenario::text_at(design, "file");
    if (!file) {
      if (!design.contains("file"))
        add(design, "the method table has no `file`", "add `file = \"points.csv\"`");
      return {};
    }
    const toml::node& named = *design.get("file");
    const std::string path = named_file(*file);
    scenario::Read text = origin_.table(path);
    if (!text.text) {
      add(named, std::move(text.what), std::move(text.remedy));
      return {};
    }
    if (text.text->size() > kLargestTable) {
      add(named, fmt::format("the table is larger than {} MiB", kLargestTable >> 20U), "split it");
      return {};
    }
    loaded_.sources.push_back({path, *std::move(text.text)});
    const Source& source = loaded_.sources.back();
    if (!scenario::is_utf8(source.text)) {
      problems_.add({path, 0, 0, "the table is not UTF-8 text", "save the file with UTF-8 encoding"});
      return {};
    }
    return read_table(source, base, problems_);
  }

  /// A table names its parameters; the sweep file may have all its points run with each value of others.
  Points crossed(const Points& table, std::vector<Factor> factors) {
    std::vector<Column> columns;
    double points = static_cast<double>(table.size());
    const auto parameters = scenario::elements(document_, "parameter");
    for (std::size_t i = 0; i < factors.size(); ++i) {
      Column& column = factors[i].column;
      const toml::table& place = *parameters[std::min(i, parameters.size() - 1)];
      const auto same = [&](const Column& other) { return other.path == column.path; };
      if (!column.crossed) {
        add(place, "a parameter beside a table of points",
            "add `cross = true` to have every point run with each of its values, or make it a column of the "
            "table");
      } else if (std::any_of(table.columns.begin(), table.columns.end(), same)) {
        add(place, fmt::format("{} is a column of the table too", column.path),
            "leave it out of one of them");
      }
      points *= static_cast<double>(std::max<std::size_t>(1, column.levels.size()));
      columns.push_back(std::move(column));
    }
    if (points > static_cast<double>(kMostPoints)) {
      add(*document_.get("design"), fmt::format("the design has {:.0f} points", points),
          fmt::format("give fewer crossed values: at most {} points are kept", kMostPoints));
    }
    return problems_.empty() ? cross(table, std::move(columns)) : table;
  }

  void check_size(const Design& design, std::span<const Factor> factors) {
    const toml::node& place = *document_.get("design");
    if (factors.empty()) {
      problems_.add(place.source(), "there is no parameter to vary", "add a `[[parameter]]`");
      return;
    }
    const auto crossed = [](const Factor& factor) { return factor.column.crossed; };
    if (design.method != Method::factorial && std::all_of(factors.begin(), factors.end(), crossed)) {
      return add(place, "every parameter is crossed",
                 "leave `cross` out of one, or use the method factorial");
    }
    const auto is_number = [](const Factor& factor) { return !factor.column.is_category(); };
    if (design.levels == 0 && design.method == Method::factorial &&
        std::any_of(factors.begin(), factors.end(), is_number)) {
      return add(place, "a factorial with numbers from `low` to `high` has no `levels`",
                 "add `levels = 3`, or give those numbers `values`");
    }
    const double points = number_of_points(design, factors);
    const double cells = points * static_cast<double>(factors.size());
    if (points > static_cast<double>(kMostPoints) || cells > static_cast<double>(kMostValues)) {
      return add(place, fmt::format("the design has {:.0f} points of {} parameters", points, factors.size()),
                 fmt::format(
                     "give fewer samples, levels or crossed values: at most {} points and {} values are kept",
                     kMostPoints, kMostValues));
    }
    if (const std::size_t dimensions = sobol_dimensions(design, factors);
        dimensions > most_sobol_dimensions()) {
      add(place, fmt::format("the design needs {} dimensions of the Sobol sequence", dimensions),
          fmt::format("vary fewer parameters (it has {}), or use the method latin_hypercube",
                      most_sobol_dimensions()));
    }
  }

  std::string file_;
  const Origin& origin_;
  const Changes& changes_;
  Loaded& loaded_;
  ProblemList problems_;
  toml::table document_;
  std::map<std::string, toml::source_region> places_;  ///< of overrides, by their labels
  std::set<std::string> absolute_names_;               ///< paths that the file gives in full
};

Loaded load(const std::string& file, const Origin& origin, const Changes& changes) {
  Loaded loaded;
  SweepReader(file, origin, changes, loaded).read();
  return loaded;
}

/// Looks files up in `sources`, which must outlive the reader.
scenario::Reader reader_of(std::span<const Source> sources) {
  return [sources](const std::string& file) -> scenario::Read {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const Source& s) { return s.file == file; });
    if (found != sources.end()) return {found->text, {}, {}};
    return {{}, fmt::format("{} is not at hand", scenario::in_quotes(file)), "add it to the sources"};
  };
}

}  // namespace

Loaded load_file(const std::string& file, const Changes& changes) {
  const Origin origin{
      .sweep =
          [](const std::string& f) {
            return scenario::read_from_disk(f, "sweep file", scenario::kLargestFile);
          },
      .table = [](const std::string& f) { return scenario::read_from_disk(f, "CSV file", kLargestTable); },
      .base = scenario::Base::load_file};
  return load(file, origin, changes);
}

Loaded load_text(std::span<const Source> sources, std::span<const Source> scenario_sources,
                 const Changes& changes) {
  const Origin origin{.sweep = reader_of(sources),
                      .table = reader_of(sources),
                      .base = [&](const std::string& file, std::span<const Override> overrides,
                                  scenario::Loaded& loaded) -> std::optional<scenario::Base> {
                        scenario::Read text = reader_of(scenario_sources)(file);
                        if (text.text)
                          return scenario::Base::load_text(*text.text, file, overrides, scenario_sources,
                                                           loaded);
                        loaded.problems.push_back({file, 0, 0, std::move(text.what), std::move(text.remedy)});
                        return std::nullopt;
                      }};
  return load(sources.empty() ? std::string() : sources.front().file, origin, changes);
}

bool looks_like_sweep(const std::string& file) noexcept {
  try {
    const scenario::Read text = scenario::read_from_disk(file, "file", scenario::kLargestFile);
    if (!text.text) return false;
    ProblemList ignored(file);
    const auto document = scenario::parse(*text.text, file, ignored);
    return document && document->contains("design");
  } catch (...) {
    return false;
  }
}

std::string json_schema() {
  return scenario::json_schema(
      file_table(), "polder sweep",
      "A designed experiment on a scenario of polder: which parameters vary, and how.");
}

}  // namespace polder::sweep
