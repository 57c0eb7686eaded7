#include "scenario/base.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <variant>

#include "scenario/document.h"
#include "scenario/field.h"
#include "scenario/tables.h"

namespace polder::scenario {
namespace {

using FieldsByPath = std::map<std::string, const Field*, std::less<>>;

/// Keys that no other key depends on: those the model itself documents, and the concept of all groups.
const FieldsByPath& independent_fields() {
  static const FieldsByPath fields = [] {
    std::vector<std::string_view> tables{"interventions", "mechanisms"};
    const std::vector<Table> sections = parameter_tables();
    for (const Table& section : sections) tables.push_back(section.path);
    FieldsByPath result;
    for (const Table& table : registry().tables) {
      if (std::find(tables.begin(), tables.end(), table.path) == tables.end()) continue;
      for (const Field& field : table.fields)
        result.emplace(fmt::format("{}.{}", table.path, field.name), &field);
    }
    for (const Field& field : registry().fields) {
      if (field.name == "concept") result.emplace(field.name, &field);
    }
    return result;
  }();
  return fields;
}

const Field* independent_field(std::string_view path) {
  const auto found = independent_fields().find(path);
  return found == independent_fields().end() ? nullptr : found->second;
}

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A number as both TOML and from_chars write it: no `+`, `_`, leading zeros or other bases. None for all
/// else.
std::optional<Value> plain_number(std::string_view text) {
  // Whole numbers of more digits may not fit a double.
  constexpr std::size_t kMostDigits = 15;
  std::string_view rest = text.substr(text.starts_with('-') ? 1 : 0);
  const std::string_view whole = rest.substr(0, rest.find_first_of(".e"));
  if (!digits(whole) || whole.size() > kMostDigits || (whole.size() > 1 && whole.front() == '0')) return {};
  rest.remove_prefix(whole.size());
  const bool integer = rest.empty();
  if (rest.starts_with('.')) {
    const std::string_view fraction = rest.substr(1, rest.find('e') - 1);
    if (!digits(fraction)) return {};
    rest.remove_prefix(1 + fraction.size());
  }
  if (rest.starts_with('e')) {
    rest.remove_prefix(1);
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    if (!digits(rest)) return {};
  }
  const auto read = [&](auto number) -> std::optional<Value> {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
  };
  return integer ? read(std::int64_t{}) : read(double{});
}

/// What `field` takes of an override's value in a run of `weeks`; none when it is not plainly right.
std::optional<Value> plain_value(const Field& field, std::string_view text, model::Week weeks) {
  const bool switches = field.type == Type::on_off || field.type == Type::on_off_or_week;
  if (switches && (text == "true" || text == "false")) return text == "true";
  if (field.type == Type::on_off) return {};
  if (field.type == Type::choice) {
    const bool known = std::find(field.choices.begin(), field.choices.end(), text) != field.choices.end();
    return known ? std::optional<Value>(std::string(text)) : std::nullopt;
  }
  const std::optional<Value> number = plain_number(text);
  if (!number) return {};
  const auto* integer = std::get_if<std::int64_t>(&*number);
  const double value = integer != nullptr ? static_cast<double>(*integer) : std::get<double>(*number);
  if (!takes(field, value, integer != nullptr)) return {};
  // Whether a week may come after the last hangs on who set which.
  if (field.type == Type::on_off_or_week && value >= static_cast<double>(weeks)) return {};
  if (field.type == Type::number) return value;
  return integer != nullptr ? *integer : static_cast<std::int64_t>(value);
}

/// Sets what overrides say of independent keys; false when one of them is of another kind, or not plainly
/// right.
bool set_plainly(std::span<const Override> overrides, model::Scenario& scenario) {
  for (const Override& override_ : overrides) {
    const Field* field = independent_field(override_.path);
    if (field == nullptr) return false;
    const std::optional<Value> value = plain_value(*field, override_.value, scenario.weeks);
    if (!value) return false;
    field->set(scenario, 0, *value);
  }
  return true;
}

/// Where a field is in a scenario.
struct Found {
  const Field* field = nullptr;
  std::size_t position = 0;
  std::string_view name;  ///< of one number of several
};

std::optional<std::size_t> position_of(const Table& list, std::string_view part,
                                       const model::Scenario& scenario) {
  const std::size_t count = list.count(scenario);
  if (list.repeat == Repeat::list) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool right = error == std::errc() && end == part.data() + part.size() && index < count;
    return right ? std::optional(index) : std::nullopt;
  }
  for (const Field& field : list.fields) {
    if (field.name != "name") continue;
    for (std::size_t i = 0; i < count; ++i) {
      if (to_text(field.get(scenario, i)) == part) return i;
    }
  }
  return std::nullopt;
}

std::optional<Found> find(std::span<const std::string> parts, const Table& table, std::size_t position,
                          const model::Scenario& scenario) {
  if (parts.empty()) return std::nullopt;
  for (const Field& field : table.fields) {
    if (field.name != parts[0]) continue;
    if (parts.size() == 1) return Found{&field, position, {}};
    if (parts.size() == 2 && field.type == Type::number_by_name) return Found{&field, position, parts[1]};
    return std::nullopt;
  }
  for (const Table& inner : table.tables) {
    if (inner.path != parts[0] && inner.key != parts[0]) continue;
    if (inner.repeat == Repeat::once) return find(parts.subspan(1), inner, position, scenario);
    if (parts.size() < 2) return std::nullopt;
    const auto element = position_of(inner, parts[1], scenario);
    if (!element) return std::nullopt;
    return find(parts.subspan(2), inner, *element, scenario);
  }
  return std::nullopt;
}

bool is_parameter(const Found& found) {
  switch (found.field->type) {
    case Type::number:
    case Type::whole:
    case Type::on_off:
    case Type::on_off_or_week:
    case Type::choice:
    case Type::date:
      return true;
    case Type::number_by_name:
      return !found.name.empty();
    case Type::text:
      return static_cast<bool>(found.field->get);  // not `extends`
    default:
      return false;
  }
}

}  // namespace

