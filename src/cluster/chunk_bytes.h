// Chunks as messages. For this folder only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/chunk.h"

namespace polder::cluster {

/// All of a summary chunk, in the byte order of the machine.
std::vector<std::byte> to_bytes(const engine::Chunk& chunk);

/// Fills a chunk with what to_bytes made. Throws std::runtime_error when the bytes are something else, and
/// std::length_error when there are more runs than the chunk has room for.
void from_bytes(std::span<const std::byte> bytes, engine::Chunk& chunk);

std::vector<std::byte> to_bytes(const engine::Block& block);
/// Throws std::runtime_error when the bytes are no block.
engine::Block block_from_bytes(std::span<const std::byte> bytes);

}  // namespace polder::cluster
