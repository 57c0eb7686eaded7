#include "sensitivity/order_flips.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "random/stream.h"

namespace polder::sensitivity {
namespace {

/// Shuffled outcomes that a split is held against.
constexpr std::uint32_t kShuffles = 199;

/// Samples in the order of one input, cut where its value changes.
struct Groups {
  std::size_t input = 0;
  bool category = false;
  std::vector<std::size_t> order;  ///< samples
  std::vector<std::size_t> begin;  ///< of each group within order, then its end
  std::vector<double> value;       ///< [group]

  [[nodiscard]] std::size_t size() const { return value.size(); }
  [[nodiscard]] std::size_t samples(std::size_t group) const { return begin[group + 1] - begin[group]; }
  [[nodiscard]] double won(std::size_t group, std::span<const double> wins) const {
    double sum = 0.0;
    for (std::size_t i = begin[group]; i < begin[group + 1]; ++i) sum += wins[order[i]];
    return sum;
  }
};

Groups groups_of(std::size_t number, const Input& input) {
  Groups groups{.input = number, .category = input.category, .order = {}, .begin = {}, .value = {}};
  groups.order.resize(input.values.size());
  std::iota(groups.order.begin(), groups.order.end(), std::size_t{0});
  std::ranges::stable_sort(groups.order, {}, [&](std::size_t s) { return input.values[s]; });
  for (std::size_t i = 0; i < groups.order.size(); ++i) {
    const double value = input.values[groups.order[i]];
    if (i > 0 && value == groups.value.back()) continue;
    groups.begin.push_back(i);
    groups.value.push_back(value);
  }
  groups.begin.push_back(groups.order.size());
  return groups;
}

/// The best cut of groups put in this sequence: how many come before it.
struct Cut {
  std::size_t groups = 0;
  std::size_t samples = 0;
  double won = 0.0;
  double gain = 0.0;
};

std::optional<Cut> best_cut(const Groups& groups, std::span<const std::size_t> sequence,
                            std::span<const double> won, double all_won) {
  constexpr std::size_t kFewest = 5;
  constexpr std::size_t kTwentieth = 20;
  const std::size_t n = groups.order.size();
  const std::size_t least = std::max(kFewest, n / kTwentieth);
  std::optional<Cut> best;
  Cut cut;
  for (const std::size_t group : sequence) {
    ++cut.groups;
    cut.samples += groups.samples(group);
    cut.won += won[group];
    if (cut.samples < least || n < cut.samples + least) continue;
    const auto inside = static_cast<double>(cut.samples);
    const auto outside = static_cast<double>(n - cut.samples);
    const double difference = cut.won / inside - (all_won - cut.won) / outside;
    cut.gain = difference * difference * inside * outside / static_cast<double>(n) / static_cast<double>(n);
    if (!best || cut.gain > best->gain) best = cut;
  }
  return best;
}

/// Numbers in their order; categories by how often the first alternative wins, of which order one cut is the
/// best of all subsets (Breiman et al. 1984, theorem 4.5).
std::vector<std::size_t> sequence_of(const Groups& groups, std::span<const double> won) {
  std::vector<std::size_t> sequence(groups.size());
  std::iota(sequence.begin(), sequence.end(), std::size_t{0});
  if (groups.category) {
    std::ranges::stable_sort(sequence, {},
                             [&](std::size_t g) { return won[g] / static_cast<double>(groups.samples(g)); });
  }
  return sequence;
}

struct Found {
  std::vector<std::size_t> sequence;
  Cut cut;
};

std::optional<Found> find(const Groups& groups, std::span<const double> wins, double all_won) {
  std::vector<double> won(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) won[g] = groups.won(g, wins);
  std::vector<std::size_t> sequence = sequence_of(groups, won);
  const std::optional<Cut> cut = best_cut(groups, sequence, won, all_won);
  if (!cut) return std::nullopt;
  return Found{.sequence = std::move(sequence), .cut = *cut};
}

Split split_of(const Groups& groups, const Found& found, double all_won) {
  const std::size_t n = groups.order.size();
  const Cut& cut = found.cut;
  Split split{.input = groups.input,
              .threshold = 0.0,
              .categories = {},
              .samples_inside = cut.samples,
              .samples_outside = n - cut.samples,
              .share_inside = cut.won / static_cast<double>(cut.samples),
              .share_outside = (all_won - cut.won) / static_cast<double>(n - cut.samples),
              .gain = cut.gain};
  if (groups.category) {
    for (std::size_t i = 0; i < cut.groups; ++i) {
      split.categories.push_back(static_cast<std::uint32_t>(groups.value[found.sequence[i]]));
    }
    std::ranges::sort(split.categories);
  } else {
    split.threshold = std::midpoint(groups.value[cut.groups - 1], groups.value[cut.groups]);
  }
  return split;
}

std::vector<Part> parts_of(const Groups& groups, std::span<const double> wins) {
  constexpr std::size_t kThirds = 3;
  std::vector<Part> parts;
  std::size_t before = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool next =
        groups.category || groups.size() <= kThirds || before * kThirds >= parts.size() * groups.order.size();
    if (next) parts.push_back({.low = groups.value[g], .high = groups.value[g], .samples = 0, .share = 0.0});
    Part& part = parts.back();
    part.high = groups.value[g];
    part.samples += groups.samples(g);
    part.share += groups.won(g, wins);
    before += groups.samples(g);
  }
  for (Part& part : parts) part.share /= static_cast<double>(part.samples);
  return parts;
}

/// Random order, number after number.
class Shuffler {
 public:
  Shuffler(const Bootstrap& bootstrap, std::uint32_t number)
      : draws_({.seed = bootstrap.seed, .replicate = 0}), number_(number) {}

