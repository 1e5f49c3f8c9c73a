#include "kernel/api/openapi_responses.h"

#include <boost/json/object.hpp>

#include "base/error.h"
#include "kernel/api/request_fields.h"
#include "kernel/api/rest_input.h"

namespace sangam::api {

namespace json = boost::json;

namespace {

struct SharedResponse {
  std::string_view name;
  int status;
  std::string_view text;
};

constexpr SharedResponse kMalformed{"Malformed", 400,
                                    "The request cannot be read, or fields are at fault"};
constexpr SharedResponse kUnauthenticated{"Unauthenticated", 401,
                                          "No credential, or one that is not valid"};
constexpr SharedResponse kForbidden{"Forbidden", 403, "The credential does not allow this"};
constexpr SharedResponse kNotFound{"NotFound", 404, "There is no such thing, or it is not yours"};
constexpr SharedResponse kConflict{"Conflict", 409,
                                   "The state of the resource does not allow this"};
constexpr SharedResponse kPrecondition{"PreconditionFailed", 412,
                                       "If-Match names an older version"};
constexpr SharedResponse kTooLarge{"TooLarge", 413, "The body is larger than this operation takes"};
constexpr SharedResponse kUriTooLong{"UriTooLong", 414, "The path and query are too long"};
constexpr SharedResponse kMedia{"UnsupportedMediaType", 415, "The body has another media type"};
constexpr SharedResponse kRefused{"Refused", 422, "Well formed, but a rule says no"};
constexpr SharedResponse kTooMany{"TooManyRequests", 429, "Too many requests; see Retry-After"};
constexpr SharedResponse kInternal{"Internal", 500, "Our fault; nothing was changed"};
constexpr SharedResponse kUnavailable{"Unavailable", 503, "Not now; see Retry-After"};
constexpr SharedResponse kStorageFull{"StorageFull", 507,
                                      "No room to write; nothing was changed, reads go on"};

constexpr const SharedResponse* kShared[] = {
    &kMalformed,    &kUnauthenticated, &kForbidden,   &kNotFound,   &kConflict,
    &kPrecondition, &kTooLarge,        &kUriTooLong,  &kMedia,      &kRefused,
    &kTooMany,      &kInternal,        &kUnavailable, &kStorageFull};

constexpr std::string_view kHeld = "Held";

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

json::object string_property(std::string_view text) {
  return {{"type", "string"}, {"description", text}};
}

json::object content_of(std::string_view media_type, json::object schema) {
  return {{media_type, json::object{{"schema", std::move(schema)}}}};
}

json::object success_headers(const Operation& operation) {
  json::object headers{{"X-Request-Id", reference("headers", "RequestId")}};
  if (has_entity_tag(operation)) headers["ETag"] = reference("headers", "ETag");
  if (operation.kind == Kind::command && !operation.keyed_by_content)
    headers["Idempotent-Replayed"] = reference("headers", "IdempotentReplayed");
  return headers;
}

std::string_view success_text(int status) {
  switch (status) {
    case 201:
      return "Created";
    case 202:
      return "Accepted; the reply tells how far it is";
    case 204:
      return "Done";
    default:
      return "The reply";
  }
}

void add_success(const Operation& operation, int status, std::string_view text, SchemaSet& schemas,
                 json::object& responses) {
  json::object response{{"description", text}, {"headers", success_headers(operation)}};
  if (!operation.output) {
    response["content"] = content_of(operation.media_type, {{"type", "string"}});
  } else if (operation.kind == Kind::stream) {
    const auto item = schemas.schema(*operation.output, Direction::reply);
    response["content"] = json::object{
        {"text/event-stream",
         json::object{{"x-item-schema", item}, {"schema", json::object{{"type", "string"}}}}},
        {"application/x-ndjson",
         json::object{{"x-item-schema", item}, {"schema", json::object{{"type", "string"}}}}}};
  } else if (!operation.output->fields().empty()) {
    response["content"] =
        content_of("application/json", schemas.schema(*operation.output, Direction::reply));
  }
  responses[std::to_string(status)] = std::move(response);
}

void add_successes(const Operation& operation, SchemaSet& schemas, json::object& responses) {
  const bool empty = operation.output && operation.output->fields().empty();
  const int status = empty && operation.success_status == 200 ? 204 : operation.success_status;
  const bool repeatable = (operation.kind == Kind::posting && status == 201) ||
                          (operation.kind == Kind::upload && status == 202);
  if (repeatable) add_success(operation, 200, "It exists already, exactly so", schemas, responses);
  add_success(operation, status, success_text(status), schemas, responses);
}

json::object held_response() {
  return {{"description", "Kept, not done: it waits for the approval of somebody else"},
          {"headers", json::object{{"X-Request-Id", reference("headers", "RequestId")}}},
          {"content", content_of("application/json", reference("schemas", kHeld))}};
}

// Kept until somebody else approves of it, by declaration or by a tenant's rule (approval_gate.h).
// An operation that answers 202 of itself tells the two apart by what it replies.
void add_held(json::object& responses) {
  auto* own = responses.if_contains("202");
  if (own == nullptr) {
    responses["202"] = reference("responses", kHeld);
    return;
  }
  auto& content = own->as_object()["content"].as_object();
  auto& schema = content["application/json"].as_object()["schema"];
  schema = json::object{{"oneOf", json::array{schema, reference("schemas", kHeld)}}};
}

}  // namespace

json::object responses_of(const Operation& operation, SchemaSet& schemas) {
  json::object responses;
  add_successes(operation, schemas, responses);
  const auto add = [&responses](const SharedResponse& shared) {
    responses[std::to_string(shared.status)] = reference("responses", shared.name);
  };
  const bool writing = writes(operation.kind);
  const bool with_body = takes_json_body(operation) || operation.kind == Kind::upload;
  if (may_be_held(operation)) add_held(responses);
  add(kMalformed);
  if (operation.audience != Audience::everyone || writing) add(kUnauthenticated);
  add(kForbidden);
  add(kNotFound);
  if (writing) add(kConflict);
  if (takes_if_match(operation)) add(kPrecondition);
  if (operation.method == http::Method::get) add(kUriTooLong);
  if (with_body) {
    add(kTooLarge);
    add(kMedia);
  }
  if (writing) add(kRefused);
  add(kTooMany);
  add(kInternal);
  add(kUnavailable);
  if (writing) add(kStorageFull);
  return responses;
}

json::object shared_responses() {
  json::object responses{{kHeld, held_response()}};
  for (const auto* shared : kShared) {
    json::object headers{{"X-Request-Id", reference("headers", "RequestId")}};
    if (shared == &kTooMany || shared == &kUnavailable || shared == &kStorageFull)
      headers["Retry-After"] = reference("headers", "RetryAfter");
    responses[shared->name] = json::object{
        {"description", shared->text},
        {"headers", std::move(headers)},
        {"content", content_of("application/problem+json", reference("schemas", "Problem"))}};
  }
  return responses;
}

json::object reply_headers() {
  const json::object text{{"type", "string"}};
  const json::object seconds{{"type", "integer"}, {"minimum", 0}};
  const json::object truth{{"type", "string"}, {"enum", json::array{"true"}}};
  return {
      {"RequestId",
       json::object{{"description", "Names this request in logs; yours, if you sent one"},
                    {"schema", text}}},
      {"ETag", json::object{{"description", "The version of the resource, where it has one"},
                            {"schema", text}}},
      {"IdempotentReplayed",
       json::object{{"description", "This is the stored reply of the first request with this key"},
                    {"schema", truth}}},
      {"RetryAfter",
       json::object{{"description", "Seconds to wait before trying again"}, {"schema", seconds}}}};
}

json::object shared_schemas() {
  json::object approval{
      {"type", "object"},
      {"description", "As approvals.get shows it: where to see what became of the call"},
      {"properties", json::object{{"id", string_property("The approval")}}},
      {"required", json::array{"id"}}};
  json::object held{{"type", "object"},
                    {"description", "A call that waits for somebody's approval"},
                    {"properties", json::object{{"approval", std::move(approval)}}},
                    {"required", json::array{"approval"}}};
  json::object field{
      {"type", "object"},
      {"properties",
       json::object{
           {"pointer", string_property("JSON pointer into the body, ?name of a parameter, or "
                                       "{name} of a part of the path")},
           {"code", string_property("Stable code of this fault")},
           {"detail", string_property("For people")}}},
      {"required", json::array{"pointer", "code", "detail"}}};
  json::object status{
      {"type", "object"},
      {"description", "What the ledger says, in its own numbering"},
      {"properties",
       json::object{{"name", string_property("Stable name")},
                    {"number", json::object{{"type", "integer"}, {"format", "int64"}}}}},
      {"required", json::array{"name", "number"}}};
  json::object errors{{"type", "array"},
                      {"description", "Each field at fault"},
                      {"items", reference("schemas", "FieldProblem")}};
  json::object problem{
      {"type", "object"},
      {"description", "Problem details (RFC 9457)"},
      {"properties",
       json::object{
           {"type", json::object{{"type", "string"},
                                 {"format", "uri-reference"},
                                 {"description", "Where the code is explained"}}},
           {"title", string_property("The same for every problem of this code")},
           {"status", json::object{{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
           {"detail", string_property("What is wrong with this request")},
           {"code", string_property("Stable code: match this")},
           {"trace_id", string_property("The trace of the request, as in traceparent")},
           {"request_id", string_property("The request, as in X-Request-Id")},
           {"errors", std::move(errors)},
           {"ledger_status", std::move(status)}}},
      {"required", json::array{"type", "title", "status", "detail", "code"}}};
  return {{"FieldProblem", std::move(field)},
          {"Problem", std::move(problem)},
          {kHeld, std::move(held)}};
}

}  // namespace sangam::api
