#pragma once

// Problem details (RFC 9457): how an Error reaches a caller through HTTP.

#include <string>

#include "base/error.h"
#include "kernel/http/response.h"
#include "kernel/telemetry/trace.h"

namespace sangam::api {

// The document, with the ids of the request. Of Code::internal nothing but these is shown.
std::string problem_json(const Error& error, const telemetry::Trace& trace);

// The document as a response, with Retry-After where the error names a time, and the field of a
// ChallengedError.
http::Response problem_response(const Error& error, const telemetry::Trace& trace);

}  // namespace sangam::api
