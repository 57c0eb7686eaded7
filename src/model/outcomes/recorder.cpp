#include "model/outcomes/recorder.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/outcomes/own_scalars.h"
#include "model/outcomes/survey.h"
#include "model/state.h"

namespace polder::model {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Week round_weeks(const Scenario& scenario) {
  Week shortest = scenario.groups.front().meeting_interval_weeks;
  for (const Group& group : scenario.groups) shortest = std::min(shortest, group.meeting_interval_weeks);
  return shortest;
}

std::vector<Week> record_weeks(const Scenario& scenario, Record record) {
  std::vector<Week> weeks;
  if (record == Record::summary) return weeks;
  const Week step = record == Record::weeks ? 1 : round_weeks(scenario);
  for (Week last = step - 1; last < scenario.weeks; last += step) weeks.push_back(last);
  if (weeks.empty() || weeks.back() != scenario.weeks - 1) weeks.push_back(scenario.weeks - 1);
  return weeks;
}

std::vector<Week> survey_weeks(const Scenario& scenario, Record record) {
  return record == Record::summary ? std::vector<Week>{} : scenario.survey.weeks;
}

Recorder::Recorder(const Scenario& scenario, Record record)
    : scenario_(&scenario), intervals_(record_weeks(scenario, record)), round_weeks_(round_weeks(scenario)) {
  const auto catalogue = series_catalogue();
  std::size_t entities = 0;
  for (const SeriesOutcome& outcome : catalogue) {
    const std::size_t width =
        outcome.shape == Shape::group ? scenario.groups.size() : scenario.municipalities.size();
    offset_.push_back(entities);
    width_.push_back(width);
    entities += width;
  }
  series_.assign(entities * intervals_.size(), 0.0F);
  const std::size_t pairs = scenario.municipalities.size() * scenario.municipalities.size();
  if (record == Record::full) trust_.assign(pairs * intervals_.size(), 0.0F);
  scalars_.assign(scalar_catalogue().size(), kNothing);
  previous_total_.assign(entities, 0.0);
  previous_count_.assign(entities, 0.0);
  level_sum_.assign(catalogue.size(), 0.0);
  const std::size_t widest = std::max(scenario.groups.size(), scenario.municipalities.size());
  scratch_total_.assign(widest, 0.0);
  scratch_count_.assign(widest, 0.0);

  kept_surveys_ = survey_weeks(scenario, record).size();
  std::size_t answers = 0;
  for (const SurveyVariable& variable : survey_variables()) {
    survey_offset_.push_back(answers);
    answers += variable.shape == Shape::group ? scenario.groups.size() : scenario.municipalities.size();
  }
  survey_offset_.push_back(answers);
  answers_.assign(answers, 0.0);
  survey_.assign(answers * kept_surveys_, 0.0F);
  for (auto* array : {&answer_sum_, &answer_count_, &gap_sum_, &gap_count_})
    array->assign(survey_questions().size(), 0.0);
}

void Recorder::start(const State&) {
  next_interval_ = 0;
  rounds_ = 0.0;
  next_survey_ = 0;
  for (auto* array : {&previous_total_, &previous_count_, &level_sum_, &answer_sum_, &answer_count_,
                      &gap_sum_, &gap_count_})
    std::fill(array->begin(), array->end(), 0.0);
}

void Recorder::observe(const State& state) {
  // state.week already points at the coming week.
  const Week last = state.week - 1;
  if (state.week % round_weeks_ == 0 || state.week == scenario_->weeks) {
    const auto catalogue = series_catalogue();
    for (std::size_t s = 0; s < catalogue.size(); ++s) {
      if (catalogue[s].reading != Reading::level) continue;
      const std::span<double> values{scratch_total_.data(), width_[s]};
      catalogue[s].total(state, values);
      double sum = 0.0;
      for (const double v : values) sum += v;
      level_sum_[s] += sum / static_cast<double>(width_[s]);
    }
    rounds_ += 1.0;
  }
  if (next_interval_ < intervals_.size() && intervals_[next_interval_] == last)
    close_interval(state, next_interval_++);
  const std::vector<Week>& surveys = scenario_->survey.weeks;
  if (next_survey_ < surveys.size() && surveys[next_survey_] == last) hold_survey(state, next_survey_++);
}

void Recorder::hold_survey(const State& state, std::size_t number) {
  take_survey(*scenario_, state, answers_);
  for (std::size_t q = 0; q < survey_questions().size(); ++q) {
    const auto [answer, truth] = variables_of(q);
    for (std::size_t e = survey_offset_[answer]; e < survey_offset_[answer + 1]; ++e) {
      if (std::isnan(answers_[e])) continue;
      answer_sum_[q] += answers_[e];
      answer_count_[q] += 1.0;
      if (!survey_questions()[q].same_scale) continue;
      const double true_value = answers_[survey_offset_[truth] + (e - survey_offset_[answer])];
      if (std::isnan(true_value)) continue;
      gap_sum_[q] += answers_[e] - true_value;
      gap_count_[q] += 1.0;
    }
  }
  if (kept_surveys_ == 0) return;
  for (std::size_t v = 0; v + 1 < survey_offset_.size(); ++v) {
    const std::size_t width = survey_offset_[v + 1] - survey_offset_[v];
    float* out = survey_.data() + survey_offset_[v] * kept_surveys_ + number * width;
    for (std::size_t e = 0; e < width; ++e) out[e] = static_cast<float>(answers_[survey_offset_[v] + e]);
  }
}

void Recorder::close_interval(const State& state, std::size_t interval) {
  const auto catalogue = series_catalogue();
  for (std::size_t s = 0; s < catalogue.size(); ++s) {
    const SeriesOutcome& outcome = catalogue[s];
    const std::size_t width = width_[s];
    const std::span<double> total{scratch_total_.data(), width};
    float* out = series_.data() + offset_[s] * intervals_.size() + interval * width;
    outcome.total(state, total);
    if (outcome.reading == Reading::level) {
      for (std::size_t e = 0; e < width; ++e) out[e] = static_cast<float>(total[e]);
      continue;
    }
    double* previous = previous_total_.data() + offset_[s];
    if (outcome.reading == Reading::flow) {
      for (std::size_t e = 0; e < width; ++e) out[e] = static_cast<float>(total[e] - previous[e]);
    } else {
      const std::span<double> count{scratch_count_.data(), width};
      outcome.count(state, count);
      double* before = previous_count_.data() + offset_[s];
      for (std::size_t e = 0; e < width; ++e) {
        const double growth = count[e] - before[e];
        out[e] = static_cast<float>(growth > 0.0 ? (total[e] - previous[e]) / growth : kNothing);
        before[e] = count[e];
      }
    }
    for (std::size_t e = 0; e < width; ++e) previous[e] = total[e];
  }
  if (trust_.empty()) return;
  const auto n = static_cast<std::size_t>(state.n);
  float* out = trust_.data() + interval * n * n;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      out[i * n + j] = i == j ? 0.0F : static_cast<float>(state.trust[j * n + i]);
  }
}

