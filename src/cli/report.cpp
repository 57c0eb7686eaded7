#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "output/errors.h"

namespace polder::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string result;
  std::string out;
  std::string language = "en";
  std::string patterns;
  std::string pairs;
};

/// `-m polder_analysis`, but a sentence in place of a traceback where Python lacks something.
constexpr const char* kStart = R"(
import sys
try:
    from polder_analysis.__main__ import main
    import jinja2
except ModuleNotFoundError as error:
    packages = "python3-h5netcdf python3-h5py python3-jinja2 python3-matplotlib python3-pandas python3-scipy python3-xarray"
    if error.name == "polder_analysis":
        sentence = "Python does not find polder_analysis; set POLDER_ANALYSIS to the folder `analysis` of polder's sources"
    else:
        sentence = f"Python lacks {error.name}; apt-get install {packages}"
    print(f"polder report: error: {sentence}", file=sys.stderr)
    sys.exit(3)
sys.exit(main(sys.argv[1:]))
)";

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no other threads here
  return value == nullptr ? std::string() : std::string(value);
}

void set_environment(const char* name, const std::string& value) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other threads here
  if (::setenv(name, value.c_str(), 1) != 0) throw std::system_error(errno, std::generic_category(), name);
}

/// The folder that holds polder_analysis: as told, or in a folder above the program, as in a clone or an
/// installation. Empty: Python may have it among its own packages.
fs::path analysis_folder(const fs::path& program) {
  if (const std::string told = environment("POLDER_ANALYSIS"); !told.empty()) {
    std::error_code ignored;
    if (!fs::exists(fs::path(told) / "polder_analysis", ignored)) {
      throw output::IoError(fmt::format(
          "POLDER_ANALYSIS: {} holds no polder_analysis; name the folder `analysis` of polder's sources",
          told));
    }
    return told;
  }
  for (fs::path above = program.parent_path(); above.has_relative_path(); above = above.parent_path()) {
    for (const char* below : {"analysis", "share/polder/analysis"}) {
      std::error_code ignored;
      if (fs::exists(above / below / "polder_analysis" / "report", ignored)) return above / below;
    }
  }
  return {};
}

/// Puts Python in the place of this process, so that its exit status and signals are polder's.
[[noreturn]] void become_python(const Options& options, const Call& call) {
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) program = fs::absolute(call.arguments.front());

  const std::string told = environment("POLDER_PYTHON");
  // Debian's own Python, for which its packages are; another one on the path does not have them.
  const std::string python = told.empty() ? "/usr/bin/python3" : told;
  if (const fs::path folder = analysis_folder(program); !folder.empty()) {
    const std::string others = environment("PYTHONPATH");
    set_environment("PYTHONPATH", folder.string() + (others.empty() ? "" : ":" + others));
  }
  set_environment("POLDER", program.string());

  std::vector<std::string> words{python, "-c", kStart, "report", "--language", options.language};
  if (!options.out.empty()) words.insert(words.end(), {"--out", options.out});
  if (!options.patterns.empty()) words.insert(words.end(), {"--patterns", options.patterns});
  if (!options.pairs.empty()) words.insert(words.end(), {"--pairs", options.pairs});
  words.insert(words.end(), {"--", options.result});
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  static_cast<void>(std::fflush(nullptr));
  ::execvp(python.c_str(), arguments.data());
  throw output::IoError(fmt::format(
      "cannot start {} ({}), which makes reports; {}", python, std::generic_category().message(errno),
      told.empty() ? "apt-get install python3, or set POLDER_PYTHON" : "POLDER_PYTHON names it"));
}

}  // namespace

void add_report(CLI::App& app, Call& call) {
  const auto options = std::make_shared<Options>();
  CLI::App& command =
      *app.add_subcommand("report", "one HTML page that answers what a results file is about");
  command.add_option("RESULT", options->result, "results file of run, compare or sweep")->required();
  command.add_option("-o,--out", options->out,
                     "where the page goes, replaced if it is there; default: beside RESULT, as .html");
  command.add_option("--language", options->language, "of the page; default: en")
      ->check(CLI::IsMember({"en", "nl"}));
  command.add_option("--patterns", options->patterns,
                     "what `polder patterns --json` printed, for the table of findings");
  command.add_option("--pairs", options->pairs,
                     "the same variants made with --record full, for the trust of every pair; fewer "
                     "histories will do");
  command.callback([options, &call] {
    call.action = [options, &call]() -> ExitStatus { become_python(*options, call); };
  });
}

}  // namespace polder::cli
