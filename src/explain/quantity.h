// Recorded quantities in words, each in its own unit.
#pragma once

#include <string>

#include "explain/language.h"
#include "model/events.h"

namespace polder::explain {

/// A value of the quantity: "20 %", "0,62", "12 weken".
std::string quantity(model::Cause what, double value, Language language);

struct Comparison {
  std::string value;
  std::string threshold;
};

/// Both, with so many decimals that what differs looks different.
Comparison compared(model::Cause what, double value, double threshold, Language language);

}  // namespace polder::explain
