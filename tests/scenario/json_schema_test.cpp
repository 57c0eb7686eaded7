// schema_agrees_test.py checks the schema against the validator; here is what it must offer editors.
#include "scenario/json_schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "scenario/field.h"

namespace polder::scenario {
namespace {

using Json = nlohmann::json;

void check_table(const Table& table, const Json& schema) {
  SCOPED_TRACE(std::string(table.key));
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_EQ(schema["properties"].size(), table.fields.size() + table.tables.size());
  for (const Field& field : table.fields) {
    const Json& property = schema["properties"][std::string(field.name)];
    EXPECT_NE(property.value("description", "").find(field.meaning), std::string::npos) << field.name;
  }
  for (const Table& inner : table.tables) {
    const Json& property = schema["properties"][std::string(inner.key)];
    check_table(inner, inner.repeat == Repeat::once ? property : property["items"]);
  }
}

TEST(JsonSchemaTest, HasEveryKeyWithItsMeaning) { check_table(registry(), Json::parse(json_schema())); }

TEST(JsonSchemaTest, SaysItsDialect) {
  EXPECT_EQ(Json::parse(json_schema())["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

TEST(JsonSchemaTest, OffersDefaultsOfTheModel) {
  const Json properties = Json::parse(json_schema())["properties"];
  EXPECT_EQ(properties["replicates"]["default"], model::Scenario{}.replicates);
  EXPECT_EQ(properties["mechanisms"]["properties"]["review"]["default"], true);
  EXPECT_EQ(properties["interventions"]["properties"]["forum"]["default"], false);
  EXPECT_EQ(properties["dossier_kind"]["items"]["properties"]["pages"]["default"],
            model::DossierKind{}.pages);
  EXPECT_FALSE(properties["weeks"].contains("default"));
}

TEST(JsonSchemaTest, IsTheSameEveryTime) { EXPECT_EQ(json_schema(), json_schema()); }

}  // namespace
}  // namespace polder::scenario
