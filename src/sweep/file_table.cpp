#include "sweep/file_table.h"

#include <array>
#include <limits>
#include <string_view>

#include "sweep/factor.h"
#include "sweep/load.h"
#include "sweep/points.h"

namespace polder::sweep {
namespace {

using scenario::Field;
using scenario::Repeat;
using scenario::Table;
using scenario::Type;

constexpr double kAnyNumber = 1e300;
constexpr auto kAnySeed = static_cast<double>(std::numeric_limits<std::int64_t>::max());

Table design_table() {
  Table table{.key = "design", .path = "design", .required = true, .meaning = "how points are laid out"};
  table.fields = {
      {.name = "method",
       .type = Type::choice,
       .choices = kMethodNames,
       .required = true,
       .meaning =
           "factorial: all combinations; one_at_a_time: each parameter alone; latin_hypercube, sobol: spread "
           "over the whole space; saltelli: for Sobol indices; morris: for elementary effects; table: the "
           "rows of a file"},
      {.name = "samples",
       .type = Type::whole,
       .range = {1, static_cast<double>(kMostPoints)},
       .meaning = "latin_hypercube, sobol: points; saltelli: base samples, best a power of two; morris: "
                  "trajectories"},
      {.name = "second_order",
       .type = Type::on_off,
       .meaning = "saltelli: also for second-order indices; false when left out"},
      {.name = "levels",
       .type = Type::whole,
       .range = {2, 1000},
       .meaning =
           "morris: levels of the grid, even, 4 or more, 4 when left out; factorial, one_at_a_time: values "
           "that a number takes between low and high (one_at_a_time: 5 when left out)"},
      {.name = "seed",
       .type = Type::whole,
       .range = {0, kAnySeed},
       .meaning = "latin_hypercube, sobol, saltelli, morris: of the chance in the design; 1 when left out"},
      {.name = "file", .type = Type::text, .meaning = "table: a CSV file, relative to the sweep file"},
  };
  return table;
}

Table parameter_table() {
  const auto number = [](std::string_view name, std::string_view meaning) {
    return Field{.name = name, .type = Type::number, .range = {-kAnyNumber, kAnyNumber}, .meaning = meaning};
  };
  Table table{.key = "parameter",
              .path = "parameter",
              .repeat = Repeat::list,
              .most = 4096,
              .meaning = "a parameter that varies"};
  table.fields = {
      {.name = "path",
       .type = Type::text,
       .required = true,
       .meaning =
           "as polder describe prints it; with spread also a pattern: `trust.*`, or `*` for all numbers of "
           "mechanisms"},
      number("low", "least value"),
      number("high", "greatest value"),
      {.name = "distribution",
       .type = Type::choice,
       .choices = kDistributionNames,
       .meaning = "of numbers; uniform when left out"},
      number("mean", "of a normal distribution before it is cut off at low and high"),
      {.name = "sd",
       .type = Type::number,
       .range = {0, kAnyNumber, true},
       .meaning = "standard deviation of a normal distribution"},
      number("mode", "most likely value of a triangular distribution"),
      {.name = "values",
       .type = Type::values,
       .fewest = 2,
       .most = 10000,
       .meaning = "in place of low and high: the values it takes, without order or distance"},
      {.name = "cross",
       .type = Type::on_off,
       .meaning = "run every point of the design with each of the values"},
      {.name = "spread",
       .type = Type::number,
       .range = {0, 1, true},
       .meaning =
           "in place of low and high: this share below and above the value of the base scenario, as far as "
           "the parameter accepts it; whole numbers are rounded outwards"},
      {.name = "except", .type = Type::names, .meaning = "with a pattern: paths to leave out"},
      {.name = "source", .type = Type::note, .meaning = "where the range comes from; kept for people"},
  };
  return table;
}

}  // namespace

const Table& file_table() {
  static const Table table = [] {
    Table file{.key = "", .path = "", .meaning = "a sweep"};
    file.fields = {
        {.name = "title",
         .type = Type::text,
         .meaning = "what the sweep is about, in one line; the scenario's when left out"},
        {.name = "scenario",
         .type = Type::text,
         .required = true,
         .meaning = "the base scenario, relative to the sweep file"},
        {.name = "set",
         .type = Type::names,
         .meaning = "PATH=VALUE: changes of the base scenario, as --set takes them"},
        {.name = "replicates",
         .type = Type::whole,
         .range = {1, 1e9},
         .meaning = "histories per point; the scenario's when left out"},
        {.name = "seed",
         .type = Type::whole,
         .range = {0, kAnySeed},
         .meaning =
             "key of the histories' random numbers, the same at every point; the scenario's when left out"},
        {.name = "weeks",
         .type = Type::whole,
         .range = {1, 2600},
         .meaning = "horizon; the scenario's when left out"},
        {.name = "outcomes",
         .type = Type::names,
         .fewest = 1,
         .meaning = "scalar outcomes to keep, or \"main\" or \"all\"; all when left out"},
    };
    file.tables = {design_table(), parameter_table()};
    return file;
  }();
  return table;
}

}  // namespace polder::sweep
