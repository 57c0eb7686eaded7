#include "explain/history.h"

#include <stdexcept>
#include <string>
#include <string_view>

#include "model/outcomes/outcome.h"

namespace polder::explain {

namespace {

template <class Outcome>
std::size_t place_of(std::span<const Outcome> catalogue, std::string_view name) {
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].name == name) return i;
  }
  throw std::logic_error("there is no outcome " + std::string(name));
}

}  // namespace

History history_of(const model::Scenario& scenario, const engine::Chunk& chunk, std::size_t row) {
  History history{.events = chunk.events(row),
                  .placed = chunk.scalar(place_of(model::scalar_catalogue(), "placements_total"))[row],
                  .joint_hours = std::vector<double>(scenario.municipalities.size(), 0.0)};
  const std::size_t series = place_of(model::series_catalogue(), "workload");
  const std::size_t size = chunk.layout().series_size(series);
  const auto hours = chunk.series(series).subspan(row * size, size);
  for (std::size_t k = 0; k < hours.size(); ++k) {
    history.joint_hours[k % history.joint_hours.size()] += static_cast<double>(hours[k]);
  }
  return history;
}

}  // namespace polder::explain
