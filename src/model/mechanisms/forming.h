// The form in which a field of work is done. Where it is made to measure (thesis §2.4.5, the mix), members
// first talk about form, on the first dossiers of the field; only then is content decided, and only then may
// a unit grow for it.
#pragma once

#include <cstdint>
#include <span>

#include "model/index.h"
#include "model/mechanisms/deliberation.h"

namespace polder::model {

struct Step;

/// How far members are with the form of a dossier's field.
enum class Form : std::uint8_t {
  open,                 ///< somebody concerned has not agreed yet
  awaits_ratification,  ///< all agreed; their executives have not said so yet
  settled,              ///< content may be decided
};

Form form_of(const Step& step, DossierIndex d);

/// At a meeting: who accepts the draft agrees to do its field together in this form. When everyone concerned
/// has, at this meeting or an earlier one, the form is settled after ratification; else the draft goes back
/// for those who object. Nobody is pushed into a form.
void talk_about_form(Step& step, DossierIndex d, const Judgement& judgement, std::span<const double> accepts);

/// Share of a group's fields of operations of which the form is settled; 1 where it comes with the concept, 0
/// without such fields.
double settled_share(const Step& step, GroupIndex g);

/// Back to the beginning for the group's fields: nobody has agreed to anything.
void open_forms(Step& step, GroupIndex g);

}  // namespace polder::model
