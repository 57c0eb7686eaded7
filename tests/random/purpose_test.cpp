#include "random/purpose.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace polder::random {
namespace {

struct Pinned {
  Purpose purpose;
  std::uint16_t value;
  const char* name;
};

// The published key of every stream. A new purpose gets a new row; a row never changes.
const std::vector<Pinned> kPinned{
    {Purpose::arrivals, 10, "arrivals"},
    {Purpose::vacancies, 11, "vacancies"},
    {Purpose::leave, 20, "leave"},
    {Purpose::turnover, 21, "turnover"},
    {Purpose::initial_commitment, 30, "initial_commitment"},
    {Purpose::alderman_turnover, 31, "alderman_turnover"},
    {Purpose::new_alderman, 32, "new_alderman"},
    {Purpose::election, 33, "election"},
    {Purpose::dossier_arrivals, 40, "dossier_arrivals"},
    {Purpose::dossier_traits, 41, "dossier_traits"},
    {Purpose::dossier_drafter, 42, "dossier_drafter"},
    {Purpose::position_noise, 43, "position_noise"},
    {Purpose::attendance, 50, "attendance"},
    {Purpose::pushing_through, 51, "pushing_through"},
    {Purpose::ratification, 52, "ratification"},
    {Purpose::volunteering, 60, "volunteering"},
    {Purpose::any_member, 61, "any_member"},
    {Purpose::looked_at, 62, "looked_at"},
    {Purpose::initial_content_trust, 70, "initial_content_trust"},
    {Purpose::initial_trust, 71, "initial_trust"},
    {Purpose::withdrawal, 80, "withdrawal"},
    {Purpose::design_shift, 90, "design_shift"},
    {Purpose::design_order, 91, "design_order"},
    {Purpose::design_trajectory, 92, "design_trajectory"},
    {Purpose::resampling, 93, "resampling"},
    {Purpose::shuffling, 94, "shuffling"},
};

TEST(PurposeTest, ValuesAreNeverRenumberedSinceThatChangesEveryResult) {
  for (const Pinned& pin : kPinned) EXPECT_EQ(static_cast<std::uint16_t>(pin.purpose), pin.value) << pin.name;
}

TEST(PurposeTest, NoValueIsUsedForTwoPurposes) {
  std::set<std::uint16_t> values;
  for (const Pinned& pin : kPinned) EXPECT_TRUE(values.insert(pin.value).second) << pin.name;
}

}  // namespace
}  // namespace polder::random
