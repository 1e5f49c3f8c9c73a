#pragma once

// The last traces of this process: a list, and one with its spans.

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/call.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::suites::platform::observability {

enum class KeptAs : std::uint8_t { ordinary, slow, failed };
SANGAM_ENUM(KeptAs, ordinary, slow, failed)

struct TraceSummary {
  std::string id;
  std::string request_id;
  std::string operation;
  std::optional<std::int32_t> tenant;
  std::int32_t status = 0;
  KeptAs kept_as = KeptAs::ordinary;
  Timestamp started_at;
  double duration = 0;
  std::int32_t spans = 0;
};
SANGAM_DESCRIBE(TraceSummary, (id, "As in traceparent"),
                (request_id, "As in X-Request-Id; empty for later work"),
                (operation,
                 "Or the consumer, kind of job or saga; none for requests that reached none"),
                (tenant, "Its number; absent for nobody signed in"),
                (status, "Of HTTP; 0 for what was done later: an event handled, a job, a saga"),
                (kept_as, "Why it was kept"), (started_at, "When the request came"),
                (duration, "Seconds"), (spans, "Pieces of work below the request"))

struct TraceSpan {
  std::string id;
  std::optional<std::string> parent;
  std::string name;
  std::string kind;
  double offset = 0;
  double duration = 0;
  bool failed = false;
};
SANGAM_DESCRIBE(TraceSpan, (id, "The span"),
                (parent, "The one it belongs to, which may be a caller's"), (name, "What was done"),
                (kind, "server, client, internal or consumer"),
                (offset, "Seconds from the start of the first request of the trace"),
                (duration, "Seconds"), (failed, "Whether it did"))

struct TraceDetail {
  std::string id;
  std::vector<TraceSummary> requests;
  std::vector<TraceSpan> spans;
};
SANGAM_DESCRIBE(TraceDetail, (id, "As in traceparent"),
                (requests, "Those of the trace that this process served, oldest first"),
                (spans, "Of all of them, each request before its own"))

struct ListTraces {
  std::optional<Text<1, 120>> operation;
  std::optional<KeptAs> kept_as;
  std::optional<Bounded<0, 600'000>> duration_ms;
  std::optional<Bounded<2, 5>> status_class;
  std::optional<Bounded<1, 500>> limit;
};
SANGAM_DESCRIBE(ListTraces, (operation, "Only of this one"), (kept_as, "Only those kept for this"),
                (duration_ms, "Only those that took as long"),
                (status_class, "Only those answered so: 5 for 5xx"),
                (limit, "At most so many; 50 unless said"))

struct TraceList {
  std::vector<TraceSummary> items;
};
SANGAM_DESCRIBE(TraceList, (items, "Newest first"))

struct GetTrace {
  Text<32, 32> id;
};
SANGAM_DESCRIBE(GetTrace, (id, "32 hexadecimal digits, as in traceparent and in problem documents"))

class Traces {
 public:
  Task<TraceList> list(api::Call& call, ListTraces request);
  Task<TraceDetail> get(api::Call& call, GetTrace request);
};

}  // namespace sangam::suites::platform::observability
