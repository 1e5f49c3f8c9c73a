#pragma once

// What a client repeats of its message in the fields of the HTTP request, so that whatever is in
// between can see it, and what those fields must agree with.
//
// Source: modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http.

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/request.h"
#include "kernel/mcp/catalogue.h"
#include "kernel/mcp/json_rpc.h"

namespace sangam::mcp {

inline constexpr std::string_view kVersionHeader = "mcp-protocol-version";
inline constexpr std::string_view kSessionHeader = "mcp-session-id";

// The text behind a field's value: as it is, or out of "=?base64?…?=". Nothing when that is broken.
std::optional<std::string> decode_field(std::string_view value);

// Whether Mcp-Method and Mcp-Name say what the message says.
std::optional<RpcError> header_mismatch(const http::Request& request, const RpcMessage& message);

// Whether the arguments that a tool has repeated are those of the message.
std::optional<RpcError> argument_mismatch(const http::Request& request,
                                          const std::vector<MirroredArgument>& mirrored,
                                          const boost::json::object& arguments);

}  // namespace sangam::mcp
