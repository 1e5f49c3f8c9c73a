#pragma once

// What the server says, as JSON texts:
//
//   {"type":"ready","principal":"usr_…","tenant":"acme","subscriptions":32}
//   {"type":"subscribed","id":"1"}
//   {"type":"next","id":"1","event":"4712","data":{…}}
//   {"type":"complete","id":"1"}
//   {"type":"error","id":"1","problem":{…}}       without id: the connection is meant
//   {"type":"pong"}

#include <string>
#include <string_view>

#include "kernel/api/identity.h"
#include "kernel/api/stream.h"

namespace sangam::subscriptions {

std::string ready_message(const api::Identity& identity, std::size_t subscriptions);
std::string subscribed_message(std::string_view id);
// `id` empty: it is about the connection. `problem` is a problem document.
std::string error_message(std::string_view id, std::string_view problem);
std::string complete_message(std::string_view id);
inline constexpr std::string_view kPongMessage = R"({"type":"pong"})";

// What "next" messages of one subscription begin with.
std::string next_prefix(std::string_view id);
// One of them, in place of what `out` held.
void write_next(std::string_view prefix, const api::StreamItem& item, std::string& out);

}  // namespace sangam::subscriptions
