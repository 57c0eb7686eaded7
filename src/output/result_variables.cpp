#include "output/result_variables.h"

#include <cstdint>

#include "model/outcomes/outcome.h"
#include "output/description_io.h"
#include "output/hdf5.h"

namespace polder::output {

ResultVariables::ResultVariables(const Handle& file, const engine::Layout& layout)
    : status_(open(file, "status", H5T_NATIVE_INT8)) {
  for (const model::ScalarOutcome& scalar : model::scalar_catalogue()) {
    scalars_.push_back(open(file, std::string(scalar.name), H5T_NATIVE_DOUBLE));
  }
  if (!has_time(layout.record)) return;
  for (const model::SeriesOutcome& series : model::series_catalogue()) {
    series_.push_back(open(file, std::string(series.name), H5T_NATIVE_FLOAT));
  }
  if (layout.record == model::Record::full) trust_ = open(file, "trust", H5T_NATIVE_FLOAT);
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

void ResultVariables::write_rows(const Variable& variable, const engine::Chunk& chunk, const void* values) {
  std::vector<hsize_t> start{chunk.variant(), chunk.first_replicate()};
  std::vector<hsize_t> count{1, chunk.size()};
  hsize_t total = chunk.size();
  for (const hsize_t size : variable.row) {
    start.push_back(0);
    count.push_back(size);
    total *= size;
  }
  const Handle memory = hdf5::checked(H5Screate_simple(1, &total, nullptr), H5Sclose);
  hdf5::check(H5Sselect_hyperslab(variable.space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                                  nullptr) >= 0);
  hdf5::check(H5Dwrite(variable.dataset.id(), variable.memory_type, memory.id(), variable.space.id(),
                       H5P_DEFAULT, values) >= 0);
}

void ResultVariables::write(const engine::Chunk& chunk) {
  for (std::size_t k = 0; k < scalars_.size(); ++k) write_rows(scalars_[k], chunk, chunk.scalar(k).data());
  for (std::size_t s = 0; s < series_.size(); ++s) write_rows(series_[s], chunk, chunk.series(s).data());
  if (trust_.dataset) write_rows(trust_, chunk, chunk.trust().data());
  static_assert(sizeof(engine::Status) == sizeof(std::int8_t));
  write_rows(status_, chunk, chunk.status().data());
}

}  // namespace polder::output
