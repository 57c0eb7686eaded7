#include "output/layout.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/events.h"
#include "model/outcomes/outcome.h"
#include "output/errors.h"
#include "output/hdf5.h"

namespace polder::output {
namespace {

constexpr std::string_view kFormatVersion = "1";

/// Group of named text attributes that writer and reader share.
template <class DescriptionRef, class Visitor>
void for_each_text(DescriptionRef& description, Visitor&& visit) {
  visit("title", description.title);
  visit("polder_version", description.polder_version);
  visit("git_commit", description.git_commit);
  visit("scenario_file", description.scenario_file);
  visit("scenario", description.scenario);
}

/// The same for lists, which are texts of one entry per line.
template <class DescriptionRef, class Visitor>
void for_each_list(DescriptionRef& description, Visitor&& visit) {
  visit("overrides", description.overrides);
  visit("vary", description.vary);
}

std::string join_lines(std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return lines;
}

bool has_time(model::Record record) { return record != model::Record::summary; }

std::string time_name(model::Record record) { return record == model::Record::weeks ? "week" : "round"; }

/// Units that UDUNITS knows, spelled so that xarray leaves the numbers alone: it turns "hours" and "days"
/// into durations.
std::string_view file_unit(std::string_view unit) {
  if (unit == "hours") return "h";
  if (unit == "days") return "d";
  return unit;
}

void label(const Handle& variable, std::string_view unit, std::string_view long_name) {
  hdf5::write_attribute(variable.id(), "units", file_unit(unit));
  hdf5::write_attribute(variable.id(), "long_name", long_name);
}

/// CF: the meaning of each value of a variable of small integers.
void label_flags(const Handle& variable, std::span<const std::int8_t> values, std::string_view meanings) {
  hdf5::write_attribute(variable.id(), "flag_values", H5T_STD_I8LE, H5T_NATIVE_INT8, values.data(),
                        values.size());
  hdf5::write_attribute(variable.id(), "flag_meanings", meanings);
}

template <std::size_t kCount>
void label_flags(const Handle& variable, const std::array<std::string_view, kCount>& names) {
  std::array<std::int8_t, kCount> values{};
  std::string meanings;
  for (std::size_t i = 0; i < kCount; ++i) {
    values[i] = static_cast<std::int8_t>(i);
    meanings += fmt::format("{}{}", i == 0 ? "" : " ", names[i]);
  }
  label_flags(variable, values, meanings);
}

/// A dimension: its name, size and, once created, its scale.
struct Dimension {
  std::string name;
  hsize_t size = 0;
  Handle scale;
};

/// Creates variables over dimensions of one file, in the order of the calls.
class Creator {
 public:
  explicit Creator(const Handle& file) : file_(file) {}

  void dimension(const std::string& name, std::span<const std::string> labels, std::string_view long_name) {
    const hsize_t size = labels.size();
    Handle scale = hdf5::create_dataset(file_.id(), name, hdf5::string_type().id(), {&size, 1});
    hdf5::write_strings(scale, labels);
    finish(name, std::move(scale), size, "1", long_name);
  }

  void dimension(const std::string& name, std::span<const std::int32_t> values, std::string_view unit,
                 std::string_view long_name) {
    const hsize_t size = values.size();
    Handle scale = hdf5::create_dataset(file_.id(), name, H5T_STD_I32LE, {&size, 1});
    hdf5::write(scale, H5T_NATIVE_INT32, values.data());
    finish(name, std::move(scale), size, unit, long_name);
  }

  Handle variable(const std::string& name, hid_t type, std::initializer_list<std::string_view> over,
                  std::string_view unit, std::string_view long_name) {
    std::vector<hsize_t> sizes;
    std::vector<hid_t> scales;
    for (const std::string_view dimension_name : over) {
      const Dimension& dimension = *std::ranges::find(dimensions_, dimension_name, &Dimension::name);
      sizes.push_back(dimension.size);
      scales.push_back(dimension.scale.id());
    }
    Handle variable = hdf5::create_dataset(file_.id(), name, type, sizes);
    label(variable, unit, long_name);
    hdf5::attach_dimensions(variable, scales);
    return variable;
  }

 private:
  void finish(const std::string& name, Handle scale, hsize_t size, std::string_view unit,
              std::string_view long_name) {
    hdf5::make_dimension(scale, name);
    label(scale, unit, long_name);
    dimensions_.push_back({name, size, std::move(scale)});
  }

