// Everything an ensemble delivers, kept for comparison bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/chunk.h"
#include "engine/ensemble.h"
#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"

namespace polder::testing {

/// The numbers of one replicate as bytes: NaN equals itself, -0 differs from 0.
inline std::string row_bytes(const engine::Chunk& chunk, std::size_t row) {
  std::string bytes;
  const auto add = [&](const void* data, std::size_t size) {
    bytes.append(static_cast<const char*>(data), size);
  };
  const auto add_value = [&](auto value) { add(&value, sizeof value); };
  const auto add_slice = [&](std::span<const float> all, std::size_t per_row) {
    add(all.subspan(row * per_row, per_row).data(), per_row * sizeof(float));
  };
  const engine::Layout& layout = chunk.layout();
  for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) {
    add_slice(chunk.series(s), layout.series_size(s));
  }
  for (std::size_t k = 0; k < model::scalar_catalogue().size(); ++k) add_value(chunk.scalar(k)[row]);
  for (std::size_t v = 0; v < model::survey_variables().size(); ++v) {
    add_slice(chunk.survey(v), layout.survey_size(v));
  }
  add_slice(chunk.trust(), layout.trust_size());
  for (const model::Event& event : chunk.events(row)) {
    for (const std::int32_t whole :
         {event.week, static_cast<std::int32_t>(event.type), static_cast<std::int32_t>(event.cause),
          event.group, event.dossier, event.kind, event.task, event.municipality,
          static_cast<std::int32_t>(event.detail)}) {
      add_value(whole);
    }
    add_value(event.value);
    add_value(event.threshold);
    add_value(event.detail_value);
  }
  add_value(chunk.status()[row]);
  return bytes;
}

struct Collected {
  /// In order of delivery: (variant, replicate) and the bytes.
  std::vector<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::string>> rows;
  std::vector<engine::Failure> failures;
  engine::Outcome outcome;

  void add(const engine::Chunk& chunk) {
    for (std::size_t row = 0; row < chunk.size(); ++row) {
      rows.push_back({{chunk.run(row).variant, chunk.run(row).replicate}, row_bytes(chunk, row)});
    }
    failures.insert(failures.end(), chunk.failures().begin(), chunk.failures().end());
  }
};

inline Collected collect(const engine::Ensemble& ensemble) {
  Collected collected;
  collected.outcome = engine::run(ensemble, [&](const engine::Chunk& chunk) { collected.add(chunk); });
  return collected;
}

}  // namespace polder::testing
