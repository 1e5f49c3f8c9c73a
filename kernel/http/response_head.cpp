#include "kernel/http/response_head.h"

#include <charconv>

#include "base/assert.h"

namespace sangam::http {
namespace {

void append_number(std::string& out, std::uint64_t value, int base = 10) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, base).ptr;
  out.append(digits, end);
}

}  // namespace

void append_response_head(std::string& out, const Response& response,
                          const ResponseFraming& framing, std::string_view date,
                          const telemetry::Trace& trace) {
  SANGAM_ASSERT(response.status == 101 || (response.status >= 200 && response.status <= 599));
  if (response.status == 200) {
    out += "HTTP/1.1 200 OK\r\nDate: ";
  } else {
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::uint64_t>(response.status));
    out += ' ';
    out += reason_phrase(response.status);
    out += "\r\nDate: ";
  }
  out += date;
  out += "\r\n";
  if (!response.content_type.empty()) {
    out += "Content-Type: ";
    out += response.content_type;
    out += "\r\n";
  }
  if (framing.content_length) {
    out += "Content-Length: ";
    append_number(out, *framing.content_length);
    out += "\r\n";
  } else if (framing.chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  }
  if (framing.upgrade) out += "Connection: Upgrade\r\n";
  if (framing.close) {
    out += "Connection: close\r\n";
  } else if (framing.keep_alive_1_0) {
    out += "Connection: keep-alive\r\n";
  }
  out += "X-Request-Id: ";
  out += trace.request_id();
  out += "\r\ntraceparent: ";
  telemetry::append_traceparent(trace.context(trace.root()), out);
  out += "\r\n";
  out += response.headers.text();
  out += "\r\n";
}

}  // namespace sangam::http
