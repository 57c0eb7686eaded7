// Counts allocations by replacing operator new: the weekly step takes no memory.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "model/outcomes/recorder.h"
#include "model/simulation.h"
#include "model/state.h"
#include "scenarios.h"
#include "u16.h"

namespace {

bool counting = false;
long allocations = 0;

void* take(std::size_t size, std::size_t alignment) {
  if (counting) ++allocations;
  void* memory = alignment == 0
                     ? std::malloc(size == 0 ? 1 : size)
                     : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return take(size, 0); }
void* operator new[](std::size_t size) { return take(size, 0); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return take(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return take(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace polder::testing {
namespace {

using namespace model;

/// Allocations in the steps of one replicate; with a recorder, also in what it observes.
long allocations_in(const Scenario& scenario, std::uint32_t replicate, bool observed) {
  Simulation simulation(scenario);
  Recorder recorder(scenario, observed ? Record::weeks : Record::summary);
  simulation.start({.seed = 1, .replicate = replicate});
  recorder.start(simulation.state());
  allocations = 0;
  counting = true;
  while (!simulation.finished()) {
    simulation.step();
    if (observed) recorder.observe(simulation.state());
  }
  counting = false;
  return allocations;
}

TEST(AllocationTest, TheCounterCounts) {
  allocations = 0;
  counting = true;
  delete new int(1);
  counting = false;
  EXPECT_GE(allocations, 1);
}

TEST(AllocationTest, StepTakesNoMemoryUnderAnyConcept) {
  const Scenario u16 = shipped_scenario(POLDER_SCENARIOS, "u16");
  for (const Concept which : kConcepts) {
    const Scenario scenario = with_concept(u16, which);
    for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
      EXPECT_EQ(allocations_in(scenario, replicate, false), 0)
          << name_of(which) << ", replicate " << replicate;
    }
  }
}

TEST(AllocationTest, StepTakesNoMemoryUnderAnyIntervention) {
  for (const Concept which : kConcepts) {
    Scenario scenario = with_concept(shipped_scenario(POLDER_SCENARIOS, "u16"), which);
    for (const InterventionField& field : kInterventionFields) scenario.interventions.*field.member = 10;
    EXPECT_EQ(allocations_in(scenario, 0, false), 0) << name_of(which);
  }
}

TEST(AllocationTest, StepTakesNoMemoryUnderAChangeOfConcept) {
  for (const Concept from : kConcepts) {
    Scenario scenario = with_concept(shipped_scenario(POLDER_SCENARIOS, "u16"), from);
    for (const Concept to : kConcepts) {
      scenario.concept_switch = {.to = to, .week = 70};
      EXPECT_EQ(allocations_in(scenario, 0, false), 0) << name_of(from) << " to " << name_of(to);
    }
  }
}

TEST(AllocationTest, RecorderTakesNoMemoryAfterItsConstruction) {
  EXPECT_EQ(allocations_in(shipped_scenario(POLDER_SCENARIOS, "u16"), 0, true), 0);
}

}  // namespace
}  // namespace polder::testing
