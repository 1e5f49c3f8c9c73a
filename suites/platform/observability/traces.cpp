#include "suites/platform/observability/traces.h"

namespace sangam::suites::platform::observability {

namespace {

constexpr std::int64_t kDefaultLimit = 50;

double seconds(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

TraceSummary to_summary(const telemetry::FinishedTrace& trace) {
  TraceSummary summary{.id = to_hex(trace.id),
                       .request_id = trace.request_id,
                       .operation = trace.operation,
                       .status = trace.status,
                       .kept_as = static_cast<KeptAs>(trace.kept_as),
                       .started_at = trace.started_at,
                       .duration = seconds(trace.duration()),
                       .spans = static_cast<std::int32_t>(trace.spans.size())};
  if (trace.tenant != 0) summary.tenant = trace.tenant;
  return summary;
}

std::string_view kind_name(telemetry::SpanKind kind) {
  constexpr std::string_view kNames[] = {"internal", "server", "client", "consumer"};
  return kNames[static_cast<std::size_t>(kind)];
}

TraceSpan to_span(const telemetry::FinishedTrace& trace, const telemetry::Span& span,
                  std::int64_t origin) {
  TraceSpan shown{.id = telemetry::span_to_hex(span.id),
                  .name = std::string(span.name),
                  .kind = std::string(kind_name(span.kind)),
                  .offset = seconds(trace.at(span.started) - origin),
                  .duration = seconds(span.ended - span.started),
                  .failed = span.failed};
  if (span.parent != 0) shown.parent = telemetry::span_to_hex(span.parent);
  return shown;
}

void add_request(const telemetry::FinishedTrace& trace, std::int64_t origin, TraceDetail& detail) {
  detail.requests.push_back(to_summary(trace));
  const telemetry::Span root{trace.operation,
                             trace.root,
                             trace.parent,
                             trace.started,
                             trace.ended,
                             trace.kind,
                             trace.kept_as == telemetry::TraceClass::failed};
  detail.spans.push_back(to_span(trace, root, origin));
  for (const auto& span : trace.spans)
    detail.spans.push_back(to_span(trace, span, origin));
}

}  // namespace

Task<TraceList> Traces::list(api::Call&, ListTraces request) {
  telemetry::TraceFilter filter;
  if (request.operation) filter.operation = request.operation->str();
  if (request.kept_as) filter.kept_as = static_cast<telemetry::TraceClass>(*request.kept_as);
  if (request.duration_ms)
    filter.duration_at_least = request.duration_ms->value * kNanosecondsPerMillisecond;
  if (request.status_class)
    filter.status_class = static_cast<std::int32_t>(request.status_class->value);
  filter.limit = static_cast<std::size_t>(request.limit ? request.limit->value : kDefaultLimit);
  TraceList list;
  for (const auto& trace : telemetry::tracer().recent().list(filter))
    list.items.push_back(to_summary(*trace));
  co_return list;
}

Task<TraceDetail> Traces::get(api::Call&, GetTrace request) {
  const auto id = telemetry::trace_id_from_hex(request.id.str());
  if (!id) throw invalid_field("/id", "invalid_format", "must be 32 lower-case hexadecimal digits");
  const auto kept = telemetry::tracer().recent().get(*id);
  if (kept.empty())
    throw Error{Code::not_found, "This trace is not among the last ones, or was not kept."};
  TraceDetail detail{.id = to_hex(*id), .requests = {}, .spans = {}};
  for (const auto& trace : kept)
    add_request(*trace, kept.front()->started_at.nanoseconds, detail);
  co_return detail;
}

}  // namespace sangam::suites::platform::observability
