#include <cstdint>
#include <string>

#include "scenario/document.h"

namespace polder::scenario {
namespace {

/// Calls visit(element or table, its table, its position) for `table` and all it holds.
template <class Visitor>
void walk(const toml::table& node, const Table& table, std::size_t position, const Visitor& visit) {
  visit(node, table, position);
  for (const Table& inner : table.tables) {
    if (inner.repeat == Repeat::once) {
      if (const toml::table* below = node[inner.key].as_table()) walk(*below, inner, position, visit);
    } else {
      const auto list = elements(node, inner.key);
      for (std::size_t i = 0; i < list.size(); ++i) walk(*list[i], inner, i, visit);
    }
  }
}

}  // namespace

Value value_of(const toml::node& node, const Field& field) {
  switch (field.type) {
    case Type::text:
    case Type::choice:
      return node.as_string()->get();
    case Type::number:
      return *node.value<double>();
    case Type::whole:
    case Type::on_off_or_week:
      if (node.is_boolean()) return node.as_boolean()->get();
      if (node.is_integer()) return node.as_integer()->get();
      return static_cast<std::int64_t>(node.as_floating_point()->get());
    case Type::on_off:
      return node.as_boolean()->get();
    case Type::date:
      return to_date(node.as_date()->get());
    case Type::dates: {
      std::vector<Date> dates;
      for (const toml::node& item : *node.as_array()) dates.push_back(to_date(item.as_date()->get()));
      return dates;
    }
    case Type::names: {
      std::vector<std::string> names;
      for (const toml::node& item : *node.as_array()) names.push_back(item.as_string()->get());
      return names;
    }
    case Type::weeks:
    case Type::numbers: {
      std::vector<double> numbers;
      for (const toml::node& item : *node.as_array()) numbers.push_back(*item.value<double>());
      return numbers;
    }
    case Type::number_by_name: {
      NumberByName numbers;
      for (auto&& [key, item] : *node.as_table()) numbers.emplace_back(key.str(), *item.value<double>());
      return numbers;
    }
    case Type::values:
    case Type::note:
      return {};
  }
  return {};
}

model::Scenario build(const toml::table& document) {
  model::Scenario scenario;
  // Sizes and names first: everything else may refer to them.
  walk(document, registry(), 0, [&](const toml::table& node, const Table& table, std::size_t) {
    for (const Table& inner : table.tables) {
      if (inner.repeat != Repeat::once) inner.resize(scenario, elements(node, inner.key).size());
    }
  });
  const auto set_fields = [&](bool names) {
    walk(document, registry(), 0, [&](const toml::table& node, const Table& table, std::size_t position) {
      for (const Field& field : table.fields) {
        const toml::node* value = node.get(field.name);
        if (value != nullptr && field.set && (field.name == "name") == names) {
          field.set(scenario, position, value_of(*value, field));
        }
      }
    });
  };
  set_fields(true);
  for (model::Municipality& municipality : scenario.municipalities) {
    municipality.need.assign(scenario.groups.size(), kDefaultNeed);
    municipality.vacancy_shares.assign(scenario.demand.case_types.size(), kOfCaseType);
  }
  set_fields(false);
  return scenario;
}

}  // namespace polder::scenario
