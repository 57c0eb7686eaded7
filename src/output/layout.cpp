#include "output/layout.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/chunk.h"
#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"
#include "output/description_io.h"
#include "output/design_io.h"
#include "output/hdf5.h"
#include "output/labels.h"

namespace polder::output {
namespace {

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

/// Days since the start of each of these weeks, over `dimension`: a time as CF decoders know it.
void create_dates(Creator& create, const std::string& name, const std::string& dimension,
                  std::span<const model::Week> weeks, std::string_view start, std::string_view long_name) {
  std::vector<std::int32_t> values;
  for (const model::Week week : weeks) values.push_back(7 * week);
  const Handle time = create.variable(name, H5T_STD_I32LE, {dimension},
                                      fmt::format("days since {} 00:00:00", start), long_name);
  hdf5::write_attribute(time.id(), "standard_name", std::string_view("time"));
  hdf5::write_attribute(time.id(), "calendar", std::string_view("standard"));
  hdf5::write_attribute(time.id(), "axis", std::string_view("T"));
  hdf5::write(time, H5T_NATIVE_INT32, values.data());
}

/// The time dimension and what belongs to it. CF decoders know no weeks, so that the date is a variable of
/// its own.
void create_time(Creator& create, const Description& description) {
  const std::string name = time_name(description.record);
  const std::string start = date_text(description.start);
  const bool rounds = name == "round";
  create.dimension(name, std::span<const std::int32_t>(description.recorded_weeks), "weeks",
                   fmt::format("{}weeks since {}", rounds ? "last week of the round, " : "", start));

  create_dates(create, "time", name, description.recorded_weeks, start,
               rounds ? "first day of the last week of the round" : "first day of the week");
  if (rounds) {
    std::vector<std::int32_t> values(description.recorded_weeks.size());
    std::iota(values.begin(), values.end(), 1);
    const Handle number =
        create.variable("round_number", H5T_STD_I32LE, {name}, "1", "number of the round, the first is 1");
    hdf5::write(number, H5T_NATIVE_INT32, values.data());
  }
}

/// The dimension of surveys: the week of each, and its date.
void create_surveys(Creator& create, const Description& description) {
  const std::string start = date_text(description.start);
  const std::string name(kSurveyName);
  create.dimension(name, std::span<const std::int32_t>(description.survey_weeks), "weeks",
                   fmt::format("week at the end of which the survey is held, weeks since {}", start));
  create_dates(create, "survey_time", name, description.survey_weeks, start,
               "first day of the week of the survey");
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

/// The points of a sweep, with the values of its parameters as coordinates.
void create_points(const Handle& file, Creator& create, const sweep::Points& points) {
  std::vector<std::int32_t> whole(points.size());
  std::iota(whole.begin(), whole.end(), static_cast<std::int32_t>(points.first));
  create.dimension("point", whole, "1", "number of the point");
  const auto write_whole = [&](const std::string& name, std::string_view long_name, const void* values) {
    hdf5::write(create.variable(name, H5T_STD_I32LE, {"point"}, "1", long_name), H5T_NATIVE_INT32, values);
  };
  write_design_attributes(file, points);
  write_whole("design_sample", "row of the design, base sample or trajectory", points.sample.data());
  write_whole("design_role", "place within the base sample or trajectory", points.role.data());
  for (const sweep::Column& column : points.columns) {
    const Handle text = hdf5::string_type();
    write_column(create.variable(column_variable(column), column.is_category() ? text.id() : H5T_IEEE_F64LE,
                                 {"point"}, column.is_category() ? "1" : column.unit, column.meaning),
                 column);
  }
}

/// Zeros, some at a time: there may be more runs than fit in memory.
void write_not_run(const Handle& status, const Description& description) {
  constexpr std::uint64_t kAtOnce = 1U << 20U;
  const std::uint64_t runs = description.variant_count();
  const hsize_t replicates = description.replicates;
  const std::uint64_t rows = std::clamp<std::uint64_t>(kAtOnce / replicates, 1, runs);
  const std::vector<std::int8_t> not_run(static_cast<std::size_t>(rows * replicates));
  const Handle space = hdf5::checked(H5Dget_space(status.id()), H5Sclose);
  for (std::uint64_t at = 0; at < runs; at += rows) {
    const std::array<hsize_t, 2> start{at, 0};
    const std::array<hsize_t, 2> sizes{std::min(rows, runs - at), replicates};
    const Handle memory = hdf5::checked(H5Screate_simple(2, sizes.data(), nullptr), H5Sclose);
    hdf5::check(
        H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, sizes.data(), nullptr) >= 0);
    hdf5::check(
        H5Dwrite(status.id(), H5T_NATIVE_INT8, memory.id(), space.id(), H5P_DEFAULT, not_run.data()) >= 0);
  }
}

/// Answers to surveys, and the truths beside them.
void create_answers(Creator& create) {
  for (const model::SurveyVariable& answers : model::survey_variables()) {
    const bool by_group = answers.shape == model::Shape::group;
    const Handle variable =
        create.variable(std::string(answers.name), H5T_IEEE_F32LE,
                        {"variant", "replicate", kSurveyName, by_group ? "group" : "municipality"},
                        answers.unit, answers.long_name);
    label_missing<float>(variable, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT);
    if (!answers.long_name_nl.empty()) {
      hdf5::write_attribute(variable.id(), "long_name_nl", answers.long_name_nl);
    }
    hdf5::write_attribute(
        variable.id(), "coordinates",
        std::string_view(by_group ? "survey_time" : "survey_time latitude longitude population"));
  }
}

void create_results(Creator& create, const Description& description) {
  const std::string runs = description.design ? "point" : "variant";
  const Handle status =
      create.variable("status", H5T_STD_I8LE, {runs, "replicate"}, "1", "what became of the replicate");
  constexpr std::array<std::string_view, 3> kMeanings{"not_run", "done", "failed"};
  label_flags(status, kMeanings);
  write_not_run(status, description);

  const std::string coordinates = description.design ? point_coordinates(*description.design) : "";
  if (description.design) hdf5::write_attribute(status.id(), "coordinates", std::string_view(coordinates));
  for (const model::ScalarOutcome& scalar : model::scalar_catalogue()) {
    if (std::ranges::find(description.outcomes, scalar.name) == description.outcomes.end()) continue;
    const Handle variable = create.variable(std::string(scalar.name), H5T_IEEE_F64LE, {runs, "replicate"},
                                            scalar.unit, scalar.long_name);
    label_missing<double>(variable, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE);
    if (scalar.better != model::Better::neither) {
      hdf5::write_attribute(variable.id(), "better",
                            std::string_view(scalar.better == model::Better::higher ? "higher" : "lower"));
    }
    if (description.design)
      hdf5::write_attribute(variable.id(), "coordinates", std::string_view(coordinates));
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
  if (!description.survey_weeks.empty()) create_answers(create);
  if (description.record != model::Record::full) return;
  const Handle trust = create.variable("trust", H5T_IEEE_F32LE,
                                       {"variant", "replicate", time, "municipality", "municipality_to"}, "1",
                                       "relational trust of municipality in municipality_to");
  label_missing<float>(trust, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT);
  hdf5::write_attribute(trust.id(), "coordinates",
                        std::string_view(time_labels + " latitude longitude population"));
}

}  // namespace

void create_layout(const std::filesystem::path& path, const Description& description) {
  Handle file = hdf5::create_file(path);
  {
    write_global_attributes(file, description);
    Creator create(file);
    if (description.design) {
      create_points(file, create, *description.design);
    } else {
      create.dimension("variant", description.variants, "variant of the scenario");
    }
    std::vector<std::int32_t> replicates(description.replicates);
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = static_cast<std::int32_t>(r);
    create.dimension("replicate", replicates, "1", "number of the replicate");
    if (has_time(description.record)) create_time(create, description);
    if (!description.survey_weeks.empty()) create_surveys(create, description);
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

std::vector<Journal::Range> metadata_ranges(const Handle& file, std::uint64_t file_size) {
  std::vector<Journal::Range> values;
  const auto add = [&](std::string_view name) {
    const std::string copy(name);
    if (H5Lexists(file.id(), copy.c_str(), H5P_DEFAULT) <= 0) return;
    const Handle dataset = hdf5::open_dataset(file.id(), copy);
    values.push_back({H5Dget_offset(dataset.id()), H5Dget_storage_size(dataset.id())});
  };
  for (const model::ScalarOutcome& scalar : model::scalar_catalogue()) add(scalar.name);
  for (const model::SeriesOutcome& series : model::series_catalogue()) add(series.name);
  for (const model::SurveyVariable& answers : model::survey_variables()) add(answers.name);
  add("trust");
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
