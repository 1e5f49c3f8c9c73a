#pragma once

// ScimError: how a request of SCIM is refused (RFC 7644 §3.12). Thrown by handlers, made a reply by
// the service provider.

#include <exception>
#include <string>

#include "base/error.h"
#include "kernel/http/response.h"

namespace sangam::suites::platform::scim {

inline constexpr std::string_view kMediaType = "application/scim+json";

struct ScimError : std::exception {
  ScimError(int status, std::string type, std::string detail)
      : status(status), type(std::move(type)), detail(std::move(detail)) {}
  const char* what() const noexcept override { return detail.c_str(); }

  int status;
  std::string type;          // scimType of RFC 7644 table 9; empty: none
  std::string detail;        // for people; never a secret
  std::string_view allow{};  // of a 405: the methods there are, a constant
};

ScimError invalid_syntax(std::string detail);
ScimError invalid_value(std::string detail);
ScimError invalid_filter(std::string detail);
ScimError invalid_path(std::string detail);
ScimError no_target(std::string detail);
ScimError not_found();
// What the platform refuses, in SCIM's words.
ScimError to_scim_error(const Error& error);

// The error's body.
std::string error_json(const ScimError& error);
http::Response error_response(const ScimError& error);

}  // namespace sangam::suites::platform::scim
