#include "kernel/http/problem.h"

#include <fmt/format.h>

#include "base/json_text.h"

namespace sangam::http {
namespace {

constexpr std::string_view kContentType = "application/problem+json";

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ',';
  append_json_string(name, out);
  out += ':';
  append_json_string(value, out);
}

std::string problem_body(const Refusal& refusal, const telemetry::Trace* trace) {
  std::string body =
      fmt::format(R"({{"type":"/docs/problems#{}","status":{})", refusal.code, refusal.status);
  append_member(body, "title", refusal.title);
  append_member(body, "detail", refusal.detail);
  append_member(body, "code", refusal.code);
  if (trace != nullptr) {
    append_member(body, "trace_id", to_hex(trace->id()));
    append_member(body, "request_id", trace->request_id());
  }
  return body;
}

}  // namespace

Response problem(const Refusal& refusal, const telemetry::Trace* trace) {
  return Response(refusal.status, kContentType, problem_body(refusal, trace) + "}");
}

Response problem(const Error& error, const telemetry::Trace* trace) {
  const bool ours = error.code == Code::internal;
  std::string body = problem_body({http_status(error.code), name(error.code), title(error.code),
                                   ours ? "The request failed inside the server." : error.detail},
                                  trace);
  if (!error.fields.empty()) {
    body += R"(,"errors":[)";
    for (const FieldProblem& field : error.fields) {
      if (body.back() == '}') body += ',';
      body += "{\"pointer\":";
      append_json_string(field.pointer, body);
      append_member(body, "code", field.code);
      append_member(body, "detail", field.detail);
      body += '}';
    }
    body += ']';
  }
  Response response(http_status(error.code), kContentType, body + "}");
  if (error.retry_after_seconds) {
    response.headers.add("Retry-After", std::to_string(*error.retry_after_seconds));
  }
  return response;
}

}  // namespace sangam::http
