// Which patterns hold, for people and for programs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "cli/terminal.h"
#include "model/scenario.h"
#include "patterns/evaluate.h"
#include "patterns/null_model.h"
#include "patterns/variant.h"

namespace polder::cli {

struct PatternReport {
  const model::Scenario* scenario = nullptr;
  std::optional<patterns::NullModel> null;
  std::span<const patterns::Variant> variants;
  std::uint32_t replicates = 0;
  std::span<const patterns::Verdict> verdicts;
};

/// No line is wider than the terminal.
std::string patterns_text(const PatternReport& report, const Terminal& terminal);

/// One JSON object.
std::string patterns_json(const PatternReport& report);

}  // namespace polder::cli
