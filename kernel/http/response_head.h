#pragma once

// The text of a response's head.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/response.h"
#include "kernel/telemetry/trace.h"

namespace sangam::http {

// What the server adds to a handler's response.
struct ResponseFraming {
  std::optional<std::uint64_t> content_length;  // neither this nor chunked: no body, or until close
  bool chunked = false;
  bool close = false;
  bool upgrade = false;  // the response is about another protocol: its Upgrade field names it
  bool keep_alive_1_0 = false;  // an HTTP/1.0 client asked to keep the connection
};

// Appends status line and fields, the empty line included; X-Request-Id and traceparent name the
// trace.
void append_response_head(std::string& out, const Response& response,
                          const ResponseFraming& framing, std::string_view date,
                          const telemetry::Trace& trace);

}  // namespace sangam::http
