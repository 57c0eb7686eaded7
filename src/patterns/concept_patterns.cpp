// C1 to C8: what each cooperation concept is said to be good and bad at (thesis §2.4, table 1, §2.6).
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>

#include "patterns/pattern.h"

namespace polder::patterns {
namespace {

using enum Variant;
using S = const Sample&;
using Figure = double (*)(S, Variant);

constexpr std::array kFour{network, centre, matrix, ssc};
constexpr std::array kFive{network, centre, matrix, ssc, mix};

double hours_per_unit(S s, Variant v) { return s.pooled(v, &Facts::joint_hours, &Facts::delivered); }
double cost_per_unit(S s, Variant v) { return s.pooled(v, &Facts::cost, &Facts::delivered); }
double start(S s, Variant v) { return s.mean(v, &Facts::first_carried_out); }
double say_of_others(S s, Variant v) {
  return s.pooled(v, &Facts::say, &Facts::decided) - s.pooled(v, &Facts::say_of_largest, &Facts::decided);
}
double say_gini(S s, Variant v) { return s.mean(v, &Facts::say_gini); }
double dependence(S s, Variant v) { return s.mean(v, &Facts::dependence); }
double urgency(S s, Variant v) { return s.mean(v, &Facts::urgency); }
double results_seen(S s, Variant v) { return s.mean(v, &Facts::visible_results); }
double drift(S s, Variant v) { return s.pooled(v, &Facts::drift, &Facts::decided); }
double cost(S s, Variant v) { return s.mean(v, &Facts::cost); }
double workload_gini(S s, Variant v) { return s.mean(v, &Facts::workload_gini); }
double wait(S s, Variant v) { return s.mean(v, &Facts::wait); }
double integration(S s, Variant v) { return s.mean(v, &Facts::integration); }
double content_trust(S s, Variant v) { return s.mean(v, &Facts::content_trust); }
double relational_trust(S s, Variant v) { return s.mean(v, &Facts::relational_trust); }

/// Share of what is delivered from halfway on that is lost when the key person leaves then.
double hit(S s, Variant v) {
  return -s.difference(with_loss(v), v, &Facts::delivered_late) / s.mean(v, &Facts::delivered_late);
}

double loss_of_largest(S s, Variant v) {
  return s.pooled(with_loss(v), &Facts::loss_of_largest, &Facts::loss);
}

/// How far a concept is above the highest of the others, or below the lowest.
double lead(S s, Figure figure, Variant who, std::span<const Variant> all, bool upwards) {
  const double sign = upwards ? 1.0 : -1.0;
  double next = -std::numeric_limits<double>::infinity();
  for (const Variant v : all) {
    if (v == who) continue;
    const double value = sign * figure(s, v);
    if (std::isnan(value)) return value;
    next = std::max(next, value);
  }
  return sign * figure(s, who) - next;
}

double above(S s, Figure figure, Variant who, std::span<const Variant> all = kFour) {
  return lead(s, figure, who, all, true);
}
double below(S s, Figure figure, Variant who, std::span<const Variant> all = kFour) {
  return lead(s, figure, who, all, false);
}

/// Against the network.
double relative(S s, Figure figure, Variant v) { return figure(s, v) / figure(s, network); }

/// An outcome that concepts are compared on, and which way is better.
struct Compared {
  Figure figure;
  bool higher;
};

/// What table 1 of the thesis speaks of, and what the partnership is for.
constexpr std::array kCompared{
    Compared{.figure = hours_per_unit, .higher = false}, Compared{.figure = cost_per_unit, .higher = false},
    Compared{.figure = cost, .higher = false},           Compared{.figure = start, .higher = false},
    Compared{.figure = say_of_others, .higher = true},   Compared{.figure = hit, .higher = false},
    Compared{.figure = dependence, .higher = true},      Compared{.figure = results_seen, .higher = true},
    Compared{.figure = workload_gini, .higher = false},  Compared{.figure = wait, .higher = false},
    Compared{.figure = integration, .higher = false},    Compared{.figure = content_trust, .higher = true},
    Compared{.figure = relational_trust, .higher = true}};

// Each leads on one of these or more (the parts of C8), so that none can lead on all.
static_assert(kCompared.size() == 13, "the words of C8 say thirteen");

double outcomes_led(S s, Variant who) {
  double led = 0.0;
  for (const Compared& compared : kCompared) {
    led += lead(s, compared.figure, who, kFour, compared.higher) > kRounding ? 1.0 : 0.0;
  }
  return led;
}

/// C1 to C4.
std::vector<Pattern> first_four() {
  return {
      {.id = "C1",
       .name = "scale economies",
       .sentence = "Hours and cost per unit of delivered joint work are lower under centre, matrix and SSC "
                   "than in the network; the mix gains nothing.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc, mix},
       .parts = {{.what = "hours per unit, centre / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, hours_per_unit, centre); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "hours per unit, matrix / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, hours_per_unit, matrix); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "hours per unit, SSC / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, hours_per_unit, ssc); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "cost per unit, centre / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, cost_per_unit, centre); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "cost per unit, matrix / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, cost_per_unit, matrix); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "cost per unit, SSC / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, cost_per_unit, ssc); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "hours per unit, mix / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, hours_per_unit, mix); },
                  .bound = Bound::at_least,
                  .threshold = 0.95},
                 {.what = "cost per unit, mix / network",
                  .unit = "1",
                  .figure = [](S s) { return relative(s, cost_per_unit, mix); },
                  .bound = Bound::at_least,
                  .threshold = 0.95}},
       .note = "Nothing: less than 5 %."},
      {.id = "C2",
       .name = "who starts first",
       .sentence = "The centre carries out its first dossier first; SSC and matrix start later than the "
                   "network and then pass it; the mix is slowest to start.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc, mix},
       .parts = {{.what = "weeks that the centre starts before the next",
                  .unit = "weeks",
                  .figure = [](S s) { return below(s, start, centre, kFive); }},
                 {.what = "weeks that the matrix starts after the network",
                  .unit = "weeks",
                  .figure = [](S s) { return s.difference(matrix, network, &Facts::first_carried_out); }},
                 {.what = "weeks that the SSC starts after the network",
                  .unit = "weeks",
                  .figure = [](S s) { return s.difference(ssc, network, &Facts::first_carried_out); }},
                 {.what = "delivered in the whole time, matrix / network",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(matrix, &Facts::delivered) / s.mean(network, &Facts::delivered);
                      },
                  .bound = Bound::above,
                  .threshold = 1.0},
                 {.what = "delivered in the whole time, SSC / network",
                  .unit = "1",
                  .figure =
                      [](S s) { return s.mean(ssc, &Facts::delivered) / s.mean(network, &Facts::delivered); },
                  .bound = Bound::above,
                  .threshold = 1.0},
                 {.what = "weeks that the mix starts after the next to last",
                  .unit = "weeks",
                  .figure = [](S s) { return above(s, start, mix, kFive); }}},
       .note = "Start: week of the first dossier of any kind that is carried out in full."},
      {.id = "C3",
       .name = "say",
       .sentence = "The others have most say in the network and least under a centre, where say is most "
                   "concentrated.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc},
       .parts = {{.what = "say of all but the largest, network less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, say_of_others, network); }},
                 {.what = "say of all but the largest, next to least less centre",
                  .unit = "1",
                  .figure = [](S s) { return below(s, say_of_others, centre); }},
                 {.what = "Gini coefficient of say, centre less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, say_gini, centre); }}}},
      {.id = "C4",
       .name = "losing a key person",
       .sentence = "Losing one key person hurts delivery most in network and mix, least in matrix and SSC.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc, mix, network_loss, centre_loss, matrix_loss, ssc_loss,
                    mix_loss},
       .parts = {{.what =
                      "share of later delivery lost, lower of network and mix less higher of matrix and SSC",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return std::min(hit(s, network), hit(s, mix)) - std::max(hit(s, matrix), hit(s, ssc));
                      }},
                 {.what = "share of later delivery lost, network",
                  .unit = "1",
                  .figure = [](S s) { return hit(s, network); }},
                 {.what = "share lost, lower of network and mix less centre",
                  .unit = "1",
                  .figure = [](S s) { return std::min(hit(s, network), hit(s, mix)) - hit(s, centre); }},
                 {.what = "share lost, centre less higher of matrix and SSC",
                  .unit = "1",
                  .figure = [](S s) { return hit(s, centre) - std::max(hit(s, matrix), hit(s, ssc)); }}},
       .note =
           "Halfway the person who has carried most joint work leaves and is replaced as others are; against "
           "the same histories in which the person stays."},
  };
}

