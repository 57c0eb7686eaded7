// A1 to A11: what the thesis found in the U16, which works by the network concept (§4.2).
#include "patterns/pattern.h"

namespace polder::patterns {
namespace {

using enum Variant;
using S = const Sample&;

double thin_less_read(S s) {
  return s.pooled(network, &Facts::thick_read, &Facts::thick_received) -
         s.pooled(network, &Facts::thin_read, &Facts::thin_received);
}

double fitting(S s) {
  return 1.0 - s.pooled(network, &Facts::too_slow, &Facts::judgements) -
         s.pooled(network, &Facts::too_fast, &Facts::judgements);
}

double trapped(S s) { return s.pooled(network, &Facts::trapped_weeks, &Facts::member_weeks); }

}  // namespace

std::vector<Pattern> network_patterns() {
  return {
      {.id = "A1",
       .name = "decisions are abstract",
       .sentence = "What is decided is abstract; where colour and need are alike it is less so.",
       .source = "thesis §4.2.2",
       .variants = {network, alike},
       .parts = {{.what = "median concreteness of what is decided, mean over histories",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::median_concreteness); },
                  .bound = Bound::below,
                  .threshold = 0.5},
                 {.what = "rise of that median where colour and need are alike",
                  .unit = "1",
                  .figure = [](S s) { return s.difference(alike, network, &Facts::median_concreteness); },
                  .bound = Bound::at_least,
                  .threshold = 0.1}}},
      {.id = "A2",
       .name = "sham cooperation",
       .sentence = "Nearly everything voted on is agreed, and less than half of it is carried out in full.",
       .source = "thesis §4.2.2",
       .variants = {network},
       .parts = {{.what = "decided, as a share of decided and shelved",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        const double decided = s.mean(network, &Facts::decided);
                        return decided / (decided + s.mean(network, &Facts::shelved));
                      },
                  .bound = Bound::at_least,
                  .threshold = 0.8},
                 {.what = "carried out in full, as a share of agreed dossiers that are closed",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::carried_out, &Facts::closed); },
                  .bound = Bound::below,
                  .threshold = 0.5}}},
      {.id = "A3",
       .name = "too slow and too fast",
       .sentence = "Complaints that decisions are too slow and that they are too fast stand side by side, "
                   "and a third of "
                   "the judgements or more are neither.",
       .source = "thesis §4.2.1",
       .variants = {network},
       .parts = {{.what = "too slow, share of judgements of tempo",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::too_slow, &Facts::judgements); },
                  .bound = Bound::at_least,
                  .threshold = 0.15},
                 {.what = "too fast, share of judgements of tempo",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::too_fast, &Facts::judgements); },
                  .bound = Bound::at_least,
                  .threshold = 0.15},
                 {.what = "neither, share of judgements of tempo",
                  .unit = "1",
                  .figure = fitting,
                  .bound = Bound::at_least,
                  .threshold = 1.0 / 3.0}},
       .note = "Neither: five of eighteen spoke of too slow, a few of too fast, the others of neither."},
      {.id = "A4",
       .name = "content trust low, relational mixed",
       .sentence =
           "Content trust ends low, though not at nothing; relational trust is higher and differs more.",
       .source = "thesis §4.2.1",
       .variants = {network},
       .parts = {{.what = "content trust at the end, mean over members",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::content_trust_end); },
                  .bound = Bound::below,
                  .threshold = 0.5},
                 {.what = "the same",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::content_trust_end); },
                  .bound = Bound::at_least,
                  .threshold = 0.1},
                 {.what = "relational less content trust at the end, means",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::relational_trust_end) -
                               s.mean(network, &Facts::content_trust_end);
                      },
                  .bound = Bound::above,
                  .threshold = 0.0},
                 {.what = "spread of relational trust over pairs less that of content trust over members",
                  .unit = "1",
                  .figure =
                      [](S s) {
                        return s.mean(network, &Facts::relational_trust_spread) -
                               s.mean(network, &Facts::content_trust_spread);
                      },
                  .bound = Bound::above,
                  .threshold = 0.0}}},
      {.id = "A5",
       .name = "overload, unknown to the manager",
       .sentence =
           "Less is read than sent, least where staff is small, and the process manager believes more "
           "of the members' awareness than is true.",
       .source = "thesis §4.2.3",
       .variants = {network},
       .parts = {{.what = "pages read, share of pages received",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::pages_read, &Facts::pages_received); },
                  .bound = Bound::below,
                  .threshold = 0.7},
                 {.what = "that share in the half with more staff less that in the half with less",
                  .unit = "1",
                  .figure = thin_less_read,
                  .bound = Bound::above,
                  .threshold = 0.0},
                 {.what = "awareness as the process manager believes it less real awareness",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::manager_gap); },
                  .bound = Bound::at_least,
                  .threshold = 0.15}}},
      {.id = "A6",
       .name = "few do most of the work",
       .sentence =
           "The largest does a quarter of the joint work, the three largest half of it, and a third of "
           "the members next to nothing.",
       .source = "thesis §4.2.5",
       .variants = {network},
       .parts = {{.what = "joint hours of the largest, share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::largest_share); },
                  .bound = Bound::at_least,
                  .threshold = 0.25},
                 {.what = "joint hours of the three largest, share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::three_share); },
                  .bound = Bound::at_least,
                  .threshold = 0.5},
                 {.what = "members with less than 3 % of the joint hours each, share",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::idle_members); },
                  .bound = Bound::at_least,
                  .threshold = 1.0 / 3.0}}},
      {.id = "A7",
       .name = "urgency low whatever the size",
       .sentence = "Urgency is hardly felt, by large and small alike.",
       .source = "thesis §4.2.4",
       .variants = {network},
       .parts = {{.what = "urgency, mean over members and weeks",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::urgency); },
                  .bound = Bound::below,
                  .threshold = 0.4},
                 {.what = "rank correlation of urgency with inhabitants, absolute, mean over histories",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::urgency_by_size); },
                  .bound = Bound::below,
                  .threshold = 0.35}}},
      {.id = "A8",
       .name = "tasks without owner or half done",
       .sentence = "A quarter of the tasks or more have no owner or stay half done.",
       .source = "thesis §4.2.7",
       .variants = {network},
       .parts = {{.what = "tasks given up half done or without an owner, share of closed tasks",
                  .unit = "1",
                  .figure =
                      [](S s) { return s.pooled(network, &Facts::tasks_dropped, &Facts::tasks_closed); },
                  .bound = Bound::at_least,
                  .threshold = 0.25}}},
      {.id = "A9",
       .name = "pledged but not backed",
       .sentence = "Administrators back less than they pledged, most so where the colour is restrictive.",
       .source = "thesis §4.2.8",
       .variants = {network},
       .parts = {{.what = "pledged less backed, mean over members and weeks",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::backing_gap); },
                  .bound = Bound::above,
                  .threshold = 0.2},
                 {.what = "that gap in the more restrictive half less that in the more welcoming half",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::restrictive_gap); },
                  .bound = Bound::above,
                  .threshold = 0.0}}},
      {.id = "A10",
       .name = "trapped",
       .sentence = "Some members want to step back and do not, though not most; hardly any leaves.",
       .source = "thesis §4.2.8",
       .variants = {network},
       .parts = {{.what = "member-weeks that want to step back and do not, share",
                  .unit = "1",
                  .figure = trapped,
                  .bound = Bound::at_least,
                  .threshold = 0.1},
                 {.what = "the same share",
                  .unit = "1",
                  .figure = trapped,
                  .bound = Bound::at_most,
                  .threshold = 0.5},
                 {.what = "members that leave, share of those at the start",
                  .unit = "1",
                  .figure = [](S s) { return s.pooled(network, &Facts::withdrawals, &Facts::members); },
                  .bound = Bound::at_most,
                  .threshold = 1.0 / 16.0}},
       .note = "Rare: at most one of sixteen members in the whole time."},
      {.id = "A11",
       .name = "those ahead do less",
       .sentence = "Members ahead of their target put in less effort than those behind.",
       .source = "thesis §4.2.4",
       .variants = {network},
       .parts = {{.what = "effort of those behind less effort of those ahead, mean over weeks with both",
                  .unit = "1",
                  .figure = [](S s) { return s.mean(network, &Facts::effort_lead_of_behind); },
                  .bound = Bound::above,
                  .threshold = 0.0}}},
  };
}

}  // namespace polder::patterns
