// What can go wrong with results files. Messages are whole sentences for people.
#pragma once

#include <stdexcept>

namespace polder::output {

/// The machine failed us: disk full, no permission, a vanished folder.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The file to read is empty, cut off, damaged or something else than a results file.
class NotAResultFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writing would destroy something that is there, or another run is writing it.
class Refused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace polder::output