  const Handle& file_;
  std::vector<Dimension> dimensions_;
};

void write_global_attributes(const Handle& file, const Description& description) {
  const hid_t id = file.id();
  hdf5::write_attribute(id, "Conventions", std::string_view("CF-1.8"));
  hdf5::write_attribute(id, "file_format_version", kFormatVersion);
  for_each_text(description, [&](const char* name, const std::string& text) {
    hdf5::write_attribute(id, name, std::string_view(text));
  });
  for_each_list(description, [&](const char* name, const std::vector<std::string>& lines) {
    hdf5::write_attribute(id, name, std::string_view(join_lines(lines)));
  });
  if (!description.extended.empty()) {
    std::vector<std::string> names;
    std::vector<std::string> texts;
    for (const SourceText& source : description.extended) {
      names.push_back(source.name);
      texts.push_back(source.text);
    }
    hdf5::write_attribute(id, "extended_files", names);
    hdf5::write_attribute(id, "extended_scenarios", texts);
  }
  hdf5::write_attribute(id, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, &description.seed, 1);
  hdf5::write_attribute(id, "weeks", H5T_STD_I32LE, H5T_NATIVE_INT32, &description.weeks, 1);
  hdf5::write_attribute(id, "start", std::string_view(date_text(description.start)));
  hdf5::write_attribute(id, "record", record_name(description.record));
}

/// The time dimension and what belongs to it. CF decoders know no weeks, so that the date is a variable of
/// its own.
void create_time(Creator& create, const Description& description) {
  const std::string name = time_name(description.record);
  const std::string start = date_text(description.start);
  const bool rounds = name == "round";
  create.dimension(name, std::span<const std::int32_t>(description.recorded_weeks), "weeks",
                   fmt::format("{}weeks since {}", rounds ? "last week of the round, " : "", start));

  std::vector<std::int32_t> values;
  for (const model::Week week : description.recorded_weeks) values.push_back(7 * week);
  const Handle time =
      create.variable("time", H5T_STD_I32LE, {name}, fmt::format("days since {} 00:00:00", start),
                      rounds ? "first day of the last week of the round" : "first day of the week");
  hdf5::write_attribute(time.id(), "standard_name", std::string_view("time"));
  hdf5::write_attribute(time.id(), "calendar", std::string_view("standard"));
  hdf5::write_attribute(time.id(), "axis", std::string_view("T"));
  hdf5::write(time, H5T_NATIVE_INT32, values.data());

  if (rounds) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::int32_t>(i + 1);
    const Handle number =
        create.variable("round_number", H5T_STD_I32LE, {name}, "1", "number of the round, the first is 1");
    hdf5::write(number, H5T_NATIVE_INT32, values.data());
  }
}

void create_places(Creator& create, const Description& description) {
  const auto one = [&](const std::string& name, std::string_view unit, std::string_view long_name,
                       double Place::*member, const char* standard_name) {
    const Handle variable = create.variable(name, H5T_IEEE_F64LE, {"municipality"}, unit, long_name);
    if (standard_name != nullptr) {
      hdf5::write_attribute(variable.id(), "standard_name", std::string_view(standard_name));
    }
    std::vector<double> values;
    for (const Place& place : description.municipalities) values.push_back(place.*member);
    hdf5::write(variable, H5T_NATIVE_DOUBLE, values.data());
  };
  one("latitude", "degrees_north", "latitude", &Place::latitude, "latitude");
  one("longitude", "degrees_east", "longitude", &Place::longitude, "longitude");
  one("population", "persons", "inhabitants, in the first variant", &Place::population, nullptr);
}

template <class Value>
void label_missing(const Handle& variable, hid_t file_type, hid_t memory_type) {
  constexpr Value kNan = std::numeric_limits<Value>::quiet_NaN();
  hdf5::write_attribute(variable.id(), "_FillValue", file_type, memory_type, &kNan, 1);
}

std::vector<std::string> names_of(std::span<const Place> places) {
  std::vector<std::string> names;
  for (const Place& place : places) names.push_back(place.name);
  return names;
}

void create_results(Creator& create, const Description& description) {
  const Handle status =
      create.variable("status", H5T_STD_I8LE, {"variant", "replicate"}, "1", "what became of the replicate");
  constexpr std::array<std::string_view, 3> kMeanings{"not_run", "done", "failed"};
  label_flags(status, kMeanings);
  const std::vector<std::int8_t> not_run(description.variants.size() * description.replicates);
  hdf5::write(status, H5T_NATIVE_INT8, not_run.data());

  for (const model::ScalarOutcome& scalar : model::scalar_catalogue()) {
    const Handle variable = create.variable(std::string(scalar.name), H5T_IEEE_F64LE,
                                            {"variant", "replicate"}, scalar.unit, scalar.long_name);
    label_missing<double>(variable, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE);
  }
  if (!has_time(description.record)) return;

  const std::string time = time_name(description.record);
  const std::string time_labels = time == "round" ? "time round_number" : "time";
  for (const model::SeriesOutcome& series : model::series_catalogue()) {
    const bool by_group = series.shape == model::Shape::group;
    const Handle variable = create.variable(
        std::string(series.name), H5T_IEEE_F32LE,
        {"variant", "replicate", time, by_group ? "group" : "municipality"}, series.unit, series.long_name);
    label_missing<float>(variable, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT);
    hdf5::write_attribute(
        variable.id(), "coordinates",
        std::string_view(by_group ? time_labels : time_labels + " latitude longitude population"));
  }
  if (description.record != model::Record::full) return;
  const Handle trust = create.variable("trust", H5T_IEEE_F32LE,
                                       {"variant", "replicate", time, "municipality", "municipality_to"}, "1",
                                       "relational trust of municipality in municipality_to");
  label_missing<float>(trust, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT);
  hdf5::write_attribute(trust.id(), "coordinates",
                        std::string_view(time_labels + " latitude longitude population"));
}

std::chrono::year_month_day read_date(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const char* const at = text.data();
  if (text.size() != 10 || std::from_chars(at, at + 4, year).ptr != at + 4 ||
      std::from_chars(at + 5, at + 7, month).ptr != at + 7 ||
      std::from_chars(at + 8, at + 10, day).ptr != at + 10) {
    throw NotAResultFile(fmt::format("'{}' is not a date", text));
  }
  return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month},
                                     std::chrono::day{day}};
}

