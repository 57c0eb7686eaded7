// What a carried-out dossier brings: visible results, and its effect on housing, integration,
// knowledge or the outside world, in proportion to how concrete it was, how well done, and how many
// members carry it out.
#pragma once

#include "model/index.h"

namespace polder::model {

struct Step;

/// Every task of the dossier is closed: works out what was delivered and puts it in force.
void close_dossier(Step& step, DossierIndex d);

}  // namespace polder::model
