#include "output/hdf5.h"

#include <fmt/core.h>
#include <hdf5_hl.h>

#include <charconv>
#include <cstring>
#include <system_error>

namespace polder::output::hdf5 {
namespace {

/// Reasons of a failure, innermost first.
herr_t collect(unsigned /*n*/, const H5E_error2_t* error, void* client) {
  auto& reason = *static_cast<std::string*>(client);
  const std::string_view text = error->desc != nullptr ? error->desc : "";
  constexpr std::string_view kErrno = "errno = ";
  if (const auto at = text.find(kErrno); at != std::string_view::npos) {
    int number = 0;
    const char* const begin = text.data() + at + kErrno.size();
    if (std::from_chars(begin, text.data() + text.size(), number).ec == std::errc{} && number != 0) {
      reason = std::generic_category().message(number);
      return 1;
    }
  }
  if (reason.empty()) reason = text;
  return 0;
}

std::string last_error() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &reason);
  H5Eclear2(H5E_DEFAULT);
  return reason.empty() ? "HDF5 gives no reason" : reason;
}

Handle access_list() {
  Handle list = checked(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  check(H5Pset_libver_bounds(list.id(), H5F_LIBVER_V18, H5F_LIBVER_V18) >= 0);
  // A chunk is written in large pieces; kept back pieces would be lost with the process.
  check(H5Pset_sieve_buf_size(list.id(), 0) >= 0);
  // Many network file systems know no locks; polder keeps runs apart by itself (journal.h).
  check(H5Pset_file_locking(list.id(), false, true) >= 0);
  check(H5Pset_fclose_degree(list.id(), H5F_CLOSE_STRONG) >= 0);
  return list;
}

constexpr unsigned kCreationOrder = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
// Attributes stay in the header of their object.
constexpr unsigned kMostCompact = 64;

/// NetCDF-4 wants creation order; times would make two runs differ.
void set_object_properties(const Handle& list) {
  check(H5Pset_obj_track_times(list.id(), false) >= 0);
  check(H5Pset_attr_creation_order(list.id(), kCreationOrder) >= 0);
  check(H5Pset_attr_phase_change(list.id(), kMostCompact, kMostCompact / 2) >= 0);
}

Handle scalar_space() { return checked(H5Screate(H5S_SCALAR), H5Sclose); }

Handle array_space(std::span<const hsize_t> sizes) {
  return checked(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose);
}

Handle create_attribute(hid_t object, const char* name, hid_t type, const Handle& space) {
  return checked(H5Acreate2(object, name, type, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
}

std::vector<const char*> pointers(std::span<const std::string> values) {
  std::vector<const char*> result;
  for (const std::string& value : values) result.push_back(value.c_str());
  return result;
}

/// Copies strings that HDF5 allocated and gives them back to it.
std::vector<std::string> adopt(std::vector<char*>& texts, const Handle& type, const Handle& space) {
  std::vector<std::string> result;
  for (const char* text : texts) result.emplace_back(text != nullptr ? text : "");
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, texts.data()) >= 0);
  return result;
}

}  // namespace

void prepare() {
  // A file whose close failed (disk full) makes HDF5 crash when it cleans up at exit. Nothing is lost without
  // that: every file of ours is closed by its handle.
  static const bool once = (H5dont_atexit(), true);
  static_cast<void>(once);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

void check(bool succeeded) {
  if (!succeeded) throw Error(last_error());
}

Handle checked(hid_t id, Handle::Closer closer) {
  check(id >= 0);
  return {id, closer};
}

Handle create_file(const std::filesystem::path& path) {
  const Handle creation = checked(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  set_object_properties(creation);
  check(H5Pset_link_creation_order(creation.id(), kCreationOrder) >= 0);
  return checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access_list().id()), H5Fclose);
}

Handle open_file(const std::filesystem::path& path, bool writable) {
  const unsigned mode = writable ? H5F_ACC_RDWR : H5F_ACC_RDONLY;
  return checked(H5Fopen(path.c_str(), mode, access_list().id()), H5Fclose);
}

