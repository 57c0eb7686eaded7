#include "explain/summary.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

namespace polder::explain {

namespace {

using model::EventType;
using model::kNone;

/// Named places of a phrase.
class Places {
 public:
  Places& set(const char* name, const std::string& text) {
    places_.push_back(fmt::arg(name, text));
    return *this;
  }
  Places& set(const char* name, std::size_t count) { return set(name, fmt::format("{}", count)); }
  [[nodiscard]] std::string fill(Bilingual phrase, Language language) const {
    return fmt::vformat(phrase.in(language), places_);
  }

 private:
  fmt::dynamic_format_arg_store<fmt::format_context> places_;
};

constexpr std::array<Bilingual, model::kConceptNames.size()> kConcepts{{
    {"als netwerk: een convenant, wie erbij is besluit samen en elke gemeente bekrachtigt en werkt zelf",
     "as a network: a covenant, those present decide together, and each municipality ratifies and works "
     "itself"},
    {"onder een centrumgemeente: {centre} hoort de anderen, besluit en voert uit",
     "under a centre municipality: {centre} hears the others, decides and carries out"},
    {"als matrix: elk veld heeft een gemeente die erover besluit en het voor allen uitvoert",
     "as a matrix: every field has a municipality that decides on it and carries it out for all"},
    {"met een shared service center: een bestuur stemt, een gezamenlijke eenheid voert uit",
     "with a shared-service centre: a board votes, a joint unit carries out"},
    {"als mix: beleid als in een netwerk, uitvoering door een gezamenlijke eenheid die nog moet groeien; per "
     "taakveld eerst "
     "eens over de vorm",
     "as a mix: policy as in a network, operations by a joint unit that has yet to grow; form first, field "
     "by "
     "field"},
}};

model::MunicipalityIndex centre_of(const model::Scenario& scenario, const model::Group& group) {
  if (group.centre != kNone) return group.centre;
  return *std::max_element(group.members.begin(), group.members.end(), [&](auto a, auto b) {
    return scenario.municipalities[static_cast<std::size_t>(a)].population <
           scenario.municipalities[static_cast<std::size_t>(b)].population;
  });
}

std::string group_line(const model::Scenario& scenario, const Names& names, model::GroupIndex g,
                       Language language) {
  const model::Group& group = scenario.groups[static_cast<std::size_t>(g)];
  const auto concept_ = static_cast<std::size_t>(group.concept_);
  Places places;
  places.set("group", names.group(g, language))
      .set("members", group.members.size())
      .set("concept", Places()
                          .set("centre", names.municipality(centre_of(scenario, group)))
                          .fill(kConcepts[concept_], language))
      .set("interval", weeks(group.meeting_interval_weeks, language));
  return places.fill(
      {"Werkgroep {group}: {members} gemeenten, {concept}. Overleg: eens in de {interval}.",
       "Working group {group}: {members} municipalities, {concept}. Meetings: once in {interval}."},
      language);
}

std::string manager_line(const model::Scenario& scenario, const Names& names, Language language) {
  const model::ProcessManager& manager = scenario.process_manager;
  if (!manager.present) {
    return std::string(Bilingual{"Er is geen procesmanager.", "There is no process manager."}.in(language));
  }
  const Bilingual employed = manager.employer == kNone
                                 ? Bilingual{"bij geen gemeente in dienst", "employed by no municipality"}
                                 : Bilingual{"in dienst van {employer}", "employed by {employer}"};
  const Bilingual role = manager.decides ? Bilingual{"mag knopen doorhakken", "may settle what is left open"}
                                         : Bilingual{"bereidt voor en verbindt, maar besluit niet",
                                                     "prepares and connects, but decides nothing"};
  Places who;
  who.set("employer", manager.employer == kNone ? std::string() : names.municipality(manager.employer));
  Places places;
  places.set("employed", who.fill(employed, language)).set("role", std::string(role.in(language)));
  return places.fill({"De procesmanager, {employed}, {role}.", "The process manager, {employed}, {role}."},
                     language);
}

std::string stake_line(const model::Scenario& scenario, Language language) {
  const double arrears =
      std::accumulate(scenario.municipalities.begin(), scenario.municipalities.end(), 0.0,
                      [](double sum, const model::Municipality& m) { return sum + m.arrears_at_start; });
  const std::chrono::sys_days start = scenario.start;
  Places places;
  places.set("persons", whole(persons_to_house(scenario), language))
      .set("arrears", whole(std::abs(arrears), language))
      .set("start", date(scenario.start, language))
      .set("end", date(start + std::chrono::days(7 * scenario.weeks - 1), language));
  const Bilingual stand =
      arrears > 0.5
          ? Bilingual{"; de achterstand bij de start is {arrears}", "; {arrears} are in arrears at the start"}
      : arrears < -0.5
          ? Bilingual{"; de voorsprong bij de start is {arrears}", "; they are {arrears} ahead at the start"}
          : Bilingual{"", ""};
  return places.fill(
             {"Waar het om gaat: van {start} tot en met {end} moeten de gemeenten volgens de taakstelling "
              "{persons} "
              "vergunninghouders huisvesten",
              "At stake: from {start} to {end} the municipalities are to house {persons} permit holders"},
             language) +
         places.fill(stand, language) + ".";
}

/// What became of the dossiers of a group.
struct Tally {
  std::array<std::size_t, model::kEventNames.size()> of{};
  std::size_t in_full = 0;
  double tabled = 0.0;   ///< concreteness, summed over what was decided
  double decided = 0.0;  ///< likewise, when decided

