#pragma once

// Problem details (RFC 9457): how an Error reaches a caller through HTTP.

#include <string>

#include "base/error.h"
#include "kernel/http/response.h"

namespace sangam::api {

// The document. Of Code::internal nothing but the trace id is shown.
std::string problem_json(const Error& error, const std::string& trace_id);

// The document as a response, with Retry-After where the error names a time.
http::Response problem_response(const Error& error, const std::string& trace_id);

}  // namespace sangam::api
