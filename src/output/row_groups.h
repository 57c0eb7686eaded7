// Tables whose number of rows is known at the end only: groups of variables over one dimension. For this
// folder only.
#pragma once

#include "output/description.h"
#include "output/handle.h"
#include "output/journal.h"

namespace polder::output {

/// Adds the groups `events` (full record) and `failures` (if any) from the journal.
void write_row_groups(const Handle& file, const Description& description, const Journal& journal);

}  // namespace polder::output
