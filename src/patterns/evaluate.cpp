#include "patterns/evaluate.h"

#include <algorithm>
#include <cmath>

#include "sensitivity/bootstrap.h"

namespace polder::patterns {

bool Verdict::holds() const { return std::ranges::all_of(parts, &PartVerdict::holds); }

bool Verdict::clearly() const {
  if (holds()) return std::ranges::all_of(parts, &PartVerdict::clearly);
  return std::ranges::any_of(parts, [](const PartVerdict& part) { return !part.holds && part.clearly; });
}

std::vector<Verdict> evaluate(std::span<const Pattern* const> patterns, const Recorded& recorded,
                              std::size_t replicates, const sensitivity::Bootstrap& bootstrap) {
  std::vector<const Part*> parts;
  for (const Pattern* pattern : patterns) {
    for (const Part& part : pattern->parts) parts.push_back(&part);
  }
  const auto figures = sensitivity::bootstrap_intervals(
      replicates, parts.size(),
      [&](std::span<const double> weights, std::span<double> statistics) {
        const Sample sample(recorded, weights);
        for (std::size_t p = 0; p < parts.size(); ++p) statistics[p] = parts[p]->figure(sample);
      },
      bootstrap);
  std::vector<Verdict> verdicts;
  auto figure = figures.begin();
  for (const Pattern* pattern : patterns) {
    Verdict verdict{.pattern = pattern, .parts = {}};
    for (const Part& part : pattern->parts) {
      PartVerdict found{.figure = *figure++};
      found.holds = meets(found.figure.estimate, part);
      found.clearly = !std::isnan(found.figure.low) && meets(found.figure.low, part) == found.holds &&
                      meets(found.figure.high, part) == found.holds;
      verdict.parts.push_back(found);
    }
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace polder::patterns
