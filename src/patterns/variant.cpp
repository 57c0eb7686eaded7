#include "patterns/variant.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <stdexcept>
#include <string>

namespace polder::patterns {
namespace {

using scenario::Override;

constexpr std::array<std::string_view, kVariants> kNames{
    "network",      "alike",       "centre",      "matrix",   "ssc",         "mix",
    "network_loss", "centre_loss", "matrix_loss", "ssc_loss", "mix_loss",    "monitoring",
    "goals",        "goals_alike", "roles",       "forum",    "independent", "relevant",
    "half",         "half_load",   "no_manager",  "deciding"};

Override set(std::string path, std::string value) {
  return {.path = std::move(path), .value = std::move(value), .option = "patterns"};
}

Override concept_of(std::string_view name) { return set("concept", std::string(name)); }

Override with_intervention(std::string_view name) {
  return set(fmt::format("interventions.{}", name), "true");
}

void make_alike(const model::Scenario& scenario, std::vector<Override>& settings) {
  const auto n = static_cast<double>(scenario.municipalities.size());
  double colour = 0.0;
  for (const model::Municipality& m : scenario.municipalities) colour += m.colour / n;
  std::vector<double> need;
  for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
    const auto& members = scenario.groups[g].members;
    double sum = 0.0;
    for (const model::MunicipalityIndex i : members) {
      sum += scenario.municipalities[static_cast<std::size_t>(i)].need[g];
    }
    need.push_back(sum / static_cast<double>(members.size()));
  }
  for (const model::Municipality& m : scenario.municipalities) {
    const std::string path = "municipalities." + scenario::path_part(m.name);
    settings.push_back(set(path + ".colour", fmt::format("{}", colour)));
    for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
      settings.push_back(
          set(path + ".need." + scenario::path_part(scenario.groups[g].name), fmt::format("{}", need[g])));
    }
  }
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

enum class Load { same, in_proportion };

void halve_groups(const model::Scenario& scenario, Load load, std::vector<Override>& settings) {
  for (const model::Group& group : scenario.groups) {
    std::vector<model::MunicipalityIndex> members = group.members;
    std::ranges::stable_sort(members, std::ranges::greater{}, [&](model::MunicipalityIndex i) {
      return scenario.municipalities[static_cast<std::size_t>(i)].population;
    });
    std::string list;
    std::size_t kept = 0;
    for (std::size_t r = 0; r < members.size(); r += 2) {
      list += (kept++ == 0 ? "" : ", ") +
              quoted(scenario.municipalities[static_cast<std::size_t>(members[r])].name);
    }
    if (kept < 2) continue;  // a group has two members at least
    if (load == Load::in_proportion) {
      const double share = static_cast<double>(kept) / static_cast<double>(members.size());
      for (const model::DossierKind& kind : scenario.dossier_kinds) {
        if (scenario.groups[static_cast<std::size_t>(kind.group)].name != group.name) continue;
        settings.push_back(set(fmt::format("dossier_kinds.{}.per_year", scenario::path_part(kind.name)),
                               fmt::format("{}", share * kind.per_year)));
      }
    }
    settings.push_back(
        set(fmt::format("groups.{}.members", scenario::path_part(group.name)), "[" + list + "]"));
  }
}

}  // namespace

std::string_view variant_name(Variant variant) { return kNames[static_cast<std::size_t>(variant)]; }

model::Week loss_week(const model::Scenario& scenario) { return scenario.weeks / 2; }

Variant with_loss(Variant concept_) {
  switch (concept_) {
    case Variant::network:
      return Variant::network_loss;
    case Variant::centre:
      return Variant::centre_loss;
    case Variant::matrix:
      return Variant::matrix_loss;
    case Variant::ssc:
      return Variant::ssc_loss;
    case Variant::mix:
      return Variant::mix_loss;
    default:
      throw std::invalid_argument("no concept");
  }
}

namespace {

/// Groups that would change their concept keep that of the variant.
void stay(const model::Scenario& scenario, std::string_view concept_name, std::vector<Override>& settings) {
  for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
    if (!model::switch_of(scenario, static_cast<model::GroupIndex>(g)).to) continue;
    settings.push_back(set(fmt::format("groups.{}.switch_to", scenario::path_part(scenario.groups[g].name)),
                           std::string(concept_name)));
  }
}

std::vector<Override> own_settings_of(Variant variant, const model::Scenario& scenario) {
  const Override network = concept_of("network");
  const Override loss = set("interventions.staff_loss", fmt::format("{}", loss_week(scenario)));
  std::vector<Override> settings{network};
  switch (variant) {
    case Variant::network:
      return settings;
    case Variant::alike:
      make_alike(scenario, settings);
      return settings;
    case Variant::centre:
    case Variant::matrix:
    case Variant::ssc:
    case Variant::mix:
      return {concept_of(variant_name(variant))};
    case Variant::network_loss:
    case Variant::centre_loss:
    case Variant::matrix_loss:
    case Variant::ssc_loss:
    case Variant::mix_loss: {
      const std::string_view name = variant_name(variant);
      return {concept_of(name.substr(0, name.find('_'))), loss};
    }
    case Variant::monitoring:
    case Variant::forum:
      settings.push_back(with_intervention(variant_name(variant)));
      return settings;
    case Variant::goals_alike:
      make_alike(scenario, settings);
      [[fallthrough]];
    case Variant::goals:
      settings.push_back(with_intervention("concrete_goals"));
      return settings;
    case Variant::roles:
      settings.push_back(with_intervention("explicit_roles"));
      return settings;
    case Variant::independent:
      settings.push_back(with_intervention("independent_manager"));
      return settings;
    case Variant::relevant:
      settings.push_back(with_intervention("relevant_parties"));
      return settings;
    case Variant::half_load:
      halve_groups(scenario, Load::in_proportion, settings);
      return settings;
    case Variant::no_manager:
      settings.push_back(with_intervention("no_manager"));
      return settings;
    case Variant::deciding:
      settings.push_back(with_intervention("deciding_manager"));
      return settings;
    case Variant::half:
      halve_groups(scenario, Load::same, settings);
      return settings;
  }
  return settings;
}

}  // namespace

std::vector<Override> settings_of(Variant variant, const model::Scenario& scenario) {
  std::vector<Override> settings = own_settings_of(variant, scenario);
  const std::string concept_name = settings.front().value;  // the first setting is the concept
  stay(scenario, concept_name, settings);
  return settings;
}

}  // namespace polder::patterns
