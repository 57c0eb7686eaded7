// The few things polder asks of HDF5, with errors as exceptions. For this folder only.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "output/handle.h"

namespace polder::output::hdf5 {

/// HDF5 said no. The message is its innermost reason: the operating system's where there is one.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Makes HDF5 leave errors and the end of the process to us. Call before anything else; cheap.
void prepare();

/// Throws Error with what HDF5 says unless the result is a success.
void check(bool succeeded);
Handle checked(hid_t id, Handle::Closer closer);

/// Creates a file (replacing one that is there) in the format of HDF5 1.8: no flag in it says that it is
/// open, so that it can be opened again after a crash.
Handle create_file(const std::filesystem::path& path);
Handle open_file(const std::filesystem::path& path, bool writable);

Handle create_group(hid_t parent, const std::string& name);
Handle open_dataset(hid_t parent, const std::string& name);

/// VL strings in UTF-8.
Handle string_type();

/// A dataset of fixed size whose place in the file is settled at once. Nothing is written to it.
Handle create_dataset(hid_t parent, const std::string& name, hid_t type, std::span<const hsize_t> dimensions);

/// Makes a dataset of one dimension a dimension scale: a NetCDF-4 dimension with its coordinate.
void make_dimension(const Handle& dataset, const std::string& name);
/// A NetCDF-4 dimension without coordinate.
Handle create_dimension(hid_t parent, const std::string& name, hsize_t size);
/// Labels the dimensions of a dataset, in order.
void attach_dimensions(const Handle& dataset, std::span<const hid_t> scales);

void write(const Handle& dataset, hid_t memory_type, const void* values);
void write_strings(const Handle& dataset, std::span<const std::string> values);

void write_attribute(hid_t object, const char* name, std::string_view value);
void write_attribute(hid_t object, const char* name, std::span<const std::string> values);
/// One number (count 1 still makes an array, as NetCDF does) or several.
void write_attribute(hid_t object, const char* name, hid_t file_type, hid_t memory_type, const void* values,
                     hsize_t count);

bool has_attribute(hid_t object, const char* name);
std::string read_text(hid_t object, const char* name);
std::vector<std::string> read_texts(hid_t object, const char* name);
void read_number(hid_t object, const char* name, hid_t memory_type, void* value);

std::vector<hsize_t> dimensions(const Handle& dataset);
std::vector<std::string> read_strings(const Handle& dataset);
void read(const Handle& dataset, hid_t memory_type, void* values);

}  // namespace polder::output::hdf5
