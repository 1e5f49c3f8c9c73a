#pragma once

// Which pages of browsers may call: our own, those that the operator lets in, and on a machine that
// serves itself, its own. A page of elsewhere that makes its name point at this machine (DNS
// rebinding) still says where it came from.

#include "kernel/http/request.h"
#include "kernel/mcp/settings.h"

namespace sangam::mcp {

// True as well without an Origin field: then no browser's page asks. `public_url` is an origin;
// empty: not known yet.
bool is_origin_allowed(const http::Request& request, std::string_view public_url,
                       const Settings& settings);

}  // namespace sangam::mcp
