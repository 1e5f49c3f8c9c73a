#pragma once

// Trace: what one request did in this process, as spans: the request itself, its exchanges with the
// database, its way through a lane, its calls to others. Every request is recorded, because only
// its end tells whether it is worth keeping (it failed, it was slow); recording costs two looks at
// the clock a span and, for a request without any, nothing but the ids.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/telemetry/trace_context.h"

namespace sangam::telemetry {

// `consumer`: what is done later, on account of a request that is over.
enum class SpanKind : std::uint8_t { internal, server, client, consumer };

// One piece of work. Names are constants or live as long as the program.
struct Span {
  std::string_view name;
  std::uint64_t id = 0;
  std::uint64_t parent = 0;
  std::int64_t started = 0;  // monotonic nanoseconds
  std::int64_t ended = 0;
  SpanKind kind = SpanKind::internal;
  bool failed = false;
};

// Spans of one trace beyond the request itself; more are counted and dropped.
inline constexpr std::size_t kSpansMost = 128;

// What arrived with a request; all of it unchecked.
struct IncomingTrace {
  std::string_view traceparent;
  std::string_view tracestate;
  std::string_view request_id;
};

// Belongs to one request and is used by one coroutine at a time, on its loop's thread.
class Trace {
 public:
  // Starts over for the next request: goes on with the caller's trace where it names one, else
  // begins one; takes the caller's request id where it is 1 to 128 visible ASCII characters.
  void begin(const IncomingTrace& incoming);
  // Starts over for work that was stored with `from`: it is a part of that trace. `operation` must
  // live as long as the trace.
  void resume(const TraceParent& from, std::string_view operation, std::int32_t tenant);
  // The same work is told of under another trace as well, for which it was done too.
  void move_to(const TraceParent& from) noexcept;

  TraceId id() const noexcept { return id_; }
  // The request's own span, and the caller's (0: none).
  std::uint64_t root() const noexcept { return root_; }
  std::uint64_t parent() const noexcept { return parent_; }
  // Of the request's own span.
  SpanKind kind() const noexcept { return kind_; }
  const std::string& tracestate() const noexcept { return tracestate_; }
  // Whether the whole trace is collected; decided when it began, wherever that was.
  bool sampled() const noexcept { return sampled_; }

  // Empty for resumed work.
  const std::string& request_id() const noexcept { return request_id_; }
  Timestamp started_at() const noexcept { return started_at_; }
  std::int64_t started() const noexcept { return started_; }  // monotonic nanoseconds

  // Once known. `operation` must live as long as the trace.
  void set_operation(std::string_view operation) noexcept { operation_ = operation; }
  void set_tenant(std::int32_t tenant) noexcept { tenant_ = tenant; }
  std::string_view operation() const noexcept { return operation_; }
  std::int32_t tenant() const noexcept { return tenant_; }  // 0: none

  // Adds a span below the request and returns its id.
  std::uint64_t add(std::string_view name, SpanKind kind, std::int64_t started, std::int64_t ended,
                    bool failed = false);
  const std::vector<Span>& spans() const noexcept { return spans_; }
  std::uint32_t dropped() const noexcept { return dropped_; }

  // An id for a span that is added when it has ended: for calls to others, who are told it.
  std::uint64_t next_span_id() noexcept;
  void add(const Span& span);

  // `traceparent` of what the span `span` calls, or of the reply when it is root().
  TraceParent context(std::uint64_t span) const noexcept { return {id_, span, sampled_}; }

 private:
  // Clears everything and draws a seed for the ids of spans.
  void start_over(SpanKind kind, const Uuid& fresh);

  TraceId id_;
  std::uint64_t root_ = 0;
  std::uint64_t parent_ = 0;
  std::uint64_t last_span_ = 0;
  std::uint64_t seed_ = 0;
  std::string tracestate_;
  std::string request_id_;
  std::string_view operation_;
  std::vector<Span> spans_;
  Timestamp started_at_;
  std::int64_t started_ = 0;
  std::int32_t tenant_ = 0;
  std::uint32_t dropped_ = 0;
  SpanKind kind_ = SpanKind::server;
  bool sampled_ = false;
};

}  // namespace sangam::telemetry
