#pragma once

// Who sent a request that came through proxies: Forwarded (RFC 7239) and X-Forwarded-For, which
// anybody may write, so they are read only as far as proxies are trusted. Pure; any thread.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "kernel/gateway/address_trie.h"
#include "kernel/http/request.h"

namespace sangam::gateway {

// Which field our proxies write. The other one is not read: a proxy passes it on as the client
// wrote it.
enum class ForwardingField : std::uint8_t { x_forwarded_for, forwarded };
SANGAM_ENUM(ForwardingField, x_forwarded_for, forwarded)

// One proxy's word on who sent it the request.
struct Hop {
  std::optional<IpAddress> address;  // nothing: unknown, hidden, or no address
  std::optional<bool> secure;        // whether it came encrypted; nothing: not said

  friend bool operator==(const Hop&, const Hop&) = default;
};

// The hops of all lines of a Forwarded field, joined by commas, in order; nothing when it is
// malformed. O(characters).
std::optional<std::vector<Hop>> read_forwarded(std::string_view value);
// The same of X-Forwarded-For, which has no grammar: addresses with or without a port.
std::vector<Hop> read_forwarded_for(std::string_view value);

struct Client {
  IpAddress address;
  bool secure = false;
};

// The sender of a request: `peer` itself unless it is trusted; else the last hop that is not, as
// the proxies behind it tell. A hop that cannot be read ends the search: who told it is the sender.
Client find_client(const Client& peer, std::span<const http::Header> headers,
                   const AddressTrie& trusted, ForwardingField field);

}  // namespace sangam::gateway
