#include "output/earlier_results.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "model/outcomes/outcome.h"
#include "sweep/points.h"

namespace polder::output {
namespace {

/// Overrides that decide what a run is; how many replicates there are does not.
std::vector<std::string> deciding(const std::vector<std::string>& overrides) {
  std::vector<std::string> kept;
  for (const std::string& text : overrides) {
    if (!text.starts_with("replicates=") && !text.starts_with("design.samples=") &&
        !text.starts_with("title="))
      kept.push_back(text);
  }
  return kept;
}

/// Values as texts would compare them, without making texts.
struct Setting {
  std::string_view path;
  double number = 0.0;     // of numbers
  std::string_view label;  // of categories
  bool operator==(const Setting&) const = default;
};

/// A column prepared for reading many points.
class ColumnView {
 public:
  explicit ColumnView(const sweep::Column& column) : column_(&column) {
    if (!column.independent) {
      // Even its base value may do something after other settings.
    } else if (column.is_category()) {
      const auto found = std::ranges::find(column.levels, column.base);
      if (found != column.levels.end()) base_ = static_cast<double>(found - column.levels.begin());
    } else {
      double number = 0.0;
      const char* const end = column.base.data() + column.base.size();
      if (std::from_chars(column.base.data(), end, number).ptr == end) base_ = number;
    }
  }

  [[nodiscard]] std::string_view path() const { return column_->path; }
  [[nodiscard]] bool independent() const { return column_->independent; }

  /// None where the base scenario has the value anyway.
  [[nodiscard]] std::optional<Setting> at(std::size_t point) const {
    const double value = column_->values[point];
    if (base_ && value == *base_) return std::nullopt;
    if (!column_->is_category()) return Setting{.path = column_->path, .number = value, .label = {}};
    return Setting{.path = column_->path, .label = column_->levels[static_cast<std::size_t>(value)]};
  }

 private:
  const sweep::Column* column_;
  std::optional<double> base_;
};

/// The columns of a design such that equal points have equal lists of settings: first, in the order of the
/// design, those that may depend on one another, then the others by their paths.
class DesignView {
 public:
  explicit DesignView(const sweep::Points& points) {
    for (const sweep::Column& column : points.columns) columns_.emplace_back(column);
    const auto independent = std::ranges::stable_partition(columns_, std::not_fn(&ColumnView::independent));
    std::ranges::sort(independent, {}, &ColumnView::path);
  }

  void read(std::size_t point, std::vector<Setting>& settings) const {
    settings.clear();
    for (const ColumnView& column : columns_) {
      if (const auto setting = column.at(point)) settings.push_back(*setting);
    }
  }

 private:
  std::vector<ColumnView> columns_;
};

std::uint64_t hash(std::span<const Setting> settings) {
  std::uint64_t value = 0x9E3779B97F4A7C15U;
  const auto mix = [&](std::uint64_t more) { value = (value ^ more) * 0x9FB21C651E98DF25U + (value >> 29U); };
  for (const Setting& setting : settings) {
    mix(std::hash<std::string_view>{}(setting.path));
    mix(std::bit_cast<std::uint64_t>(setting.number));
    mix(std::hash<std::string_view>{}(setting.label));
  }
  return value;
}

constexpr std::uint32_t kRunsLoaded = 4096;
constexpr std::uint32_t kRowsAtOnce = 256;

}  // namespace

std::string why_not_shared(const Description& earlier, const Description& wanted) {
  // Whatever else differs has no part in a run.
  Description a = earlier;
  a.overrides = deciding(earlier.overrides);
  a.title = wanted.title;
  a.scenario_file = wanted.scenario_file;
  a.replicates = wanted.replicates;
  a.variants = wanted.variants;
  a.design = wanted.design;
  a.sweep = wanted.sweep;
  a.vary = wanted.vary;
  a.outcomes = wanted.outcomes;
  Description b = wanted;
  b.overrides = deciding(wanted.overrides);
  std::string names = differences(a, b);
  const bool lacks = std::ranges::any_of(wanted.outcomes, [&](const std::string& outcome) {
    return std::ranges::find(earlier.outcomes, outcome) == earlier.outcomes.end();
  });
  if (lacks) names += names.empty() ? "outcomes" : ", outcomes";
  if (!earlier.design) names += names.empty() ? "points" : ", points";
  return names;
}

class EarlierResults::Impl {
 public:
  Impl(const Description& wanted, std::vector<std::unique_ptr<ResultReader>> files, Failed failed)
      : replicates_(wanted.replicates),
        points_(wanted.design->size()),
        failed_(failed),
        outcomes_(wanted.outcomes) {
    for (auto& file : files) files_.push_back({.reader = std::move(file)});
    for (File& file : files_) {
      file.replicates = file.reader->description().replicates;
      file.status = file.reader->status();
      if (failed_ == Failed::keep) {
        const std::uint64_t first = file.reader->description().design->first;
        for (engine::Failure& failure : file.reader->failures()) {
          const std::pair at(failure.variant - static_cast<std::uint32_t>(first), failure.replicate);
          file.messages.emplace(at, std::move(failure.message));
        }
      }
    }
    find_points(*wanted.design);
    seed_ = wanted.seed;
    const auto catalogue = model::scalar_catalogue();
    for (const std::string& outcome : outcomes_) {
      const auto found = std::ranges::find(catalogue, outcome, &model::ScalarOutcome::name);
      of_catalogue_.push_back(static_cast<std::size_t>(found - catalogue.begin()));
    }
  }

