#include "kernel/api/problem.h"

#include "base/json_text.h"
#include "kernel/api/challenged_error.h"

namespace sangam::api {

namespace {

void append_member(std::string_view member, std::string_view value, std::string& out) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += member;
  out += "\":";
  append_json_string(value, out);
}

void append_fields(const std::vector<FieldProblem>& fields, std::string& out) {
  out += ",\"errors\":[";
  for (const auto& field : fields) {
    out += out.back() == '[' ? "{" : ",{";
    append_member("pointer", field.pointer, out);
    append_member("code", field.code, out);
    append_member("detail", field.detail, out);
    out += '}';
  }
  out += ']';
}

void append_engine_status(const EngineStatus& status, std::string& out) {
  out += ",\"" + status.engine + "_status\":{";
  append_member("name", status.name, out);
  out += ",\"number\":" + std::to_string(status.number) + "}";
}

// RFC 6750 §3, RFC 9470 §3.
std::string_view challenge(Code code) {
  return code == Code::step_up_needed ? R"(Bearer error="insufficient_user_authentication")"
                                      : "Bearer";
}

}  // namespace

std::string problem_json(const Error& error, const telemetry::Trace& trace) {
  const std::string code(name(error.code));
  const bool ours = error.code == Code::internal;
  std::string out = "{";
  append_member("type", "/docs/problems#" + code, out);
  append_member("title", title(error.code), out);
  out += ",\"status\":" + std::to_string(http_status(error.code));
  append_member("detail",
                ours ? "Something failed on our side; nothing was changed." : error.detail, out);
  append_member("code", code, out);
  append_member("trace_id", to_hex(trace.id()), out);
  append_member("request_id", trace.request_id(), out);
  if (!error.fields.empty()) append_fields(error.fields, out);
  if (error.engine_status) append_engine_status(*error.engine_status, out);
  out += '}';
  return out;
}

http::Response problem_response(const Error& error, const telemetry::Trace& trace) {
  http::Response response(http_status(error.code), "application/problem+json",
                          problem_json(error, trace));
  if (error.retry_after_seconds)
    response.headers.add("Retry-After", std::to_string(*error.retry_after_seconds));
  if (!error.allow.empty()) response.headers.add("Allow", error.allow);
  if (http_status(error.code) == 401)
    response.headers.add("WWW-Authenticate", challenge(error.code));
  if (const auto* challenged = dynamic_cast<const ChallengedError*>(&error))
    response.headers.add(challenged->field, challenged->value);
  return response;
}

}  // namespace sangam::api
