#pragma once

// Between requests and the firewall.

#include <string>

#include "kernel/gateway/address_trie.h"
#include "kernel/gateway/firewall/message.h"
#include "kernel/http/request.h"

namespace sangam::gateway {

// How large a body may be that the firewall looks at before a handler of no declared size reads it.
inline constexpr std::uint64_t kOpenBodyMost = 16 * 1024 * 1024;

// A copy of all but the body.
firewall::Message message_of(const http::Request& request, const IpAddress& client);

// The rules that matched, as people look for them: "942100 SQL Injection Attack …"; the first few.
std::string rules_text(const firewall::Verdict& verdict);

}  // namespace sangam::gateway