/// C5 to C8.
std::vector<Pattern> last_four() {
  return {
      {.id = "C5",
       .name = "who bears the losses",
       .sentence = "When things go wrong, the centre municipality bears the largest share under a centre.",
       .source = "thesis table 1",
       .variants = {network_loss, centre_loss, matrix_loss, ssc_loss},
       .parts = {{.what = "share of losses borne by the largest, centre less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, loss_of_largest, centre); }}},
       .note = "When things go wrong: the key person leaves. Losses: the cost of work on tasks that are "
               "given up. Where a concept hardly ever has losses its share rests on few histories; where it "
               "never has, there is no figure."},
      {.id = "C6",
       .name = "dependence and silos",
       .sentence = "Mutual dependence and urgency are highest in the matrix; its cross-cutting dossiers are "
                   "slower than its single-field ones.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc},
       .parts = {{.what = "dependence, matrix less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, dependence, matrix); }},
                 {.what = "urgency, matrix less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, urgency, matrix); }},
                 {.what = "weeks to a decision in the matrix, cross-cutting less single-field",
                  .unit = "weeks",
                  .figure =
                      [](S s) {
                        return s.pooled(matrix, &Facts::cross_cutting_weeks, &Facts::cross_cutting) -
                               s.pooled(matrix, &Facts::single_field_weeks, &Facts::single_field);
                      }}}},
      {.id = "C7",
       .name = "transparency and drift",
       .sentence =
           "Members see most of the results under SSC, and what is decided drifts away from them there.",
       .source = "thesis table 1",
       .variants = {network, centre, matrix, ssc},
       .parts = {{.what = "results as members see them, SSC less the next",
                  .unit = "1",
                  .figure = [](S s) { return above(s, results_seen, ssc); }},
                 {.what = "distance of decisions to members' mean position, SSC less network",
                  .unit = "1",
                  .figure = [](S s) { return drift(s, ssc) - drift(s, network); }}}},
      {.id = "C8",
       .name = "none is best on all",
       .sentence = "Each of the four concepts is best on some outcome, none on all.",
       .source = "thesis §2.6",
       .variants = {network, centre, matrix, ssc, network_loss, centre_loss, matrix_loss, ssc_loss},
       .parts = {{.what = "outcomes of thirteen that the network leads on",
                  .unit = "1",
                  .figure = [](S s) { return outcomes_led(s, network); },
                  .bound = Bound::at_least,
                  .threshold = 1.0},
                 {.what = "outcomes of thirteen that the centre leads on",
                  .unit = "1",
                  .figure = [](S s) { return outcomes_led(s, centre); },
                  .bound = Bound::at_least,
                  .threshold = 1.0},
                 {.what = "outcomes of thirteen that the matrix leads on",
                  .unit = "1",
                  .figure = [](S s) { return outcomes_led(s, matrix); },
                  .bound = Bound::at_least,
                  .threshold = 1.0},
                 {.what = "outcomes of thirteen that the SSC leads on",
                  .unit = "1",
                  .figure = [](S s) { return outcomes_led(s, ssc); },
                  .bound = Bound::at_least,
                  .threshold = 1.0}},
       .note = "Hours and cost per unit, total cost, start, say of others, loss of a key person, dependence, "
               "results seen, spread of work, waits for housing and integration, both trusts."},
  };
}

}  // namespace

std::vector<Pattern> concept_patterns() {
  std::vector<Pattern> patterns = first_four();
  std::ranges::move(last_four(), std::back_inserter(patterns));
  return patterns;
}

}  // namespace polder::patterns