struct Base::Document {
  std::string file;
  toml::table document;
  ProblemList no_problems;  ///< knows the overrides of the document
  model::Scenario scenario;
};

namespace {

/// Checks and builds a document with overrides on top; fills in `loaded`.
bool complete(toml::table& document, ProblemList& problems, std::span<const Override> overrides,
              Loaded& loaded) {
  for (const Override& override_ : overrides) apply(override_, document, problems);
  check_structure(document, problems);
  check_references(document, problems);
  const bool right = problems.empty();
  if (right) loaded.scenario = build(document);
  loaded.problems = ProblemList(problems).sorted();
  return right;
}

}  // namespace

std::optional<Base> Base::read(const std::string& file, const Reader& reader,
                               std::span<const Override> overrides, Loaded& loaded) {
  loaded = {};
  ProblemList problems(file);
  std::optional<toml::table> document = read_document(file, reader, problems, loaded.sources);
  if (!document) {
    loaded.problems = std::move(problems).sorted();
    return std::nullopt;
  }
  if (!complete(*document, problems, overrides, loaded)) return std::nullopt;
  return Base(std::make_shared<const Document>(
      Document{file, *std::move(document), std::move(problems), *loaded.scenario}));
}

std::optional<Base> Base::load_file(const std::string& file, std::span<const Override> overrides,
                                    Loaded& loaded) {
  return read(file, read_scenario_from_disk, overrides, loaded);
}

std::optional<Base> Base::load_text(std::string_view text, const std::string& file,
                                    std::span<const Override> overrides, std::span<const Source> extended,
                                    Loaded& loaded) {
  return read(file, reader_of(text, file, extended), overrides, loaded);
}

const model::Scenario& Base::scenario() const { return document_->scenario; }

Loaded Base::with(std::span<const Override> overrides) const {
  Loaded loaded;
  loaded.scenario = document_->scenario;
  if (set_plainly(overrides, *loaded.scenario)) return loaded;
  loaded.scenario.reset();
  toml::table document = document_->document;
  ProblemList problems = document_->no_problems;
  complete(document, problems, overrides, loaded);
  return loaded;
}

std::optional<Base> Base::rebased(std::span<const Override> overrides, Loaded& loaded) const {
  loaded = {};
  Document copy = *document_;
  if (!complete(copy.document, copy.no_problems, overrides, loaded)) return std::nullopt;
  copy.scenario = *loaded.scenario;
  return Base(std::make_shared<const Document>(std::move(copy)));
}

std::optional<Parameter> Base::parameter(std::string_view path) const {
  const auto parts = split_path(path);
  if (!parts) return std::nullopt;
  const std::optional<Found> found = find(*parts, registry(), 0, document_->scenario);
  if (!found || !is_parameter(*found)) return std::nullopt;
  Value value = found->field->get(document_->scenario, found->position);
  if (auto* numbers = std::get_if<NumberByName>(&value)) {
    const auto number = std::find_if(numbers->begin(), numbers->end(),
                                     [&](const auto& each) { return each.first == found->name; });
    if (number == numbers->end()) return std::nullopt;
    value = Value(number->second);
  }
  return Parameter{found->field, std::move(value), independent_field(path) != nullptr};
}

Problem Base::no_parameter(std::string_view path) const {
  const Override any{std::string(path), "0"};
  toml::table document = document_->document;
  ProblemList problems(document_->file);
  apply(any, document, problems);
  if (problems.empty()) check_references(document, problems);
  std::vector<Problem> all = std::move(problems).sorted();
  const std::string label = to_string(any);
  const auto own = std::find_if(all.begin(), all.end(), [&](const Problem& p) { return p.file == label; });
  if (own != all.end()) return *own;
  return {label, 0, 0, fmt::format("`{}` is no number, switch, choice, text or date", path),
          "give one that `polder describe` lists as such"};
}

}  // namespace polder::scenario