void Recorder::finish(const State& state) {
  const auto catalogue = series_catalogue();
  for (std::size_t s = 0; s < catalogue.size(); ++s) {
    const SeriesOutcome& outcome = catalogue[s];
    if (outcome.reading == Reading::level) {
      scalars_[s] = rounds_ > 0.0 ? level_sum_[s] / rounds_ : kNothing;
      continue;
    }
    const std::span<double> total{scratch_total_.data(), width_[s]};
    outcome.total(state, total);
    double sum = 0.0;
    for (const double v : total) sum += v;
    if (outcome.reading == Reading::flow) {
      scalars_[s] = sum;
      continue;
    }
    const std::span<double> count{scratch_count_.data(), width_[s]};
    outcome.count(state, count);
    double events = 0.0;
    for (const double v : count) events += v;
    scalars_[s] = events > 0.0 ? sum / events : kNothing;
  }
  const auto own = own_scalars();
  for (std::size_t s = 0; s < own.size(); ++s)
    scalars_[catalogue.size() + s] = own[s].value(state, *scenario_);
  const auto survey = survey_scalars();
  for (std::size_t s = 0; s < survey.size(); ++s) {
    const auto [question, gap] = survey[s];
    const double count = (gap ? gap_count_ : answer_count_)[question];
    const double sum = (gap ? gap_sum_ : answer_sum_)[question];
    scalars_[catalogue.size() + own.size() + s] = count > 0.0 ? sum / count : kNothing;
  }
}

std::span<const float> Recorder::survey(std::size_t v) const {
  return {survey_.data() + survey_offset_[v] * kept_surveys_,
          (survey_offset_[v + 1] - survey_offset_[v]) * kept_surveys_};
}

std::span<const float> Recorder::series(std::size_t s) const {
  return {series_.data() + offset_[s] * intervals_.size(), width_[s] * intervals_.size()};
}

}  // namespace polder::model
