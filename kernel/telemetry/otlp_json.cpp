#include "kernel/telemetry/otlp_json.h"

#include <fmt/format.h>

#include "base/json_text.h"

namespace sangam::telemetry {

namespace {

constexpr std::string_view kScope = "sangam";
constexpr int kStatusError = 2;

// SPAN_KIND_INTERNAL, _SERVER, _CLIENT and _CONSUMER.
int number(SpanKind kind) { return kind == SpanKind::consumer ? 5 : static_cast<int>(kind) + 1; }

void append_text_attribute(std::string_view key, std::string_view value, std::string& out) {
  if (out.back() == '}') out += ',';
  out.append(R"({"key":")").append(key).append(R"(","value":{"stringValue":)");
  append_json_string(value, out);
  out += "}}";
}

void append_number_attribute(std::string_view key, std::int64_t value, std::string& out) {
  if (out.back() == '}') out += ',';
  fmt::format_to(std::back_inserter(out), R"({{"key":"{}","value":{{"intValue":"{}"}}}})", key,
                 value);
}

// Up to the attributes, which the caller adds and closes.
void append_span(const FinishedTrace& trace, const Span& span, std::string& out) {
  if (out.back() == '}') out += ',';
  fmt::format_to(std::back_inserter(out), R"({{"traceId":"{}","spanId":"{}",)", to_hex(trace.id),
                 span_to_hex(span.id));
  if (span.parent != 0)
    fmt::format_to(std::back_inserter(out), R"("parentSpanId":"{}",)", span_to_hex(span.parent));
  out += R"("name":)";
  append_json_string(span.name, out);
  fmt::format_to(std::back_inserter(out),
                 R"(,"kind":{},"startTimeUnixNano":"{}","endTimeUnixNano":"{}",)",
                 number(span.kind), trace.at(span.started), trace.at(span.ended));
  if (span.failed)
    fmt::format_to(std::back_inserter(out), R"("status":{{"code":{}}},)", kStatusError);
}

void append_root(const FinishedTrace& trace, std::string& out) {
  append_span(trace,
              {trace.operation, trace.root, trace.parent, trace.started, trace.ended, trace.kind,
               trace.kept_as == TraceClass::failed},
              out);
  if (!trace.tracestate.empty()) {
    out += R"("traceState":)";
    append_json_string(trace.tracestate, out);
    out += ',';
  }
  out += R"("attributes":[)";
  if (trace.status != 0) append_number_attribute("http.response.status_code", trace.status, out);
  if (!trace.request_id.empty()) append_text_attribute("sangam.request_id", trace.request_id, out);
  if (trace.tenant != 0) append_number_attribute("sangam.tenant", trace.tenant, out);
  if (trace.dropped_spans > 0)
    append_number_attribute("sangam.dropped_spans", trace.dropped_spans, out);
  out += "]}";
}

}  // namespace

std::string otlp_json(std::span<const FinishedTracePointer> traces, std::string_view service,
                      std::string_view instance) {
  std::string out = R"({"resourceSpans":[{"resource":{"attributes":[)";
  append_text_attribute("service.name", service, out);
  append_text_attribute("service.instance.id", instance, out);
  out.append(R"(]},"scopeSpans":[{"scope":{"name":")").append(kScope).append(R"("},"spans":[)");
  for (const auto& trace : traces) {
    append_root(*trace, out);
    for (const auto& span : trace->spans) {
      append_span(*trace, span, out);
      out += R"("attributes":[]})";
    }
  }
  out += "]}]}]}";
  return out;
}

}  // namespace sangam::telemetry
