// Prints what is wrong with each file, and `FILE: valid` for the others, for schema_agrees_test.py.
#include <cstdio>

#include "scenario/load.h"

int main(int argc, char** argv) {
  bool all_valid = true;
  for (int i = 1; i < argc; ++i) {
    const polder::scenario::Loaded loaded = polder::scenario::load_file(argv[i]);
    for (const auto& problem : loaded.problems) std::printf("%s\n", to_string(problem).c_str());
    if (loaded.scenario) std::printf("%s: valid\n", argv[i]);
    all_valid = all_valid && loaded.scenario.has_value();
  }
  return all_valid ? 0 : 1;
}