model::Record read_record(const std::string& text) {
  for (const auto record :
       {model::Record::summary, model::Record::rounds, model::Record::weeks, model::Record::full}) {
    if (record_name(record) == text) return record;
  }
  throw NotAResultFile(fmt::format("'{}' is not a kind of record", text));
}

template <class Value>
std::vector<Value> read_variable(const Handle& file, const std::string& name, hid_t memory_type) {
  const Handle dataset = hdf5::open_dataset(file.id(), name);
  std::size_t count = 1;
  for (const hsize_t size : hdf5::dimensions(dataset)) count *= static_cast<std::size_t>(size);
  std::vector<Value> values(count);
  hdf5::read(dataset, memory_type, values.data());
  return values;
}

std::vector<std::string> read_labels(const Handle& file, const std::string& name) {
  return hdf5::read_strings(hdf5::open_dataset(file.id(), name));
}

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

void write_failures(const Handle& file, const Journal& journal) {
  std::vector<engine::Failure> failures;
  journal.replay([&](std::span<const EventRow>, std::span<const engine::Failure> some) {
    failures.insert(failures.end(), some.begin(), some.end());
  });
  Columns columns(file, "failures", "failure", failures.size());
  std::vector<std::int32_t> variants;
  std::vector<std::int32_t> replicates;
  std::vector<std::uint64_t> seeds;
  std::vector<std::string> messages;
  for (engine::Failure& failure : failures) {
    variants.push_back(static_cast<std::int32_t>(failure.variant));
    replicates.push_back(static_cast<std::int32_t>(failure.replicate));
    seeds.push_back(failure.seed);
    messages.push_back(std::move(failure.message));
  }
  hdf5::write(columns.add("variant", H5T_STD_I32LE, "1", "position in variant"), H5T_NATIVE_INT32,
              variants.data());
  hdf5::write(columns.add("replicate", H5T_STD_I32LE, "1", "number of the replicate"), H5T_NATIVE_INT32,
              replicates.data());
  hdf5::write(columns.add("seed", H5T_STD_U64LE, "1", "seed with which it can be run again"),
              H5T_NATIVE_UINT64, seeds.data());
  hdf5::write_strings(columns.add("message", hdf5::string_type().id(), "1", "why it failed"), messages);
}

}  // namespace

void create_layout(const std::filesystem::path& path, const Description& description) {
  Handle file = hdf5::create_file(path);
  {
    write_global_attributes(file, description);
    Creator create(file);
    create.dimension("variant", description.variants, "variant of the scenario");
    std::vector<std::int32_t> replicates(description.replicates);
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = static_cast<std::int32_t>(r);
    create.dimension("replicate", replicates, "1", "number of the replicate");
    if (has_time(description.record)) create_time(create, description);
    create.dimension("group", description.groups, "working group");
    const auto municipalities = names_of(description.municipalities);
    create.dimension("municipality", municipalities, "municipality");
    if (description.record == model::Record::full) {
      create.dimension("municipality_to", municipalities, "municipality that is trusted");
    }
    create_places(create, description);
    create_results(create, description);
  }
  hdf5::check(file.close());
}

