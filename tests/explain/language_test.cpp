// Numbers, dates and lists are written as each language has them.
#include "explain/language.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "explain/quantity.h"

namespace polder::explain {
namespace {

using enum Language;
using model::Cause;

TEST(Language, Numbers) {
  EXPECT_EQ(number(0.6234, 2, nl), "0,62");
  EXPECT_EQ(number(0.6234, 2, en), "0.62");
  EXPECT_EQ(number(-0.001, 2, en), "0.00");
  EXPECT_EQ(signed_number(-0.3, 2, nl), "-0,30");
  EXPECT_EQ(signed_number(0.3, 1, en), "+0.3");
  EXPECT_EQ(whole(4620.4, nl), "4.620");
  EXPECT_EQ(whole(1234567, en), "1,234,567");
  EXPECT_EQ(whole(-12, en), "-12");
  EXPECT_EQ(percent(0.2, 0, nl), "20 %");
  EXPECT_EQ(weeks(1, en), "1 week");
  EXPECT_EQ(weeks(2.4, nl), "2,4 weken");
}

TEST(Language, Dates) {
  using namespace std::chrono;
  EXPECT_EQ(date(2016y / January / 27, nl), "27 januari 2016");
  EXPECT_EQ(date(2016y / January / 27, en), "27 January 2016");
}

TEST(Language, OrdinalsAndLists) {
  EXPECT_EQ(nth_time(1, nl), "voor het eerst");
  EXPECT_EQ(nth_time(3, nl), "voor de derde keer");
  EXPECT_EQ(nth_time(3, en), "a third time");
  EXPECT_EQ(nth_time(8, en), "an eighth time");
  EXPECT_EQ(nth_time(13, nl), "voor de 13e keer");
  const std::vector<std::string> three{"A", "B", "C"};
  EXPECT_EQ(enumeration(three, nl), "A, B en C");
  EXPECT_EQ(enumeration(three, en), "A, B and C");
  EXPECT_EQ(capitalised("één intake"), "Één intake");
  EXPECT_EQ(capitalised("'x'"), "'x'");
}

TEST(Quantity, WhatDiffersLooksDifferent) {
  const Comparison near = compared(Cause::read_share, 0.6412, 0.6438, en);
  EXPECT_EQ(near.value, "64.1 %");
  EXPECT_EQ(near.threshold, "64.4 %");
  const Comparison far = compared(Cause::disagreement, 0.654, 0.59, nl);
  EXPECT_EQ(far.value, "0,65");
  EXPECT_EQ(far.threshold, "0,59");
  EXPECT_EQ(quantity(Cause::quality, 0.9962, en), "99.6 %");
  EXPECT_EQ(quantity(Cause::draw, 0.003, nl), "0,3 %");
  EXPECT_EQ(quantity(Cause::quality, 1.0, en), "100 %");
  EXPECT_EQ(quantity(Cause::redrafts, 1, en), "once");
  EXPECT_EQ(quantity(Cause::redrafts, 2, nl), "2 keer");
  const Comparison equal = compared(Cause::support, 0.9, 0.9, en);
  EXPECT_EQ(equal.value, "90 %");
  EXPECT_EQ(equal.threshold, "90 %");
}

}  // namespace
}  // namespace polder::explain
