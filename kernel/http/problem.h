#pragma once

// Problem details (RFC 9457) for what the server itself refuses.

#include <string>
#include <string_view>

#include "base/error.h"
#include "kernel/http/response.h"
#include "kernel/telemetry/trace.h"

namespace sangam::http {

// A refusal of the protocol: never reaches a handler. `code` is stable: malformed, uri_too_long,
// headers_too_large, request_timeout, too_large, not_implemented, version_not_supported,
// expectation_failed, upgrade_required, unavailable, deadline_exceeded.
struct Refusal {
  int status = 400;
  std::string_view code = "malformed";
  std::string_view title;
  std::string_view detail;  // a literal of ours: never echoes what the client sent
};

// {"type":"/docs/problems#code","title","status","detail","code","trace_id","request_id"} as
// application/problem+json; the ids are those of `trace`, and absent when it is null.
Response problem(const Refusal& refusal, const telemetry::Trace* trace);
// The same for an Error, with its fields and Retry-After.
Response problem(const Error& error, const telemetry::Trace* trace);

}  // namespace sangam::http
