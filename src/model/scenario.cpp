#include "model/scenario.h"

#include <cmath>
#include <cstddef>

namespace polder::model {

double target_of(const Scenario& scenario, const HalfYear& half_year, MunicipalityIndex i) {
  const Municipality& m = scenario.municipalities[static_cast<std::size_t>(i)];
  if (m.targets.empty()) return std::ceil(half_year.target * m.population / half_year.population);
  return m.targets[static_cast<std::size_t>(&half_year - scenario.demand.half_years.data())];
}

double vacancy_share_of(const Scenario& scenario, std::size_t k, MunicipalityIndex i) {
  const std::vector<double>& own = scenario.municipalities[static_cast<std::size_t>(i)].vacancy_shares;
  return k < own.size() && own[k] >= 0.0 ? own[k] : scenario.demand.case_types[k].vacancy_share;
}

const HalfYear& half_year_at(const Scenario& scenario, Week week) {
  for (const HalfYear& h : scenario.demand.half_years) {
    if (week < h.end_week) return h;
  }
  return scenario.demand.half_years.back();
}

}  // namespace polder::model