std::uint64_t result_bytes(const Description& description) {
  const engine::Layout layout{.record = description.record,
                              .intervals = description.recorded_weeks.size(),
                              .groups = description.groups.size(),
                              .municipalities = description.municipalities.size()};
  return std::uint64_t{layout.bytes_per_replicate()} * description.variants.size() * description.replicates;
}

Description read_description(const Handle& file) {
  const hid_t id = file.id();
  if (!hdf5::has_attribute(id, "polder_version") || !hdf5::has_attribute(id, "file_format_version")) {
    throw NotAResultFile("it is an HDF5 file, but not one of polder's");
  }
  if (const auto version = hdf5::read_text(id, "file_format_version"); version != kFormatVersion) {
    throw NotAResultFile(
        fmt::format("it has format {}, this polder reads format {}", version, kFormatVersion));
  }
  Description description;
  for_each_text(description, [&](const char* name, std::string& text) { text = hdf5::read_text(id, name); });
  for_each_list(description, [&](const char* name, std::vector<std::string>& lines) {
    lines = split_lines(hdf5::read_text(id, name));
  });
  if (hdf5::has_attribute(id, "extended_files")) {
    auto names = hdf5::read_texts(id, "extended_files");
    auto texts = hdf5::read_texts(id, "extended_scenarios");
    if (names.size() != texts.size()) throw NotAResultFile("its extended scenarios lack names or texts");
    for (std::size_t i = 0; i < names.size(); ++i) {
      description.extended.push_back({std::move(names[i]), std::move(texts[i])});
    }
  }
  hdf5::read_number(id, "seed", H5T_NATIVE_UINT64, &description.seed);
  hdf5::read_number(id, "weeks", H5T_NATIVE_INT32, &description.weeks);
  description.start = read_date(hdf5::read_text(id, "start"));
  description.record = read_record(hdf5::read_text(id, "record"));

  description.variants = read_labels(file, "variant");
  description.groups = read_labels(file, "group");
  const auto replicates = hdf5::dimensions(hdf5::open_dataset(id, "replicate"));
  if (replicates.size() != 1) throw NotAResultFile("its replicates are not a list");
  description.replicates = static_cast<std::uint32_t>(replicates.front());
  if (has_time(description.record)) {
    description.recorded_weeks =
        read_variable<model::Week>(file, time_name(description.record), H5T_NATIVE_INT32);
  }
  const auto municipalities = read_labels(file, "municipality");
  const auto latitudes = read_variable<double>(file, "latitude", H5T_NATIVE_DOUBLE);
  const auto longitudes = read_variable<double>(file, "longitude", H5T_NATIVE_DOUBLE);
  const auto populations = read_variable<double>(file, "population", H5T_NATIVE_DOUBLE);
  if (latitudes.size() != municipalities.size() || longitudes.size() != municipalities.size() ||
      populations.size() != municipalities.size()) {
    throw NotAResultFile("its municipalities lack coordinates or population");
  }
  for (std::size_t m = 0; m < municipalities.size(); ++m) {
    description.municipalities.push_back({municipalities[m], latitudes[m], longitudes[m], populations[m]});
  }
  return description;
}

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

void write_row_groups(const Handle& file, model::Record record, const Journal& journal) {
  if (record == model::Record::full) write_events(file, journal);
  if (journal.failures() > 0) write_failures(file, journal);
}

std::vector<Journal::Range> metadata_ranges(const Handle& file, std::uint64_t file_size) {
  std::vector<Journal::Range> values;
  for (const model::ScalarOutcome& scalar : model::scalar_catalogue()) {
    const Handle dataset = hdf5::open_dataset(file.id(), std::string(scalar.name));
    values.push_back({H5Dget_offset(dataset.id()), H5Dget_storage_size(dataset.id())});
  }
  for (const model::SeriesOutcome& series : model::series_catalogue()) {
    if (H5Lexists(file.id(), std::string(series.name).c_str(), H5P_DEFAULT) <= 0) continue;
    const Handle dataset = hdf5::open_dataset(file.id(), std::string(series.name));
    values.push_back({H5Dget_offset(dataset.id()), H5Dget_storage_size(dataset.id())});
  }
  if (H5Lexists(file.id(), "trust", H5P_DEFAULT) > 0) {
    const Handle dataset = hdf5::open_dataset(file.id(), "trust");
    values.push_back({H5Dget_offset(dataset.id()), H5Dget_storage_size(dataset.id())});
  }
  std::ranges::sort(values, {}, &Journal::Range::offset);
  std::vector<Journal::Range> between;
  std::uint64_t at = 0;
  for (const Journal::Range& range : values) {
    if (range.offset > at) between.push_back({at, range.offset - at});
    at = range.offset + range.size;
  }
  if (file_size > at) between.push_back({at, file_size - at});
  return between;
}

}  // namespace polder::output
