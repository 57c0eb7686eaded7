// An ensemble shared by all ranks of an mpirun: rank 0 hands out blocks and receives results, and works too.
#pragma once

#include <stdexcept>
#include <string_view>

#include "cluster/mail.h"
#include "engine/ensemble.h"

namespace polder::cluster {

/// A rank could not go on. The message says which, where and why.
class RankFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Rank 0: as engine::run, with the help of all ranks, each with its own threads. Blocks go to whoever is
/// free, so that slow ranks do not hold up others; results reach the sink in the order of the blocks, in this
/// process, never in two threads at once, and do not depend on the number of ranks. Results that wait for
/// their turn are bounded by the number of ranks. `identity` says what is run; ranks that would run something
/// else are refused. Summaries only. An interrupt of any rank ends the run as one of rank 0 does.
///
/// Throws what the sink throws, or RankFailed; all other ranks have then been released.
engine::Outcome run(const Mail& mail, const engine::Ensemble& ensemble, std::string_view identity,
                    const engine::Sink& sink);

/// Other ranks: runs blocks until rank 0 has no more. What goes wrong is told to rank 0.
void work(const Mail& mail, const engine::Ensemble& ensemble, std::string_view identity);

/// Other ranks: tells rank 0 that this one cannot work, and why.
void give_up(const Mail& mail, std::string_view reason);

/// Rank 0: there is nothing to run; waits until all other ranks know.
void release(const Mail& mail);

}  // namespace polder::cluster