  [[nodiscard]] std::uint64_t found() const {
    std::uint64_t count = 0;
    for (std::uint64_t run = 0; run < total(); ++run) count += has(run) ? 1 : 0;
    return count;
  }

  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

  [[nodiscard]] std::vector<engine::Block> missing(std::uint64_t done) const {
    std::vector<engine::Block> blocks;
    for (std::uint64_t run = done; run < total(); ++run) {
      if (has(run)) continue;
      const auto point = static_cast<std::uint32_t>(run / replicates_);
      const auto replicate = static_cast<std::uint32_t>(run % replicates_);
      engine::Block* const last = blocks.empty() ? nullptr : &blocks.back();
      if (last != nullptr && last->variant == point && last->first_replicate + last->count == replicate) {
        ++last->count;
      } else {
        blocks.push_back({point, replicate, 1});
      }
    }
    return blocks;
  }

  void copy(ResultFile& file, std::uint64_t end) {
    while (file.done() < end && has(file.done())) copy_next(file, end);
  }

 private:
  struct File {
    std::unique_ptr<ResultReader> reader{};
    std::uint32_t replicates = 0;
    std::vector<std::int8_t> status{};  // [point][replicate]
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> messages{};
    std::uint32_t loaded_first = 0;
    std::uint32_t loaded_end = 0;
    std::vector<std::vector<double>> loaded{};  // [outcome][point][replicate]
  };
  struct Place {
    std::int32_t file = -1;  // none
    std::uint32_t point = 0;
  };

  [[nodiscard]] std::uint64_t total() const { return std::uint64_t{points_} * replicates_; }

  [[nodiscard]] std::int8_t status_of(std::uint64_t run) const {
    const Place& place = places_[static_cast<std::size_t>(run / replicates_)];
    const auto replicate = static_cast<std::uint32_t>(run % replicates_);
    if (place.file < 0) return 0;
    const File& file = files_[static_cast<std::size_t>(place.file)];
    if (replicate >= file.replicates) return 0;
    return file.status[std::size_t{place.point} * file.replicates + replicate];
  }

  [[nodiscard]] bool counts(std::int8_t status) const {
    return status == static_cast<std::int8_t>(engine::Status::done) ||
           (failed_ == Failed::keep && status == static_cast<std::int8_t>(engine::Status::failed));
  }
  [[nodiscard]] bool has(std::uint64_t run) const { return counts(status_of(run)); }

  /// Where several points have the same settings, in one file or more, the one with most runs counts, of
  /// those the first.
  void find_points(const sweep::Points& wanted) {
    struct Known {
      Place place;
      std::uint32_t runs = 0;
      bool used = false;
    };
    std::unordered_multimap<std::uint64_t, Known> known;
    std::vector<DesignView> views;
    for (const File& file : files_) views.emplace_back(*file.reader->description().design);
    std::vector<Setting> settings;
    std::vector<Setting> other;
    const auto find = [&]() -> Known* {
      const auto [begin, end] = known.equal_range(hash(settings));
      for (auto it = begin; it != end; ++it) {
        const Place& place = it->second.place;
        views[static_cast<std::size_t>(place.file)].read(place.point, other);
        if (other == settings) return &it->second;
      }
      return nullptr;
    };
    for (std::size_t f = 0; f < files_.size(); ++f) {
      const File& file = files_[f];
      for (std::size_t p = 0; p < file.status.size() / file.replicates; ++p) {
        const auto row = std::span(file.status).subspan(p * file.replicates, file.replicates);
        const auto runs = static_cast<std::uint32_t>(
            std::ranges::count_if(row, [&](auto status) { return counts(status); }));
        if (runs == 0) continue;
        views[f].read(p, settings);
        const Place place{static_cast<std::int32_t>(f), static_cast<std::uint32_t>(p)};
        Known* const there = find();
        if (there == nullptr) {
          known.emplace(hash(settings), Known{.place = place, .runs = runs});
        } else if (runs > there->runs) {
          *there = {.place = place, .runs = runs};
        }
      }
    }
    const DesignView view(wanted);
    places_.resize(points_);
    for (std::size_t p = 0; p < points_; ++p) {
      view.read(p, settings);
      Known* const there = find();
      if (there == nullptr) continue;
      places_[p] = there->place;
      there->used = true;
    }
    for (const auto& [hash_of_settings, point] : known) {
      const File& file = files_[static_cast<std::size_t>(point.place.file)];
      const auto row =
          std::span(file.status).subspan(std::size_t{point.place.point} * file.replicates, file.replicates);
      const auto beyond = row.subspan(point.used ? std::min(replicates_, file.replicates) : 0);
      left_out_ += static_cast<std::uint64_t>(
          std::ranges::count(beyond, static_cast<std::int8_t>(engine::Status::done)));
    }
  }

