// What stands where in a results file (docs/file-format.md). For this folder only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/chunk.h"
#include "output/description.h"
#include "output/handle.h"
#include "output/journal.h"

namespace polder::output {

/// Creates the file with everything but results: all places are settled, so that what is written later
/// changes values only and in no order that matters. Throws hdf5::Error.
void create_layout(const std::filesystem::path& path, const Description& description);

/// Bytes that the results will take, without events and failures.
std::uint64_t result_bytes(const Description& description);

/// Throws hdf5::Error or NotAResultFile when the file is no results file of this format.
Description read_description(const Handle& file);

/// The variables of an open file that take results of replicates.
class ResultVariables {
 public:
  ResultVariables(const Handle& file, const engine::Layout& layout);

  void write(const engine::Chunk& chunk);

 private:
  struct Variable {
    Handle dataset;
    Handle space;
    std::vector<hsize_t> row;  // sizes behind variant and replicate
    hid_t memory_type = H5I_INVALID_HID;
  };
  static Variable open(const Handle& file, const std::string& name, hid_t memory_type);
  static void write_rows(const Variable& variable, const engine::Chunk& chunk, const void* values);

  Variable status_;
  std::vector<Variable> scalars_;
  std::vector<Variable> series_;  // none for a summary
  Variable trust_;                // full only
};

/// Adds the groups `events` (full record) and `failures` (if any) from the journal.
void write_row_groups(const Handle& file, model::Record record, const Journal& journal);

/// The parts of a file that are neither results nor unused: what write_row_groups may overwrite.
std::vector<Journal::Range> metadata_ranges(const Handle& file, std::uint64_t file_size);

}  // namespace polder::output
