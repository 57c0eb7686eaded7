#include "engine/chunk.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"

namespace polder::engine {

std::size_t Layout::width(std::size_t s) const {
  return model::series_catalogue()[s].shape == model::Shape::group ? groups : municipalities;
}

std::size_t Layout::survey_size(std::size_t v) const {
  return surveys * (model::survey_variables()[v].shape == model::Shape::group ? groups : municipalities);
}

std::size_t Layout::trust_size() const {
  return record == model::Record::full ? intervals * municipalities * municipalities : 0;
}

std::size_t Layout::bytes_per_replicate() const {
  std::size_t values = trust_size();
  for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) values += series_size(s);
  for (std::size_t v = 0; v < model::survey_variables().size(); ++v) values += survey_size(v);
  return values * sizeof(float) + model::scalar_catalogue().size() * sizeof(double) + 1;
}

Layout layout_of(const model::Scenario& scenario, model::Record record) {
  return {.record = record,
          .intervals = model::record_weeks(scenario, record).size(),
          .surveys = model::survey_weeks(scenario, record).size(),
          .groups = scenario.groups.size(),
          .municipalities = scenario.municipalities.size()};
}

Chunk::Chunk(const Layout& layout, std::size_t capacity) : layout_(layout), capacity_(capacity) {
  std::size_t values = 0;
  for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) {
    offset_.push_back(values);
    values += capacity * layout.series_size(s);
  }
  series_.resize(values);
  scalars_.resize(capacity * model::scalar_catalogue().size());
  trust_.resize(capacity * layout.trust_size());
  values = 0;
  for (std::size_t v = 0; v < model::survey_variables().size(); ++v) {
    survey_offset_.push_back(values);
    values += capacity * layout.survey_size(v);
  }
  survey_.resize(values);
  status_.reserve(capacity);
  events_end_.reserve(capacity);
}

void Chunk::begin(const Block& block) {
  if (block.runs() > capacity_) throw std::length_error("a block has more runs than its chunk has room for");
  block_ = block;
  status_.clear();
  events_.clear();
  events_end_.clear();
  failures_.clear();
}

void Chunk::add(const model::Recorder& recorder, std::span<const model::Event> events) {
  const std::size_t row = size();
  for (std::size_t s = 0; s < offset_.size(); ++s) {
    std::ranges::copy(recorder.series(s), series_.data() + offset_[s] + row * layout_.series_size(s));
  }
  for (std::size_t v = 0; v < survey_offset_.size(); ++v) {
    std::ranges::copy(recorder.survey(v), survey_.data() + survey_offset_[v] + row * layout_.survey_size(v));
  }
  const auto scalars = recorder.scalars();
  for (std::size_t k = 0; k < scalars.size(); ++k) scalars_[k * capacity_ + row] = scalars[k];
  if (layout_.record == model::Record::full) {
    std::ranges::copy(recorder.trust(), trust_.data() + row * layout_.trust_size());
    events_.insert(events_.end(), events.begin(), events.end());
  }
  events_end_.push_back(events_.size());
  status_.push_back(Status::done);
}

void Chunk::add(std::span<const double> scalars) {
  const std::size_t row = size();
  for (std::size_t k = 0; k < scalars.size(); ++k) scalars_[k * capacity_ + row] = scalars[k];
  events_end_.push_back(events_.size());
  status_.push_back(Status::done);
}

Run Chunk::run(std::size_t row) const {
  const auto at = static_cast<std::uint32_t>(row);
  return {block_.variant + at / block_.count, block_.first_replicate + at % block_.count};
}

void Chunk::add_failure(std::uint64_t seed, std::string message) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  const std::size_t row = size();
  for (std::size_t s = 0; s < offset_.size(); ++s) {
    const std::size_t values = layout_.series_size(s);
    std::fill_n(series_.data() + offset_[s] + row * values, values, kNan);
  }
  for (std::size_t v = 0; v < survey_offset_.size(); ++v) {
    const std::size_t values = layout_.survey_size(v);
    std::fill_n(survey_.data() + survey_offset_[v] + row * values, values, kNan);
  }
  for (std::size_t at = row; at < scalars_.size(); at += capacity_) {
    scalars_[at] = std::numeric_limits<double>::quiet_NaN();
  }
  std::fill_n(trust_.data() + row * layout_.trust_size(), layout_.trust_size(), kNan);
  events_end_.push_back(events_.size());
  status_.push_back(Status::failed);
  const Run failed = run(row);
  failures_.push_back({.variant = failed.variant,
                       .replicate = failed.replicate,
                       .seed = seed,
                       .message = std::move(message)});
}

std::span<const float> Chunk::series(std::size_t s) const {
  return {series_.data() + offset_[s], size() * layout_.series_size(s)};
}

std::span<const double> Chunk::scalar(std::size_t k) const {
  return {scalars_.data() + k * capacity_, size()};
}

std::span<const float> Chunk::survey(std::size_t v) const {
  return {survey_.data() + survey_offset_[v], size() * layout_.survey_size(v)};
}

std::span<const float> Chunk::trust() const { return {trust_.data(), size() * layout_.trust_size()}; }

std::span<const model::Event> Chunk::events(std::size_t row) const {
  const std::size_t begin = row == 0 ? 0 : events_end_[row - 1];
  return std::span(events_).subspan(begin, events_end_[row] - begin);
}

}  // namespace polder::engine
