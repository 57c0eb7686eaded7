// The cooperation concepts of thesis §2.4 as rule sets: who decides, who drafts, who works, who
// reads, who ratifies, what it takes to set up. Mechanisms look at these rules and never at the
// name of a concept, so that what differs between concepts follows from the rules alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace polder::model {

enum class Concept : std::uint8_t { network, centre, matrix, ssc, mix };

/// Names as scenario files spell them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 5> kConceptNames{"network", "centre", "matrix", "ssc", "mix"};
}  // namespace polder::model
