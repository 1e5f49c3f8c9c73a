#include "kernel/store/exchange_record.h"

#include <atomic>

#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/registry.h"

namespace sangam::store {

namespace {

std::atomic<std::int64_t> slow_exchange{500'000'000};

telemetry::Histogram& exchanges() {
  static auto& histogram = telemetry::registry().histogram("sangam_store_exchange_seconds",
                                                           "Time of an exchange with the database");
  return histogram;
}

telemetry::Histogram& waits() {
  static auto& histogram = telemetry::registry().histogram(
      "sangam_store_pool_wait_seconds", "Time that a request waited for a session of its pool");
  return histogram;
}

void log_slow(const telemetry::Trace* trace, std::string_view statement, std::int64_t duration) {
  const log::Field name{"statement", std::string(statement)};
  const log::Field time{"milliseconds", std::to_string(duration / kNanosecondsPerMillisecond)};
  if (trace != nullptr) log::warning(*trace, "slow exchange with the database", {name, time});
  else log::warning("slow exchange with the database", {name, time});
}

}  // namespace

void set_slow_exchange(std::int64_t nanoseconds) noexcept { slow_exchange = nanoseconds; }

ExchangeRecord::ExchangeRecord(telemetry::Trace* trace, std::string_view statement) noexcept
    : trace_(trace), statement_(statement), started_(runtime::monotonic_nanoseconds()) {}

ExchangeRecord::~ExchangeRecord() {
  if (!over_) add_span(runtime::monotonic_nanoseconds(), true);
}

void ExchangeRecord::end(bool well) {
  const auto ended = runtime::monotonic_nanoseconds();
  exchanges().record(ended - started_);
  add_span(ended, !well);
  if (ended - started_ >= slow_exchange.load(std::memory_order_relaxed))
    log_slow(trace_, statement_, ended - started_);
}

void ExchangeRecord::end_wait() {
  const auto ended = runtime::monotonic_nanoseconds();
  waits().record(ended - started_);
  add_span(ended, false);
}

void ExchangeRecord::add_span(std::int64_t ended, bool failed) {
  over_ = true;
  if (trace_ != nullptr)
    trace_->add(statement_, telemetry::SpanKind::client, started_, ended, failed);
}

}  // namespace sangam::store
