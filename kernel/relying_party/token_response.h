#pragma once

// Redeeming a code (OpenID Connect Core §3.1.3): what is sent, and what comes back.

#include <expected>
#include <string>
#include <string_view>

#include "kernel/http/client/request.h"
#include "kernel/relying_party/provider.h"

namespace sangam::relying_party {

struct Redemption;

http::client::Request token_request(const Provider& provider, const Redemption& redemption);

// The ID token of a reply; the error is a sentence for people.
std::expected<std::string, std::string> read_token_reply(const http::client::Reply& reply);

}  // namespace sangam::relying_party
