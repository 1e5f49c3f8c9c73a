#pragma once

// What is recorded of an exchange with the database: its time for /metrics, a span of the request's
// trace, a line of the log when it was slow.

#include <cstdint>
#include <string_view>

#include "kernel/telemetry/trace.h"

namespace sangam::store {

// Exchanges that take longer are logged with the name of their statement, never with its values.
// Any thread.
void set_slow_exchange(std::int64_t nanoseconds) noexcept;

// Lives while the exchange is under way; one that is left without an end has failed.
class ExchangeRecord {
 public:
  // `trace` may be null; `statement` lives as long as the program.
  ExchangeRecord(telemetry::Trace* trace, std::string_view statement) noexcept;
  ~ExchangeRecord();
  ExchangeRecord(const ExchangeRecord&) = delete;
  ExchangeRecord& operator=(const ExchangeRecord&) = delete;

  void end(bool well);
  // The same for a wait for a session, which is counted apart.
  void end_wait();

 private:
  void add_span(std::int64_t ended, bool failed);

  telemetry::Trace* trace_;
  std::string_view statement_;
  std::int64_t started_;
  bool over_ = false;
};

}  // namespace sangam::store
