#pragma once

// FinishedTrace: a trace that is kept. Immutable; shared by the ring that operators look at and the
// queue of the exporter.

#include <memory>
#include <string>
#include <vector>

#include "kernel/telemetry/trace.h"

namespace sangam::telemetry {

// Why a trace was kept.
enum class TraceClass : std::uint8_t { ordinary, slow, failed };

struct FinishedTrace {
  TraceId id;
  std::uint64_t root = 0;
  std::uint64_t parent = 0;  // the caller's span; 0: none
  std::string tracestate;
  std::string request_id;  // empty for resumed work
  std::string operation;   // "none" for requests that reached no operation
  std::int32_t tenant = 0;
  int status = 0;  // of HTTP; 0 for resumed work
  SpanKind kind = SpanKind::server;
  Timestamp started_at;
  std::int64_t started = 0;  // monotonic nanoseconds, as those of the spans
  std::int64_t ended = 0;
  TraceClass kept_as = TraceClass::ordinary;
  std::vector<Span> spans;
  std::uint32_t dropped_spans = 0;

  std::int64_t duration() const noexcept { return ended - started; }
  // Wall-clock nanoseconds of a moment of this trace.
  std::int64_t at(std::int64_t moment) const noexcept {
    return started_at.nanoseconds + (moment - started);
  }
};

using FinishedTracePointer = std::shared_ptr<const FinishedTrace>;

}  // namespace sangam::telemetry
