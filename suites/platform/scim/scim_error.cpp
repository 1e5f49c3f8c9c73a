#include "suites/platform/scim/scim_error.h"

#include "base/json_text.h"

namespace sangam::suites::platform::scim {

namespace {

std::string type_of(const Error& error) {
  switch (error.code) {
    case Code::malformed:
      return "invalidSyntax";
    case Code::invalid:
    case Code::refused:
      return "invalidValue";
    case Code::conflict:
      return error.fields.empty() || error.fields.front().code != "taken" ? "" : "uniqueness";
    default:
      return {};
  }
}

int status_of(const Error& error) {
  // SCIM knows no 422.
  return error.code == Code::refused ? 400 : http_status(error.code);
}

// What people can act on: the detail, and the first field at fault.
std::string detail_of(const Error& error) {
  if (error.code == Code::internal) return "Something went wrong on our side.";
  if (error.fields.empty()) return error.detail;
  const auto& field = error.fields.front();
  return error.detail + " " + field.pointer + " " + field.detail + ".";
}

}  // namespace

ScimError invalid_syntax(std::string detail) { return {400, "invalidSyntax", std::move(detail)}; }
ScimError invalid_value(std::string detail) { return {400, "invalidValue", std::move(detail)}; }
ScimError invalid_filter(std::string detail) { return {400, "invalidFilter", std::move(detail)}; }
ScimError invalid_path(std::string detail) { return {400, "invalidPath", std::move(detail)}; }
ScimError no_target(std::string detail) { return {400, "noTarget", std::move(detail)}; }
ScimError not_found() { return {404, "", "There is no such resource."}; }

ScimError to_scim_error(const Error& error) {
  return {status_of(error), type_of(error), detail_of(error)};
}

std::string error_json(const ScimError& error) {
  std::string json = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":")" +
                     std::to_string(error.status) + '"';
  if (!error.type.empty()) json += R"(,"scimType":")" + error.type + '"';
  json += R"(,"detail":)";
  append_json_string(error.detail, json);
  return json + '}';
}

http::Response error_response(const ScimError& error) {
  http::Response response(error.status, kMediaType, error_json(error));
  response.headers.add("Cache-Control", "no-store");
  if (!error.allow.empty()) response.headers.add("Allow", error.allow);
  if (error.status == 401) response.headers.add("WWW-Authenticate", "Bearer realm=\"scim\"");
  return response;
}

}  // namespace sangam::suites::platform::scim