  [[nodiscard]] std::size_t count(EventType type) const { return of[static_cast<std::size_t>(type)]; }
  [[nodiscard]] std::size_t decisions() const {
    return count(EventType::decided) + count(EventType::pushed_through);
  }
};

std::vector<Tally> tallies(const model::Scenario& scenario, const History& history,
                           std::span<const Fact> facts) {
  std::vector<Tally> all(scenario.groups.size());
  for (std::size_t e = 0; e < history.events.size(); ++e) {
    const model::Event& event = history.events[e];
    if (event.group == kNone) continue;
    Tally& tally = all[static_cast<std::size_t>(event.group)];
    ++tally.of[static_cast<std::size_t>(event.type)];
    if (facts[e].manner == Manner::in_full) ++tally.in_full;
    if (event.type == EventType::decided || event.type == EventType::pushed_through) {
      tally.tabled += facts[e].concreteness_tabled;
      tally.decided += facts[e].concreteness;
    }
  }
  return all;
}

std::string group_result(const Tally& tally, const std::string& name, Language language) {
  const std::size_t tabled = tally.count(EventType::dossier_tabled);
  const std::size_t shelved = tally.count(EventType::shelved);
  const auto decisions = static_cast<double>(std::max<std::size_t>(1, tally.decisions()));
  Places places;
  places.set("group", name)
      .set("tabled", tabled)
      .set("decided", tally.decisions())
      .set("pushed", tally.count(EventType::pushed_through))
      .set("shelved", shelved)
      .set("open", tabled - tally.decisions() - shelved)
      .set("reviews", tally.count(EventType::review_demanded))
      .set("redrafts", tally.count(EventType::redrafted))
      .set("first", number(tally.tabled / decisions, 2, language))
      .set("last", number(tally.decided / decisions, 2, language))
      .set("closed", tally.count(EventType::carried_out))
      .set("full", tally.in_full)
      .set("finished", tally.count(EventType::task_finished))
      .set("dropped", tally.count(EventType::task_dropped))
      .set("refused", tally.count(EventType::ratification_failed));
  return places.fill(
      {"Werkgroep {group}: dossiers op tafel {tabled}, vastgesteld {decided} (waarvan doorgedrukt {pushed}), "
       "zonder "
       "besluit van tafel {shelved}, nog open {open}. Leestijd gevraagd: {reviews}; herschreven: {redrafts}; "
       "gemiddelde concreetheid van wat is vastgesteld {first} -> {last}; niet bekrachtigd door een "
       "gemeente: "
       "{refused}. Afgesloten: {closed}, waarvan volledig uitgevoerd {full}. Taken afgerond: {finished}, "
       "laten "
       "vallen: {dropped}.",
       "Working group {group}: dossiers tabled {tabled}, decided {decided} (of which pushed through "
       "{pushed}), shelved "
       "{shelved}, still open {open}. Time to read asked for: {reviews}; redrafts: {redrafts}; mean "
       "concreteness "
       "of what was decided {first} -> {last}; not ratified by a municipality: {refused}. Closed: {closed}, "
       "of "
       "which carried out in full {full}. Tasks finished: {finished}, dropped: {dropped}."},
      language);
}

std::string placed_line(const model::Scenario& scenario, const History& history, Language language) {
  Places places;
  places.set("placed", whole(history.placed, language))
      .set("persons", whole(persons_to_house(scenario), language));
  return places.fill({"Gehuisvest: {placed} vergunninghouders; de taakstelling over deze tijd was {persons}.",
                      "Housed: {placed} permit holders; the target over this time was {persons}."},
                     language);
}

std::string workers_line(const History& history, const Names& names, Language language) {
  constexpr std::size_t kMost = 3;
  const double total = std::accumulate(history.joint_hours.begin(), history.joint_hours.end(), 0.0);
  std::vector<model::MunicipalityIndex> order(history.joint_hours.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return history.joint_hours[static_cast<std::size_t>(a)] >
           history.joint_hours[static_cast<std::size_t>(b)];
  });
  order.resize(std::min(order.size(), kMost));
  std::vector<std::string> workers;
  for (const model::MunicipalityIndex i : order) {
    const double hours = history.joint_hours[static_cast<std::size_t>(i)];
    if (hours > 0.0) {
      workers.push_back(fmt::format("{} ({})", names.municipality(i), percent(hours / total, 0, language)));
    }
  }
  if (workers.empty()) return {};
  Places places;
  places.set("workers", enumeration(workers, language)).set("hours", whole(total, language));
  return places.fill({"Van {hours} uur gezamenlijk werk van gemeenten deden het meest: {workers}.",
                      "Of {hours} hours of joint work by municipalities, most were done by {workers}."},
                     language);
}

std::string leavers_line(const History& history, const Names& names, Language language) {
  std::vector<std::string> leavers;
  for (const model::Event& event : history.events) {
    if (event.type == EventType::withdrew) {
      leavers.push_back(fmt::format("{} (week {})", names.municipality(event.municipality), event.week));
    }
  }
  if (leavers.empty()) return {};
  Places places;
  places.set("leavers", enumeration(leavers, language));
  return places.fill({"Uit de samenwerking gestapt: {leavers}.", "Left the partnership: {leavers}."},
                     language);
}

}  // namespace

