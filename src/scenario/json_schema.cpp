#include "scenario/json_schema.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "scenario/field.h"

namespace polder::scenario {
namespace {

using Json = nlohmann::ordered_json;

Json json_number(double number) {
  if (number == std::floor(number) && std::abs(number) < 0x1p53) return static_cast<std::int64_t>(number);
  return number;
}

Json text_schema() {
  // ECMA 262 and the validator agree on what a control character is.
  return {{"type", "string"}, {"minLength", 1}, {"not", {{"pattern", "[\\u0000-\\u001f\\u007f]"}}}};
}

Json date_schema() {
  // The pattern stands in for checkers that leave formats alone.
  return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
}

Json number_schema(const Range& range, bool whole) {
  Json schema{{"type", whole ? "integer" : "number"}};
  schema[range.above_low ? "exclusiveMinimum" : "minimum"] = json_number(range.low);
  schema["maximum"] =
      range.high >= 0x1p63 ? Json(std::numeric_limits<std::int64_t>::max()) : json_number(range.high);
  return schema;
}

Json array_schema(Json items, const Field& field, bool unique) {
  Json schema{{"type", "array"}, {"items", std::move(items)}};
  if (field.fewest > 0) schema["minItems"] = field.fewest;
  schema["maxItems"] = field.most;
  if (unique) schema["uniqueItems"] = true;
  return schema;
}

Json type_schema(const Field& field) {
  switch (field.type) {
    case Type::text:
      return text_schema();
    case Type::number:
      return number_schema(field.range, false);
    case Type::whole:
      return number_schema(field.range, true);
    case Type::on_off:
      return {{"type", "boolean"}};
    case Type::on_off_or_week: {
      Json schema = number_schema(field.range, true);
      schema["type"] = Json::array({"boolean", "integer"});
      return schema;
    }
    case Type::choice: {
      Json choices = Json::array();
      for (const std::string_view choice : field.choices) choices.push_back(choice);
      return {{"type", "string"}, {"enum", std::move(choices)}};
    }
    case Type::date:
      return date_schema();
    case Type::dates:
      return array_schema(date_schema(), field, true);
    case Type::names:
      return array_schema(text_schema(), field, true);
    case Type::weeks:
      return array_schema(number_schema(field.range, true), field, true);
    case Type::numbers:
      return array_schema(number_schema(field.range, false), field, false);
    case Type::number_by_name:
      return {{"type", "object"}, {"additionalProperties", number_schema(field.range, false)}};
    case Type::values:
      return array_schema({{"type", Json::array({"string", "number", "boolean"})}}, field, true);
    case Type::note:
      return {{"type", Json::array({"string", "object"})}, {"additionalProperties", {{"type", "string"}}}};
  }
  return {};
}

std::string description(const Field& field) {
  std::string text(field.meaning);
  if (!field.unset.empty()) text += fmt::format("; left out: {}", field.unset);
  if (!field.unit.empty() && field.unit != "1") text += fmt::format(" [{}]", field.unit);
  if (!field.source.empty()) text += fmt::format(" (source: {})", field.source);
  return text;
}

/// The default as JSON; null when there is none that a file could hold.
Json json_default(const Field& field) {
  if (field.required || !field.get || !field.unset.empty()) return nullptr;
  const Value value = field.get(defaults(), 0);
  if (const auto* on = std::get_if<bool>(&value)) return *on;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* number = std::get_if<double>(&value)) return json_number(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return nullptr;
}

Json field_schema(const Field& field) {
  Json schema = type_schema(field);
  schema["description"] = description(field);
  if (Json value = json_default(field); !value.is_null()) schema["default"] = std::move(value);
  return schema;
}

/// What keys hold when they are there.
Json table_schema(const Table& table) {
  Json properties = Json::object();
  for (const Field& field : table.fields) properties[std::string(field.name)] = field_schema(field);
  for (const Table& inner : table.tables) {
    Json schema = table_schema(inner);
    if (inner.repeat != Repeat::once) {
      if (inner.repeat == Repeat::named_list) schema["required"] = Json::array({"name"});
      schema = {{"type", "array"}, {"maxItems", inner.most}, {"items", std::move(schema)}};
    }
    schema["description"] = inner.meaning;
    properties[std::string(inner.key)] = std::move(schema);
  }
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

/// What must be there when no other file brings it.
Json completeness_schema(const Table& table) {
  Json required = Json::array();
  Json properties = Json::object();
  for (const Field& field : table.fields) {
    if (field.required) required.push_back(field.name);
  }
  for (const Table& inner : table.tables) {
    if (inner.required || inner.fewest > 0) required.push_back(inner.key);
    Json schema = completeness_schema(inner);
    if (inner.repeat != Repeat::once) schema = {{"minItems", inner.fewest}, {"items", std::move(schema)}};
    if (!schema.empty()) properties[std::string(inner.key)] = std::move(schema);
  }
  Json schema = Json::object();
  if (!required.empty()) schema["required"] = std::move(required);
  if (!properties.empty()) schema["properties"] = std::move(properties);
  return schema;
}

Json file_schema(std::string_view title, std::string_view description, const Table& file) {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", title},
              {"description", description}};
  schema.update(table_schema(file));
  return schema;
}

}  // namespace

std::string json_schema(const Table& file, std::string_view title, std::string_view description) {
  Json schema = file_schema(title, description, file);
  schema["allOf"] = Json::array({completeness_schema(file)});
  return schema.dump(2) + "\n";
}

std::string json_schema() {
  Json schema =
      file_schema("polder scenario",
                  "A scenario of cooperation between municipalities. Local dates appear as texts of "
                  "format date; in the TOML file they stand without quotes.",
                  registry());
  schema["if"] = {{"required", Json::array({"extends"})}};
  schema["then"] = true;
  schema["else"] = completeness_schema(registry());
  return schema.dump(2) + "\n";
}

}  // namespace polder::scenario
