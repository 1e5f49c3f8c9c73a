#pragma once

// Message: what a signature may cover of a request or response, however it came. Views: alive as
// long as what it was made of.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/http/request.h"

namespace sangam::message_signatures {

struct Message {
  std::string_view method;            // "POST"; empty for a response
  std::string_view scheme = "https";  // "http" or "https", lower case
  std::string_view authority;         // as in Host: "example.com:8443"; any case
  std::string_view target;            // origin form, as sent: "/foo?a=b"
  std::span<const http::Header> fields;
  std::optional<int> status;  // of a response
};

// `scheme` is what the client used, which a proxy in front may have changed since.
Message message_of(const http::Request& request, std::string_view scheme) noexcept;

}  // namespace sangam::message_signatures
