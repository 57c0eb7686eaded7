// The variables of an open file that take results of replicates. For this folder only.
#pragma once

#include <string>
#include <vector>

#include "engine/chunk.h"
#include "output/handle.h"

namespace polder::output {

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

}  // namespace polder::output
