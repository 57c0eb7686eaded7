// The variables of an open file that take results of replicates. For this folder only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/chunk.h"
#include "output/description.h"
#include "output/handle.h"

namespace polder::output {

class ResultVariables {
 public:
  ResultVariables(const Handle& file, const Description& description);

  void write(const engine::Chunk& chunk);

 private:
  struct Variable {
    Handle dataset;
    Handle space;
    std::vector<hsize_t> row;  // sizes behind variant and replicate
    hid_t memory_type = H5I_INVALID_HID;
  };
  static Variable open(const Handle& file, const std::string& name, hid_t memory_type);
  /// Rows [first, first + count) of the chunk, which are whole variants or all of one variant.
  static void write_rows(const Variable& variable, const engine::Chunk& chunk, std::size_t first,
                         std::size_t count, const void* values);

  Variable status_;
  std::vector<Variable> scalars_;          // of the outcomes that are kept
  std::vector<std::size_t> of_catalogue_;  // where they are in model::scalar_catalogue()
  std::vector<Variable> series_;           // none for a summary
  std::vector<Variable> survey_;           // none without a survey
  Variable trust_;                         // full only
};

}  // namespace polder::output
