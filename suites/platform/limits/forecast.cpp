// What each limit would say of a request, for who asks what would happen to it.

#include <fmt/format.h>

#include <algorithm>

#include "kernel/gateway/limits/rate_limit_fields.h"
#include "kernel/gateway/limits/shedder.h"
#include "suites/platform/limits/admission.h"
#include "suites/platform/limits/refusals.h"

namespace sangam::suites::platform::limits {

namespace {

using api::AdmissionForecast;
using api::AdmissionStep;

AdmissionForecast load_forecast(int level, const api::AdmissionQuestion& question) {
  AdmissionForecast forecast{
      .step = AdmissionStep::load,
      .refusal = {},
      .limit = fmt::format("load: level {} of {}", level, gates::Shedder::kLevelsMost)};
  if (sheds(level, worth_of(question.operation, question.identity)))
    forecast.refusal = overloaded(level);
  return forecast;
}

AdmissionForecast rate_forecast(const gates::Claim& claim, bool leased, std::int64_t now) {
  const auto left = std::clamp<std::int64_t>(gates::Limiter::tokens_left(claim, leased, now), 0,
                                             claim.rate.quota);
  const auto wait = gates::Limiter::wait_for(claim, leased, now);
  AdmissionForecast forecast{
      .step = AdmissionStep::rates,
      .refusal = {},
      .limit = fmt::format("{}: {}", name_of(claim.level), text_of(claim.rate))};
  // What others share was told some time ago: where none were, some may be again.
  if (left > 0 || wait > 0) forecast.limit += fmt::format(", {} left", left);
  if (wait > 0) forecast.refusal = too_many(claim, wait);
  return forecast;
}

AdmissionForecast quota_forecast(std::int64_t used, std::int64_t most) {
  AdmissionForecast forecast{.step = AdmissionStep::quota,
                             .refusal = {},
                             .limit = fmt::format("calls_a_month: {} of {} are used", used, most)};
  if (used >= most) forecast.refusal = month_used_up(most);
  return forecast;
}

}  // namespace

std::vector<AdmissionForecast> LimitAdmission::forecast(const api::AdmissionQuestion& question) {
  std::vector<AdmissionForecast> all{load_forecast(shedding(), question)};
  const auto& pages = book_.pages();
  const auto now = runtime::monotonic_nanoseconds();
  const auto claimed = pages.says_anything ? claims(pages, question, now) : gates::Claims{};
  const bool leased = claimed.shared && limiter_.shares();
  for (const auto& claim : claimed.all())
    all.push_back(rate_forecast(claim, leased, now));
  if (question.identity == nullptr || !question.identity->tenant) return all;
  const auto tenant = question.identity->tenant->number;
  const auto& allowed = pages.of(tenant);
  if (allowed.calls_a_month)
    all.push_back(quota_forecast(book_.month_of(tenant)->total(), *allowed.calls_a_month));
  if (takes_turns(question) && allowed.at_work > 0)
    all.push_back({.step = AdmissionStep::turns,
                   .refusal = {},
                   .limit = fmt::format("at_work: {} at a time, {} wait", allowed.at_work,
                                        of(question.loop).gate.waiting())});
  return all;
}

}  // namespace sangam::suites::platform::limits
