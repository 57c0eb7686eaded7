// X1 to X18: further findings of the thesis and of the literature that the model may fail. They are no
// targets of calibration.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

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
double weeks_to_decide(S s, Variant v) { return s.pooled(v, &Facts::decision_weeks, &Facts::decided); }
double carried_out(S s, Variant v) { return s.pooled(v, &Facts::carried_out, &Facts::closed); }
double distance(S s, Variant v) { return s.pooled(v, &Facts::drift, &Facts::decided); }

std::vector<Pattern> first_nine() {
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
       .sentence =
           "In groups of half the size, with as much to do for each, fewer tasks stay without an owner.",
       .source = "Diekmann 1985; thesis §4.2.7",
       .variants = {network, half_load},
       .parts = {{.what = "tasks given up without an owner, share less that in groups of half the size",
                  .unit = "1",
                  .figure = [](S s) { return unowned(s, network) - unowned(s, half_load); }}}},
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
                  .figure = [](S s) { return weeks_to_decide(s, network) - weeks_to_decide(s, relevant); }}}},
  };
}

std::vector<Pattern> what_members_find() {
  return {
      {.id = "X10",
       .name = "no added value whatever the size",
       .sentence = "Large and small alike find little of what they hoped for.",
       .source = "thesis §4.2.4",
       .variants = {network},
       .parts = {{.what = "expectations met, mean over members and weeks",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::benefit); },
                  .bound = Bound::below,
                  .threshold = 0.5},
                 {.what = "rank correlation of that with inhabitants, absolute, mean over histories",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::benefit_by_size); },
                  .bound = Bound::below,
                  .threshold = 0.35}}},
      {.id = "X11",
       .name = "efficiency is hoped for in vain",
       .sentence =
           "The network brings knowledge to who hopes for that, and little efficiency to who hopes for that.",
       .source = "thesis §4.1.3",
       .variants = {network},
       .parts = {{.what = "knowledge brought less efficiency brought, mean over members and weeks",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::learning_felt) -
                               s.mean(network, &Facts::efficiency_felt);
                      }}}},
      {.id = "X12",
       .name = "the small ride along",
       .sentence = "The small learn more from the partnership than the large.",
       .source = "thesis §4.2.5",
       .variants = {network},
       .parts = {{.what = "knowledge gained, smaller half less larger half",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::learnt_by_small) -
                               s.mean(network, &Facts::learnt_by_large);
                      }}}},
      {.id = "X13",
       .name = "the busy break promises",
       .sentence = "Promises are broken more by those with more people waiting per staff.",
       .source = "thesis §4.2.1 (no bad intent: they are too busy)",
       .variants = {network},
       .parts = {{.what = "promises kept in time, share, less busy half less busier half",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.pooled(network, &Facts::free_kept, &Facts::free_promises) -
                               s.pooled(network, &Facts::busy_kept, &Facts::busy_promises);
                      }}}},
  };
}

std::vector<Pattern> literature() {
  return {
      {.id = "X14",
       .name = "little conflict, quick decisions",
       .sentence = "Where colour and need are alike decisions are sooner.",
       .source = "Robertson & Choi 2012 (low conflict makes the problem trivial)",
       .variants = {network, alike},
       .parts = {{.what = "weeks to a decision, less those where members are alike",
                  .unit = "weeks",
                  .figure = [](S s) { return weeks_to_decide(s, network) - weeks_to_decide(s, alike); }}}},
      {.id = "X15",
       .name = "a process manager helps",
       .sentence = "Without a process manager there is less of both trusts, and less is delivered.",
       .source = "Klijn, Edelenbos & Steijn 2010 (network management raises trust and outcomes)",
       .variants = {network, no_manager},
       .parts = {{.what = "relational trust, fall without one",
                  .unit = "1",
                  .figure = [](S s) { return -s.difference(no_manager, network, &Facts::relational_trust); }},
                 {.what = "content trust, fall without one",
                  .unit = "1",
                  .figure = [](S s) { return -s.difference(no_manager, network, &Facts::content_trust); }},
                 {.what = "delivered, without / with",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(no_manager, &Facts::delivered) / s.mean(network, &Facts::delivered);
                      },
                  .bound = Bound::below,
                  .threshold = 1.0}}},
      {.id = "X16",
       .name = "who decides speeds, and moves little",
       .sentence = "A process manager who decides makes decisions sooner and hardly changes what they say.",
       .source = "Zellner et al. 2014 (liaisons speed decisions and rarely move positions)",
       .variants = {network, deciding},
       .parts = {{.what = "weeks to a decision, less those with a deciding manager",
                  .unit = "weeks",
                  .figure = [](S s) { return weeks_to_decide(s, network) - weeks_to_decide(s, deciding); }},
                 {.what = "change of the distance of decisions to members' mean position, absolute",
                  .unit = "1",
                  .figure = [](S s) { return std::abs(distance(s, deciding) - distance(s, network)); },
                  .bound = Bound::at_most,
                  .threshold = 0.05}}},
      {.id = "X17",
       .name = "time alone builds little trust",
       .sentence = "Relational trust changes little on average over the years.",
       .source = "Vanneste, Puranam & Kretschmer 2014 (small mean, very heterogeneous)",
       .variants = {network},
       .parts = {{.what = "mean change of trust over pairs, absolute",
                  .unit = "1",
                  .figure = [](S s) { return std::abs(s.mean(network, &Facts::relational_trust_gain)); },
                  .bound = Bound::at_most,
                  .threshold = 0.1}}},
      {.id = "X18",
       .name = "few carry out more",
       .sentence =
           "In groups of half the size, with as much to do for each, a larger share is carried out in full.",
       .source = "Provan & Kenis 2008 (shared governance suits few); Weber 2006",
       .variants = {network, half_load},
       .parts = {{.what = "carried out in full, share in groups of half the size less that share",
                  .unit = "1",
                  .figure = [](S s) { return carried_out(s, half_load) - carried_out(s, network); }}}},
  };
}

}  // namespace

std::vector<Pattern> further_patterns() {
  std::vector<Pattern> patterns = first_nine();
  std::ranges::move(what_members_find(), std::back_inserter(patterns));
  std::ranges::move(literature(), std::back_inserter(patterns));
  return patterns;
}

}  // namespace polder::patterns
