#include "output/row_groups.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/chunk.h"
#include "model/events.h"
#include "output/hdf5.h"
#include "output/labels.h"

namespace polder::output {
namespace {

/// One column of a table of rows that all have the same number: a NetCDF variable over its dimension.
class Columns {
 public:
  Columns(const Handle& file, const std::string& table, const std::string& dimension, std::uint64_t rows)
      : group_(hdf5::create_group(file.id(), table)),
        rows_(rows),
        scale_(hdf5::create_dimension(group_.id(), dimension, rows)) {}

  const Handle& add(const std::string& name, hid_t file_type, std::string_view unit,
                    std::string_view long_name) {
    Handle column = hdf5::create_dataset(group_.id(), name, file_type, {&rows_, 1});
    label(column, unit, long_name);
    const hid_t scale = scale_.id();
    hdf5::attach_dimensions(column, {&scale, 1});
    return columns_.emplace_back(std::move(column));
  }

  void write(std::size_t column, std::uint64_t first, std::uint64_t count, hid_t memory_type,
             const void* values) {
    const Handle space = hdf5::checked(H5Dget_space(columns_[column].id()), H5Sclose);
    const hsize_t start = first;
    const hsize_t size = count;
    const Handle memory = hdf5::checked(H5Screate_simple(1, &size, nullptr), H5Sclose);
    hdf5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, &start, nullptr, &size, nullptr) >= 0);
    hdf5::check(H5Dwrite(columns_[column].id(), memory_type, memory.id(), space.id(), H5P_DEFAULT, values) >=
                0);
  }

 private:
  Handle group_;
  hsize_t rows_;
  Handle scale_;
  std::vector<Handle> columns_;
};

void write_events(const Handle& file, const Journal& journal) {
  Columns columns(file, "events", "event", journal.events());
  struct Whole {
    const char* name;
    const char* unit;
    const char* long_name;
    std::int32_t EventRow::*member;
  };
  constexpr std::array<Whole, 8> kWhole{{
      {"variant", "1", "position in variant", &EventRow::variant},
      {"replicate", "1", "number of the replicate", &EventRow::replicate},
      {"week", "weeks", "weeks since the start", &EventRow::week},
      {"group", "1", "position in group, -1: none", &EventRow::group},
      {"dossier", "1", "number of the dossier in the replicate, -1: none", &EventRow::dossier},
      {"kind", "1", "position of the dossier's kind in the scenario, -1: none", &EventRow::kind},
      {"task", "1", "number of the task in the replicate, -1: none", &EventRow::task},
      {"municipality", "1", "position in municipality of who acted or whom it befell, -1: none",
       &EventRow::municipality},
  }};
  for (const Whole& whole : kWhole) columns.add(whole.name, H5T_STD_I32LE, whole.unit, whole.long_name);
  label_flags(columns.add("type", H5T_STD_I8LE, "1", "what happened"), model::kEventNames);
  label_flags(columns.add("cause", H5T_STD_I8LE, "1", "the quantity that made it happen"),
              model::kCauseNames);
  columns.add("value", H5T_IEEE_F64LE, "1", "value of the causing quantity, in its own unit");
  columns.add("threshold", H5T_IEEE_F64LE, "1", "what the value was compared with");
  label_flags(columns.add("detail", H5T_STD_I8LE, "1", "a second quantity that belongs to the event"),
              model::kCauseNames);
  columns.add("detail_value", H5T_IEEE_F64LE, "1", "value of that quantity, in its own unit");

  std::uint64_t first = 0;
  std::vector<std::int32_t> whole;
  std::vector<std::int8_t> small;
  std::vector<double> real;
  const auto write_rows = [&](std::span<const EventRow> rows) {
    if (rows.empty()) return;
    std::size_t column = 0;
    const auto write = [&](auto& values, hid_t memory_type, auto member) {
      values.clear();
      for (const EventRow& row : rows) values.push_back(row.*member);
      columns.write(column++, first, rows.size(), memory_type, values.data());
    };
    for (const Whole& one : kWhole) write(whole, H5T_NATIVE_INT32, one.member);
    write(small, H5T_NATIVE_INT8, &EventRow::type);
    write(small, H5T_NATIVE_INT8, &EventRow::cause);
    write(real, H5T_NATIVE_DOUBLE, &EventRow::value);
    write(real, H5T_NATIVE_DOUBLE, &EventRow::threshold);
    write(small, H5T_NATIVE_INT8, &EventRow::detail);
    write(real, H5T_NATIVE_DOUBLE, &EventRow::detail_value);
    first += rows.size();
  };
  // Chunks may be small: rows are gathered into writes of a few MB.
  constexpr std::size_t kGather = 1U << 16U;
  std::vector<EventRow> gathered;
  journal.replay([&](std::span<const EventRow> rows, std::span<const engine::Failure>) {
    gathered.insert(gathered.end(), rows.begin(), rows.end());
    if (gathered.size() < kGather) return;
    write_rows(gathered);
    gathered.clear();
  });
  write_rows(gathered);
}

void write_failures(const Handle& file, const Description& description, const Journal& journal) {
  std::vector<engine::Failure> failures;
  journal.replay([&](std::span<const EventRow>, std::span<const engine::Failure> some) {
    failures.insert(failures.end(), some.begin(), some.end());
  });
  Columns columns(file, "failures", "failure", failures.size());
  std::vector<std::int32_t> variants;
  std::vector<std::int32_t> replicates;
  std::vector<std::uint64_t> seeds;
  std::vector<std::string> messages;
  // A shard tells points by their number in the whole sweep.
  const std::uint64_t first = description.design ? description.design->first : 0;
  for (engine::Failure& failure : failures) {
    variants.push_back(static_cast<std::int32_t>(first + failure.variant));
    replicates.push_back(static_cast<std::int32_t>(failure.replicate));
    seeds.push_back(failure.seed);
    messages.push_back(std::move(failure.message));
  }
  const Handle& run = description.design ? columns.add("point", H5T_STD_I32LE, "1", "number of the point")
                                         : columns.add("variant", H5T_STD_I32LE, "1", "position in variant");
  hdf5::write(run, H5T_NATIVE_INT32, variants.data());
  hdf5::write(columns.add("replicate", H5T_STD_I32LE, "1", "number of the replicate"), H5T_NATIVE_INT32,
              replicates.data());
  hdf5::write(columns.add("seed", H5T_STD_U64LE, "1", "seed with which it can be run again"),
              H5T_NATIVE_UINT64, seeds.data());
  hdf5::write_strings(columns.add("message", hdf5::string_type().id(), "1", "why it failed"), messages);
}

}  // namespace

void write_row_groups(const Handle& file, const Description& description, const Journal& journal) {
  if (description.record == model::Record::full) write_events(file, journal);
  if (journal.failures() > 0) write_failures(file, description, journal);
}

}  // namespace polder::output
