#include "cli/result_table.h"

#include <algorithm>
#include <span>
#include <utility>

#include "cli/text.h"
#include "model/outcomes/outcome.h"
#include "output/description.h"

namespace polder::cli {

std::string outcome_label(std::string_view name) {
  for (const std::string_view ending : {"_total", "_mean"}) {
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  }
  std::string label(name);
  std::ranges::replace(label, '_', ' ');
  return label;
}

Table result_table(const output::ResultReader& reader) {
  const output::Description& description = reader.description();
  Table table{.title = printable(description.title),
              .start = output::date_text(description.start),
              .weeks = description.weeks,
              .seed = description.seed,
              .replicates = description.replicates,
              .variants = {},
              .rows = {}};
  for (const std::string& variant : description.variants) table.variants.push_back(printable(variant));
  for (const model::ScalarOutcome& outcome : model::scalar_catalogue()) {
    if (!outcome.main || std::ranges::find(description.outcomes, outcome.name) == description.outcomes.end())
      continue;
    const std::vector<double> values = reader.scalar(outcome.name);
    const auto of_variant = [&](std::size_t v) {
      return std::span(values).subspan(v * table.replicates, table.replicates);
    };
    TableRow row{.label = outcome_label(outcome.name),
                 .unit = std::string(outcome.unit),
                 .values = {},
                 .differences = {}};
    for (std::size_t v = 0; v < table.variants.size(); ++v) {
      const auto own = of_variant(v);
      row.values.push_back(summarise({own.begin(), own.end()}));
      if (v > 0) row.differences.push_back(summarise_differences(of_variant(0), own));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace polder::cli
