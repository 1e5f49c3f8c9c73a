#include "suites/platform/usage/history.h"

#include "base/error.h"
#include "kernel/metering/meters.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/statements.h"

namespace sangam::suites::platform::usage {

namespace {

constexpr std::int32_t kUsualDays = 30;

struct DailyRow {
  std::int32_t day = 0;
  std::string meter;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};
SANGAM_DESCRIBE(DailyRow, (day, ""), (meter, ""), (value, ""), (refused, ""), (failed, ""))

struct Caller {
  metering::Meter meter;
  std::int64_t UsageCallers::* count;
};
constexpr Caller kCallers[] = {
    {metering::Meter::calls_person, &UsageCallers::person},
    {metering::Meter::calls_api_key, &UsageCallers::api_key},
    {metering::Meter::calls_access_token, &UsageCallers::access_token},
    {metering::Meter::calls_directory, &UsageCallers::directory},
};

// The names under which a meter's figures are kept.
std::vector<std::string> kept_as(UsageMeter meter) {
  if (meter != UsageMeter::calls) return {std::string(name(meter))};
  std::vector<std::string> names;
  for (const auto& caller : kCallers)
    names.emplace_back(metering::name(caller.meter));
  return names;
}

void add(const DailyRow& row, bool calls, std::vector<UsageDay>& days) {
  if (days.empty() || days.back().day.days != row.day) {
    days.push_back({.day = {row.day}});
    if (calls) days.back().callers.emplace();
  }
  auto& day = days.back();
  day.value += row.value;
  day.refused += row.refused;
  day.failed += row.failed;
  for (const auto& caller : kCallers)
    if (calls && row.meter == metering::name(caller.meter)) *day.callers.*caller.count += row.value;
}

// Which days were asked for.
void choose_days(const ReadUsageHistory& request, Date today, UsageHistory& history) {
  history.to = request.to.value_or(today);
  history.from = request.from.value_or(Date{history.to.days - kUsualDays + 1});
  if (history.from > history.to)
    throw Error{Code::invalid,
                "The days are the wrong way round.",
                {{"?from", "out_of_range", "must not be after the last day"}}};
  if (history.to.days - history.from.days >= kDaysKept)
    throw Error{Code::invalid,
                "These are too many days.",
                {{"?from", "out_of_range", "must be less than 400 days before the last day"}}};
}

Task<UsageHistory> read_history(api::Call& call, std::int32_t tenant, ReadUsageHistory request) {
  UsageHistory history;
  history.meter = request.meter;
  choose_days(request, day_of(call.system_time()), history);
  // Row-level security shows figures to their own tenant only, which is not always the caller's.
  store::UnitOfWork work(*call.pools().auth, tenant, call.deadline(), store::Mode::read_only);
  work.record_in(call.trace());
  const auto rows = co_await work.rows<DailyRow>(kReadHistory, history.from.days, history.to.days,
                                                 kept_as(request.meter));
  for (const auto& row : rows)
    add(row, request.meter == UsageMeter::calls, history.days);
  co_return history;
}

}  // namespace

Task<UsageHistory> History::read(api::Call& call, ReadUsageHistory request) {
  co_return co_await read_history(call, call.tenant().number, request);
}

Task<UsageHistory> History::read_of(api::Call& call, ReadTenantUsageHistory request) {
  const auto tenant = co_await find_tenant_number(call.work(), request.id);
  co_return co_await read_history(call, tenant,
                                  {.meter = request.meter, .from = request.from, .to = request.to});
}

}  // namespace sangam::suites::platform::usage
