#include "kernel/graphql/response_errors.h"

#include "base/json_text.h"

namespace sangam::graphql_door {

namespace {

constexpr std::string_view kInternal = "Something failed on our side; nothing was changed.";

void append_member(std::string_view name, std::string_view value, std::string& out) {
  out.append(out.back() == '{' ? "\"" : ",\"").append(name).append("\":");
  append_json_string(value, out);
}

void append_path(const Path& path, std::string& out) {
  out += ",\"path\":[";
  for (const auto& step : path) {
    if (out.back() != '[') out += ',';
    if (const auto* key = std::get_if<std::string_view>(&step)) append_json_string(*key, out);
    else out += std::to_string(std::get<std::size_t>(step));
  }
  out += ']';
}

void append_locations(std::span<const graphql::Location> locations, std::string& out) {
  out += ",\"locations\":[";
  for (const auto& one : locations)
    out.append(out.back() == '[' ? "" : ",")
        .append("{\"line\":" + std::to_string(one.line))
        .append(",\"column\":" + std::to_string(one.column) + "}");
  out += ']';
}

// Message, place, and the beginning of the extensions.
std::string begin(std::string_view message, const Place& place,
                  std::span<const graphql::Location> locations, std::string_view code, int status) {
  std::string out = "{";
  append_member("message", message, out);
  if (!locations.empty()) append_locations(locations, out);
  if (place.path) append_path(*place.path, out);
  out += ",\"extensions\":{";
  append_member("code", code, out);
  return out + ",\"status\":" + std::to_string(status);
}

std::string end(std::string out, const telemetry::Trace& trace) {
  append_member("traceId", to_hex(trace.id()), out);
  append_member("requestId", trace.request_id(), out);
  return out + "}}";
}

void append_fields(const std::vector<FieldProblem>& fields, std::string& out) {
  if (fields.size() == 1) append_member("pointer", fields.front().pointer, out);
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

Code code_of(graphql::Rule rule) {
  if (rule == graphql::Rule::syntax) return Code::malformed;
  return rule == graphql::Rule::limit ? Code::too_large : Code::invalid;
}

}  // namespace

std::string error_json(const Error& error, const Place& place, const telemetry::Trace& trace) {
  const bool ours = error.code == Code::internal;
  auto out = begin(ours ? kInternal : error.detail, place, place.locations, name(error.code),
                   http_status(error.code));
  if (!error.fields.empty()) append_fields(error.fields, out);
  if (error.retry_after_seconds)
    out += ",\"retryAfter\":" + std::to_string(*error.retry_after_seconds);
  if (const auto& status = error.engine_status) {
    out += ",\"" + status->engine + "Status\":{";
    append_member("name", status->name, out);
    out += ",\"number\":" + std::to_string(status->number) + "}";
  }
  return end(std::move(out), trace);
}

std::string error_json(const graphql::Problem& problem, const Place& place,
                       const telemetry::Trace& trace) {
  const auto code = code_of(problem.rule);
  auto out =
      begin(problem.message, place, problem.locations.empty() ? place.locations : problem.locations,
            name(code), http_status(code));
  append_member("rule", name(problem.rule), out);
  return end(std::move(out), trace);
}

std::string errors_response(std::span<const std::string> errors) {
  std::string out = "{\"errors\":[";
  for (const auto& error : errors)
    out.append(out.back() == '[' ? "" : ",").append(error);
  return out + "]}";
}

std::string errors_response(const Error& error, const telemetry::Trace& trace) {
  const std::string one[] = {error_json(error, {}, trace)};
  return errors_response(one);
}

}  // namespace sangam::graphql_door
