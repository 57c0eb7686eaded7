// Many blocks of draws at once, for loops over municipalities.
#pragma once

#include <cstdint>
#include <span>

#include "random/stream.h"

namespace polder::random {

/// out[j] = draws.block(purpose, j, week, 0) for every entity j, several at a time.
void fill_blocks(const Draws& draws, Purpose purpose, std::uint32_t week, std::span<Draws::Block> out);

/// One uniform per element of `out` from the stream (purpose, entity, week): lane j is lane j mod 4 of
/// block first_index + j / 4, so that a lane's number never depends on how many there are.
void fill_uniforms(const Draws& draws, Purpose purpose, std::uint32_t entity, std::uint32_t week,
                   std::span<double> out, std::uint32_t first_index = 0);

}  // namespace polder::random
