// Writes a results file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "engine/chunk.h"
#include "output/description.h"
#include "output/errors.h"

namespace polder::output {

/// Writes NAME.part while results come in and gives it its name when everything is in it. A run that ends
/// before leaves NAME.part and a journal; the next one with the same description goes on where it ended, and
/// the file it finishes is byte for byte that of a run without interruption. This holds when the process dies
/// at any moment; it does not for a power cut, after which the file is to be made anew (force).
///
///   ResultFile file("results/u16.h5", description, {.force = false});
///   ensemble.blocks = engine::blocks_after(file.done(), variants, replicates);
///   engine::run(ensemble, [&](const engine::Chunk& chunk) { file.write(chunk); });
///   if (file.complete()) file.finish(); else file.close();
///
/// Not thread-safe, and no two threads may use any of this layer at once.
class ResultFile {
 public:
  struct Options {
    /// Replace a finished file of this name, and an unfinished one of another run.
    bool force = false;
    /// Replace a finished file of this name; an unfinished one of another run is still respected.
    bool replace = false;
  };

  /// Throws Refused when a file of this name is there (unless force or replace), when an unfinished one holds
  /// another run (unless force), or when another process is writing it; IoError when the file cannot be made
  /// or its results will not fit on the disk.
  ResultFile(std::filesystem::path path, Description description, Options options);
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;
  ~ResultFile();

  /// Replicates in the file, counted variant by variant.
  [[nodiscard]] std::uint64_t done() const;
  /// How many of those failed.
  [[nodiscard]] std::uint64_t failed() const;
  [[nodiscard]] bool complete() const;

  /// Where results are until finish().
  [[nodiscard]] const std::filesystem::path& part() const;

  /// Adds the rows that follow those done; std::logic_error for any others. IoError when they cannot be
  /// written; what was done before is kept.
  void write(const engine::Chunk& chunk);

  /// Gives the complete file its name. std::logic_error unless complete.
  void finish();

  /// Leaves an unfinished file to be taken up later. The destructor does so too, without a word about errors.
  void close();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace polder::output
