// Writes a results file per kind of record into a folder, and beside each some of its values as text, taken
// from the engine's chunks: what open_result_test.py must find.
#include <fmt/core.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "model/outcomes/outcome.h"
#include "model/outcomes/survey.h"
#include "output/sample_run.h"

namespace polder::testing {
namespace {

/// Lines "name variant replicate interval entity value", every 7th value of each series and the scalars.
void write_expected(const std::filesystem::path& path, const SampleRun& run) {
  std::ofstream file(path);
  for (const engine::Chunk& chunk : run.chunks(run.description.replicates)) {
    for (std::size_t s = 0; s < model::series_catalogue().size(); ++s) {
      const std::size_t size = chunk.layout().series_size(s);
      const std::size_t width = chunk.layout().width(s);
      const auto values = chunk.series(s);
      for (std::size_t i = 0; i < values.size(); i += 7) {
        file << fmt::format("{} {} {} {} {} {}\n", model::series_catalogue()[s].name, chunk.block().variant,
                            i / size, i % size / width, i % width, values[i]);
      }
    }
    for (std::size_t k = 0; k < model::scalar_catalogue().size(); ++k) {
      for (std::size_t row = 0; row < chunk.size(); ++row) {
        file << fmt::format("{} {} {} - - {}\n", model::scalar_catalogue()[k].name, chunk.block().variant,
                            row, chunk.scalar(k)[row]);
      }
    }
    for (std::size_t v = 0; v < model::survey_variables().size(); ++v) {
      const std::size_t size = chunk.layout().survey_size(v);
      const auto values = chunk.survey(v);
      for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t width = size / chunk.layout().surveys;
        file << fmt::format("{} {} {} {} {} {}\n", model::survey_variables()[v].name, chunk.block().variant,
                            i / size, i % size / width, i % width, values[i]);
      }
    }
    const std::size_t municipalities = chunk.layout().municipalities;
    for (std::size_t i = 0; i < chunk.trust().size(); i += 5) {
      const std::size_t size = chunk.layout().trust_size();
      const std::size_t pairs = municipalities * municipalities;
      file << fmt::format("trust {} {} {} {} {}\n", chunk.block().variant, i / size, i % size / pairs,
                          i % pairs, chunk.trust()[i]);
    }
    for (std::size_t row = 0; row < chunk.size(); ++row) {
      for (const model::Event& event : chunk.events(row)) {
        file << fmt::format("event {} {} {} {} {} {}\n", chunk.block().variant, row, event.week,
                            static_cast<int>(event.type), event.municipality, event.value);
      }
    }
  }
}

/// Every replicate failed: no events, though the record asks for them.
void write_all_failed(const std::filesystem::path& path) {
  const SampleRun run(model::Record::full);
  output::ResultFile file(path, run.description, {});
  const engine::Layout layout = engine::layout_of(run.variants[0], model::Record::full);
  for (const engine::Block& block : engine::blocks_after(0, 3, run.description.replicates)) {
    engine::Chunk chunk(layout, block.count);
    chunk.begin({block.variant, 0, block.count});
    for (std::uint32_t r = 0; r < block.count; ++r)
      chunk.add_failure(run.description.seed, SampleRun::message(r));
    file.write(chunk);
  }
  file.finish();
}

void write_samples(const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto record :
       {model::Record::summary, model::Record::rounds, model::Record::weeks, model::Record::full}) {
    const SampleRun run(record);
    const std::string name(output::record_name(record));
    run.write(folder / (name + ".h5"));
    write_expected(folder / (name + ".txt"), run);
  }
  write_all_failed(folder / "failed.h5");
}

}  // namespace
}  // namespace polder::testing

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::invalid_argument("usage: write_samples FOLDER");
    polder::testing::write_samples(argv[1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