Handle create_group(hid_t parent, const std::string& name) {
  const Handle creation = checked(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  set_object_properties(creation);
  check(H5Pset_link_creation_order(creation.id(), kCreationOrder) >= 0);
  return checked(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose);
}

Handle open_dataset(hid_t parent, const std::string& name) {
  return checked(H5Dopen2(parent, name.c_str(), H5P_DEFAULT), H5Dclose);
}

Handle string_type() {
  Handle type = checked(H5Tcopy(H5T_C_S1), H5Tclose);
  check(H5Tset_size(type.id(), H5T_VARIABLE) >= 0);
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8) >= 0);
  return type;
}

Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                      std::span<const hsize_t> dimensions) {
  const Handle creation = checked(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  set_object_properties(creation);
  check(H5Pset_layout(creation.id(), H5D_CONTIGUOUS) >= 0);
  check(H5Pset_alloc_time(creation.id(), H5D_ALLOC_TIME_EARLY) >= 0);
  // Every value is written by a run that completes; writing fill values first would double the work.
  // Strings are references into the file and must never be left undefined.
  const bool text = H5Tget_class(type) == H5T_STRING;
  check(H5Pset_fill_time(creation.id(), text ? H5D_FILL_TIME_IFSET : H5D_FILL_TIME_NEVER) >= 0);
  const Handle space = array_space(dimensions);
  return checked(H5Dcreate2(parent, name.c_str(), type, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                 H5Dclose);
}

void make_dimension(const Handle& dataset, const std::string& name) {
  check(H5DSset_scale(dataset.id(), name.c_str()) >= 0);
}

Handle create_dimension(hid_t parent, const std::string& name, hsize_t size) {
  const Handle creation = checked(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  set_object_properties(creation);
  const Handle space = array_space({&size, 1});
  Handle dimension = checked(
      H5Dcreate2(parent, name.c_str(), H5T_IEEE_F32BE, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
      H5Dclose);
  // The words by which NetCDF-4 knows a dimension without variable.
  make_dimension(dimension, fmt::format("This is a netCDF dimension but not a netCDF variable. {:9}", size));
  return dimension;
}

void attach_dimensions(const Handle& dataset, std::span<const hid_t> scales) {
  for (unsigned i = 0; i < scales.size(); ++i) check(H5DSattach_scale(dataset.id(), scales[i], i) >= 0);
}

void write(const Handle& dataset, hid_t memory_type, const void* values) {
  check(H5Dwrite(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
}

void write_strings(const Handle& dataset, std::span<const std::string> values) {
  write(dataset, string_type().id(), pointers(values).data());
}

void write_attribute(hid_t object, const char* name, std::string_view value) {
  const std::string copy(value);
  const char* const pointer = copy.c_str();
  const Handle type = string_type();
  const Handle attribute = create_attribute(object, name, type.id(), scalar_space());
  check(H5Awrite(attribute.id(), type.id(), &pointer) >= 0);
}

void write_attribute(hid_t object, const char* name, std::span<const std::string> values) {
  const hsize_t count = values.size();
  const Handle type = string_type();
  const Handle attribute = create_attribute(object, name, type.id(), array_space({&count, 1}));
  check(H5Awrite(attribute.id(), type.id(), pointers(values).data()) >= 0);
}

void write_attribute(hid_t object, const char* name, hid_t file_type, hid_t memory_type, const void* values,
                     hsize_t count) {
  const Handle attribute = create_attribute(object, name, file_type, array_space({&count, 1}));
  check(H5Awrite(attribute.id(), memory_type, values) >= 0);
}

bool has_attribute(hid_t object, const char* name) {
  const htri_t found = H5Aexists(object, name);
  check(found >= 0);
  return found > 0;
}

std::string read_text(hid_t object, const char* name) {
  auto texts = read_texts(object, name);
  if (texts.size() != 1) throw Error(fmt::format("attribute {} is not one text", name));
  return std::move(texts.front());
}

std::vector<std::string> read_texts(hid_t object, const char* name) {
  const Handle attribute = checked(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Handle space = checked(H5Aget_space(attribute.id()), H5Sclose);
  const Handle type = string_type();
  const hssize_t count = H5Sget_simple_extent_npoints(space.id());
  check(count >= 0);
  std::vector<char*> texts(static_cast<std::size_t>(count));
  check(H5Aread(attribute.id(), type.id(), texts.data()) >= 0);
  return adopt(texts, type, space);
}

void read_number(hid_t object, const char* name, hid_t memory_type, void* value) {
  const Handle attribute = checked(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Handle space = checked(H5Aget_space(attribute.id()), H5Sclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) {
    throw Error(fmt::format("attribute {} is not one number", name));
  }
  check(H5Aread(attribute.id(), memory_type, value) >= 0);
}

std::vector<hsize_t> dimensions(const Handle& dataset) {
  const Handle space = checked(H5Dget_space(dataset.id()), H5Sclose);
  const int rank = H5Sget_simple_extent_ndims(space.id());
  check(rank >= 0);
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  check(H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr) >= 0);
  return sizes;
}

std::vector<std::string> read_strings(const Handle& dataset) {
  const Handle space = checked(H5Dget_space(dataset.id()), H5Sclose);
  const hssize_t count = H5Sget_simple_extent_npoints(space.id());
  check(count >= 0);
  std::vector<char*> texts(static_cast<std::size_t>(count));
  const Handle type = string_type();
  read(dataset, type.id(), texts.data());
  return adopt(texts, type, space);
}

void read(const Handle& dataset, hid_t memory_type, void* values) {
  check(H5Dread(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
}

}  // namespace polder::output::hdf5
