// Prints the JSON Schema of scenario files, for schema_agrees_test.py.
#include <cstdio>

#include "scenario/json_schema.h"

int main() { std::fputs(polder::scenario::json_schema().c_str(), stdout); }
