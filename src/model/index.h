// Positions in the arrays of one scenario. Each is a position, not a lasting identity: it is valid
// within one scenario only.
#pragma once

#include <cstdint>

namespace polder::model {

using MunicipalityIndex = std::int32_t;
using GroupIndex = std::int32_t;
using KindIndex = std::int32_t;
using DossierIndex = std::int32_t;
using TaskIndex = std::int32_t;
/// Weeks since the start of the scenario; the first week is 0.
using Week = std::int32_t;

/// Absent municipality, owner or week.
inline constexpr std::int32_t kNone = -1;

}  // namespace polder::model
