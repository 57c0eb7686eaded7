#include "model/concepts/rules.h"

#include <array>
#include <cstddef>

#include "model/concepts/centre.h"
#include "model/concepts/matrix.h"
#include "model/concepts/mix.h"
#include "model/concepts/network.h"
#include "model/concepts/ssc.h"

namespace polder::model {

const ConceptRules& rules_of(Concept which) {
  // In the order of the enumeration.
  static constexpr std::array<ConceptRules, kConceptNames.size()> kRules{{
      {kNetworkRules, kNetworkRules},
      {kCentreRules, kCentreRules},
      {kMatrixRules, kMatrixRules},
      {kSscRules, kSscRules},
      {kMixPolicyRules, kMixOperationsRules},
  }};
  return kRules[static_cast<std::size_t>(which)];
}

}  // namespace polder::model
