// A group changes its concept: from that week the rules of the new one hold, its set-up starts from nothing,
// and the old desks are dissolved, with what is lost on the way.
#pragma once

namespace polder::model {

struct Step;

/// Lets the groups whose week it is change their concept. Comes before set-up advances.
void switch_concepts(Step& step);

}  // namespace polder::model
