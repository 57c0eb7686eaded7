// Scalars of fixed replicates, to the last bit. The same file holds for every compiler and platform.
//
//   polder_golden [--renew] SCENARIOS GOLDEN     (folders)
//
// Compares what the model gives with GOLDEN/NAME.txt, or writes these files anew with --renew.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "u16.h"

namespace {

using namespace polder;
using namespace polder::model;

constexpr std::uint32_t kReplicates = 3;
constexpr std::uint64_t kSeed = 20150701;

/// "nan" without a sign, which compilers may set as they like.
std::string exact(double value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%a", value);
  return text.data();
}

/// One line per concept, replicate and scalar: what it is, its exact value, and the value to read.
std::vector<std::string> lines_of(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const Concept which : testing::kConcepts) {
    const Scenario variant = testing::with_concept(scenario, which);
    Simulation simulation(variant);
    Recorder recorder(variant, Record::summary);
    for (std::uint32_t replicate = 0; replicate < kReplicates; ++replicate) {
      simulation.start({.seed = kSeed, .replicate = replicate});
      recorder.start(simulation.state());
      while (!simulation.finished()) {
        simulation.step();
        recorder.observe(simulation.state());
      }
      recorder.finish(simulation.state());
      for (std::size_t k = 0; k < scalar_catalogue(variant).size(); ++k) {
        std::ostringstream line;
        line << testing::name_of(which) << ' ' << replicate << ' ' << scalar_catalogue()[k].name << ' '
             << exact(recorder.scalars()[k]);
        lines.push_back(line.str());
      }
    }
  }
  return lines;
}

std::vector<std::string> read_lines(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

bool write_lines(const std::string& file, const std::vector<std::string>& lines) {
  std::ofstream out(file);
  out << "# concept, replicate, scalar, value; renew with ./dev golden after an intended change.\n";
  for (const std::string& line : lines) out << line << '\n';
  return static_cast<bool>(out.flush());
}

/// Number of lines that differ; prints the first few.
std::size_t compare(const std::string& file, const std::vector<std::string>& got) {
  const std::vector<std::string> want = read_lines(file);
  std::size_t different = 0;
  for (std::size_t i = 0; i < std::max(want.size(), got.size()); ++i) {
    const std::string& expected = i < want.size() ? want[i] : "nothing";
    const std::string& actual = i < got.size() ? got[i] : "nothing";
    if (expected == actual) continue;
    if (++different <= 10) std::cerr << file << ": expected " << expected << "; got " << actual << '\n';
  }
  if (different > 0) {
    std::cerr << file << ": " << different << " of " << want.size()
              << " values differ. If that is meant: ./dev golden, and look at the differences.\n";
  }
  return different;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool renew = !arguments.empty() && arguments.front() == "--renew";
  if (renew) arguments.erase(arguments.begin());
  if (arguments.size() != 2) {
    std::cerr << "usage: polder_golden [--renew] SCENARIOS GOLDEN\n";
    return 2;
  }
  std::size_t different = 0;
  for (const char* name : {"small", "u16"}) {
    const std::string file = arguments[1] + "/" + name + ".txt";
    const std::vector<std::string> lines = lines_of(testing::shipped_scenario(arguments[0], name));
    if (!renew) {
      different += compare(file, lines);
    } else if (!write_lines(file, lines)) {
      std::cerr << file << ": cannot be written\n";
      return 1;
    }
  }
  return different == 0 ? 0 : 1;
}
