#pragma once

// Which rule a request goes by, and what goes along with it. Pure.

#include <span>
#include <string>
#include <vector>

#include "kernel/gateway/upstream_rule.h"
#include "kernel/http/client/request.h"
#include "kernel/http/request.h"

namespace sangam::gateway {

// The first rule of that use that is for the request; null: none. Who calls is told apart by
// credential (Authorization, Cookie), else by `address`, so that a caller stays where they are.
// Nothing that was forwarded by us already is forwarded again.
const UpstreamRule* choose_upstream(std::span<const UpstreamRule> rules, UpstreamUse use,
                                    const http::Request& request, std::string_view address);

// Fields of a request or a reply that go on: not those of one connection (RFC 9110 §7.6.1), not
// the length, which is told anew.
bool is_passed_on(std::string_view name, std::string_view connection_field);

// The request for an upstream without body and deadline: as it came, with Via, X-Forwarded-For,
// X-Forwarded-Proto and X-Forwarded-Host by us.
http::client::Request upstream_request(const UpstreamRule& rule, const http::Request& request);

}  // namespace sangam::gateway
