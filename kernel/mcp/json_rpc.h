#pragma once

// JSON-RPC 2.0 as the Model Context Protocol uses it: one message a body, no batches, ids that are
// strings or whole numbers and never null, parameters that are an object.
//
// Source: jsonrpc.org/specification; modelcontextprotocol.io, basic/index#messages.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "kernel/api/json_document.h"

namespace boost::json {
class object;
}

namespace sangam::mcp {

// Codes of JSON-RPC, and those that the protocol reserves.
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kHeaderMismatch = -32020;
inline constexpr int kMissingCapability = -32021;
inline constexpr int kUnsupportedVersion = -32022;
// Of versions up to 2025-11-25: there is no such resource.
inline constexpr int kResourceNotFound = -32002;

// Why a message is not served. Thrown by what serves a request, returned by what reads one.
struct RpcError {
  int code = kInternalError;
  std::string message;  // a sentence for people
  std::string data;     // JSON; empty: none
  int status = 200;     // of the HTTP reply
};

enum class RpcKind : std::uint8_t { request, notification, response };

// A message that is in order. Movable; owns its memory.
struct RpcMessage {
  RpcKind kind = RpcKind::request;
  std::string id;      // as JSON text; empty for notifications
  std::string method;  // empty for responses
  api::JsonDocument document;

  static constexpr std::size_t kIdMost = 256;
  static constexpr std::size_t kMethodMost = 128;

  // The parameters; an empty object where none came. Alive as long as the message.
  const boost::json::object& params() const;
  // Of a response: its result as JSON text; nothing when it is an error.
  std::expected<std::string, std::string> result() const;
};

// A message that cannot be served, with the id to answer it by; empty where none could be read.
struct RpcFault {
  RpcError error;
  std::string id;
};

// O(bytes). Duplicate members, depth over 32 and broken UTF-8 are faults; members that JSON-RPC
// does not know are passed over.
std::expected<RpcMessage, RpcFault> read_message(std::string_view text);

// What is sent. `id`, `result` and `params` are JSON texts.
std::string result_text(std::string_view id, std::string_view result);
std::string error_text(std::string_view id, const RpcError& error);
std::string request_text(std::string_view id, std::string_view method, std::string_view params);
std::string notification_text(std::string_view method, std::string_view params);

}  // namespace sangam::mcp