double persons_to_house(const model::Scenario& scenario) {
  double persons = 0.0;
  const auto& half_years = scenario.demand.half_years;
  for (std::size_t h = 0; h < half_years.size(); ++h) {
    const model::HalfYear& half_year = half_years[h];
    const bool last = h + 1 == half_years.size();
    const model::Week from = std::max(0, half_year.first_week);
    const model::Week until = last ? scenario.weeks : std::min(scenario.weeks, half_year.end_week);
    if (until <= from) continue;
    const double share =
        static_cast<double>(until - from) / static_cast<double>(half_year.end_week - half_year.first_week);
    for (const model::Municipality& m : scenario.municipalities) {
      const double target = m.targets.empty()
                                ? std::ceil(half_year.target * m.population / half_year.population)
                                : m.targets[h];
      persons += share * target;
    }
  }
  return persons;
}

std::vector<Paragraph> opening(const model::Scenario& scenario, const Names& names, Language language) {
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(scenario.groups.size() + 2);
  for (model::GroupIndex g = 0; g < static_cast<model::GroupIndex>(scenario.groups.size()); ++g) {
    paragraphs.push_back({g, group_line(scenario, names, g, language)});
  }
  paragraphs.push_back({kNone, manager_line(scenario, names, language)});
  paragraphs.push_back({kNone, stake_line(scenario, language)});
  return paragraphs;
}

std::vector<Paragraph> closing(const model::Scenario& scenario, const History& history,
                               std::span<const Fact> facts, const Names& names, Language language) {
  std::vector<Paragraph> paragraphs;
  const std::vector<Tally> all = tallies(scenario, history, facts);
  paragraphs.reserve(all.size() + 3);
  for (model::GroupIndex g = 0; g < static_cast<model::GroupIndex>(all.size()); ++g) {
    paragraphs.push_back(
        {g, group_result(all[static_cast<std::size_t>(g)], names.group(g, language), language)});
  }
  for (std::string line : {placed_line(scenario, history, language), workers_line(history, names, language),
                           leavers_line(history, names, language)}) {
    if (!line.empty()) paragraphs.push_back({kNone, std::move(line)});
  }
  return paragraphs;
}

}  // namespace polder::explain