  void operator()(std::span<std::size_t> values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[static_cast<std::size_t>(next() * static_cast<double>(i))]);
    }
  }

 private:
  double next() {
    const std::size_t lane = drawn_ % block_.size();
    if (lane == 0) {
      block_ = draws_.block(random::Purpose::shuffling, number_, 0,
                            static_cast<std::uint32_t>(drawn_ / block_.size()));
    }
    ++drawn_;
    return block_[lane];
  }

  random::Draws draws_;
  std::uint32_t number_;
  std::uint64_t drawn_ = 0;
  random::Draws::Block block_{};
};

/// Samples as clusters that may change places.
class Exchange {
 public:
  Exchange(std::size_t samples, const SampleBlocks& blocks) {
    std::map<std::uint32_t, std::vector<std::size_t>> clusters;
    for (std::size_t s = 0; s < samples; ++s) {
      clusters[blocks.cluster.empty() ? static_cast<std::uint32_t>(s) : blocks.cluster[s]].push_back(s);
    }
    const auto member = [&](std::size_t s) { return blocks.member.empty() ? 0 : blocks.member[s]; };
    std::map<std::vector<std::uint32_t>, Alike> alike;
    for (auto& [number, cluster] : clusters) {
      std::ranges::stable_sort(cluster, {}, member);
      std::vector<std::uint32_t> members(cluster.size());
      std::ranges::transform(cluster, members.begin(), member);
      Alike& own = alike[members];
      if (own.clusters.empty()) own.members = equal_parts(members);
      own.clusters.push_back(std::move(cluster));
    }
    for (auto& [members, clusters_of_these] : alike) alike_.push_back(std::move(clusters_of_these));
  }

  void shuffle(std::span<const double> values, std::span<double> shuffled, Shuffler random) const {
    std::vector<std::size_t> from;
    std::vector<std::size_t> part;
    for (const Alike& alike : alike_) {
      from.resize(alike.clusters.size());
      std::iota(from.begin(), from.end(), std::size_t{0});
      random(from);
      part.resize(alike.members);
      for (std::size_t c = 0; c < from.size(); ++c) {
        const std::vector<std::size_t>& to = alike.clusters[c];
        std::iota(part.begin(), part.end(), std::size_t{0});
        random(part);
        const std::size_t each = to.size() / part.size();
        for (std::size_t i = 0; i < to.size(); ++i) {
          shuffled[to[i]] = values[alike.clusters[from[c]][part[i / each] * each + i % each]];
        }
      }
    }
  }

 private:
  /// Clusters with the same members.
  struct Alike {
    std::vector<std::vector<std::size_t>> clusters;  ///< samples, member after member
    std::size_t members = 1;                         ///< parts of equal size that may change places
  };

  /// How many members there are; 1 where they have not as many samples each. `members` ascend.
  static std::size_t equal_parts(const std::vector<std::uint32_t>& members) {
    const auto each = static_cast<std::size_t>(std::ranges::count(members, members.front()));
    for (std::size_t i = 0; i + 1 < members.size(); ++i) {
      const bool last_of_its_part = (i + 1) % each == 0;
      if ((members[i] != members[i + 1]) != last_of_its_part) return 1;
    }
    return members.size() % each == 0 ? members.size() / each : 1;
  }

  std::vector<Alike> alike_;
};

}  // namespace

OrderFlips order_flips(std::span<const double> wins, std::span<const Input> inputs,
                       const SampleBlocks& blocks, const Bootstrap& bootstrap) {
  const std::size_t n = wins.size();
  if (n == 0 || std::ranges::any_of(inputs, [n](const Input& x) { return x.values.size() != n; })) {
    throw std::invalid_argument("order_flips: every input needs a value in every sample");
  }
  for (const auto& numbers : {blocks.cluster, blocks.member}) {
    if (!numbers.empty() && numbers.size() != n) {
      throw std::invalid_argument("order_flips: every sample needs its cluster and its member");
    }
  }
  const double all_won = std::accumulate(wins.begin(), wins.end(), 0.0);
  OrderFlips result{.share = all_won / static_cast<double>(n), .parts = {}, .splits = {}, .p_value = 1.0};
  std::vector<Groups> all_groups;
  for (std::size_t j = 0; j < inputs.size(); ++j) {
    all_groups.push_back(groups_of(j, inputs[j]));
    result.parts.push_back(parts_of(all_groups.back(), wins));
    const auto found = find(all_groups.back(), wins, all_won);
    if (found && found->cut.gain > 0.0) {
      result.splits.push_back(split_of(all_groups.back(), *found, all_won));
    }
  }
  std::ranges::stable_sort(result.splits, std::ranges::greater{}, &Split::gain);
  if (result.splits.empty()) return result;

  constexpr double kRounding = 1.0 - 1e-12;
  const Exchange exchange(n, blocks);
  std::vector<double> shuffled(n);
  std::uint32_t as_good = 0;
  for (std::uint32_t i = 0; i < kShuffles; ++i) {
    exchange.shuffle(wins, shuffled, Shuffler(bootstrap, i));
    const bool found = std::ranges::any_of(all_groups, [&](const Groups& groups) {
      const auto split = find(groups, shuffled, all_won);
      return split && split->cut.gain >= result.splits.front().gain * kRounding;
    });
    if (found) ++as_good;
  }
  result.p_value = (1.0 + as_good) / (1.0 + kShuffles);
  return result;
}

}  // namespace polder::sensitivity