  /// What comes next as far as a chunk goes: replicates of one point, or all of several. The next run is
  /// there.
  [[nodiscard]] engine::Block next_block(std::uint64_t first, std::uint64_t end) const {
    engine::Block block{.variant = static_cast<std::uint32_t>(first / replicates_),
                        .first_replicate = static_cast<std::uint32_t>(first % replicates_),
                        .count = 1};
    const std::uint32_t most = std::min(replicates_ - block.first_replicate, kRowsAtOnce);
    while (block.count < most && first + block.count < end && has(first + block.count)) ++block.count;
    if (block.count < replicates_) return block;
    const auto has_point = [&](std::uint64_t at) {
      for (std::uint64_t run = at; run < at + replicates_; ++run) {
        if (run >= end || !has(run)) return false;
      }
      return true;
    };
    while (block.runs() + replicates_ <= kRowsAtOnce && has_point(first + block.runs())) ++block.variants;
    return block;
  }

  void copy_next(ResultFile& file, std::uint64_t end) {
    if (!chunk_) {
      const Description& description = files_.front().reader->description();
      chunk_.emplace(engine::Layout{.record = model::Record::summary,
                                    .intervals = 0,
                                    .groups = description.groups.size(),
                                    .municipalities = description.municipalities.size()},
                     kRowsAtOnce);
    }
    chunk_->begin(next_block(file.done(), end));
    std::vector<double> row(model::scalar_catalogue().size(), std::numeric_limits<double>::quiet_NaN());
    while (chunk_->size() < chunk_->planned()) {
      const engine::Run run = chunk_->run(chunk_->size());
      const Place& place = places_[run.variant];
      File& from = files_[static_cast<std::size_t>(place.file)];
      if (status_of(std::uint64_t{run.variant} * replicates_ + run.replicate) ==
          static_cast<std::int8_t>(engine::Status::failed)) {
        const auto message = from.messages.find(std::pair(place.point, run.replicate));
        chunk_->add_failure(seed_, message == from.messages.end() ? "" : message->second);
        continue;
      }
      load(from, place.point);
      const std::size_t at = std::size_t{place.point - from.loaded_first} * from.replicates + run.replicate;
      for (std::size_t k = 0; k < outcomes_.size(); ++k) row[of_catalogue_[k]] = from.loaded[k][at];
      chunk_->add(row);
    }
    file.write(*chunk_);
  }

  /// Reads the values of a point and of those that follow it, which mostly come next.
  void load(File& file, std::uint32_t point) const {
    if (point >= file.loaded_first && point < file.loaded_end) return;
    const auto there = static_cast<std::uint32_t>(file.status.size() / file.replicates);
    file.loaded_first = point;
    file.loaded_end = point + std::min(there - point, std::max(1U, kRunsLoaded / file.replicates));
    file.loaded.clear();
    for (const std::string& outcome : outcomes_) {
      file.loaded.push_back(
          file.reader->scalar(outcome, file.loaded_first, file.loaded_end - file.loaded_first));
    }
  }

  std::uint32_t replicates_;
  std::size_t points_;
  Failed failed_;
  std::uint64_t seed_ = 0;
  std::vector<std::string> outcomes_;
  std::vector<std::size_t> of_catalogue_;
  std::vector<File> files_;
  std::vector<Place> places_;  // [point]
  std::uint64_t left_out_ = 0;
  std::optional<engine::Chunk> chunk_;
};

EarlierResults::EarlierResults(const Description& wanted, std::vector<std::unique_ptr<ResultReader>> files,
                               Failed failed)
    : impl_(std::make_unique<Impl>(wanted, std::move(files), failed)) {}

EarlierResults::~EarlierResults() = default;

std::uint64_t EarlierResults::found() const { return impl_->found(); }
std::uint64_t EarlierResults::left_out() const { return impl_->left_out(); }
std::vector<engine::Block> EarlierResults::missing(std::uint64_t done) const { return impl_->missing(done); }
void EarlierResults::copy(ResultFile& file, std::uint64_t end) { impl_->copy(file, end); }

}  // namespace polder::output
