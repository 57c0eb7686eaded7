#include "scenario/describe.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "scenario/field.h"
#include "scenario/override.h"

namespace polder::scenario {
namespace {

class Describer {
 public:
  explicit Describer(const model::Scenario& scenario) : scenario_(scenario) {}

  /// `prefix` is empty or ends in a dot.
  void table(const Table& table, const std::string& prefix, std::size_t position) {
    for (const Field& field : table.fields) {
      if (field.get) this->field(field, prefix, position);
    }
    for (const Table& inner : table.tables) {
      const std::string path = prefix + std::string(inner.path) + ".";
      if (inner.repeat == Repeat::once) {
        this->table(inner, path, position);
        continue;
      }
      for (std::size_t i = 0; i < inner.count(scenario_); ++i)
        this->table(inner, path + element(inner, i) + ".", i);
    }
  }

  std::vector<Entry> entries;

 private:
  void field(const Field& field, const std::string& prefix, std::size_t position) {
    const Value value = field.get(scenario_, position);
    const auto entry = [&](std::string path, std::string text, std::string default_value) {
      entries.push_back({std::move(path), std::move(text), std::string(field.unit), std::move(default_value),
                         accepts(field), std::string(field.meaning), std::string(field.source)});
    };
    const std::string path = prefix + std::string(field.name);
    if (const auto* numbers = std::get_if<NumberByName>(&value)) {
      for (const auto& [name, number] : *numbers) {
        entry(path + "." + path_part(name), to_text(Value(number)), default_text(field));
      }
      return;
    }
    const bool is_unset = std::holds_alternative<std::monostate>(value);
    entry(path, is_unset ? std::string(field.unset) : to_text(value), default_text(field));
  }

  static std::string default_text(const Field& field) {
    if (field.required) return {};
    return field.unset.empty() ? to_text(field.get(defaults(), 0)) : std::string(field.unset);
  }

  [[nodiscard]] std::string element(const Table& list, std::size_t position) const {
    for (const Field& field : list.fields) {
      if (field.name == "name") return path_part(to_text(field.get(scenario_, position)));
    }
    return std::to_string(position);
  }

  const model::Scenario& scenario_;
};

}  // namespace

std::vector<Entry> describe(const model::Scenario& scenario) {
  Describer describer(scenario);
  describer.table(registry(), "", 0);
  return std::move(describer.entries);
}

std::string describe_json(const model::Scenario& scenario) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const Entry& entry : describe(scenario)) {
    list.push_back({{"path", entry.path},
                    {"value", entry.value},
                    {"unit", entry.unit},
                    {"default", entry.default_value.empty() ? Json(nullptr) : Json(entry.default_value)},
                    {"range", entry.range},
                    {"meaning", entry.meaning},
                    {"source", entry.source}});
  }
  return list.dump(2) + "\n";
}

}  // namespace polder::scenario
