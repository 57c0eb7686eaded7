#include "cli/one_replicate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "cli/text.h"
#include "engine/replicate.h"
#include "model/outcomes/outcome.h"
#include "output/errors.h"

namespace polder::cli {
namespace {

constexpr std::size_t kValueWidth = 22;

void append_outcomes(const model::Scenario& scenario, const engine::Chunk& chunk, std::string& text) {
  const auto outcomes = model::scalar_catalogue(scenario);
  std::size_t label_width = 0;
  for (const model::ScalarOutcome& outcome : outcomes)
    label_width = std::max(label_width, outcome.name.size());
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    const double value = chunk.scalar(k).front();
    const std::string digits = std::isnan(value) ? "-" : fmt::format("{}", value);
    const std::string_view unit = outcomes[k].unit == "1" ? std::string_view() : outcomes[k].unit;
    fmt::format_to(std::back_inserter(text), "{:<{}} {:>{}}{}{}\n", outcomes[k].name, label_width, digits,
                   kValueWidth, unit.empty() ? "" : " ", unit);
  }
}

}  // namespace

ExitStatus run_one_replicate(const Experiment& experiment, std::uint32_t replicate) {
  const output::Description& description = experiment.description;
  ExitStatus status = ExitStatus::done;
  for (std::size_t v = 0; v < experiment.variants.size(); ++v) {
    const std::string variant = printable(description.variants[v]);
    try {
      const engine::Chunk chunk =
          engine::run_replicate(experiment.variants[v], description.seed, replicate, model::Record::summary);
      std::string text = fmt::format("{}{}: replicate {}, seed {}, {} weeks\n", v > 0 ? "\n" : "",
                                     experiment.variants.size() > 1 ? variant : printable(description.title),
                                     replicate, description.seed, description.weeks);
      append_outcomes(experiment.variants[v], chunk, text);
      print(text);
    } catch (const output::IoError&) {
      throw;
    } catch (const std::exception& error) {
      complain(fmt::format("polder: error: variant {}, replicate {}, seed {} failed: {}", variant, replicate,
                           description.seed, printable(error.what())));
      status = ExitStatus::refused;
    }
  }
  return status;
}

}  // namespace polder::cli
