// One replicate, as far as a timeline tells it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/chunk.h"
#include "model/events.h"
#include "model/scenario.h"

namespace polder::explain {

struct History {
  std::span<const model::Event> events;  ///< all of the replicate, as recorded
  double placed = 0.0;                   ///< persons, over the horizon
  std::vector<double> joint_hours;       ///< per municipality, over the horizon
};

/// A row of a chunk with a full record, which must outlive the history.
History history_of(const model::Scenario& scenario, const engine::Chunk& chunk, std::size_t row);

}  // namespace polder::explain
