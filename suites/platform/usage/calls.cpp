#include "suites/platform/usage/calls.h"

#include <algorithm>

#include "kernel/store/unit_of_work.h"
#include "suites/platform/usage/call_histogram.h"
#include "suites/platform/usage/statements.h"

namespace sangam::suites::platform::usage {

namespace {

constexpr std::int64_t kUsualHours = 6;
constexpr std::string_view kNoCaller = "none";

struct OperationRow {
  std::string operation;
  std::int32_t bucket = 0;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};
SANGAM_DESCRIBE(OperationRow, (operation, ""), (bucket, ""), (value, ""), (refused, ""),
                (failed, ""))

struct SlotRow {
  std::int32_t slot = 0;
  std::int32_t bucket = 0;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};
SANGAM_DESCRIBE(SlotRow, (slot, ""), (bucket, ""), (value, ""), (refused, ""), (failed, ""))

struct CallerRow {
  std::string caller;
  std::int64_t value = 0;
};
SANGAM_DESCRIBE(CallerRow, (caller, ""), (value, ""))

// How many slots are told as one, so that there are at most about a hundred.
std::int32_t slots_together(std::int64_t hours) noexcept {
  if (hours <= 8) return 1;
  return hours <= 24 ? 3 : 6;
}

Timestamp begin_of(std::int32_t slot) noexcept {
  return {slot * metering::kSlotSeconds * kNanosecondsPerSecond};
}

template <class Told>
void tell(const CallHistogram& histogram, Told& told) {
  told.calls = histogram.calls();
  told.refused = histogram.refused();
  told.failed = histogram.failed();
  told.p50_us = histogram.time_us(0.5);
  told.p99_us = histogram.time_us(0.99);
}

// Rows of one key stand together: a histogram of each.
template <class Row, class Key, class Told>
void tell_each(const std::vector<Row>& rows, Key Row::* key, Told (*begin)(const Row&),
               std::vector<Told>& out) {
  for (auto row = rows.begin(); row != rows.end();) {
    CallHistogram histogram;
    const auto first = row;
    for (; row != rows.end() && (*row).*key == (*first).*key; ++row)
      histogram.add({row->bucket, row->value, row->refused, row->failed});
    auto told = begin(*first);
    tell(histogram, told);
    out.push_back(std::move(told));
  }
}

}  // namespace

Task<TenantCalls> Calls::read(api::Call& call, ReadCalls request) {
  const std::int64_t hours = request.hours ? std::int64_t{*request.hours} : kUsualHours;
  const auto together = slots_together(hours);
  TenantCalls told;
  told.to = call.system_time();
  told.slot_seconds = together * metering::kSlotSeconds;
  const Timestamp begin{told.to.nanoseconds - hours * 3'600 * kNanosecondsPerSecond};
  const auto first = metering::slot_of(begin) / together * together;
  told.from = begin_of(first);
  std::optional<std::string> caller;
  if (request.caller)
    caller = request.caller->str() == kNoCaller ? std::string() : request.caller->str();
  std::optional<std::string> operation;
  if (request.operation) operation = request.operation->str();
  auto& work = call.work();
  const auto by_operation = co_await work.rows<OperationRow>(kCallsByOperation, first, caller);
  tell_each(
      by_operation, &OperationRow::operation,
      +[](const OperationRow& row) { return OperationCalls{.operation = row.operation}; },
      told.operations);
  std::ranges::sort(told.operations, [](const OperationCalls& a, const OperationCalls& b) {
    return a.calls != b.calls ? a.calls > b.calls : a.operation < b.operation;
  });
  const auto by_slot =
      co_await work.rows<SlotRow>(kCallsBySlot, first, caller, operation, together);
  tell_each(
      by_slot, &SlotRow::slot,
      +[](const SlotRow& row) { return CallSlot{.at = begin_of(row.slot)}; }, told.slots);
  for (const auto& row : co_await work.rows<CallerRow>(kCallsByCaller, first))
    told.callers.push_back({.caller = row.caller, .calls = row.value});
  co_return told;
}

}  // namespace sangam::suites::platform::usage
