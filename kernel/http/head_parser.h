#pragma once

// The head of a request, parsed by Beast and then held to the rules on which messages are framed
// and routed (RFC 9112 §3 and §6). Whatever two implementations could understand differently is
// refused.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/problem.h"
#include "kernel/http/request.h"

namespace sangam::http {

// A parsed head. Views into the text given to parse_head(), except a path that had to be decoded,
// which is kept here. Reused from request to request.
struct RequestHead {
  Method method = Method::get;
  std::string_view method_text;
  std::string_view target;  // origin form or "*"
  std::string_view path;
  std::string_view query;
  std::vector<Header> headers;
  std::optional<std::uint64_t> content_length;
  bool http_1_0 = false;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  std::string decoded_path;

  void clear() noexcept;
};

// Parses a complete head, its empty line included, that HeadScanner let through. Returns why the
// request is refused; then the head's contents are unspecified and the connection must close.
std::optional<Refusal> parse_head(std::string_view text, RequestHead& head);

}  // namespace sangam::http
