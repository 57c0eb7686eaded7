#include "output/result_file.h"

#include <fmt/core.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "output/description_io.h"
#include "output/hdf5.h"
#include "output/journal.h"
#include "output/layout.h"
#include "output/posix_file.h"
#include "output/result_variables.h"
#include "output/row_groups.h"

namespace polder::output {
namespace {

namespace fs = std::filesystem;

fs::path with_suffix(fs::path path, std::string_view suffix) {
  path += suffix;
  return path;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Runs what uses HDF5 and tells errors as sentences about the file.
template <class Action>
auto writing(const fs::path& path, Action&& action) {
  try {
    return action();
  } catch (const hdf5::Error& error) {
    throw IoError(fmt::format("cannot write {}: {}", path.string(), error.what()));
  }
}

engine::Layout layout_of(const Description& description) {
  return {.record = description.record,
          .intervals = description.recorded_weeks.size(),
          .surveys = description.survey_weeks.size(),
          .groups = description.groups.size(),
          .municipalities = description.municipalities.size()};
}

}  // namespace

class ResultFile::Impl {
 public:
  Impl(fs::path path, Description description, Options options)
      : path_(std::move(path)), part_(with_suffix(path_, ".part")), description_(std::move(description)) {
    hdf5::prepare();
    const fs::path folder = folder_of(path_);
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      throw IoError(fmt::format("cannot write {}: there is no folder {}; make it or choose another --out",
                                path_.string(), folder.string()));
    }
    if (fs::is_directory(path_, error)) {
      throw Refused(fmt::format("{} is a folder; choose the name of a file", path_.string()));
    }
    const fs::file_status there = fs::symlink_status(path_, error);
    if (fs::exists(there) && !fs::is_regular_file(there)) {
      throw Refused(fmt::format(
          "{} is not an ordinary file and would be replaced by one; choose another --out", path_.string()));
    }
    if (fs::exists(there) && !options.force && !options.replace) {
      throw Refused(fmt::format("{} is already there; use --force to replace it or choose another --out",
                                path_.string()));
    }
    journal_.emplace(with_suffix(part_, ".journal"));
    if (!take_up(options.force)) create();
    writing(part_, [&] {
      file_ = hdf5::open_file(part_, true);
      variables_.emplace(file_, description_);
    });
  }

  [[nodiscard]] std::uint64_t done() const { return journal_->rows(); }
  [[nodiscard]] std::uint64_t failed() const { return journal_->failures(); }
  [[nodiscard]] std::uint64_t total() const { return description_.total_runs(); }
  [[nodiscard]] const fs::path& part() const { return part_; }

  void write(const engine::Chunk& chunk) {
    if (!variables_) throw std::logic_error("this results file is closed or has failed");
    const engine::Block& block = chunk.block();
    const bool whole_variants = block.first_replicate == 0 && block.count == description_.replicates;
    if (std::uint64_t{block.variant} * description_.replicates + block.first_replicate != done() ||
        block.first_replicate + block.count > description_.replicates ||
        (block.variants > 1 && !whole_variants) || done() + chunk.size() > total() ||
        chunk.layout() != layout_of(description_)) {
      throw std::logic_error("chunks must come in order and have the layout of the file");
    }
    try {
      writing(part_, [&] { variables_->write(chunk); });
      journal_->append(chunk);
    } catch (...) {
      variables_.reset();  // what was done stays; nothing may follow a gap
      throw;
    }
  }

  void finish() {
    if (!variables_ || done() != total())
      throw std::logic_error("only a complete results file can be finished");
    close();
    writing(part_, [&] {
      add_row_groups();
      PosixFile(part_, PosixFile::Mode::write).sync();
    });
    std::error_code error;
    fs::rename(part_, path_, error);
    if (error) throw IoError(fmt::format("cannot write {}: {}", path_.string(), error.message()));
    sync_folder(folder_of(path_));
    journal_->remove();
  }

  void close() {
    variables_.reset();
    writing(part_, [&] { hdf5::check(file_.close()); });
  }

 private:
  /// Goes on with an unfinished file if there is one of this run; false if there is none.
  bool take_up(bool force) {
    if (!journal_->started() || !fs::exists(part_)) return false;
    try {
      journal_->recover();
      journal_->restore(PosixFile(part_, PosixFile::Mode::write));
      const Description there = read_description(hdf5::open_file(part_, false));
      if (there == description_) return true;
      if (force) return false;
      throw Refused(
          fmt::format("{} holds an unfinished run that differs in: {}; finish that run, use --force to throw "
                      "it away, or choose "
                      "another --out",
                      part_.string(), differences(there, description_)));
    } catch (const hdf5::Error& error) {
      return refuse_damaged(force, error.what());
    } catch (const NotAResultFile& error) {
      return refuse_damaged(force, error.what());
    }
  }

  [[nodiscard]] bool refuse_damaged(bool force, std::string_view reason) const {
    if (force) return false;
    throw Refused(
        fmt::format("{} cannot be taken up: {}; use --force to start again", part_.string(), reason));
  }

  void create() {
    const std::uint64_t bytes = expected_bytes(description_);
    journal_->reset();
    std::error_code error;
    fs::remove(part_, error);
    const auto space = fs::space(folder_of(part_), error);
    try {
      if (!error && space.available < bytes) {
        throw IoError(
            fmt::format("cannot write {}: results take {}, the disk has {} left; record less or choose "
                        "another --out",
                        path_.string(), size_text(bytes), size_text(space.available)));
      }
      writing(part_, [&] { create_layout(part_, description_); });
      journal_->start();
    } catch (...) {
      fs::remove(part_, error);
      journal_->remove();
      throw;
    }
  }

  /// Events and failures get their place when their number is known. Dying in the middle of it could leave a
  /// file that does not open, so the bytes it may overwrite are kept aside first.
  void add_row_groups() {
    if (description_.record != model::Record::full && journal_->failures() == 0) return;
    {
      const Handle file = hdf5::open_file(part_, false);
      const PosixFile bytes(part_, PosixFile::Mode::read);
      journal_->keep(bytes, metadata_ranges(file, bytes.size()));
    }
    Handle file = hdf5::open_file(part_, true);
    write_row_groups(file, description_, *journal_);
    hdf5::check(file.close());
  }

  fs::path path_;
  fs::path part_;
  Description description_;
  std::optional<Journal> journal_;
  Handle file_;
  std::optional<ResultVariables> variables_;
};

ResultFile::ResultFile(fs::path path, Description description, Options options)
    : impl_(std::make_unique<Impl>(std::move(path), std::move(description), options)) {}

ResultFile::~ResultFile() = default;

std::uint64_t ResultFile::done() const { return impl_->done(); }
std::uint64_t ResultFile::failed() const { return impl_->failed(); }
bool ResultFile::complete() const { return impl_->done() == impl_->total(); }
const fs::path& ResultFile::part() const { return impl_->part(); }
void ResultFile::write(const engine::Chunk& chunk) { impl_->write(chunk); }
void ResultFile::finish() { impl_->finish(); }
void ResultFile::close() { impl_->close(); }

}  // namespace polder::output
