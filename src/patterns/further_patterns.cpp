// X1 to X9: further findings of the thesis and of the literature that the model may fail. They are no targets
// of calibration.
#include <algorithm>
#include <cmath>

#include "patterns/pattern.h"

namespace polder::patterns {
namespace {

using enum Variant;
using S = const Sample&;

double relative_cost(S s, Variant v) { return s.mean(v, &Facts::cost) / s.mean(network, &Facts::cost); }

double farthest_cost(S s) {
  return std::max({std::abs(relative_cost(s, centre) - 1.0), std::abs(relative_cost(s, matrix) - 1.0),
                   std::abs(relative_cost(s, ssc) - 1.0)});
}

double unread(S s, Variant v) { return 1.0 - s.pooled(v, &Facts::pages_read, &Facts::pages_received); }
double unowned(S s, Variant v) { return s.pooled(v, &Facts::tasks_unowned, &Facts::tasks_closed); }

}  // namespace

std::vector<Pattern> further_patterns() {
  return {
      {.id = "X1",
       .name = "spending hardly changes",
       .sentence = "No concept changes the total cost of the joint work by more than a quarter.",
       .source = "Allers & de Greef 2018 (intermunicipal cooperation hardly lowers spending)",
       .variants = {network, centre, matrix, ssc},
       .parts = {{.what =
                      "largest distance of the cost of centre, matrix or SSC to that of the network, share",
                  .unit = "1",
                  .figure = farthest_cost,
                  .bound = Bound::at_most,
                  .threshold = 0.25}}},
      {.id = "X2",
       .name = "more members, more unread",
       .sentence = "In groups of half the size a smaller share goes unread.",
       .source = "thesis §2.5, §4.2.3 (only relevant parties; a mailing list of strangers)",
       .variants = {network, half},
       .parts = {{.what = "unread share less that in groups of half the size",
                  .unit = "1",
                  .figure = [](S s) { return unread(s, network) - unread(s, half); }}}},
      {.id = "X3",
       .name = "the more could act, the less is done",
       .sentence = "In groups of half the size fewer tasks stay without an owner.",
       .source = "Diekmann 1985; thesis §4.2.7",
       .variants = {network, half},
       .parts = {{.what = "tasks given up without an owner, share less that in groups of half the size",
                  .unit = "1",
                  .figure = [](S s) { return unowned(s, network) - unowned(s, half); }}}},
      {.id = "X4",
       .name = "relational trust goes both ways",
       .sentence = "Trust falls between some and rises between others.",
       .source = "thesis §4.2.1 (everyone means well; promises are not kept)",
       .variants = {network},
       .parts = {{.what = "pairs whose trust ends below where it began, share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::pairs_fallen); },
                  .bound = Bound::at_least,
                  .threshold = 0.2},
                 {.what = "the same share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::pairs_fallen); },
                  .bound = Bound::at_most,
                  .threshold = 0.8}}},
      {.id = "X5",
       .name = "each at another stage",
       .sentence = "At any time some are ahead of their target and others behind.",
       .source = "thesis §4.2.4",
       .variants = {network},
       .parts = {{.what = "municipalities ahead of target, share, mean over weeks",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::ahead_of_target); },
                  .bound = Bound::at_least,
                  .threshold = 0.2},
                 {.what = "the same share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::ahead_of_target); },
                  .bound = Bound::at_most,
                  .threshold = 0.8},
                 {.what = "longest less shortest mean wait of a municipality",
                  .unit = "weeks",
                  .figure = [](S s) { return s.mean(network, &Facts::wait_range); },
                  .bound = Bound::at_least,
                  .threshold = 6.0}}},
      {.id = "X6",
       .name = "small places house easily",
       .sentence = "The small have less trouble housing people and more trouble integrating them.",
       .source = "thesis §4.2.2",
       .variants = {network},
       .parts = {{.what = "wait for housing, larger half less smaller half",
                  .unit = "weeks",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::wait_of_large) -
                               s.mean(network, &Facts::wait_of_small);
                      }},
                 {.what = "weeks to the assessment, smaller half less larger half",
                  .unit = "weeks",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::integration_of_small) -
                               s.mean(network, &Facts::integration_of_large);
                      }}}},
      {.id = "X7",
       .name = "the large decide more",
       .sentence = "The three largest have half as much say again as an equal share would give them.",
       .source = "thesis §4.2.5",
       .variants = {network},
       .parts = {{.what = "say of the three largest / equal share",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.pooled(network, &Facts::say_of_three, &Facts::say) *
                               s.mean(network, &Facts::members) / 3.0;
                      },
                  .bound = Bound::at_least,
                  .threshold = 1.5}}},
      {.id = "X8",
       .name = "pushed through at times",
       .sentence = "Decisions are pushed through at times, and less under an independent process manager.",
       .source = "thesis §4.2.6, §2.5",
       .variants = {network, independent},
       .parts = {{.what = "decisions pushed through, share",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::pushed, &Facts::decided); },
                  .bound = Bound::at_least,
                  .threshold = 0.05},
                 {.what = "the same share",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::pushed, &Facts::decided); },
                  .bound = Bound::at_most,
                  .threshold = 0.4},
                 {.what = "fall of that share under an independent process manager",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.pooled(network, &Facts::pushed, &Facts::decided) -
                               s.pooled(independent, &Facts::pushed, &Facts::decided);
                      }}}},
      {.id = "X9",
       .name = "others slow decisions",
       .sentence = "With only those whom a dossier concerns, decisions are sooner.",
       .source = "thesis §2.5, §4.2.5",
       .variants = {network, relevant},
       .parts = {{.what = "weeks to a decision, all less only relevant parties",
                  .unit = "weeks",
                  .figure =
                      [](S s) {
                        return s.pooled(network, &Facts::decision_weeks, &Facts::decided) -
                               s.pooled(relevant, &Facts::decision_weeks, &Facts::decided);
                      }}}},
  };
}

}  // namespace polder::patterns
