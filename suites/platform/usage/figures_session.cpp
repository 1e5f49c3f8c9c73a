#include "suites/platform/usage/figures_session.h"

#include "base/scalars.h"
#include "kernel/store/rows.h"
#include "suites/platform/usage/call_types.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/figures_statements.h"

namespace sangam::suites::platform::usage {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kPatience{10};
// A writer that ended so long ago sends nothing again.
constexpr std::int64_t kWritersKept = 7 * kDayNanoseconds;

Deadline patience() { return Deadline::in(kPatience); }

struct LeadRow {
  bool leads = false;
};
SANGAM_DESCRIBE(LeadRow, (leads, ""))

struct NumberRow {
  std::int32_t number = 0;
};
SANGAM_DESCRIBE(NumberRow, (number, ""))

}  // namespace

FiguresSession::FiguresSession(const store::Endpoint& endpoint)
    : connection_(endpoint.as(store::Role::relay), patience()) {}

bool FiguresSession::add(Uuid writer, const Batch& batch, Timestamp now) {
  std::vector<std::int32_t> tenants, days;
  std::vector<std::string> meters;
  std::vector<std::int64_t> values, refused, failed;
  for (const auto& figure : batch.figures) {
    tenants.push_back(figure.tenant);
    days.push_back(figure.day);
    meters.emplace_back(figure.meter);
    values.push_back(figure.value);
    refused.push_back(figure.refused);
    failed.push_back(figure.failed);
  }
  return connection_
             .run(patience(), figures::kAdd, writer, batch.number, now, tenants, days, meters,
                  values, refused, failed)
             .affected() > 0;
}

bool FiguresSession::add_calls(Uuid writer, const CallBatch& batch, Timestamp now) {
  std::vector<std::int32_t> tenants, slots, buckets;
  std::vector<std::string> operations, callers;
  std::vector<std::int64_t> values, refused, failed;
  for (const auto& count : batch.counts) {
    tenants.push_back(count.tenant);
    slots.push_back(count.slot);
    operations.emplace_back(count.operation);
    callers.push_back(count.caller);
    buckets.push_back(count.bucket);
    values.push_back(count.value);
    refused.push_back(count.refused);
    failed.push_back(count.failed);
  }
  return connection_
             .run(patience(), figures::kAddCalls, writer, batch.number, now, tenants, slots,
                  operations, callers, buckets, values, refused, failed)
             .affected() > 0;
}

std::vector<DueNotice> FiguresSession::due_notices(const std::vector<std::int32_t>& tenants,
                                                   Date today) {
  return store::read_rows<DueNotice>(
      connection_.run(patience(), figures::kDueNotices, tenants, month_of(today).days, today.days));
}

bool FiguresSession::lead() {
  // The lock counts how often it is taken, so it is taken once.
  if (!leads_)
    leads_ = store::read_rows<LeadRow>(connection_.run(patience(), figures::kLead)).front().leads;
  return leads_;
}

std::optional<std::int32_t> FiguresSession::next_to_measure(Date today, std::int32_t after) {
  const auto rows = store::read_rows<NumberRow>(
      connection_.run(patience(), figures::kNextToMeasure, today.days, after));
  if (rows.empty()) return std::nullopt;
  return rows.front().number;
}

void FiguresSession::set_storage(std::int32_t tenant, Date day, std::int64_t bytes) {
  connection_.run(patience(), figures::kSetStorage, tenant, day.days, bytes);
}

bool FiguresSession::forget(Timestamp now) {
  const auto oldest = day_of(now).days - kDaysKept;
  connection_.run(patience(), figures::kForgetNotices, oldest);
  connection_.run(patience(), figures::kForgetWriters, Timestamp{now.nanoseconds - kWritersKept});
  const auto oldest_slot =
      metering::slot_of({now.nanoseconds - kCallHoursKept * 3'600 * kNanosecondsPerSecond});
  const auto calls =
      connection_.run(patience(), figures::kForgetCalls, oldest_slot, kForgottenAtOnce).affected();
  const auto days =
      connection_.run(patience(), figures::kForgetDays, oldest, kForgottenAtOnce).affected();
  return calls == kForgottenAtOnce || days == kForgottenAtOnce;
}

}  // namespace sangam::suites::platform::usage
