// schema_agrees_test.py checks the schema against the loader; here is what it must offer editors.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "sweep/file_table.h"
#include "sweep/load.h"

namespace polder::sweep {
namespace {

using Json = nlohmann::json;

TEST(SweepSchemaTest, HasEveryKeyWithItsMeaning) {
  const Json schema = Json::parse(json_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["additionalProperties"], false);
  const auto check = [](const scenario::Table& table, const Json& properties) {
    EXPECT_EQ(properties.size(), table.fields.size() + table.tables.size());
    for (const scenario::Field& field : table.fields) {
      EXPECT_NE(properties[std::string(field.name)].value("description", "").find(field.meaning),
                std::string::npos)
          << field.name;
    }
  };
  check(file_table(), schema["properties"]);
  check(file_table().tables[0], schema["properties"]["design"]["properties"]);
  check(file_table().tables[1], schema["properties"]["parameter"]["items"]["properties"]);
  EXPECT_EQ(schema["properties"]["design"]["properties"]["method"]["enum"].size(), 7U);
}

}  // namespace
}  // namespace polder::sweep
