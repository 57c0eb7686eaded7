#include "output/result_variables.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"
#include "output/description_io.h"
#include "output/hdf5.h"

namespace polder::output {

ResultVariables::ResultVariables(const Handle& file, const Description& description)
    : status_(open(file, "status", H5T_NATIVE_INT8)) {
  const auto catalogue = model::scalar_catalogue();
  for (const std::string& outcome : description.outcomes) {
    scalars_.push_back(open(file, outcome, H5T_NATIVE_DOUBLE));
    const auto found = std::ranges::find(catalogue, outcome, &model::ScalarOutcome::name);
    of_catalogue_.push_back(static_cast<std::size_t>(found - catalogue.begin()));
  }
  if (!has_time(description.record)) return;
  for (const model::SeriesOutcome& series : model::series_catalogue()) {
    series_.push_back(open(file, std::string(series.name), H5T_NATIVE_FLOAT));
  }
  if (!description.survey_weeks.empty()) {
    for (const model::SurveyVariable& variable : model::survey_variables()) {
      survey_.push_back(open(file, std::string(variable.name), H5T_NATIVE_FLOAT));
    }
  }
  if (description.record == model::Record::full) trust_ = open(file, "trust", H5T_NATIVE_FLOAT);
}

ResultVariables::Variable ResultVariables::open(const Handle& file, const std::string& name,
                                                hid_t memory_type) {
  Variable variable;
  variable.dataset = hdf5::open_dataset(file.id(), name);
  variable.space = hdf5::checked(H5Dget_space(variable.dataset.id()), H5Sclose);
  const auto sizes = hdf5::dimensions(variable.dataset);
  variable.row.assign(sizes.begin() + 2, sizes.end());
  variable.memory_type = memory_type;
  return variable;
}

void ResultVariables::write_rows(const Variable& variable, const engine::Chunk& chunk, std::size_t first,
                                 std::size_t count, const void* values) {
  const engine::Run run = chunk.run(first);
  const std::size_t replicates = std::min<std::size_t>(count, chunk.block().count);
  std::vector<hsize_t> start{run.variant, run.replicate};
  std::vector<hsize_t> sizes{count / replicates, replicates};
  hsize_t values_per_row = 1;
  for (const hsize_t size : variable.row) {
    start.push_back(0);
    sizes.push_back(size);
    values_per_row *= size;
  }
  const hsize_t total = count * values_per_row;
  const Handle memory = hdf5::checked(H5Screate_simple(1, &total, nullptr), H5Sclose);
  hdf5::check(H5Sselect_hyperslab(variable.space.id(), H5S_SELECT_SET, start.data(), nullptr, sizes.data(),
                                  nullptr) >= 0);
  const auto* const from =
      static_cast<const std::byte*>(values) + first * values_per_row * H5Tget_size(variable.memory_type);
  hdf5::check(H5Dwrite(variable.dataset.id(), variable.memory_type, memory.id(), variable.space.id(),
                       H5P_DEFAULT, from) >= 0);
}

void ResultVariables::write(const engine::Chunk& chunk) {
  // A chunk of several variants that was cut short ends within one of them.
  const std::size_t whole = chunk.size() - chunk.size() % chunk.block().count;
  const auto write = [&](const Variable& variable, const void* values) {
    if (whole > 0) write_rows(variable, chunk, 0, whole, values);
    if (whole < chunk.size()) write_rows(variable, chunk, whole, chunk.size() - whole, values);
  };
  for (std::size_t k = 0; k < scalars_.size(); ++k) write(scalars_[k], chunk.scalar(of_catalogue_[k]).data());
  for (std::size_t s = 0; s < series_.size(); ++s) write(series_[s], chunk.series(s).data());
  for (std::size_t v = 0; v < survey_.size(); ++v) write(survey_[v], chunk.survey(v).data());
  if (trust_.dataset) write(trust_, chunk.trust().data());
  static_assert(sizeof(engine::Status) == sizeof(std::int8_t));
  write(status_, chunk.status().data());
}

}  // namespace polder::output
