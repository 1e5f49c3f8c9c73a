#pragma once

// Url: an absolute http or https address, read strictly. The client gives libcurl the address put
// together again from these parts, so no second reader can understand another host than we checked.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/client/address.h"

namespace sangam::http::client {

inline constexpr std::size_t kMaxUrlBytes = 2'048;  // of an address written out with its port

struct Url {
  bool secure = true;                // https
  std::string host;                  // lower case; an IPv6 address without brackets
  std::optional<IpAddress> address;  // when the host is one
  std::uint16_t port = 443;
  std::string target;  // path and query, as given; begins with '/'

  // "https://host:port": whom a circuit breaker is for.
  std::string origin() const;
  // The whole address, normalised.
  std::string str() const;

  friend bool operator==(const Url&, const Url&) = default;
};

// Reads an address (RFC 3986). The error is a sentence for people. Refused: other schemes, user
// names, fragments, anything but printable ASCII, backslashes, escapes in the host, and numbers
// that some readers take for an IPv4 address (0x7f.1, 2130706433, 127.1, 0177.0.0.1). O(bytes).
std::expected<Url, std::string> parse_url(std::string_view text);

}  // namespace sangam::http::client
