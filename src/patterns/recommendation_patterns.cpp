// R1 to R4: what the four recommendations should do (thesis §5.2), against the network without them.
#include "patterns/pattern.h"

namespace polder::patterns {
namespace {

using enum Variant;
using S = const Sample&;

/// Smallest change of a share or a trust that counts as one: a hundredth of its scale.
constexpr double kSmall = 0.01;

double change(S s, Variant v, Fact fact) { return s.difference(v, network, fact); }

double change_of_share(S s, Variant v, Variant base, Fact part, Fact whole) {
  return s.pooled(v, part, whole) - s.pooled(base, part, whole);
}

double decided(S s, Variant v, Variant base) {
  return s.mean(v, &Facts::decided) / s.mean(base, &Facts::decided);
}

double later(S s, Variant v, Variant base) {
  return change_of_share(s, v, base, &Facts::decision_weeks, &Facts::decided);
}

double dissent(S s, Variant v, Variant base) {
  return -change_of_share(s, v, base, &Facts::agreement, &Facts::decided);
}

double small_say(S s, Variant v) { return s.pooled(v, &Facts::say_of_small, &Facts::say); }

}  // namespace

std::vector<Pattern> recommendation_patterns() {
  return {
      {.id = "R1",
       .name = "monitoring",
       .sentence = "Monitoring raises urgency and trust.",
       .source = "thesis §5.2.1",
       .variants = {network, monitoring},
       .parts = {{.what = "rise of urgency",
                  .unit = "1",
                  .figure = [](S s) { return change(s, monitoring, &Facts::urgency); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "rise of content trust",
                  .unit = "1",
                  .figure = [](S s) { return change(s, monitoring, &Facts::content_trust); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "rise of relational trust",
                  .unit = "1",
                  .figure = [](S s) { return change(s, monitoring, &Facts::relational_trust); },
                  .bound = Bound::at_least,
                  .threshold = kSmall}}},
      {.id = "R2",
       .name = "concrete goals",
       .sentence =
           "With concrete goals more of what is agreed is carried out, decisions are later and fewer and "
           "leave less room; the more so where colour and need differ.",
       .source = "thesis §5.2.2",
       .variants = {network, goals, alike, goals_alike},
       .parts = {{.what = "rise of the share carried out in full",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return change_of_share(s, goals, network, &Facts::carried_out, &Facts::closed);
                      },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "weeks that decisions take longer",
                  .unit = "weeks",
                  .figure = [](S s) { return later(s, goals, network); }},
                 {.what = "decisions, with / without",
                  .unit = "1",
                  .figure = [](S s) { return decided(s, goals, network); },
                  .bound = Bound::below,
                  .threshold = 1.0},
                 {.what = "fall of the share of members that can live with a decision",
                  .unit = "1",
                  .figure = [](S s) { return dissent(s, goals, network); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "weeks longer, as they are less where members are alike",
                  .unit = "weeks",
                  .figure = [](S s) { return later(s, goals, network) - later(s, goals_alike, alike); }},
                 {.what = "that fall, as it is less where members are alike",
                  .unit = "1",
                  .figure = [](S s) { return dissent(s, goals, network) - dissent(s, goals_alike, alike); }}},
       .note = "Local room: a decision that leaves it is one that members can live with."},
      {.id = "R3",
       .name = "explicit roles",
       .sentence =
           "With explicit roles fewer tasks are dropped, both trusts rise, and work is spread more evenly.",
       .source = "thesis §5.2.3",
       .variants = {network, roles},
       .parts = {{.what = "fall of the share of tasks given up",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return -change_of_share(s, roles, network, &Facts::tasks_dropped,
                                                &Facts::tasks_closed);
                      },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "rise of content trust",
                  .unit = "1",
                  .figure = [](S s) { return change(s, roles, &Facts::content_trust); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "rise of relational trust",
                  .unit = "1",
                  .figure = [](S s) { return change(s, roles, &Facts::relational_trust); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "fall of the Gini coefficient of joint hours",
                  .unit = "1",
                  .figure = [](S s) { return -change(s, roles, &Facts::workload_gini); }}}},
      {.id = "R4",
       .name = "a forum in place of mail",
       .sentence =
           "A forum has more read of what matters, brings the process manager's belief nearer the truth, "
           "and more input from the small.",
       .source = "thesis §5.2.4",
       .variants = {network, forum},
       .parts = {{.what = "rise of awareness",
                  .unit = "1",
                  .figure = [](S s) { return change(s, forum, &Facts::awareness); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "fall of the gap between believed and real awareness",
                  .unit = "1",
                  .figure = [](S s) { return -change(s, forum, &Facts::manager_gap); },
                  .bound = Bound::at_least,
                  .threshold = kSmall},
                 {.what = "rise of the say of the smaller half, share of all say",
                  .unit = "1",
                  .figure = [](S s) { return small_say(s, forum) - small_say(s, network); }}}},
  };
}

}  // namespace polder::patterns
