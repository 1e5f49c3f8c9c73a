#pragma once

// What a client says over a WebSocket (protocol graphql-transport-ws), as JSON texts:
//
//   {"type":"connection_init","payload":{"authorization":"Bearer sk_…"}}
//   {"type":"subscribe","id":"1","payload":{"query":"subscription { … }","variables":{…}}}
//   {"type":"complete","id":"1"}
//   {"type":"ping"}   {"type":"pong"}

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "base/error.h"
#include "kernel/graphql/request.h"

namespace sangam::graphql_door {

// A message that is in order; what its type does not have is empty.
struct ClientMessage {
  enum class Type : std::uint8_t { connection_init, subscribe, complete, ping, pong };
  Type type = Type::ping;
  std::string id;     // the client's own name of an operation
  std::string token;  // the credential of connection_init, without "Bearer "
  Request request;    // of subscribe

  static constexpr std::size_t kIdMost = 128;
  static constexpr std::size_t kTokenMost = 4096;
};

// Error{malformed} for what is no JSON object, Error{invalid} for members that are not as the type
// wants them; what a type does not know is left alone. O(bytes).
std::expected<ClientMessage, Error> read_message(std::string_view text);

}  // namespace sangam::graphql_door
