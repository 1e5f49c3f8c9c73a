#pragma once

// Messages and verdicts as bytes, between the server and the process that judges.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/gateway/firewall/message.h"

namespace sangam::gateway::firewall {

std::string encode(const Message& message);
std::string encode(const Verdict& verdict);

// Nothing for bytes that encode() did not write. O(bytes).
std::optional<Message> decode_message(std::string_view bytes);
std::optional<Verdict> decode_verdict(std::string_view bytes);

}  // namespace sangam::gateway::firewall
