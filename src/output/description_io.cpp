#include "output/description_io.h"

#include <fmt/core.h>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "model/outcomes/outcome.h"
#include "output/design_io.h"
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

/// Nothing is written where there are none.
void write_sources(hid_t id, const char* names_attribute, const char* texts_attribute,
                   std::span<const SourceText> sources) {
  if (sources.empty()) return;
  std::vector<std::string> names;
  std::vector<std::string> texts;
  for (const SourceText& source : sources) {
    names.push_back(source.name);
    texts.push_back(source.text);
  }
  hdf5::write_attribute(id, names_attribute, names);
  hdf5::write_attribute(id, texts_attribute, texts);
}

std::vector<SourceText> read_sources(hid_t id, const char* names_attribute, const char* texts_attribute) {
  std::vector<SourceText> sources;
  if (!hdf5::has_attribute(id, names_attribute)) return sources;
  auto names = hdf5::read_texts(id, names_attribute);
  auto texts = hdf5::read_texts(id, texts_attribute);
  if (names.size() != texts.size()) {
    throw NotAResultFile(fmt::format("its {} lack names or texts", texts_attribute));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    sources.push_back({std::move(names[i]), std::move(texts[i])});
  }
  return sources;
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

}  // namespace

bool has_time(model::Record record) { return record != model::Record::summary; }

std::string time_name(model::Record record) { return record == model::Record::weeks ? "week" : "round"; }

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
  write_sources(id, "extended_files", "extended_scenarios", description.extended);
  write_sources(id, "sweep_files", "sweep_texts", description.sweep);
  hdf5::write_attribute(id, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, &description.seed, 1);
  hdf5::write_attribute(id, "weeks", H5T_STD_I32LE, H5T_NATIVE_INT32, &description.weeks, 1);
  hdf5::write_attribute(id, "start", std::string_view(date_text(description.start)));
  hdf5::write_attribute(id, "record", record_name(description.record));
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
  description.extended = read_sources(id, "extended_files", "extended_scenarios");
  description.sweep = read_sources(id, "sweep_files", "sweep_texts");
  hdf5::read_number(id, "seed", H5T_NATIVE_UINT64, &description.seed);
  hdf5::read_number(id, "weeks", H5T_NATIVE_INT32, &description.weeks);
  description.start = read_date(hdf5::read_text(id, "start"));
  description.record = read_record(hdf5::read_text(id, "record"));

  if (has_design(file)) {
    description.design = read_design(file);
  } else {
    description.variants = read_labels(file, "variant");
  }
  for (const model::ScalarOutcome& outcome : model::scalar_catalogue()) {
    const std::string name(outcome.name);
    if (H5Lexists(id, name.c_str(), H5P_DEFAULT) > 0) description.outcomes.push_back(name);
  }
  description.groups = read_labels(file, "group");
  const auto replicates = hdf5::dimensions(hdf5::open_dataset(id, "replicate"));
  if (replicates.size() != 1) throw NotAResultFile("its replicates are not a list");
  description.replicates = static_cast<std::uint32_t>(replicates.front());
  if (has_time(description.record)) {
    description.recorded_weeks =
        read_variable<model::Week>(file, time_name(description.record), H5T_NATIVE_INT32);
  }
  if (H5Lexists(id, std::string(kSurveyName).c_str(), H5P_DEFAULT) > 0) {
    description.survey_weeks = read_variable<model::Week>(file, std::string(kSurveyName), H5T_NATIVE_INT32);
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

}  // namespace polder::output
