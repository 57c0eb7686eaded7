#include "output/result_reader.h"

#include <fmt/core.h>

#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "output/description_io.h"
#include "output/hdf5.h"
#include "output/posix_file.h"

namespace polder::output {
namespace {

namespace fs = std::filesystem;

constexpr std::array<char, 8> kSignature{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};

/// Runs what uses HDF5 and tells errors as sentences about the file.
template <class Action>
auto reading(const fs::path& path, Action&& action) {
  try {
    return action();
  } catch (const hdf5::Error& error) {
    throw NotAResultFile(fmt::format("{} is not a complete results file: {}", path.string(), error.what()));
  } catch (const NotAResultFile& error) {
    throw NotAResultFile(fmt::format("{} is not a results file: {}", path.string(), error.what()));
  }
}

void check_is_hdf5(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    throw NotAResultFile(fmt::format("{} is a folder, not a results file", path.string()));
  }
  const PosixFile file(path, PosixFile::Mode::read);
  const std::uint64_t size = file.size();
  if (size == 0) throw NotAResultFile(fmt::format("{} is not a results file: it is empty", path.string()));
  std::array<char, kSignature.size()> start{};
  if (size >= start.size()) file.read(0, std::as_writable_bytes(std::span(start)));
  if (start != kSignature) {
    throw NotAResultFile(fmt::format("{} is not a results file: it is not in HDF5 format", path.string()));
  }
}

}  // namespace

class ResultReader::Impl {
 public:
  explicit Impl(fs::path path) : path_(std::move(path)) {
    hdf5::prepare();
    check_is_hdf5(path_);
    reading(path_, [&] {
      file_ = hdf5::open_file(path_, false);
      description_ = read_description(file_);
    });
  }

  [[nodiscard]] const Description& description() const { return description_; }

  template <class Value>
  [[nodiscard]] std::vector<Value> per_replicate(const std::string& name, hid_t memory_type) const {
    if (H5Lexists(file_.id(), name.c_str(), H5P_DEFAULT) <= 0) {
      throw NotAResultFile(fmt::format("{} has no outcome '{}'", path_.string(), name));
    }
    return reading(path_, [&] {
      const Handle dataset = hdf5::open_dataset(file_.id(), name);
      const std::vector<hsize_t> wanted{description_.variant_count(), description_.replicates};
      if (hdf5::dimensions(dataset) != wanted) {
        throw NotAResultFile(fmt::format("its '{}' is not one value per replicate", name));
      }
      std::vector<Value> values(static_cast<std::size_t>(wanted[0] * wanted[1]));
      hdf5::read(dataset, memory_type, values.data());
      return values;
    });
  }

  [[nodiscard]] std::vector<double> rows(const std::string& name, std::uint64_t first,
                                         std::uint64_t count) const {
    return reading(path_, [&] {
      const Handle dataset = hdf5::open_dataset(file_.id(), name);
      const Handle space = hdf5::checked(H5Dget_space(dataset.id()), H5Sclose);
      const std::array<hsize_t, 2> start{first, 0};
      const std::array<hsize_t, 2> sizes{count, description_.replicates};
      hdf5::check(
          H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, sizes.data(), nullptr) >= 0);
      const hsize_t total = sizes[0] * sizes[1];
      const Handle memory = hdf5::checked(H5Screate_simple(1, &total, nullptr), H5Sclose);
      std::vector<double> values(static_cast<std::size_t>(total));
      hdf5::check(
          H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), space.id(), H5P_DEFAULT, values.data()) >= 0);
      return values;
    });
  }

  [[nodiscard]] std::vector<engine::Failure> failures() const {
    std::vector<engine::Failure> failures;
    if (H5Lexists(file_.id(), "failures", H5P_DEFAULT) <= 0) return failures;
    reading(path_, [&] {
      auto messages = hdf5::read_strings(hdf5::open_dataset(file_.id(), "failures/message"));
      const std::size_t count = messages.size();
      const auto variants = column<std::uint32_t>(description_.design ? "failures/point" : "failures/variant",
                                                  H5T_NATIVE_UINT32, count);
      const auto replicates = column<std::uint32_t>("failures/replicate", H5T_NATIVE_UINT32, count);
      const auto seeds = column<std::uint64_t>("failures/seed", H5T_NATIVE_UINT64, count);
      for (std::size_t i = 0; i < count; ++i) {
        failures.push_back({.variant = variants[i],
                            .replicate = replicates[i],
                            .seed = seeds[i],
                            .message = std::move(messages[i])});
      }
    });
    return failures;
  }

 private:
  template <class Value>
  [[nodiscard]] std::vector<Value> column(const std::string& name, hid_t memory_type,
                                          std::size_t count) const {
    const Handle dataset = hdf5::open_dataset(file_.id(), name);
    if (hdf5::dimensions(dataset) != std::vector<hsize_t>{count}) {
      throw NotAResultFile(fmt::format("its '{}' has another number of rows than its neighbours", name));
    }
    std::vector<Value> values(count);
    hdf5::read(dataset, memory_type, values.data());
    return values;
  }

  fs::path path_;
  Handle file_;
  Description description_;
};

ResultReader::ResultReader(const fs::path& path) : impl_(std::make_unique<Impl>(path)) {}
ResultReader::~ResultReader() = default;

const Description& ResultReader::description() const { return impl_->description(); }

std::vector<double> ResultReader::scalar(std::string_view name) const {
  return impl_->per_replicate<double>(std::string(name), H5T_NATIVE_DOUBLE);
}

std::vector<double> ResultReader::scalar(std::string_view name, std::uint64_t first,
                                         std::uint64_t count) const {
  return impl_->rows(std::string(name), first, count);
}

std::vector<std::int8_t> ResultReader::status() const {
  return impl_->per_replicate<std::int8_t>("status", H5T_NATIVE_INT8);
}

std::vector<engine::Failure> ResultReader::failures() const { return impl_->failures(); }

bool looks_like_hdf5(const fs::path& path) noexcept {
  try {
    std::ifstream file(path, std::ios::binary);
    std::array<char, kSignature.size()> start{};
    return file.read(start.data(), start.size()) && start == kSignature;
  } catch (...) {
    return false;
  }
}

}  // namespace polder::output
