// Prints what is wrong with a sweep file; without one, the schema. For schema_agrees_test.py.
#include <cstdio>

#include "sweep/load.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs(polder::sweep::json_schema().c_str(), stdout);
    return 0;
  }
  for (const auto& problem : polder::sweep::load_file(argv[1]).problems) {
    std::printf("%s\n", to_string(problem).c_str());
  }
  return 0;
}
