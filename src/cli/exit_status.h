// How polder ends, and the exception that ends it early.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace polder::cli {

/// Exit statuses are part of the interface: scripts rely on them.
enum class ExitStatus : std::uint8_t {
  done = 0,
  refused = 1,        ///< the model or a check says no
  unusable = 2,       ///< arguments or input
  machine = 3,        ///< disk full, unwritable file, no memory
  interrupted = 130,  ///< by the user; what was finished is kept
};

/// Arguments or input are unusable. Each error is a whole line: "where: error: what is wrong; what would be
/// right".
class Unusable : public std::runtime_error {
 public:
  explicit Unusable(std::vector<std::string> errors)
      : std::runtime_error(errors.empty() ? std::string() : errors.front()), errors_(std::move(errors)) {}
  explicit Unusable(std::string error) : Unusable(std::vector<std::string>{std::move(error)}) {}

  [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

 private:
  std::vector<std::string> errors_;
};

}  // namespace polder::cli
