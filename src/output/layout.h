// What stands where in a results file (docs/file-format.md). For this folder only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "output/description.h"
#include "output/handle.h"
#include "output/journal.h"

namespace polder::output {

/// Creates the file with everything but results: all places are settled, so that what is written later
/// changes values only and in no order that matters. Throws hdf5::Error.
void create_layout(const std::filesystem::path& path, const Description& description);

/// The parts of a file that are neither results nor unused: what write_row_groups may overwrite.
std::vector<Journal::Range> metadata_ranges(const Handle& file, std::uint64_t file_size);

}  // namespace polder::output
